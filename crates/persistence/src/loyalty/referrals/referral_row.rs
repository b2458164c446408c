//! Codes of members and referrals as rows.

use regulars_kernel::{
    CustomerId, Instant, PointOperationId, ProgrammeId, PurchaseId, ReferralId, StoreError,
};
use regulars_loyalty::{MemberCode, Referral, ReferralRefusal, ReferralTerms};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

/// The columns of `referrals AS r` with the customer of its code, which is in `referral_codes AS k`.
macro_rules! referral_columns {
    () => {
        "r.id, r.programme_id, r.code, r.customer_id, r.programme_version, r.point_type, r.referrer_points,
             r.referred_points, r.minimum, r.return_days, r.created_at, r.bought_by, r.state, r.refusal,
             r.purchase_id, r.qualified_at, r.due_at, r.settled_at, r.referrer_operation_id,
             r.referred_operation_id, k.customer_id AS referrer_id"
    };
}
pub(super) use referral_columns;

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("referrals", what)
}

/// The columns of `referral_codes`.
#[derive(RowColumns)]
pub(super) struct CodeRow {
    code: String,
    programme_id: Uuid,
    customer_id: Uuid,
    made_for: Uuid,
    created_at: Instant,
}

impl From<&MemberCode> for CodeRow {
    fn from(code: &MemberCode) -> Self {
        let MemberCode { code, programme, customer, created_at } = code;
        Self {
            code: code.as_str().to_owned(),
            programme_id: programme.value(),
            customer_id: customer.value(),
            made_for: customer.value(),
            created_at: *created_at,
        }
    }
}

/// A code with whose it is now.
#[derive(FromRow)]
pub(super) struct FoundCodeRow {
    code: String,
    programme_id: Uuid,
    customer_id: Uuid,
    created_at: Instant,
}

impl TryFrom<FoundCodeRow> for MemberCode {
    type Error = StoreError;

    fn try_from(row: FoundCodeRow) -> Result<Self, StoreError> {
        Ok(Self {
            code: row.code.parse().map_err(|error| inconsistent("referral_codes", error))?,
            programme: ProgrammeId::new(row.programme_id),
            customer: CustomerId::new(row.customer_id),
            created_at: row.created_at,
        })
    }
}

/// The columns of `referrals`.
#[derive(FromRow, RowColumns)]
pub(super) struct ReferralRow {
    id: Uuid,
    programme_id: Uuid,
    code: String,
    customer_id: Uuid,
    programme_version: i64,
    point_type: String,
    referrer_points: i64,
    referred_points: i64,
    minimum: i64,
    return_days: i64,
    created_at: Instant,
    bought_by: Instant,
    state: String,
    refusal: Option<String>,
    purchase_id: Option<Uuid>,
    qualified_at: Option<Instant>,
    due_at: Option<Instant>,
    settled_at: Option<Instant>,
    referrer_operation_id: Option<Uuid>,
    referred_operation_id: Option<Uuid>,
}

/// A referral with whose code it is by, under the names of [`referral_columns`].
#[derive(FromRow)]
pub(super) struct FoundReferralRow {
    #[nested]
    referral: ReferralRow,
    referrer_id: Uuid,
}

impl From<&Referral> for ReferralRow {
    fn from(referral: &Referral) -> Self {
        let Referral { id, programme, code, referrer: _, referred, terms, created_at, until, .. } = referral;
        let Referral { state, refusal, purchase, qualified_at, due_at, settled_at, .. } = referral;
        let ReferralTerms { programme_version, point_type, referrer_points, referred_points, .. } = terms;
        Self {
            id: id.value(),
            programme_id: programme.value(),
            code: code.as_str().to_owned(),
            customer_id: referred.value(),
            programme_version: i64::from(*programme_version),
            point_type: point_type.as_str().to_owned(),
            referrer_points: *referrer_points,
            referred_points: *referred_points,
            minimum: terms.minimum,
            return_days: i64::from(terms.return_days),
            created_at: *created_at,
            bought_by: *until,
            state: state.name().to_owned(),
            refusal: refusal.map(|refusal| refusal.name().to_owned()),
            purchase_id: purchase.map(PurchaseId::value),
            qualified_at: *qualified_at,
            due_at: *due_at,
            settled_at: *settled_at,
            referrer_operation_id: referral.referrer_operation.map(PointOperationId::value),
            referred_operation_id: referral.referred_operation.map(PointOperationId::value),
        }
    }
}

impl TryFrom<FoundReferralRow> for Referral {
    type Error = StoreError;

    fn try_from(
        FoundReferralRow { referral: row, referrer_id }: FoundReferralRow,
    ) -> Result<Self, StoreError> {
        let refusal = row.refusal.as_deref().map(str::parse::<ReferralRefusal>).transpose().map_err(wrong)?;
        Ok(Self {
            id: ReferralId::new(row.id),
            programme: ProgrammeId::new(row.programme_id),
            code: row.code.parse().map_err(wrong)?,
            referrer: CustomerId::new(referrer_id),
            referred: CustomerId::new(row.customer_id),
            terms: ReferralTerms {
                programme_version: u32::try_from(row.programme_version).map_err(wrong)?,
                point_type: row.point_type.parse().map_err(wrong)?,
                referrer_points: row.referrer_points,
                referred_points: row.referred_points,
                minimum: row.minimum,
                return_days: u16::try_from(row.return_days).map_err(wrong)?,
            },
            created_at: row.created_at,
            until: row.bought_by,
            state: row.state.parse().map_err(wrong)?,
            refusal,
            purchase: row.purchase_id.map(PurchaseId::new),
            qualified_at: row.qualified_at,
            due_at: row.due_at,
            settled_at: row.settled_at,
            referrer_operation: row.referrer_operation_id.map(PointOperationId::new),
            referred_operation: row.referred_operation_id.map(PointOperationId::new),
        })
    }
}
