//! Records a refund.

use chrono::SubsecRound;
use regulars_kernel::{Date, Environment, RefundId, StoreError};

use crate::apply_refund::{check_count, effect};
use crate::check::is_plausible_instant;
use crate::difference::Differences;
use crate::{
    Difference, Fingerprint, InFlight, KeptRefund, LineKind, MeantReceipt, NewRefund, Purchase, PurchaseName,
    PurchaseStore, ReceiptKey, Refund, RefundAnswer, RefundKey, RefundLine, RefundOutcome, RefundProblem,
    RefundProblemReason, Till, WaitingRefund,
};

/// A refund that goes by the same key as a recorded one, and means something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundConflict {
    /// The recorded refund.
    pub refund: RefundId,
    /// In what the two differ.
    pub differences: Vec<Difference>,
}

/// Why a refund was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordRefundError {
    /// The merchant has no such purchase.
    #[error("there is no such purchase")]
    UnknownPurchase,
    /// The refund breaks rules.
    #[error("the refund breaks {} rules", .0.len())]
    Problems(Vec<RefundProblem>),
    /// It names its receipt by number alone, and receipts of several days have that number.
    #[error("receipts of {} days have that number", .0.len())]
    SeveralReceipts(Vec<Date>),
    /// Another refund is recorded under the same key.
    #[error("another refund is recorded under that key")]
    Conflict(RefundConflict),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What happens to a refund whose receipt is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReceipt {
    /// It waits for its receipt: a till uploads in any order.
    Waits,
    /// It is refused: the caller named a purchase that must be there.
    IsRefused,
}

/// Records a refund once, however often it comes.
///
/// When it gives [`RefundOutcome::Waiting`], commit, and have [`crate::settle_waiting_refund`] run in a second
/// transaction. A receipt that was being recorded at the same time may not have seen the refund; the second
/// transaction waits for such a receipt and takes the refund off it. Should the process die between the two, the
/// till, which has had no answer, sends the refund again, and both run again.
pub async fn record_refund(
    store: &mut dyn PurchaseStore,
    environment: &Environment,
    till: &Till,
    mut new: NewRefund,
    unknown: UnknownReceipt,
) -> Result<RefundOutcome, RecordRefundError> {
    new.occurred_at = new.occurred_at.trunc_subsecs(6);
    check(&new)?;
    let key = new.key(till);
    let meant = new.meant_receipt(&key, till);
    let fingerprint = new.fingerprint();
    let mut held = hold(store, &meant, InFlight::Ignored).await?;
    let kept = store.find_refund(&key).await?;
    if let (Held::None | Held::Several(_), Some(KeptRefund::Applied(refund))) = (&held, &kept) {
        // The receipt, and then this very refund, may have been recorded between the two looks, or another receipt
        // since that has the same number.
        let purchase = store.hold(&PurchaseName::Id(refund.purchase), InFlight::Ignored).await?;
        if let Some(purchase) = purchase.filter(|purchase| meant.may_be(purchase)) {
            held = Held::One(Box::new(purchase));
        }
    }
    match (held, kept) {
        (Held::One(purchase), Some(KeptRefund::Applied(refund))) => {
            if refund.purchase == purchase.id && refund.fingerprint == fingerprint {
                store.forget_waiting(&key).await?;
                return Ok(RefundOutcome::Applied(Box::new(RefundAnswer {
                    refund,
                    purchase: *purchase,
                    replayed: true,
                })));
            }
            Err(conflict(&KeptRefund::Applied(refund), &new, Some(&purchase), &meant))
        }
        (Held::One(purchase), waiting) => {
            if let Some(KeptRefund::Waiting(refund)) = &waiting
                && refund.rejected_because.is_none()
                && !(refund.fingerprint == fingerprint && refund.receipt.may_be(&purchase))
            {
                return Err(conflict(&KeptRefund::Waiting(refund.clone()), &new, Some(&purchase), &meant));
            }
            if unknown == UnknownReceipt::IsRefused {
                check_in_time(&purchase, &new)?;
            }
            apply(store, environment, &purchase, key, fingerprint, new).await
        }
        (Held::None, _) if unknown == UnknownReceipt::IsRefused => Err(RecordRefundError::UnknownPurchase),
        (_, Some(KeptRefund::Waiting(refund))) => repeat_waiting(refund, &new, fingerprint, &meant),
        (_, Some(applied)) => Err(conflict(&applied, &new, None, &meant)),
        (Held::Several(days), None) => Err(RecordRefundError::SeveralReceipts(days)),
        (Held::None, None) => {
            let waiting = WaitingRefund {
                id: RefundId::new(environment.new_id()),
                receipt: meant.clone(),
                key: key.clone(),
                fingerprint,
                occurred_at: new.occurred_at,
                recorded_at: environment.now(),
                lines: new.lines.clone(),
                rejected_because: None,
            };
            if store.keep_waiting(&waiting).await? {
                return Ok(RefundOutcome::Waiting { refund: Box::new(waiting), replayed: false });
            }
            // The same number came twice at once, and the other one was first.
            match store.find_refund(&key).await? {
                Some(KeptRefund::Waiting(first)) => repeat_waiting(first, &new, fingerprint, &meant),
                Some(KeptRefund::Applied(_)) | None => Err(StoreError::Contended.into()),
            }
        }
    }
}

/// The receipt that a refund means, as far as it is there.
pub(crate) enum Held {
    /// It is there, and nobody else changes it until this transaction ends.
    One(Box<Purchase>),
    /// It has not come.
    None,
    /// Receipts of these days have its number.
    Several(Vec<Date>),
}

