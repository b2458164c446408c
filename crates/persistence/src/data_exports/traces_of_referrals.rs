//! By which codes a customer invites others, and who was invited: of the other one nothing is told.

use regulars_kernel::{CustomerId, Instant, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::traces::told;
use super::traces_of_loyalty::everybody;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

/// The codes and the referrals of a customer in all programmes.
pub(super) struct Invitations {
    codes: Vec<CodeRow>,
    referrals: Vec<ReferralRow>,
}

#[derive(FromRow)]
struct CodeRow {
    programme_id: Uuid,
    code: String,
}

#[derive(FromRow)]
struct ReferralRow {
    id: Uuid,
    programme_id: Uuid,
    kind: String,
    code: String,
    state: String,
    refusal: Option<String>,
    point_type: String,
    points: i64,
    minimum: i64,
    created_at: Instant,
    bought_by: Instant,
    purchase_id: Option<Uuid>,
    qualified_at: Option<Instant>,
    due_at: Option<Instant>,
    settled_at: Option<Instant>,
}

impl Invitations {
    pub(super) async fn of(tx: &ReadTx, customer: CustomerId) -> Result<Self, StoreError> {
        const CODES: ScopedSql = ScopedSql::new(concat!(
            "SELECT k.programme_id, k.code FROM referral_codes AS k WHERE k.merchant_id = $1 AND k.customer_id IN ",
            everybody!(),
            " ORDER BY k.created_at, k.code"
        ));
        const REFERRALS: ScopedSql = ScopedSql::new(concat!(
            "SELECT r.id, r.programme_id, 'referrer' AS kind, r.code, r.state, r.refusal, r.point_type,
                 r.referrer_points AS points, r.minimum, r.created_at, r.bought_by, CAST(NULL AS uuid) AS purchase_id,
                 r.qualified_at, r.due_at, r.settled_at
             FROM referral_codes AS k JOIN referrals AS r ON r.merchant_id = $1 AND r.code = k.code
             WHERE k.merchant_id = $1 AND k.customer_id IN ",
            everybody!(),
            " UNION ALL
             SELECT r.id, r.programme_id, 'referred', r.code, r.state, r.refusal, r.point_type, r.referred_points,
                 r.minimum, r.created_at, r.bought_by, r.purchase_id, r.qualified_at, r.due_at, r.settled_at
             FROM referrals AS r WHERE r.merchant_id = $1 AND r.customer_id IN ",
            everybody!(),
            " ORDER BY id"
        ));
        let codes = tx.all(CODES, values![customer.value()]).await?;
        let referrals = tx.all(REFERRALS, values![customer.value()]).await?;
        Ok(Self { codes, referrals })
    }

    /// The code in a programme.
    pub(super) fn code_in(&self, programme: Uuid) -> Option<&str> {
        self.codes.iter().find(|row| row.programme_id == programme).map(|row| row.code.as_str())
    }

    /// The referrals in a programme.
    pub(super) fn in_programme(&self, programme: Uuid) -> Vec<Value> {
        let own = self.referrals.iter().filter(|row| row.programme_id == programme);
        own.map(referral).collect()
    }
}

fn referral(row: &ReferralRow) -> Value {
    json!({
        "id": row.id.to_string(),
        "kind": row.kind,
        "code": row.code,
        "state": row.state,
        "reason": row.refusal,
        "point_type": row.point_type,
        "points": row.points,
        "minimum": row.minimum,
        "created_at": told(row.created_at),
        "bought_by": told(row.bought_by),
        "purchase_id": row.purchase_id.map(|id| id.to_string()),
        "qualified_at": row.qualified_at.map(told),
        "due_at": row.due_at.map(told),
        "settled_at": row.settled_at.map(told),
    })
}
