//! Takes in codes that were made elsewhere.

use std::collections::BTreeSet;

use regulars_audit::AuditNote;
use regulars_kernel::{CouponBatchId, Environment, named};

use super::batch::{CouponBatch, CouponBatchError, require_room};
use super::campaign::CouponCampaign;
use super::code::CouponCode;
use super::code_prefix::CouponPrefix;
use super::store::CouponStore;

named! {
    /// Why a code was not taken in.
    CouponConflictReason {
        /// It is no code.
        Invalid = "invalid",
        /// It stands in the list before.
        Twice = "twice",
        /// The merchant has it already.
        Taken = "taken",
    }
}

/// A code that was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouponConflict {
    /// Its place in the list, from 0.
    pub index: usize,
    /// Why.
    pub reason: CouponConflictReason,
}

/// What became of a list of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponImport {
    /// How many were taken in.
    pub added: i64,
    /// Those that were not, in the order of the list.
    pub conflicts: Vec<CouponConflict>,
}

/// Takes in those of the codes that are any and that nobody has, for a held campaign.
pub async fn import_coupon_codes(
    store: &mut dyn CouponStore,
    environment: &Environment,
    campaign: &CouponCampaign,
    texts: &[String],
) -> Result<CouponImport, CouponBatchError> {
    let mut conflicts = Vec::new();
    let mut codes: Vec<(usize, CouponCode)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, text) in texts.iter().enumerate() {
        match text.parse::<CouponCode>() {
            Err(_) => conflicts.push(CouponConflict { index, reason: CouponConflictReason::Invalid }),
            Ok(code) if !seen.insert(code.clone()) => {
                conflicts.push(CouponConflict { index, reason: CouponConflictReason::Twice });
            }
            Ok(code) => codes.push((index, code)),
        }
    }
    let asked: Vec<CouponCode> = codes.iter().map(|(_, code)| code.clone()).collect();
    let taken: BTreeSet<CouponCode> = store.taken_coupon_codes(&asked).await?.into_iter().collect();
    let (there, new): (Vec<_>, Vec<_>) = codes.into_iter().partition(|(_, code)| taken.contains(code));
    let taken = there.into_iter();
    conflicts.extend(taken.map(|(index, _)| CouponConflict { index, reason: CouponConflictReason::Taken }));
    conflicts.sort_by_key(|conflict| conflict.index);
    let new: Vec<CouponCode> = new.into_iter().map(|(_, code)| code).collect();
    let wanted = i64::try_from(new.len()).unwrap_or(i64::MAX);
    require_room(campaign, wanted)?;
    if new.is_empty() {
        return Ok(CouponImport { added: 0, conflicts });
    }
    let batch = CouponBatch {
        id: CouponBatchId::new(environment.new_id()),
        campaign: campaign.id,
        prefix: CouponPrefix::default(),
        wanted,
        made: 0,
        created_at: environment.now(),
        voided: None,
    };
    store.insert_coupon_batch(&batch).await?;
    let added = store.insert_coupon_codes(&batch, &new).await?;
    if added < wanted {
        // Somebody else has taken one of them in at the same time: asked again, it is told.
        return Err(regulars_kernel::StoreError::Contended.into());
    }
    let after = CouponCampaign { codes: campaign.codes + added, ..campaign.clone() };
    store.note_if(environment, AuditNote::updated(campaign, &after)).await?;
    Ok(CouponImport { added, conflicts })
}
