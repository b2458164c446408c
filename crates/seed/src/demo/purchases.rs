//! A year of receipts, recorded by the use cases that tills use.

use std::sync::Arc;

use chrono::{Datelike, Days, Duration, NaiveTime};
use regulars_flows::{BatchItem, ItemOutcome, SaleRefund, upload_item};
use regulars_kernel::{Actor, CustomerId, Instant, Language, PurchaseId, SeededRandom};
use regulars_purchases::{
    Identify, NewPurchase, NewRefund, ReceiptLine, ReceiptReference, RefundLine, RefundOutcome, Source,
    Tender, Till,
};
use uuid::uuid;

use super::acquaintance::Acquaintance;
use super::draw::Draw;
use super::goods::{CHEESE, COFFEE, draw_basket};
use super::known_customers::{GUEST_CARD, MILICA};
use super::merchant::scope;
use super::past::{Ground, Past};
use super::places::{STORES, TERMINAL};
use super::shopping::{draw_anonymous_visits, draw_visits};
use super::{invalid, label};
use crate::SeedError;

/// The purchase that the examples of the OpenAPI document name.
const KNOWN: PurchaseId = PurchaseId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0"));
/// The purchase of a member of elsewhere.
const OF_A_GUEST: PurchaseId = PurchaseId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc1"));
/// How many receipts tell nobody's name.
const ANONYMOUS: usize = 500;
/// One receipt in so many is given back, whole or in part.
const REFUNDED: usize = 50;
/// How many receipts one transaction records.
const CHUNK: usize = 250;
const SEED: u64 = 20_261_122;
/// The number of the first receipt of each till. The examples record receipts with lower numbers.
const FIRST_NUMBER: usize = 1_000;

/// A visit to a store, before its receipt has a number.
struct Visit {
    at: Instant,
    buyer: Option<Identify>,
    id: Option<PurchaseId>,
    store: usize,
    basket: Vec<ReceiptLine>,
}

/// What the till of a store sent, and when.
#[derive(Clone)]
struct Sent {
    at: Instant,
    store: usize,
    item: BatchItem,
}

/// Records the receipts of `people`, and of others who do not say who they are.
pub async fn make_purchases(ground: &Ground<'_>, people: &[Acquaintance]) -> Result<(), SeedError> {
    let draw = Draw::new(Arc::new(SeededRandom::new(SEED)));
    let past = ground.past_with(Arc::new(SeededRandom::new(SEED + 1)));
    let mut visits = draw_all_visits(ground, &draw, people)?;
    visits.sort_by_key(|visit| visit.at);
    let mut numbers = [FIRST_NUMBER; STORES.len()];
    let mut sent = Vec::with_capacity(visits.len());
    for visit in visits {
        let Visit { at, store, id, .. } = visit;
        numbers[store] += 1;
        let receipt = receipt(&draw, visit, numbers[store])?;
        if draw.below(REFUNDED) == 0 && id.is_none() {
            let refund = refund(&draw, &receipt, numbers[store])?;
            if refund.occurred_at < ground.now {
                sent.push(Sent { at: refund.occurred_at, store, item: BatchItem::Refund(refund) });
            }
        }
        sent.push(Sent { at, store, item: BatchItem::Purchase(receipt) });
    }
    sent.sort_by_key(|sent| sent.at);
    for chunk in sent.chunks(CHUNK) {
        record(ground, past.clone(), chunk.to_vec()).await?;
    }
    Ok(())
}

fn draw_all_visits(
    ground: &Ground<'_>,
    draw: &Draw,
    people: &[Acquaintance],
) -> Result<Vec<Visit>, SeedError> {
    let Ground { calendar, now, .. } = ground;
    let mut visits = known_visits(ground)?;
    for person in people {
        let home = usize::from(draw.below(3) == 0);
        for at in draw_visits(draw, calendar, person.met_at, *now) {
            let store = if draw.below(10) == 0 { 1 - home } else { home };
            let shows_card = draw.below(3) > 0;
            let card = person.card.as_ref().filter(|_| shows_card);
            let buyer = match card {
                Some(card) => Identify::Card(card.expose().parse().map_err(invalid)?),
                None => Identify::Customer(person.id),
            };
            visits.push(Visit { at, buyer: Some(buyer), id: None, store, basket: draw_basket(draw)? });
        }
    }
    for at in draw_anonymous_visits(draw, calendar, ANONYMOUS, *now) {
        visits.push(Visit { at, buyer: None, id: None, store: draw.below(2), basket: draw_basket(draw)? });
    }
    Ok(visits)
}

