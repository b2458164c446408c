//! Takes a refund that waited off its receipt.

use regulars_kernel::{Date, StoreError};

use crate::apply_refund::effect;
use crate::record_refund::{Held, hold};
use crate::{
    InFlight, KeptRefund, Purchase, PurchaseName, PurchaseStore, RecordRefundError, Refund, RefundAnswer,
    RefundOutcome, Till, WaitingRefund,
};

/// Why a refund stays away whose number was taken meanwhile.
const NUMBER_TAKEN: &str = "another refund was recorded under this number";

/// Looks again after a refund that was just left waiting, in a transaction that begins after the one that left it.
///
/// A receipt that was being recorded at the same time may have seen no refund, and the refund saw no receipt. Here the
/// receipt is awaited: whoever records it has committed or given up before the store answers, and everyone who comes
/// to record it later sees the refund. `replayed` says whether the refund had been waiting before: the one that left it
/// waiting has recorded it, whoever takes it off the receipt.
pub async fn settle_waiting_refund(
    store: &mut dyn PurchaseStore,
    waiting: WaitingRefund,
    replayed: bool,
) -> Result<RefundOutcome, RecordRefundError> {
    let purchase = match hold(store, &waiting.receipt, InFlight::Awaited).await? {
        Held::One(purchase) => *purchase,
        Held::None => return Ok(RefundOutcome::Waiting { refund: Box::new(waiting), replayed }),
        Held::Several(days) => {
            let settled = store.find_refund(&waiting.key).await?;
            let Some(KeptRefund::Applied(refund)) = settled else {
                return Ok(reject(store, waiting, several(&days)).await?);
            };
            let purchase = store.hold(&PurchaseName::Id(refund.purchase), InFlight::Ignored).await?;
            purchase.ok_or(StoreError::Contended)?
        }
    };
    // The receipt itself, or the same refund sent twice, may have settled it since.
    match store.find_refund(&waiting.key).await? {
        Some(KeptRefund::Applied(refund)) => {
            store.forget_waiting(&waiting.key).await?;
            if refund.purchase == purchase.id && refund.fingerprint == waiting.fingerprint {
                return Ok(RefundOutcome::Applied(Box::new(RefundAnswer { refund, purchase, replayed })));
            }
            let WaitingRefund { id, key, .. } = waiting;
            Ok(RefundOutcome::Rejected { id, key, reason: NUMBER_TAKEN.to_owned() })
        }
        Some(KeptRefund::Waiting(waiting)) => Ok(apply_waiting(store, &purchase, waiting, replayed).await?),
        None => Err(StoreError::Contended.into()),
    }
}

/// Takes a waiting refund off a purchase that is held, or keeps it with the reason why it does not fit.
pub(crate) async fn apply_waiting(
    store: &mut dyn PurchaseStore,
    purchase: &Purchase,
    waiting: WaitingRefund,
    replayed: bool,
) -> Result<RefundOutcome, StoreError> {
    let effect = match effect(purchase, &waiting.lines) {
        Ok(effect) => effect,
        Err(problems) => {
            let reasons: Vec<_> =
                problems.iter().map(|problem| format!("{}: {}", problem.pointer, problem.reason)).collect();
            return reject(store, waiting, reasons.join("; ")).await;
        }
    };
    let refund = Refund {
        id: waiting.id,
        purchase: purchase.id,
        key: waiting.key.clone(),
        fingerprint: waiting.fingerprint,
        occurred_at: waiting.occurred_at,
        recorded_at: waiting.recorded_at,
        clock_skewed: Till::is_skewed(waiting.occurred_at, None, waiting.recorded_at),
        lines: effect.lines,
        total: effect.total,
    };
    if !store.insert_refund(&refund, effect.completes).await? {
        if let Some(KeptRefund::Applied(first)) = store.find_refund(&waiting.key).await?
            && first.fingerprint == waiting.fingerprint
            && let Some(meant) = store.find(&PurchaseName::Id(first.purchase)).await?
            && waiting.receipt.may_be(&meant)
        {
            // Two receipts of its number came at once, and the other one took it.
            store.forget_waiting(&waiting.key).await?;
            let answer = RefundAnswer { refund: first, purchase: meant, replayed };
            return Ok(RefundOutcome::Applied(Box::new(answer)));
        }
        return reject(store, waiting, NUMBER_TAKEN.to_owned()).await;
    }
    let purchase = store.find(&PurchaseName::Id(purchase.id)).await?;
    let purchase =
        purchase.ok_or_else(|| StoreError::inconsistent("purchases", "a held purchase is gone"))?;
    Ok(RefundOutcome::Applied(Box::new(RefundAnswer { refund, purchase, replayed })))
}

/// What is wrong with a number that receipts of several days have.
pub fn several(days: &[Date]) -> String {
    let days: Vec<_> = days.iter().map(Date::to_string).collect();
    format!("receipts of {} have this number: name the day", days.join(", "))
}

async fn reject(
    store: &mut dyn PurchaseStore,
    waiting: WaitingRefund,
    reason: String,
) -> Result<RefundOutcome, StoreError> {
    let rejected = WaitingRefund { rejected_because: Some(reason.clone()), ..waiting };
    store.keep_waiting(&rejected).await?;
    let WaitingRefund { id, key, .. } = rejected;
    Ok(RefundOutcome::Rejected { id, key, reason })
}
