//! The coupons of the demo: what they take off, their codes, and one that somebody has reserved.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use regulars_kernel::{Actor, CouponBatchId, CouponCampaignId, CouponUseId, CustomerId, Decimal, Instant};
use regulars_loyalty::{
    CouponAudience, CouponBatch, CouponCampaign, CouponCampaignState, CouponCode, CouponEffect, CouponLimits,
    CouponPrefix, CouponRefundPolicy, CouponStacking, CouponStore, CouponTerms, CouponUse, CouponUseState,
    LineMatch, LineSelector, Validity,
};
use regulars_persistence::WriteTx;
use uuid::uuid;

use super::accounts::OWNER;
use super::known_customers::MILICA;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The campaign that the examples of the OpenAPI document show and change.
const FOR_COFFEE: CouponCampaignId = CouponCampaignId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"));
/// The campaign that the examples delete: no code of it was ever used.
const DRAFT: CouponCampaignId = CouponCampaignId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d11"));
/// What is offered to Milica alone.
const FOR_MILICA: CouponCampaignId = CouponCampaignId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d12"));
const BATCH: CouponBatchId = CouponBatchId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d18"));
/// A batch that the examples make void.
const BATCH_TO_VOID: CouponBatchId = CouponBatchId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d17"));
const BATCH_OF_MILICA: CouponBatchId = CouponBatchId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d19"));
/// Of the code that belongs to Milica.
const BATCH_GIVEN: CouponBatchId = CouponBatchId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d1a"));
/// A reservation, which the examples release.
const RESERVED: CouponUseId = CouponUseId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d20"));

/// Makes the campaigns with their codes.
pub async fn make_coupons(ground: &Ground<'_>) -> Result<(), SeedError> {
    let now = ground.now;
    let begun_at = now - TimeDelta::days(20);
    let drinks = LineMatch { sku: None, category: Some(label("drinks")?), unit: None };
    let ten = "10".parse::<Decimal>().map_err(invalid)?;
    let coffee = CouponTerms {
        lines: LineSelector { include: vec![drinks], exclude: Vec::new() },
        ..terms(CouponEffect::Percentage { percent: ten, most: Some(50_000) }, CouponAudience::Everybody)
    };
    let milica = CouponAudience::Customer(CustomerId::new(MILICA));
    let birthday = terms(CouponEffect::Amount { amount: 30_000 }, milica);
    let draft = terms(CouponEffect::BuyAndGet { buy: 2, get: 1 }, CouponAudience::Everybody);
    let active = CouponCampaignState::Active;
    let coffee = campaign(FOR_COFFEE, "Kafa za dobar početak", active, coffee, begun_at)?;
    let birthday = campaign(FOR_MILICA, "Za tvoj rođendan", active, birthday, begun_at)?;
    let draft = campaign(DRAFT, "Tri za dva", CouponCampaignState::Draft, draft, begun_at)?;
    let reserved = CouponUse {
        id: RESERVED,
        campaign: FOR_COFFEE,
        code: "KAFA10".parse().map_err(invalid)?,
        customer: Some(CustomerId::new(MILICA)),
        purchase: None,
        state: CouponUseState::Reserved,
        amount: 1_800,
        day: now.date_naive(),
        actor: Actor::User(OWNER),
        reserved_until: Some(now + TimeDelta::days(3_650)),
        created_at: now,
        settled_at: None,
    };
    let given = CouponBatch {
        id: BATCH_GIVEN,
        campaign: FOR_COFFEE,
        prefix: CouponPrefix::default(),
        wanted: 0,
        made: 0,
        created_at: begun_at,
        voided: None,
    };
    let codes = [(CustomerId::new(MILICA), "MILICA10".parse::<CouponCode>().map_err(invalid)?)];
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for campaign in [&coffee, &birthday, &draft] {
                    tx.insert_coupon_campaign(campaign).await?;
                }
                // The examples make the last one void.
                add_codes(tx, BATCH, FOR_COFFEE, &["KAFA10", "KAFA20", "KAFA30"], begun_at).await?;
                add_codes(tx, BATCH_TO_VOID, FOR_COFFEE, &["PROBA1", "PROBA2"], begun_at).await?;
                add_codes(tx, BATCH_OF_MILICA, FOR_MILICA, &["RODJENDAN15"], begun_at).await?;
                tx.give_coupon_codes(&given, &codes, begun_at).await?;
                tx.take_coupon(&reserved, &coffee).await?;
                Ok(())
            })
        })
        .await
}

async fn add_codes(
    tx: &mut WriteTx,
    id: CouponBatchId,
    campaign: CouponCampaignId,
    codes: &[&str],
    at: Instant,
) -> Result<(), SeedError> {
    let codes: Vec<CouponCode> =
        codes.iter().map(|code| code.parse::<CouponCode>().map_err(invalid)).collect::<Result<_, _>>()?;
    let wanted = i64::try_from(codes.len()).map_err(invalid)?;
    let prefix = CouponPrefix::default();
    let batch = CouponBatch { id, campaign, prefix, wanted, made: 0, created_at: at, voided: None };
    tx.insert_coupon_batch(&batch).await?;
    tx.insert_coupon_codes(&batch, &codes).await?;
    Ok(())
}

fn campaign(
    id: CouponCampaignId,
    name: &str,
    state: CouponCampaignState,
    terms: CouponTerms,
    at: Instant,
) -> Result<CouponCampaign, SeedError> {
    Ok(CouponCampaign {
        id,
        name: label(name)?,
        state,
        terms,
        codes: 0,
        coming: 0,
        used: 0,
        reserved: 0,
        spent: 0,
        created_at: at,
        updated_at: at,
    })
}

/// What holds everywhere, at any time, as often as anybody likes.
fn terms(effect: CouponEffect, audience: CouponAudience) -> CouponTerms {
    CouponTerms {
        effect,
        minimum: 0,
        lines: LineSelector::default(),
        stores: BTreeSet::new(),
        validity: Validity::default(),
        limits: CouponLimits::default(),
        budget: None,
        stacking: CouponStacking::default(),
        audience,
        on_refund: CouponRefundPolicy::Free,
    }
}
