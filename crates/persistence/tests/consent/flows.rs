//! Opt-in, change of address and unsubscription through the real stores, judged by the gate.

use chrono::Duration;
use regulars_consent::{
    Blocked, ConfirmError, Confirmation, ConfirmationHash, ContactReads, MessageKind, OpenConfirmationError,
    PreferenceOutcome, RequestOptInError, UnsubscribeOutcome, change_of_address, check_open_opt_in,
    find_open_confirmation, gate, set_preferences, unsubscribe,
};
use regulars_kernel::ConsentState::{Granted, Withdrawn};
use regulars_kernel::{Channel, StoreError};

use crate::fixture::{Fixture, e_mail, on_each_database};

async fn advertising(fixture: &Fixture) -> Result<(), Blocked> {
    let (contact, active) = fixture.contact(Channel::Email).await.unwrap();
    gate(&contact, MessageKind::Advertising, Channel::Email, active)
}

async fn move_to(fixture: &Fixture, email: &str) {
    let owned = fixture.clone();
    let previous = fixture.contact(Channel::Email).await.unwrap().0.address;
    fixture
        .database
        .write(fixture.scope(), move |tx| {
            Box::pin(async move {
                let recording = owned.recording();
                change_of_address(tx, recording, owned.customer, Channel::Email, previous).await
            })
        })
        .await
        .unwrap();
    fixture.set_email(email).await;
}

#[tokio::test]
async fn a_confirmed_opt_in_opens_the_gate_and_a_change_of_address_shuts_it() {
    on_each_database(async |fixture| {
        assert_eq!(advertising(&fixture).await, Err(Blocked::NotVerified));
        let hash = fixture.request().await.unwrap().confirmation.hash;
        fixture.confirm(&hash).await.unwrap();
        assert_eq!(advertising(&fixture).await, Ok(()));
        assert!(matches!(fixture.confirm(&hash).await, Err(ConfirmError::AlreadyConfirmed)));
        move_to(&fixture, "ana@example.org").await;
        assert_eq!(advertising(&fixture).await, Err(Blocked::NotVerified));
        fixture.raw("UPDATE customers SET email_verified_at = created_at", Vec::new()).await;
        assert_eq!(advertising(&fixture).await, Err(Blocked::NoConsent));
        move_to(&fixture, "ana@example.com").await;
        fixture.raw("UPDATE customers SET email_verified_at = created_at", Vec::new()).await;
        assert_eq!(advertising(&fixture).await, Err(Blocked::NoConsent));
        fixture.record(e_mail(Granted)).await.unwrap();
        assert_eq!(advertising(&fixture).await, Ok(()));
        fixture.raw("UPDATE merchants SET status = 'suspended'", Vec::new()).await;
        assert_eq!(advertising(&fixture).await, Err(Blocked::MerchantInactive));
    })
    .await;
}

#[tokio::test]
async fn tokens_hold_once_for_a_week_and_for_their_address() {
    on_each_database(async |fixture| {
        let unknown = ConfirmationHash(vec![1; 32]);
        assert!(matches!(fixture.confirm(&unknown).await, Err(ConfirmError::NotValid)));
        let expired = fixture.request().await.unwrap().confirmation.hash;
        fixture.clock.advance(Confirmation::LIFETIME);
        assert!(matches!(fixture.confirm(&expired).await, Err(ConfirmError::NotValid)));
        let outdated = fixture.request().await.unwrap().confirmation.hash;
        fixture.set_email("ana@example.org").await;
        assert!(matches!(fixture.confirm(&outdated).await, Err(ConfirmError::NotValid)));
        fixture.set_email("ana@example.com").await;
        fixture.request().await.unwrap();
        let fourth = fixture.request().await;
        assert!(matches!(fourth, Err(RequestOptInError::Blocked(Blocked::OptInLimit))));
        fixture.record(e_mail(Withdrawn)).await.unwrap();
        assert!(matches!(fixture.confirm(&outdated).await, Err(ConfirmError::NotValid)));
        fixture.clock.advance(Duration::days(31));
        fixture.request().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn one_of_many_confirmations_at_once_counts() {
    on_each_database(async |fixture| {
        let hash = fixture.request().await.unwrap().confirmation.hash;
        let clicks: Vec<_> = (0..12)
            .map(|_| {
                let (fixture, hash) = (fixture.clone(), hash.clone());
                tokio::spawn(async move { fixture.confirm(&hash).await })
            })
            .collect();
        let mut confirmed = 0;
        for click in clicks {
            match click.await.unwrap() {
                Ok(_) => confirmed += 1,
                Err(ConfirmError::AlreadyConfirmed) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(confirmed, 1);
    })
    .await;
}

#[tokio::test]
async fn the_renderer_finds_the_token_again_and_never_after_a_withdrawal() {
    on_each_database(async |fixture| {
        let issued = fixture.request().await.unwrap();
        let id = issued.id;
        let open = async |fixture: &Fixture| {
            let owned = fixture.clone();
            fixture
                .database
                .read(fixture.scope(), async move |tx| {
                    let Fixture { environment, links, merchant, .. } = &owned;
                    let found = find_open_confirmation(tx, environment, links, *merchant, id).await?;
                    let (confirmation, token) = found.ok_or(OpenConfirmationError::NotValid)?;
                    check_open_opt_in(tx, environment, &confirmation).await?;
                    Ok((confirmation, token))
                })
                .await
        };
        assert_eq!(open(&fixture).await.unwrap().1.hash(), issued.token.hash());
        fixture.record(e_mail(Withdrawn)).await.unwrap();
        assert!(matches!(open(&fixture).await, Err(OpenConfirmationError::NotValid)));
    })
    .await;
}

#[tokio::test]
async fn links_in_messages_end_advertising_again_and_again() {
    on_each_database(async |fixture| {
        fixture.record(e_mail(Granted)).await.unwrap();
        let mut written = Vec::new();
        for _ in 0..3 {
            let owned = fixture.clone();
            let event: Result<_, StoreError> = fixture
                .database
                .write(fixture.scope(), move |tx| {
                    Box::pin(async move {
                        let whom = (owned.customer, Channel::Email);
                        unsubscribe(tx, owned.recording(), whom, None, None).await
                    })
                })
                .await;
            written.push(matches!(event.unwrap(), UnsubscribeOutcome::Ended(_)));
        }
        assert_eq!(written, [true, false, false]);
        let owned = fixture.clone();
        let choices = fixture
            .database
            .write(fixture.scope(), move |tx| {
                Box::pin(async move {
                    let Fixture { links, merchant, customer, .. } = &owned;
                    let (contact, _) =
                        tx.find_contact(*customer, Channel::Email, owned.now()).await?.unwrap();
                    let tag = links.address_tag(*merchant, &contact.address.unwrap());
                    let wanted = [(Channel::Email, true), (Channel::Sms, false), (Channel::Push, true)];
                    set_preferences(tx, owned.recording(), links, *customer, tag, None, &wanted).await
                })
            })
            .await
            .unwrap();
        let outcomes: Vec<_> = choices.into_iter().map(|(_, outcome)| outcome).collect();
        let expected =
            [PreferenceOutcome::Granted, PreferenceOutcome::Withdrawn, PreferenceOutcome::NeedsOptIn];
        assert_eq!(outcomes, expected);
    })
    .await;
}
