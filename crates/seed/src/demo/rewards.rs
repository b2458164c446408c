//! Rewards of the demo: what points buy, what there is of it, and orders at each step of their way.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use regulars_kernel::{
    Actor, CountryCode, CustomerId, Instant, Label, Language, Personal, PointReservationId, RewardId,
    RewardOrderId, SeededRandom,
};
use regulars_loyalty::{
    Cause, Handover, MovementKind, NewStockMovement, OpenAccount, OrderAddress, OrderStep, PointReservation,
    PointStore, Reward, RewardKind, RewardOrder, RewardOrderState, RewardPrice, RewardState, RewardStore,
    RewardTerms, RewardText, StockKeeping, add_reward_codes, move_stock, step_order,
};
use regulars_persistence::WriteTx;
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::known_customers::MILICA;
use super::merchant::scope;
use super::past::{Ground, Past};
use super::programmes::{ACCOUNT, CLUB, POINTS};
use super::{invalid, label};
use crate::SeedError;

/// A cup, which the examples show, change and order.
const CUP: RewardId = RewardId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010"));
/// A gift card out of a pool of codes.
const GIFT_CARD: RewardId = RewardId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb011"));
/// A reward that nobody has ordered, which the examples delete.
const CALENDAR: RewardId = RewardId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb012"));
/// Points that are held, and that the examples let pay.
const CAPTURED: PointReservationId = PointReservationId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb001"));
/// Points that are held, and that the examples let come back.
const RELEASED: PointReservationId = PointReservationId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb002"));
const PRICE_OF_CUP: i64 = 20;
const PRICE_OF_GIFT_CARD: i64 = 100;
const SEED: u64 = 20_261_129;

/// An order, and the steps that were done with it.
type Way = (Uuid, Handover, &'static [OrderStep]);

/// Orders of cups, in each of which the examples do the next step.
const WAYS: &[Way] = &[
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb031"), Handover::Shipping, &[]),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb032"), Handover::Shipping, &[OrderStep::Confirm]),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb033"),
        Handover::Shipping,
        &[OrderStep::Confirm, OrderStep::Pick],
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb034"),
        Handover::Collection,
        &[OrderStep::Confirm, OrderStep::Pick],
    ),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb035"), Handover::Collection, &[OrderStep::Confirm]),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb036"), Handover::Collection, &[OrderStep::Confirm]),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb037"),
        Handover::Collection,
        &[OrderStep::Confirm, OrderStep::Issue],
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb038"),
        Handover::Collection,
        &[OrderStep::Confirm, OrderStep::Issue],
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb039"),
        Handover::Collection,
        &[OrderStep::Confirm, OrderStep::Issue, OrderStep::RequestReturn],
    ),
];
/// The order of the gift card, which the examples show.
const OF_GIFT_CARD: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb030");

