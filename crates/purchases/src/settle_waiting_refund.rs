//! Takes a refund that waited off its receipt.

use regulars_kernel::StoreError;

use crate::apply_refund::effect;
use crate::{
    KeptRefund, PurchaseName, PurchaseStore, RecordRefundError, Refund, RefundAnswer, RefundKey,
    RefundOutcome, Till, WaitingRefund,
};

/// Looks again after a refund that was just left waiting, in a transaction that begins after the one that left it.
///
/// A receipt that was being recorded at the same time saw no refund, and the refund saw no receipt. Here the receipt
/// is awaited: whoever records it has committed or given up before the store answers, and everyone who begins later
/// sees the refund. None when no refund of that key is known.
pub async fn settle_waiting_refund(
    store: &mut dyn PurchaseStore,
    key: &RefundKey,
) -> Result<Option<RefundOutcome>, RecordRefundError> {
    let waiting = match store.find_refund(key).await? {
        None => return Ok(None),
        Some(KeptRefund::Applied(refund)) => return answer(store, refund).await.map(Some),
        Some(KeptRefund::Waiting(waiting)) => waiting,
    };
    let WaitingRefund { id, receipt, .. } = &waiting;
    if !store.await_receipt(receipt).await? {
        return Ok(Some(RefundOutcome::Waiting { id: *id, key: key.clone(), replayed: false }));
    }
    let name = receipt.clone();
    // Holding the purchase may have meant waiting for another transaction that settled this very refund.
    store.hold(&name).await?;
    match store.find_refund(key).await? {
        None => Ok(None),
        Some(KeptRefund::Applied(refund)) => answer(store, refund).await.map(Some),
        Some(KeptRefund::Waiting(waiting)) => Ok(Some(apply_waiting(store, &name, waiting).await?)),
    }
}

async fn answer(store: &mut dyn PurchaseStore, refund: Refund) -> Result<RefundOutcome, RecordRefundError> {
    let purchase = store.find(&PurchaseName::Id(refund.purchase)).await?;
    let purchase = purchase.ok_or_else(|| StoreError::Failed("a refund without its purchase".to_owned()))?;
    Ok(RefundOutcome::Applied(Box::new(RefundAnswer { refund, purchase, replayed: false })))
}

/// Takes a waiting refund off the purchase of that name, which is there, or keeps it with the reason why it does not
/// fit.
pub(crate) async fn apply_waiting(
    store: &mut dyn PurchaseStore,
    name: &PurchaseName,
    waiting: WaitingRefund,
) -> Result<RefundOutcome, StoreError> {
    let purchase = store.hold(name).await?;
    let purchase = purchase.ok_or_else(|| StoreError::Failed("an awaited purchase is gone".to_owned()))?;
    let effect = match effect(&purchase, &waiting.lines) {
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
        return reject(store, waiting, "another refund was recorded under this number".to_owned()).await;
    }
    let purchase = store.find(&PurchaseName::Id(purchase.id)).await?;
    let purchase = purchase.ok_or_else(|| StoreError::Failed("a held purchase is gone".to_owned()))?;
    Ok(RefundOutcome::Applied(Box::new(RefundAnswer { refund, purchase, replayed: false })))
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
