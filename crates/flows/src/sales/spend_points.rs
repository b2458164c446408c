//! Points pay for a part of a receipt.

use regulars_kernel::{Environment, Instant, PurchaseId, StoreId};
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
    /// Where.
    pub store: Option<StoreId>,
    /// Whether it has happened.
    pub moment: SaleMoment,
    /// Who records it.
    pub till: &'a Till,
}

/// Takes what was paid with points from the buyer's account: of the first type that has as many, in the order of programmes and
/// of their types, or else of the first one that can pay there. Gives what is odd.
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
    if payment.points <= 0 || payment.amount <= 0 {
        return refused(receipt.moment, payment.index, Oddity::PointsValueDiffers);
    }
    let mut candidates = Vec::new();
    for (place, standing) in standings.iter().enumerate() {
        let of_programme = standing.spendable(receipt.store).into_iter();
        candidates.extend(of_programme.map(|(kind, available)| (place, kind, available)));
    }
    let enough = candidates.iter().find(|(_, _, available)| *available >= payment.points);
    let chosen = enough.or(candidates.first()).cloned();
    let found = chosen.and_then(|(place, kind, _)| {
        let standing = standings.get_mut(place)?;
        let version = standing.programme.version;
        let account = standing.accounts.get_mut(&kind.code)?;
        Some((kind, version, account))
    });
    let Some((kind, programme_version, account)) = found else {
        return odd(receipt.moment, payment.index, Oddity::PointsUnknown);
    };
    let mut warnings = Vec::new();
    if kind.value.is_some_and(|value| value.amount_of(payment.points) != Some(payment.amount)) {
        warnings.extend(odd(receipt.moment, payment.index, Oddity::PointsValueDiffers)?);
    }
    let cause = Cause {
        actor: receipt.till.actor,
        purchase: Some(receipt.purchase),
        refund: None,
        programme_version,
        reason: None,
        accrual: None,
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

/// What is wrong with a payment that takes nothing: a problem, unless it has happened and cannot be put right.
fn refused(moment: SaleMoment, index: usize, oddity: Oddity) -> Result<Vec<ReceiptWarning>, RecordSaleError> {
    let moment = if moment == SaleMoment::AtTill { SaleMoment::Planned } else { moment };
    odd(moment, index, oddity)
}

/// What is odd about a payment: a warning of a sale that has happened, and a problem of one that has not.
fn odd(moment: SaleMoment, index: usize, oddity: Oddity) -> Result<Vec<ReceiptWarning>, RecordSaleError> {
    let place = ReceiptPlace::Tender { index };
    if moment == SaleMoment::Planned {
        let problem = ReceiptProblem { place, reason: ProblemReason::Odd(oddity) };
        return Err(RecordPurchaseError::Problems(vec![problem]).into());
    }
    Ok(vec![ReceiptWarning { pointer: place.to_string(), oddity }])
}
