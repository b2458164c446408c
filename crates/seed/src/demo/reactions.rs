//! How customers reacted to the newsletter that was sent: counted and judged as if the requests had come in.

use std::sync::Arc;

use chrono::Duration;
use regulars_flows::record_reactions;
use regulars_kernel::{Channel, CustomerId, Instant, PageRequest, PageSize, SeededRandom};
use regulars_newsletters::{
    ArrivedHit, DeliveryState, HitKind, HitLook, NewsletterRecipient, NewsletterRecipientReads,
};

use super::consents::ConsentPlan;
use super::draw::Draw;
use super::merchant::scope;
use super::newsletters::{SENT, sent_at};
use super::past::Ground;
use crate::SeedError;

/// How many links the content has.
const LINKS: usize = 2;
const SEED: u64 = 20_261_125;

/// Records opens and clicks, and tells who unsubscribed through the newsletter and when.
pub async fn make_reactions(ground: &Ground<'_>) -> Result<ConsentPlan, SeedError> {
    let recipients = recipients(ground).await?;
    let draw = Draw::new(Arc::new(SeededRandom::new(SEED)));
    let (mut hits, mut unsubscribed) = (Vec::new(), Vec::new());
    for customer in recipients {
        let (arrived, left_at) = draw_reactions(&draw, customer, sent_at(ground));
        hits.extend(arrived);
        unsubscribed.extend(left_at.map(|at| (at, customer)));
    }
    let environment = ground.past().environment;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move { record_reactions(tx, &environment, Duration::zero(), &hits).await })
        })
        .await?;
    Ok(ConsentPlan::of_unsubscribed(SENT, unsubscribed))
}

async fn recipients(ground: &Ground<'_>) -> Result<Vec<CustomerId>, SeedError> {
    let (mut found, mut after) = (Vec::new(), None);
    let size = PageSize::new(PageSize::MAX).unwrap_or(PageSize::DEFAULT);
    loop {
        let page = PageRequest { size, after };
        let read = ground
            .database
            .read(scope(), async move |tx| tx.list_recipients(SENT, Some(DeliveryState::Sent), page).await);
        let page = read.await?;
        found.extend(page.items.into_iter().map(|NewsletterRecipient { key, .. }| key.customer));
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}

/// The hits of one recipient, each with whether several links were followed at once, and when they unsubscribed.
fn draw_reactions(
    draw: &Draw,
    customer: CustomerId,
    sent_at: Instant,
) -> (Vec<(ArrivedHit, bool)>, Option<Instant>) {
    let hit = |kind, look, arrived_at| ArrivedHit {
        newsletter: SENT,
        channel: Channel::Email,
        customer: Some(customer),
        kind,
        look,
        arrived_at,
    };
    let seconds = |most: usize| Duration::seconds(i64::try_from(draw.below(most)).unwrap_or_default());
    let position = || u16::try_from(1 + draw.below(LINKS)).unwrap_or(1);
    let mut hits = Vec::new();
    // Some mail providers fetch the image and follow every link as the message arrives.
    if draw.below(8) == 0 {
        let at = sent_at + Duration::seconds(3) + seconds(10);
        hits.push((hit(HitKind::Open, HitLook::Robot, at), false));
        for position in (1..).take(LINKS) {
            hits.push((hit(HitKind::Click { position }, HitLook::Robot, at), true));
        }
    }
    let days = Duration::days(i64::try_from(draw.below(3) * draw.below(3)).unwrap_or_default());
    let read_at = sent_at + Duration::minutes(2) + days + seconds(86_400);
    let look = match draw.below(100) {
        0..24 => HitLook::Reader,
        24..44 => HitLook::ImageProxy,
        44..58 => HitLook::PrivacyProxy,
        _ => return (hits, None),
    };
    for reading in 0..=draw.below(2) {
        let again = Duration::hours(i64::try_from(reading).unwrap_or_default() * 5);
        hits.push((hit(HitKind::Open, look, read_at + again), false));
    }
    if draw.below(3) == 0 {
        let kind = HitKind::Click { position: position() };
        hits.push((hit(kind, HitLook::Reader, read_at + Duration::seconds(40)), false));
    }
    let left_at = read_at + Duration::minutes(2);
    (hits, (draw.below(25) == 0).then_some(left_at))
}
