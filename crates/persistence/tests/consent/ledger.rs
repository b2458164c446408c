//! The chain of a customer: appended, read in pages, verified, erased.

use regulars_consent::{
    ChainReport, Evidence, HistoryEntry, ListConsentsError, NewConsent, RecordConsentError, erase_consents,
    list_consents, list_history, restrict, verify_chain,
};
use regulars_kernel::ConsentState::{Granted, Refused, Withdrawn};
use regulars_kernel::{Channel, Page, PageRequest, PageSize, Purpose, StoreError};
use serde_json::{Value, json};

use crate::world::{World, e_mail, on_each_database, statement};

async fn verify(world: &World) -> ChainReport {
    let owned = world.clone();
    world
        .database
        .read(world.scope(), async move |tx| {
            verify_chain(tx, &owned.sealing, owned.merchant, owned.customer).await
        })
        .await
        .unwrap()
}

async fn history(world: &World, size: u16, after: Option<i64>) -> Page<HistoryEntry, i64> {
    let owned = world.clone();
    let page = PageRequest { size: PageSize::new(size).unwrap(), after };
    world
        .database
        .read(world.scope(), async move |tx| {
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
    on_each_database(async |world| {
        world.record(statement(Purpose::DataProcessing, None, Granted)).await.unwrap();
        world.record(NewConsent { evidence: Some(evidence()), ..e_mail(Granted) }).await.unwrap();
        world.record(statement(Purpose::Profiling, None, Granted)).await.unwrap();
        let recorded = world.record(statement(Purpose::DataProcessing, None, Withdrawn)).await.unwrap();
        assert_eq!(recorded.ended.len(), 2);

        let customer = world.customer;
        let standing = world
            .database
            .read(world.scope(), async move |tx| list_consents(tx, customer).await)
            .await
            .unwrap();
        assert_eq!(standing.len(), 3);
        assert!(standing.iter().all(|one| one.state == Withdrawn && one.since == world.now()));
        let mail = standing.iter().find(|one| one.channel == Some(Channel::Email)).unwrap();
        assert_eq!(mail.address.as_ref().unwrap().expose(), "ana@example.com");

        let first = history(&world, 4, None).await;
        let sequences: Vec<i64> = first.items.iter().map(|entry| entry.event.sequence).collect();
        assert_eq!((sequences, first.next), (vec![6, 5, 4, 3], Some(3)));
        let second = history(&world, 4, first.next).await;
        assert_eq!((second.items.len(), second.next), (2, None));
        assert_eq!(second.items[0].evidence, Some(evidence()));
        assert_eq!(verify(&world).await, ChainReport::Intact { entries: 6, opened: 6 });
    })
    .await;
}

#[tokio::test]
async fn many_at_once_make_one_chain() {
    on_each_database(async |world| {
        let statements = (0..24).map(|index| {
            let world = world.clone();
            tokio::spawn(async move {
                let state = if index % 2 == 0 { Granted } else { Withdrawn };
                world.record(e_mail(state)).await.unwrap();
            })
        });
        for statement in statements.collect::<Vec<_>>() {
            statement.await.unwrap();
        }
        assert_eq!(verify(&world).await, ChainReport::Intact { entries: 24, opened: 24 });
    })
    .await;
}

#[tokio::test]
async fn a_change_behind_the_wall_is_found() {
    on_each_database(async |world| {
        for state in [Granted, Withdrawn, Refused] {
            world.record(e_mail(state)).await.unwrap();
        }
        let whose = || vec![world.merchant.value().into(), world.customer.value().into()];
        let changed = world
            .raw(
                "UPDATE consent_events SET state = 'granted'
                 WHERE merchant_id = $1 AND customer_id = $2 AND sequence = 2",
                whose(),
            )
            .await;
        assert_eq!(changed, 1);
        assert_eq!(verify(&world).await, ChainReport::Broken { sequence: 2 });
    })
    .await;
}

#[tokio::test]
async fn erasure_leaves_a_chain_that_verifies_and_nothing_that_opens() {
    on_each_database(async |world| {
        world.record(NewConsent { evidence: Some(evidence()), ..e_mail(Granted) }).await.unwrap();
        world.request().await.unwrap();
        let owned = world.clone();
        let erased: Result<(), StoreError> = world
            .database
            .write(world.scope(), move |tx| {
                Box::pin(async move { erase_consents(tx, &owned.environment, owned.customer).await })
            })
            .await;
        erased.unwrap();
        assert_eq!(verify(&world).await, ChainReport::Intact { entries: 1, opened: 0 });
        let entry = &history(&world, 10, None).await.items[0];
        assert_eq!((&entry.event.address, &entry.event.evidence, &entry.evidence), (&None, &None, &None));
        for table in ["customer_keys", "consent_states", "confirmation_tokens"] {
            let left = world.raw(&format!("DELETE FROM {table}"), Vec::new()).await;
            assert_eq!(left, 0, "{table}");
        }
        world.record(e_mail(Refused)).await.unwrap();
        assert_eq!(verify(&world).await, ChainReport::Intact { entries: 2, opened: 1 });
    })
    .await;
}

#[tokio::test]
async fn another_merchant_s_customer_is_unknown() {
    on_each_database(async |world| {
        let other = World { merchant: world.add_merchant().await, ..world.clone() };
        assert!(matches!(other.record(e_mail(Granted)).await, Err(RecordConsentError::UnknownCustomer)));
        let customer = world.customer;
        let listed =
            other.database.read(other.scope(), async move |tx| list_consents(tx, customer).await).await;
        assert!(matches!(listed, Err(ListConsentsError::UnknownCustomer)));
        assert_eq!(other.contact(Channel::Email).await, None);
        assert_eq!(verify(&world).await, ChainReport::Intact { entries: 0, opened: 0 });
    })
    .await;
}

#[tokio::test]
async fn a_restriction_is_seen_by_the_gate_until_it_ends() {
    on_each_database(async |world| {
        for restricted in [true, false] {
            let owned = world.clone();
            world
                .database
                .write(world.scope(), move |tx| {
                    Box::pin(
                        async move { restrict(tx, &owned.environment, owned.customer, restricted).await },
                    )
                })
                .await
                .unwrap();
            let (contact, _) = world.contact(Channel::Email).await.unwrap();
            assert_eq!(contact.restricted_at.is_some(), restricted);
        }
    })
    .await;
}