/// Makes the rewards and what there is of them, and orders some for Milica.
pub async fn make_rewards(ground: &Ground<'_>) -> Result<(), SeedError> {
    let past = ground.past_with(Arc::new(SeededRandom::new(SEED)));
    let now = ground.now;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                past.go_to(now - TimeDelta::days(15));
                make_catalogue(tx, &past).await?;
                past.go_to(now - TimeDelta::days(2));
                hold(tx, &past, CAPTURED, 20).await?;
                hold(tx, &past, RELEASED, 10).await?;
                let handed_over: Way =
                    (OF_GIFT_CARD, Handover::None, &[OrderStep::Confirm, OrderStep::Issue]);
                order(tx, &past, GIFT_CARD, PRICE_OF_GIFT_CARD, handed_over).await?;
                for way in WAYS {
                    order(tx, &past, CUP, PRICE_OF_CUP, *way).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn make_catalogue(tx: &mut WriteTx, past: &Past) -> Result<(), SeedError> {
    let (environment, actor) = (&past.environment, Actor::User(OWNER));
    let at = environment.now();
    let cup = reward(CUP, (RewardKind::Goods, StockKeeping::Tracked), ("Šolja za kafu", "Coffee cup"), at)?;
    let card = ("Poklon kartica 1.000 RSD", "Gift card 1,000 RSD");
    let card = reward(GIFT_CARD, (RewardKind::GiftCard, StockKeeping::Codes), card, at)?;
    let calendar = ("Zidni kalendar", "Wall calendar");
    let calendar = reward(CALENDAR, (RewardKind::Goods, StockKeeping::Unlimited), calendar, at)?;
    for (mut made, points, state) in [
        (cup, PRICE_OF_CUP, RewardState::Active),
        (card, PRICE_OF_GIFT_CARD, RewardState::Active),
        (calendar, 150, RewardState::Draft),
    ] {
        let point_type = POINTS.parse().map_err(invalid)?;
        made.terms.prices = vec![RewardPrice { point_type, points, tier: None, segment: None }];
        made.terms.state = state;
        tx.insert_reward(&made).await?;
    }
    let came_in = NewStockMovement { store: None, kind: MovementKind::Receipt, quantity: 40 };
    move_stock(tx, environment, actor, CUP, came_in).await.map_err(invalid)?;
    let codes = ["GIFT-5H2P", "GIFT-8T6W", "GIFT-3N9C"].map(str::to_owned);
    add_reward_codes(tx, environment, actor, GIFT_CARD, &codes).await.map_err(invalid)?;
    Ok(())
}

fn reward(
    id: RewardId,
    (kind, stock): (RewardKind, StockKeeping),
    (serbian, english): (&str, &str),
    at: Instant,
) -> Result<Reward, SeedError> {
    let text = |name: &str| Ok::<_, SeedError>(RewardText { name: label(name)?, description: None });
    let texts =
        BTreeMap::from([(Language::SerbianLatin, text(serbian)?), (Language::English, text(english)?)]);
    let terms = RewardTerms {
        texts,
        media: None,
        prices: Vec::new(),
        back_order: false,
        limit_per_member: None,
        hold_minutes: RewardTerms::LONGEST_HOLD,
        available_from: None,
        available_until: None,
        state: RewardState::Draft,
    };
    Ok(Reward { id, programme: CLUB, kind, stock, gives: None, terms, created_at: at, updated_at: at })
}

/// Holds points of Milica under that id, for a month.
async fn hold(tx: &mut WriteTx, past: &Past, id: PointReservationId, points: i64) -> Result<(), SeedError> {
    let until = past.environment.now() + TimeDelta::days(30);
    reserve(tx, past, points, (Some(id), until), None).await.map(drop)
}

async fn reserve(
    tx: &mut WriteTx,
    past: &Past,
    points: i64,
    (id, until): (Option<PointReservationId>, Instant),
    order: Option<RewardOrderId>,
) -> Result<PointReservation, SeedError> {
    let held = tx.hold_point_accounts(&[ACCOUNT]).await?;
    let found = held.into_iter().next().ok_or_else(|| invalid("there is no account"))?;
    let mut open = OpenAccount::of(found);
    let cause = Cause {
        actor: Actor::User(OWNER),
        purchase: None,
        refund: None,
        programme_version: 1,
        reason: None,
        accrual: None,
    };
    let made = open.reserve(&past.environment, points, Some(until), order, cause).map_err(invalid)?;
    let mut postings: Vec<_> = open.into_posting().into_iter().collect();
    let id = id.unwrap_or(made.id);
    for reservation in postings.iter_mut().flat_map(|posting| &mut posting.reservations) {
        if reservation.id == made.id {
            reservation.id = id;
        }
    }
    tx.post_points(&postings).await?;
    Ok(PointReservation { id, ..made })
}

/// Orders one of a reward for Milica, and does some steps.
async fn order(
    tx: &mut WriteTx,
    past: &Past,
    reward: RewardId,
    points: i64,
    (id, handover, steps): Way,
) -> Result<(), SeedError> {
    let (now, id, actor) = (past.environment.now(), RewardOrderId::new(id), Actor::User(OWNER));
    let expires_at = now + TimeDelta::days(30);
    let reservation = reserve(tx, past, points, (None, expires_at), Some(id)).await?;
    if !tx.reserve_stock(reward, None, 1).await? {
        return Err(invalid("there is no stock"));
    }
    let address = if handover == Handover::Shipping { Some(address()?) } else { None };
    let order = RewardOrder {
        id,
        reward,
        programme: CLUB,
        customer: CustomerId::new(MILICA),
        account: ACCOUNT,
        reservation: reservation.id,
        quantity: 1,
        point_type: POINTS.parse().map_err(invalid)?,
        points,
        price_tier: None,
        price_segment: None,
        store: None,
        handover,
        address,
        state: RewardOrderState::Reserved,
        holds_stock: true,
        given: None,
        expires_at,
        created_at: now,
        updated_at: now,
    };
    tx.insert_reward_order(&order, actor).await?;
    for step in steps {
        step_order(tx, &past.environment, &past.calendar, actor, id, *step).await.map_err(invalid)?;
    }
    Ok(())
}

fn address() -> Result<OrderAddress, SeedError> {
    let line = |text: &str| label(text).map(Personal::<Label>::new);
    Ok(OrderAddress {
        recipient: line("Milica Petrović")?,
        street: line("Knez Mihailova 7")?,
        postcode: line("11000")?,
        city: line("Beograd")?,
        country: "RS".parse::<CountryCode>().map_err(invalid)?,
    })
}
