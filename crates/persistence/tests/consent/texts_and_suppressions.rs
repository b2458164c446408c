//! Texts, suppressions, and the gate's data of many customers.

use chrono::Duration;
use regulars_consent::{
    ConsentText, ConsentTextReads, ContactAddress, ContactReads, NewConsent, NewConsentText,
    PublishConsentTextError, StandardText, SuppressionReason, publish_consent_text, suppress, unsuppress,
};
use regulars_kernel::{Channel, ConsentState, Instant, PageRequest, PageSize, Purpose, StoreError};

use crate::fixture::{Fixture, e_mail, on_each_database};

async fn publish(fixture: &Fixture, locale: &str) -> Result<ConsentText, PublishConsentTextError> {
    let new = NewConsentText {
        purpose: Purpose::Advertising,
        channel: Some(Channel::Email),
        locale: locale.parse().unwrap(),
        version: "2026-11".parse().unwrap(),
        text: "Smemo li da vam pišemo?".parse().unwrap(),
    };
    let environment = fixture.environment.clone();
    fixture
        .database
        .write(fixture.scope(), move |tx| {
            Box::pin(async move { publish_consent_text(tx, &environment, new).await })
        })
        .await
}

async fn add(fixture: &Fixture, address: &str, reason: SuppressionReason, expires_at: Option<Instant>) {
    let (environment, address) =
        (fixture.environment.clone(), ContactAddress::from_stored(address.to_owned()));
    let done: Result<_, StoreError> = fixture
        .database
        .write(fixture.scope(), move |tx| {
            Box::pin(async move {
                let source = "report".parse().unwrap();
                suppress(tx, &environment, Channel::Email, address, reason, source, expires_at).await
            })
        })
        .await;
    done.unwrap();
}

#[tokio::test]
async fn a_version_is_published_once_and_named_by_the_entry() {
    on_each_database(async |fixture| {
        let text = publish(&fixture, "sr-RS").await.unwrap();
        assert!(matches!(publish(&fixture, "sr-RS").await, Err(PublishConsentTextError::VersionTaken)));
        publish(&fixture, "en").await.unwrap();
        let shown = NewConsent {
            text_version: Some("2026-11".parse().unwrap()),
            text_locale: Some("sr-RS".parse().unwrap()),
            ..e_mail(ConsentState::Granted)
        };
        assert_eq!(fixture.record(shown).await.unwrap().event.text, Some(text.id));
        let listed: Result<_, StoreError> = fixture
            .database
            .read(fixture.scope(), async move |tx| {
                let found = tx.find_text(text.id).await?.unwrap();
                assert_eq!(found, text);
                tx.list_texts(PageRequest { size: PageSize::new(1).unwrap(), after: None }).await
            })
            .await;
        let listed = listed.unwrap();
        assert_eq!((listed.items.len(), listed.next.is_some()), (1, true));
    })
    .await;
}

#[tokio::test]
async fn suppressions_hold_by_strength_and_until_they_end() {
    on_each_database(async |fixture| {
        let suppressed =
            async |fixture: &Fixture| fixture.contact(Channel::Email).await.unwrap().0.suppressed;
        let address = "ana@example.com";
        let end = Some(fixture.now() + Duration::days(1));
        add(&fixture, address, SuppressionReason::Bounce, end).await;
        assert_eq!(suppressed(&fixture).await, Some(SuppressionReason::Bounce));
        fixture.clock.advance(Duration::days(1));
        assert_eq!(suppressed(&fixture).await, None);
        add(&fixture, address, SuppressionReason::Objection, None).await;
        add(&fixture, address, SuppressionReason::Bounce, None).await;
        add(&fixture, "other@example.com", SuppressionReason::Complaint, None).await;
        assert_eq!(suppressed(&fixture).await, Some(SuppressionReason::Objection));
        let lifted: Result<_, StoreError> = fixture
            .database
            .write(fixture.scope(), |tx| {
                Box::pin(async move {
                    let address = ContactAddress::from_stored("ana@example.com".to_owned());
                    let page = PageRequest { size: PageSize::new(1).unwrap(), after: None };
                    let first = tx.list_suppressions(Channel::Email, page).await?;
                    assert_eq!(first.next, Some(address.clone()));
                    let (bounce, objection) = (SuppressionReason::Bounce, SuppressionReason::Objection);
                    let bounce = unsuppress(tx, Channel::Email, &address, bounce).await?;
                    Ok((bounce, unsuppress(tx, Channel::Email, &address, objection).await?))
                })
            })
            .await;
        assert_eq!(lifted.unwrap(), (false, true));
        assert_eq!(suppressed(&fixture).await, None);
    })
    .await;
}

