//! Records a refund with the points that it takes back and gives back.

use regulars_kernel::{Environment, StoreError};
use regulars_purchases::{
    NewRefund, PurchaseName, RecordRefundError, RefundOutcome, Till, UnknownReceipt, WaitingRefund,
    record_refund, settle_waiting_refund,
};

use super::points_of_purchase::points_of_refund;
use super::points_of_sale::PointsOfRefund;
use super::store::SaleStore;
use super::take_back_points::{GivenBack, take_back_points};
use super::tier_of_buyer::settle_tiers_after_refund;
use crate::coupons::free_on_refund::free_coupons_of;

/// What became of a refund, with its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleRefund {
    /// What became of it.
    pub outcome: RefundOutcome,
    /// What it took back and gave back in each account. Empty while it waits, and where nothing was earned or spent.
    pub points: Vec<PointsOfRefund>,
}

/// Records a refund once, however often it comes; see [`record_refund`] for what becomes of one that waits.
pub async fn refund_sale(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    new: NewRefund,
    unknown: UnknownReceipt,
) -> Result<SaleRefund, RecordRefundError> {
    let outcome = record_refund(store, environment, till, new, unknown).await?;
    free_coupons(store, environment, till, &outcome).await?;
    let points = points_of(store, environment, till, &outcome).await?;
    Ok(SaleRefund { outcome, points })
}

/// Looks again after a refund that was just left waiting; see [`settle_waiting_refund`].
pub async fn settle_refund_of_sale(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    waiting: WaitingRefund,
    replayed: bool,
) -> Result<SaleRefund, RecordRefundError> {
    let before = store.find_refund(&waiting.key).await?;
    let applied_before = matches!(before, Some(regulars_purchases::KeptRefund::Applied(_)));
    let outcome = settle_waiting_refund(store, waiting, replayed).await?;
    free_coupons(store, environment, till, &outcome).await?;
    let points = match &outcome {
        // Whoever recorded the receipt has taken the refund off it, and its points with it.
        RefundOutcome::Applied(answer) if applied_before => {
            points_of_refund(store, environment, answer.purchase.id, answer.refund.id).await?
        }
        RefundOutcome::Applied(answer) if till.programmes => apply(store, environment, till, answer).await?,
        _ => Vec::new(),
    };
    Ok(SaleRefund { outcome, points })
}

/// Coupons may be used again where all that was bought with them is given back, and their campaign says so.
async fn free_coupons(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    outcome: &RefundOutcome,
) -> Result<(), StoreError> {
    match outcome {
        RefundOutcome::Applied(answer) if till.campaigns && answer.purchase.fully_refunded => {
            free_coupons_of(store, environment, answer.purchase.id).await
        }
        RefundOutcome::Applied(_) | RefundOutcome::Waiting { .. } | RefundOutcome::Rejected { .. } => Ok(()),
    }
}

async fn points_of(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    outcome: &RefundOutcome,
) -> Result<Vec<PointsOfRefund>, StoreError> {
    match outcome {
        RefundOutcome::Applied(answer) if till.programmes => {
            if answer.replayed {
                return points_of_refund(store, environment, answer.purchase.id, answer.refund.id).await;
            }
            apply(store, environment, till, answer).await
        }
        RefundOutcome::Applied(_) | RefundOutcome::Waiting { .. } | RefundOutcome::Rejected { .. } => {
            Ok(Vec::new())
        }
    }
}

async fn apply(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    answer: &regulars_purchases::RefundAnswer,
) -> Result<Vec<PointsOfRefund>, StoreError> {
    let name = PurchaseName::Id(answer.purchase.id);
    let purchase = store.find(&name).await?;
    let purchase = purchase.ok_or_else(|| StoreError::inconsistent("purchases", "one is gone"))?;
    let back = GivenBack::by(&answer.refund, till.actor);
    let taken = take_back_points(store, environment, &purchase, &back).await?;
    if let Some(buyer) = &purchase.customer {
        settle_tiers_after_refund(store, environment, &till.calendar, buyer.id).await?;
    }
    Ok(taken)
}