/// Holds the receipt that is meant.
pub(crate) async fn hold(
    store: &mut dyn PurchaseStore,
    meant: &MeantReceipt,
    in_flight: InFlight,
) -> Result<Held, StoreError> {
    let name = match meant {
        MeantReceipt::Named(name) => name.clone(),
        MeantReceipt::Numbered(numbered) => match store.days_of(numbered, in_flight).await?.as_slice() {
            [] => return Ok(Held::None),
            [business_date] => PurchaseName::Receipt(ReceiptKey {
                source: numbered.source.clone(),
                business_date: *business_date,
                number: numbered.number.clone(),
            }),
            several => return Ok(Held::Several(several.to_vec())),
        },
    };
    let purchase = store.hold(&name, in_flight).await?;
    Ok(purchase.map_or(Held::None, |purchase| Held::One(Box::new(purchase))))
}

/// Answers a refund whose number waits already.
fn repeat_waiting(
    waiting: WaitingRefund,
    new: &NewRefund,
    fingerprint: Fingerprint,
    meant: &MeantReceipt,
) -> Result<RefundOutcome, RecordRefundError> {
    if waiting.fingerprint != fingerprint || waiting.receipt.excludes(meant) {
        return Err(conflict(&KeptRefund::Waiting(waiting), new, None, meant));
    }
    let WaitingRefund { id, key, rejected_because, .. } = waiting.clone();
    Ok(match rejected_because {
        None => RefundOutcome::Waiting { refund: Box::new(waiting), replayed: true },
        Some(reason) => RefundOutcome::Rejected { id, key, reason },
    })
}

fn check(new: &NewRefund) -> Result<(), RecordRefundError> {
    let mut problems = check_count(&new.lines);
    if !is_plausible_instant(new.occurred_at) {
        let pointer = "/occurred_at".to_owned();
        problems.push(RefundProblem { pointer, reason: RefundProblemReason::YearOutOfRange });
    }
    if problems.is_empty() { Ok(()) } else { Err(RecordRefundError::Problems(problems)) }
}

/// Goods that have been taken back already, by a till that tells it later, are not refused.
fn check_in_time(purchase: &Purchase, new: &NewRefund) -> Result<(), RecordRefundError> {
    match purchase.returnable_until.filter(|until| new.occurred_at >= *until) {
        None => Ok(()),
        Some(until) => {
            let (pointer, reason) = ("/occurred_at".to_owned(), RefundProblemReason::TooLate(until));
            Err(RecordRefundError::Problems(vec![RefundProblem { pointer, reason }]))
        }
    }
}

async fn apply(
    store: &mut dyn PurchaseStore,
    environment: &Environment,
    purchase: &Purchase,
    key: RefundKey,
    fingerprint: Fingerprint,
    new: NewRefund,
) -> Result<RefundOutcome, RecordRefundError> {
    let effect = effect(purchase, &new.lines).map_err(RecordRefundError::Problems)?;
    let now = environment.now();
    let refund = Refund {
        id: RefundId::new(environment.new_id()),
        purchase: purchase.id,
        key,
        fingerprint,
        occurred_at: new.occurred_at,
        recorded_at: now,
        clock_skewed: Till::is_skewed(new.occurred_at, None, now),
        lines: effect.lines,
        total: effect.total,
    };
    if !store.insert_refund(&refund, effect.completes).await? {
        // The same number was given at once to a refund of another receipt; a second try finds that one.
        return Err(StoreError::Contended.into());
    }
    let purchase = store.find(&PurchaseName::Id(purchase.id)).await?;
    let purchase =
        purchase.ok_or_else(|| StoreError::inconsistent("purchases", "a held purchase is gone"))?;
    Ok(RefundOutcome::Applied(Box::new(RefundAnswer { refund, purchase, replayed: false })))
}

fn conflict(
    kept: &KeptRefund,
    sent: &NewRefund,
    purchase: Option<&Purchase>,
    meant: &MeantReceipt,
) -> RecordRefundError {
    let (id, receipt, occurred_at, lines) = match kept {
        KeptRefund::Applied(refund) => {
            // The rounding line went back by itself: the till had not named it.
            let named = |line: u32| {
                purchase.is_none_or(|purchase| {
                    purchase
                        .lines
                        .iter()
                        .all(|bought| bought.number != line || bought.line.kind == LineKind::Item)
                })
            };
            let lines = refund.lines.iter().filter(|line| named(line.line));
            let lines = lines.map(|line| RefundLine { line: line.line, quantity: line.quantity }).collect();
            let receipt = MeantReceipt::Named(PurchaseName::Id(refund.purchase));
            (refund.id, receipt, refund.occurred_at, lines)
        }
        KeptRefund::Waiting(refund) => {
            (refund.id, refund.receipt.clone(), refund.occurred_at, refund.lines.clone())
        }
    };
    let mut found = Differences::default();
    let same_receipt = purchase.is_some_and(|purchase| receipt.may_be(purchase)) || receipt == *meant;
    if !same_receipt {
        found.compare("/receipt", Some(receipt.text()), Some(meant.text()));
    }
    found.compare("/occurred_at", Some(occurred_at.to_rfc3339()), Some(sent.occurred_at.to_rfc3339()));
    found.compare("/lines", Some(lines_text(lines)), Some(lines_text(sent.lines.clone())));
    RecordRefundError::Conflict(RefundConflict { refund: id, differences: found.into_list() })
}

fn lines_text(mut lines: Vec<RefundLine>) -> String {
    lines.sort_by_key(|line| line.line);
    let texts: Vec<_> = lines.iter().map(|line| format!("{}: {}", line.line, line.quantity)).collect();
    texts.join(", ")
}
