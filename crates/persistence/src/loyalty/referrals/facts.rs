//! How referrals that are due stand: one statement, however many there are.

use regulars_kernel::{Instant, PointAccountId, ProgrammeId, ReferralId, StoreError};
use regulars_loyalty::{DueReferral, Referral};
use uuid::Uuid;

use super::referral_row::{FoundReferralRow, referral_columns};
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, values};

/// Whether the customer in that column is in the programme of the referral.
macro_rules! is_member {
    ($customer:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM programme_members AS m WHERE m.merchant_id = $1 AND m.programme_id = $2
                 AND m.customer_id = ",
            $customer,
            " AND m.left_at IS NULL)"
        )
    };
}

#[derive(FromRow)]
struct DueRow {
    #[nested]
    referral: FoundReferralRow,
    has_referrer: bool,
    referred_since: Option<Instant>,
    /// Since when the oldest of those was a customer who went into the referred.
    oldest_part: Option<Instant>,
    referred_was_merged: bool,
    shares_contact: bool,
    referrer_is_member: bool,
    referred_is_member: bool,
    left_of_purchase: Option<i64>,
    referrer_was_referred: bool,
    rewarded: i64,
    referrer_account: Option<Uuid>,
    referred_account: Option<Uuid>,
}

pub(super) async fn of(
    tx: &ReadTx,
    programme: ProgrammeId,
    ids: &[ReferralId],
    since: Instant,
) -> Result<Vec<DueReferral>, StoreError> {
    const FACTS: ScopedSql = ScopedSql::new(concat!(
        "SELECT ",
        referral_columns!(),
        ", a.id IS NOT NULL AS has_referrer, b.created_at AS referred_since,
             (SELECT min(part.customer_since) FROM merged_customers AS part
              WHERE part.merchant_id = $1 AND part.survivor_id = r.customer_id) AS oldest_part,
             EXISTS (SELECT 1 FROM merged_customers AS g WHERE g.merchant_id = $1 AND g.id = r.customer_id)
                 AS referred_was_merged,
             CASE WHEN a.email_folded = b.email_folded THEN TRUE WHEN a.phone = b.phone THEN TRUE ELSE FALSE END
                 AS shares_contact, ",
        is_member!("k.customer_id"),
        " AS referrer_is_member, ",
        is_member!("r.customer_id"),
        " AS referred_is_member, p.total - p.refunded_total AS left_of_purchase,
             EXISTS (SELECT 1 FROM referrals AS u WHERE u.merchant_id = $1 AND u.customer_id = k.customer_id)
                 AS referrer_was_referred,
             (SELECT count(*) FROM referral_codes AS own
              JOIN referrals AS o ON o.merchant_id = $1 AND o.code = own.code
              WHERE own.merchant_id = $1 AND own.customer_id = k.customer_id AND own.programme_id = $2
                  AND o.state = 'rewarded' AND o.settled_at >= $3) AS rewarded,
             x.id AS referrer_account, y.id AS referred_account
         FROM referrals AS r
         JOIN referral_codes AS k ON k.merchant_id = $1 AND k.code = r.code
         LEFT JOIN customers AS a ON a.merchant_id = $1 AND a.id = k.customer_id
         LEFT JOIN customers AS b ON b.merchant_id = $1 AND b.id = r.customer_id
         LEFT JOIN purchases AS p ON p.merchant_id = $1 AND p.id = r.purchase_id AND p.customer_id = r.customer_id
         LEFT JOIN point_accounts AS x ON x.merchant_id = $1 AND x.programme_id = $2
             AND x.point_type = r.point_type AND x.customer_id = k.customer_id
         LEFT JOIN point_accounts AS y ON y.merchant_id = $1 AND y.programme_id = $2
             AND y.point_type = r.point_type AND y.customer_id = r.customer_id
         WHERE r.merchant_id = $1 AND r.programme_id = $2 AND "
    ));
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.value()).collect();
    let mut query = ScopedQuery::new(FACTS, tx.backend(), values![programme.value(), since]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "r.id", &ids));
    query.push(" ORDER BY r.id", []);
    let rows: Vec<DueRow> = tx.query(query).await?;
    rows.into_iter().map(DueReferral::try_from).collect()
}

impl TryFrom<DueRow> for DueReferral {
    type Error = StoreError;

    fn try_from(row: DueRow) -> Result<Self, StoreError> {
        Ok(Self {
            referral: Referral::try_from(row.referral)?,
            has_referrer: row.has_referrer,
            referred_since: row.referred_since.map(|own| row.oldest_part.map_or(own, |part| part.min(own))),
            referred_was_merged: row.referred_was_merged,
            shares_contact: row.shares_contact,
            referrer_is_member: row.referrer_is_member,
            referred_is_member: row.referred_is_member,
            left_of_purchase: row.left_of_purchase,
            referrer_was_referred: row.referrer_was_referred,
            rewarded: u64::try_from(row.rewarded).unwrap_or_default(),
            referrer_account: row.referrer_account.map(PointAccountId::new),
            referred_account: row.referred_account.map(PointAccountId::new),
        })
    }
}
