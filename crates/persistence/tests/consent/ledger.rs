//! The chain of a customer: appended, read in pages, verified, erased.

use regulars_consent::{
    ChainReport, Evidence, HistoryEntry, ListConsentsError, NewConsent, RecordConsentError, erase_consents,
    list_consents, list_history, restrict, verify_chain,
};
use regulars_kernel::ConsentState::{Granted, Refused, Withdrawn};
use regulars_kernel::{Channel, Page, PageRequest, PageSize, Purpose, StoreError};
use serde_json::{Value, json};

use crate::fixture::{Fixture, e_mail, on_each_database, statement};

async fn verify(fixture: &Fixture) -> ChainReport {
    let owned = fixture.clone();
    fixture
        .database
        .read(fixture.scope(), async move |tx| {
            verify_chain(tx, &owned.sealing, owned.merchant, owned.customer).await
        })
        .await
        .unwrap()
}

async fn history(fixture: &Fixture, size: u16, after: Option<i64>) -> Page<HistoryEntry, i64> {
    let owned = fixture.clone();
    let page = PageRequest { size: PageSize::new(size).unwrap(), after };
    fixture
        .database
        .read(fixture.scope(), async move |tx| {
            list_history(tx, &owned.sealing, owned.merchant, owned.customer, page).await
        })
        .await
        .unwrap()
}

fn evidence() -> Evidence {
    let Value::Object(object) = json!({"form": "ana-petrovic-canary"}) else { unreachable!() };
    Evidence::new(object).unwrap()
}

#[tokio::test]
async fn statements_stand_and_their_history_is_read_in_pages() {
    on_each_database(async |fixture| {
        fixture.record(statement(Purpose::DataProcessing, None, Granted)).await.unwrap();
        fixture.record(NewConsent { evidence: Some(evidence()), ..e_mail(Granted) }).await.unwrap();
        fixture.record(statement(Purpose::Profiling, None, Granted)).await.unwrap();
        let recorded = fixture.record(statement(Purpose::DataProcessing, None, Withdrawn)).await.unwrap();
        assert_eq!(recorded.ended.len(), 2);

        let customer = fixture.customer;
        let standing = fixture
            .database
            .read(fixture.scope(), async move |tx| list_consents(tx, customer).await)
            .await
            .unwrap();
        assert_eq!(standing.len(), 3);
        assert!(standing.iter().all(|one| one.state == Withdrawn && one.since == fixture.now()));
        let mail = standing.iter().find(|one| one.channel == Some(Channel::Email)).unwrap();
        assert_eq!(mail.address.as_ref().unwrap().expose(), "ana@example.com");

        let first = history(&fixture, 4, None).await;
        let sequences: Vec<i64> = first.items.iter().map(|entry| entry.event.sequence).collect();
        assert_eq!((sequences, first.next), (vec![6, 5, 4, 3], Some(3)));
        let second = history(&fixture, 4, first.next).await;
        assert_eq!((second.items.len(), second.next), (2, None));
        assert_eq!(second.items[0].evidence, Some(evidence()));
        assert_eq!(verify(&fixture).await, ChainReport::Intact { entries: 6, opened: 6 });
    })
    .await;
}

#[tokio::test]
async fn many_at_once_make_one_chain() {
    on_each_database(async |fixture| {
        let statements = (0..24).map(|index| {
            let fixture = fixture.clone();
            tokio::spawn(async move {
                let state = if index % 2 == 0 { Granted } else { Withdrawn };
                fixture.record(e_mail(state)).await.unwrap();
            })
        });
        for statement in statements.collect::<Vec<_>>() {
            statement.await.unwrap();
        }
        assert_eq!(verify(&fixture).await, ChainReport::Intact { entries: 24, opened: 24 });
    })
    .await;
}

#[tokio::test]
async fn a_change_behind_the_wall_is_found() {
    on_each_database(async |fixture| {
        for state in [Granted, Withdrawn, Refused] {
            fixture.record(e_mail(state)).await.unwrap();
        }
        let whose = || vec![fixture.merchant.value().into(), fixture.customer.value().into()];
        let changed = fixture
            .raw(
                "UPDATE consent_events SET state = 'granted'
                 WHERE merchant_id = $1 AND customer_id = $2 AND sequence = 2",
                whose(),
            )
            .await;
        assert_eq!(changed, 1);
        assert_eq!(verify(&fixture).await, ChainReport::Broken { sequence: 2 });
    })
    .await;
}

#[tokio::test]
async fn erasure_leaves_a_chain_that_verifies_and_nothing_that_opens() {
    on_each_database(async |fixture| {
        fixture.record(NewConsent { evidence: Some(evidence()), ..e_mail(Granted) }).await.unwrap();
        fixture.request().await.unwrap();
        let owned = fixture.clone();
        let erased: Result<(), StoreError> = fixture
            .database
            .write(fixture.scope(), move |tx| {
                Box::pin(async move { erase_consents(tx, &owned.environment, owned.customer).await })
            })
            .await;
        erased.unwrap();
        assert_eq!(verify(&fixture).await, ChainReport::Intact { entries: 1, opened: 0 });
        let entry = &history(&fixture, 10, None).await.items[0];
        assert_eq!((&entry.event.address, &entry.event.evidence, &entry.evidence), (&None, &None, &None));
        for table in ["customer_keys", "consent_states", "confirmation_tokens"] {
            let left = fixture.raw(&format!("DELETE FROM {table}"), Vec::new()).await;
            assert_eq!(left, 0, "{table}");
        }
        fixture.record(e_mail(Refused)).await.unwrap();
        assert_eq!(verify(&fixture).await, ChainReport::Intact { entries: 2, opened: 1 });
    })
    .await;
}

#[tokio::test]
async fn another_merchant_s_customer_is_unknown() {
    on_each_database(async |fixture| {
        let other = Fixture { merchant: fixture.add_merchant().await, ..fixture.clone() };
        assert!(matches!(other.record(e_mail(Granted)).await, Err(RecordConsentError::UnknownCustomer)));
        let customer = fixture.customer;
        let listed =
            other.database.read(other.scope(), async move |tx| list_consents(tx, customer).await).await;
        assert!(matches!(listed, Err(ListConsentsError::UnknownCustomer)));
        assert_eq!(other.contact(Channel::Email).await, None);
        assert_eq!(verify(&fixture).await, ChainReport::Intact { entries: 0, opened: 0 });
    })
    .await;
}

#[tokio::test]
async fn a_restriction_is_seen_by_the_gate_until_it_ends() {
    on_each_database(async |fixture| {
        for restricted in [true, false] {
            let owned = fixture.clone();
            fixture
                .database
                .write(fixture.scope(), move |tx| {
                    Box::pin(
                        async move { restrict(tx, &owned.environment, owned.customer, restricted).await },
                    )
                })
                .await
                .unwrap();
            let (contact, _) = fixture.contact(Channel::Email).await.unwrap();
            assert_eq!(contact.restricted_at.is_some(), restricted);
        }
    })
    .await;
}