/// Yesterday afternoon Milica bought coffee and cheese, and a member of elsewhere showed a card for the first time.
fn known_visits(ground: &Ground<'_>) -> Result<Vec<Visit>, SeedError> {
    let yesterday = ground.calendar.date_of(ground.now) - Days::new(1);
    let afternoon = NaiveTime::from_hms_opt(17, 30, 0).unwrap_or(NaiveTime::MIN);
    let at = ground.calendar.instant_of(yesterday.and_time(afternoon));
    let guest = Identify::Card(GUEST_CARD.parse().map_err(invalid)?);
    Ok(vec![
        Visit {
            at,
            buyer: Some(Identify::Customer(CustomerId::new(MILICA))),
            id: Some(KNOWN),
            store: 0,
            basket: vec![COFFEE.line(2_000, 0)?, CHEESE.line(350, 2_000)?],
        },
        Visit {
            at: at + Duration::minutes(5),
            buyer: Some(guest),
            id: Some(OF_A_GUEST),
            store: 0,
            basket: vec![COFFEE.line(1_000, 0)?],
        },
    ])
}

fn receipt(draw: &Draw, visit: Visit, number: usize) -> Result<NewPurchase, SeedError> {
    let Visit { at, buyer, id, store, basket } = visit;
    let total = basket.iter().map(|line| line.total).sum();
    let method = Some(label(if draw.below(3) == 0 { "cash" } else { "card" })?);
    Ok(NewPurchase {
        id,
        source: source(store)?,
        receipt_number: format!("{}-{number:06}", at.year()).parse().map_err(invalid)?,
        business_date: None,
        occurred_at: at,
        historic: false,
        sent_at: None,
        store: Some(STORES[store].0),
        identify: buyer,
        currency: "RSD".parse().map_err(invalid)?,
        lines: basket,
        total,
        tenders: vec![Tender::Money { amount: total, method }],
        coupons: Vec::new(),
        cart: None,
    })
}

/// A refund of the first line, or of everything, one to five days later.
fn refund(draw: &Draw, receipt: &NewPurchase, number: usize) -> Result<NewRefund, SeedError> {
    let days = i64::try_from(1 + draw.below(5)).unwrap_or(1);
    let is_whole = draw.below(3) == 0;
    let given_back = if is_whole { receipt.lines.len() } else { 1 };
    let lines = (1..).zip(receipt.lines.iter().take(given_back));
    Ok(NewRefund {
        receipt: ReceiptReference::Receipt {
            source: None,
            number: receipt.receipt_number.clone(),
            business_date: None,
            occurred_at: Some(receipt.occurred_at),
        },
        source: receipt.source.clone(),
        refund_number: format!("R-{}-{number:06}", receipt.occurred_at.year()).parse().map_err(invalid)?,
        business_date: None,
        occurred_at: receipt.occurred_at + Duration::days(days),
        lines: lines.map(|(line, bought)| RefundLine { line, quantity: bought.quantity }).collect(),
    })
}

/// The first store's till is the terminal. The other store uploads its receipts from a system of its own.
fn source(store: usize) -> Result<Option<Source>, SeedError> {
    if store == 0 { Ok(None) } else { "NS-00-1".parse().map(Some).map_err(invalid) }
}

async fn record(ground: &Ground<'_>, past: Past, sent: Vec<Sent>) -> Result<(), SeedError> {
    let till = Till {
        calendar: ground.calendar,
        currency: "RSD".parse().map_err(invalid)?,
        language: Language::SerbianLatin,
        actor: Actor::System,
        programmes: false,
        campaigns: false,
    };
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for Sent { at, store, item } in sent {
                    past.go_to(at + Duration::seconds(1));
                    let actor = if store == 0 { Actor::Terminal(TERMINAL) } else { Actor::System };
                    let outcome = upload_item(tx, &past.environment, &Till { actor, ..till }, item).await;
                    match outcome.map_err(invalid)? {
                        ItemOutcome::Purchase(_)
                        | ItemOutcome::Refund(SaleRefund { outcome: RefundOutcome::Applied(_), .. }) => {}
                        ItemOutcome::Refund(_) => return Err(invalid("a refund does not fit its receipt")),
                    }
                }
                Ok(())
            })
        })
        .await
}