#[tokio::test]
async fn many_contacts_are_the_same_as_each_alone() {
    on_each_database(async |fixture| {
        fixture.record(e_mail(ConsentState::Granted)).await.unwrap();
        fixture.request().await.unwrap();
        let second = Fixture {
            customer: fixture.add_customer(fixture.merchant, "iva@example.com").await,
            ..fixture.clone()
        };
        add(&fixture, "iva@example.com", SuppressionReason::Bounce, None).await;
        let stranger = fixture.add_customer(fixture.add_merchant().await, "eve@example.com").await;
        for &channel in Channel::ALL {
            let (asked, now) = ([fixture.customer, second.customer, stranger], fixture.now());
            let found: Result<_, StoreError> = fixture
                .database
                .read(fixture.scope(), async move |tx| tx.find_contacts(&asked, channel, now).await)
                .await;
            let found = found.unwrap();
            assert_eq!(found.len(), 2);
            for (customer, contact, active) in found {
                let alone = Fixture { customer, ..fixture.clone() };
                assert_eq!(alone.contact(channel).await, Some((contact, active)));
            }
        }
        let (contact, _) = fixture.contact(Channel::Email).await.unwrap();
        assert_eq!(contact.opt_ins, 1);
    })
    .await;
}

#[tokio::test]
async fn the_newest_of_the_merchants_own_texts_are_current_in_each_locale() {
    on_each_database(async |fixture| {
        let texts = [
            ("sr-RS", Some(Channel::Email), "1"),
            ("sr-RS", Some(Channel::Email), "2"),
            ("sr-RS", None, "1"),
            ("en", Some(Channel::Email), "1"),
            ("sr-RS", Some(Channel::Sms), "1"),
        ];
        let (environment, scope, clock) =
            (fixture.environment.clone(), fixture.scope(), fixture.clock.clone());
        let current: Result<_, PublishConsentTextError> = fixture
            .database
            .write(scope, move |tx| {
                Box::pin(async move {
                    let mut ids = Vec::new();
                    for (locale, channel, version) in texts {
                        clock.advance(Duration::seconds(1));
                        let new = NewConsentText {
                            purpose: Purpose::Advertising,
                            channel,
                            locale: locale.parse().unwrap(),
                            version: version.parse().unwrap(),
                            text: "Smemo li da vam pišemo?".parse().unwrap(),
                        };
                        ids.push(publish_consent_text(tx, &environment, new).await?.id);
                    }
                    let standard = StandardText {
                        purpose: Purpose::Advertising,
                        channel: Some(Channel::Email),
                        locale: "sr-RS".parse().unwrap(),
                        text: "Standardni tekst".parse().unwrap(),
                    };
                    let published = standard.clone().publish(tx, &environment).await?;
                    assert_eq!(standard.publish(tx, &environment).await?, published);
                    let found = tx.find_current_texts(Purpose::Advertising, Some(Channel::Email)).await?;
                    let mut found: Vec<_> = found.into_iter().map(|text| text.id).collect();
                    found.sort();
                    let mut expected = vec![ids[1], ids[2], ids[3]];
                    expected.sort();
                    assert_eq!(found, expected);
                    let about_none = tx.find_current_texts(Purpose::DataProcessing, None).await?;
                    assert!(about_none.is_empty());
                    Ok(())
                })
            })
            .await;
        current.unwrap();
    })
    .await;
}
