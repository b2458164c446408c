//! Points pay for a part of a receipt.

use regulars_kernel::{Environment, Instant, PurchaseId};
use regulars_loyalty::{Cause, Overdraft};
use regulars_purchases::{
    Oddity, ProblemReason, ReceiptPlace, ReceiptProblem, ReceiptWarning, RecordPurchaseError, Tender, Till,
};

use super::record_sale::{RecordSaleError, SaleMoment};
use super::standing_of_buyer::MemberStanding;

/// The payment with points that is being made.
#[derive(Clone, Copy)]
pub(super) struct PointPayment {
    /// Its place among the payments of the receipt.
    pub index: usize,
    /// How many points.
    pub points: i64,
    /// What they paid, in minor units.
    pub amount: i64,
}

/// The payments with points of a receipt.
pub(super) fn point_payments(tenders: &[Tender]) -> impl Iterator<Item = PointPayment> + '_ {
    tenders.iter().enumerate().filter_map(|(index, tender)| match tender {
        Tender::Points { amount, points } => Some(PointPayment { index, points: *points, amount: *amount }),
        Tender::Money { .. } | Tender::Coupon { .. } => None,
    })
}

/// The receipt that is paid for.
pub(super) struct PaidReceipt<'a> {
    /// The purchase.
    pub purchase: PurchaseId,
    /// When it was.
    pub occurred_at: Instant,
    /// Whether it has happened.
    pub moment: SaleMoment,
    /// Who records it.
    pub till: &'a Till,
}

/// Takes what was paid with points from the buyer's account: of the oldest programme whose points can pay. Gives what is odd.
///
/// # Errors
///
/// There are not as many points, and the sale can still be put right; or, asked before the sale, anything odd.
pub(super) fn spend_points(
    environment: &Environment,
    standings: &mut [MemberStanding],
    receipt: &PaidReceipt<'_>,
    payment: PointPayment,
) -> Result<Vec<ReceiptWarning>, RecordSaleError> {
    let found = standings.iter_mut().find_map(|standing| {
        let kind = standing.spendable()?.clone();
        let version = standing.programme.version;
        let account = standing.accounts.get_mut(&kind.code)?;
        Some((kind, version, account))
    });
    let Some((kind, programme_version, account)) = found else {
        return odd(receipt.moment, payment.index, Oddity::PointsUnknown);
    };
    let mut warnings = Vec::new();
    if kind.value.is_some_and(|value| value.amount_of(payment.points) != payment.amount) {
        warnings.extend(odd(receipt.moment, payment.index, Oddity::PointsValueDiffers)?);
    }
    let cause = Cause {
        actor: receipt.till.actor,
        purchase: Some(receipt.purchase),
        refund: None,
        programme_version,
        reason: None,
    };
    let (points, at) = (payment.points, receipt.occurred_at);
    match account.spend(environment, points, Overdraft::Refused, at, cause.clone()) {
        Ok(()) => {}
        Err(_) if receipt.moment == SaleMoment::Uploaded => {
            account.spend(environment, points, Overdraft::Owed, at, cause).ok();
            warnings.extend(odd(receipt.moment, payment.index, Oddity::PointsOverdrawn)?);
        }
        Err(missing) => {
            return Err(RecordSaleError::InsufficientPoints {
                index: payment.index,
                available: missing.available,
            });
        }
    }
    Ok(warnings)
}

/// What is odd about a payment: a warning of a sale that has happened, and a problem of one that has not.
pub(super) fn odd(
    moment: SaleMoment,
    index: usize,
    oddity: Oddity,
) -> Result<Vec<ReceiptWarning>, RecordSaleError> {
    let place = ReceiptPlace::Tender { index };
    if moment == SaleMoment::Planned {
        let problem = ReceiptProblem { place, reason: ProblemReason::Odd(oddity) };
        return Err(RecordPurchaseError::Problems(vec![problem]).into());
    }
    Ok(vec![ReceiptWarning { pointer: place.to_string(), oddity }])
}
