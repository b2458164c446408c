//! What is known of a message is asked by its channel.

use chrono::Duration;
use regulars_kernel::{Channel, Page, PageRequest, PageSize, StoreError};
use regulars_newsletters::{
    DeliveryKey, Hit, HitKind, HitReason, HitVerdict, NewsletterRecipient, NewsletterRecipientReads,
    ReactionReads, ReactionStore,
};
use uuid::Uuid;

use crate::fixture::{CUSTOMER, EMAIL, Fixture, NEWSLETTER, PHONE, SMS, now, on_each_database};

async fn page(fixture: &Fixture, after: Option<DeliveryKey>) -> Page<NewsletterRecipient, DeliveryKey> {
    let page = PageRequest { size: PageSize::new(1).unwrap(), after };
    let read: Result<_, StoreError> = fixture
        .database
        .read(fixture.scope, async move |tx| tx.list_recipients(NEWSLETTER, None, page).await)
        .await;
    read.unwrap()
}

#[tokio::test]
async fn a_customer_stands_in_the_list_once_for_each_channel() {
    on_each_database(async |fixture: Fixture| {
        let first = page(&fixture, None).await;
        assert_eq!((first.items[0].key, first.next), (EMAIL, Some(EMAIL)));
        let second = page(&fixture, first.next).await;
        assert_eq!((second.items[0].key, second.items[0].address.as_str()), (SMS, PHONE));
        assert_eq!(second.next, None);
    })
    .await;
}

#[tokio::test]
async fn what_was_opened_is_told_of_the_message_that_was() {
    on_each_database(async |fixture: Fixture| {
        let hit = |channel, kind, minutes| Hit {
            id: Uuid::from_u128(u128::try_from(minutes).unwrap()),
            newsletter: NEWSLETTER,
            channel,
            customer: Some(CUSTOMER),
            reader: None,
            kind,
            verdict: HitVerdict::Human,
            reason: HitReason::Reader,
            occurred_at: now() + Duration::minutes(minutes),
        };
        let hits =
            [hit(Channel::Email, HitKind::Open, 5), hit(Channel::Sms, HitKind::Click { position: 1 }, 3)];
        fixture.write(move |tx| Box::pin(async move { tx.insert_hits(&hits).await })).await;
        let after = |minutes| Some(now() + Duration::minutes(minutes));
        let email = page(&fixture, None).await.items.remove(0);
        assert_eq!((email.opened_at, email.clicked_at), (after(5), None));
        let sms = page(&fixture, Some(EMAIL)).await.items.remove(0);
        assert_eq!((sms.opened_at, sms.clicked_at), (None, after(3)));
    })
    .await;
}

#[tokio::test]
async fn when_a_message_was_settled_and_for_which_address_is_its_own() {
    on_each_database(async |fixture: Fixture| {
        fixture
            .run(
                "UPDATE deliveries SET state = 'sent', settled_at = $2 WHERE merchant_id = $1 AND channel = 'sms'",
                [],
            )
            .await;
        let read = fixture.database.read(fixture.scope, async |tx| {
                let settled = tx.settled_messages(NEWSLETTER, &[EMAIL, SMS]).await?;
                let email = tx.address_of_message(NEWSLETTER, EMAIL).await?;
                let sms = tx.address_of_message(NEWSLETTER, SMS).await?;
                let push = DeliveryKey { channel: Channel::Push, customer: CUSTOMER };
                let push = tx.address_of_message(NEWSLETTER, push).await?;
                Ok::<_, StoreError>((settled, [email, sms, push]))
        });
        let (settled, addresses) = read.await.unwrap();
        assert_eq!(settled, [(SMS, now())]);
        let addresses = addresses.map(|address| address.map(|address| address.expose().clone()));
        assert_eq!(addresses, [Some("ana@example.com".to_owned()), Some(PHONE.to_owned()), None]);
    })
    .await;
}

#[tokio::test]
async fn who_unsubscribes_is_counted_once_and_with_the_first_channel() {
    on_each_database(async |fixture: Fixture| {
        fixture
            .write(|tx| {
                Box::pin(async move {
                    tx.note_unsubscribe(NEWSLETTER, SMS, now()).await?;
                    tx.note_unsubscribe(NEWSLETTER, EMAIL, now()).await
                })
            })
            .await;
        let noted = "SELECT channel FROM newsletter_unsubscribes WHERE merchant_id = $1";
        assert_eq!(fixture.rows(noted).await, ["sms"]);
    })
    .await;
}
