//! Where a customer stands in the programmes that are active: four statements, however many programmes there are.

use chrono::Days;
use regulars_kernel::{
    CustomerId, Date, EarningRuleId, Instant, ProgrammeMembershipId, ReferralId, StoreError, StoreId,
};
use regulars_loyalty::{
    AccountWithLots, Programme, ProgrammeMembership, ProgrammeStanding, RuleUse, WaitingReferral,
};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::account_row::{accounts_of, accounts_with_lots};
use super::memberships;
use super::programme_row::ConfiguredRow;
use super::reservations::with_reservations;
use super::tier_row::{HeldTierRow, tier_columns};
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

/// A year with what a leap day, and the merchant's day beside that of UTC, add to it.
const A_YEAR: Days = Days::new(368);

#[derive(FromRow)]
struct StandingRow {
    #[nested]
    programme: ConfiguredRow,
    membership_id: Option<Uuid>,
    joined_at: Option<Instant>,
    has_left: bool,
    #[nested]
    tier: HeldTierRow,
    #[nested]
    referral: WaitingRow,
}

/// The referral of the customer as long as they have not bought enough, if there is one.
#[derive(FromRow)]
struct WaitingRow {
    referral_id: Option<Uuid>,
    referral_at: Option<Instant>,
    bought_by: Option<Instant>,
    minimum: Option<i64>,
    return_days: Option<i64>,
}

impl WaitingRow {
    fn read(self) -> Option<WaitingReferral> {
        Some(WaitingReferral {
            id: ReferralId::new(self.referral_id?),
            created_at: self.referral_at?,
            until: self.bought_by?,
            minimum: self.minimum?,
            return_days: u16::try_from(self.return_days?).unwrap_or(u16::MAX),
        })
    }
}

#[derive(FromRow)]
struct UseRow {
    programme_id: Uuid,
    rule_id: Uuid,
    store_id: Uuid,
    day: Date,
    times: i64,
    points: i64,
    quantity: i64,
    amount: i64,
}

impl From<&UseRow> for RuleUse {
    fn from(row: &UseRow) -> Self {
        Self {
            rule: EarningRuleId::new(row.rule_id),
            store: Some(row.store_id).filter(|store| !store.is_nil()).map(StoreId::new),
            day: row.day,
            times: row.times,
            points: row.points,
            quantity: row.quantity,
            amount: row.amount,
        }
    }
}

/// Who meets a receipt, an accrual or a refund at work on one of the accounts waits for it, and reads them as they are then. They are
/// held by a statement of its own: one that had to wait still reads them as they stood before it waited.
pub(super) async fn hold(tx: &WriteTx, customer: CustomerId) -> Result<(), StoreError> {
    #[derive(FromRow)]
    struct HeldRow {
        #[expect(dead_code, reason = "a row is asked for only to be held")]
        id: Uuid,
    }
    const HOLD: ScopedSql = ScopedSql::new(
        "SELECT a.id FROM point_accounts AS a
         WHERE a.merchant_id = $1 AND a.customer_id = $2 AND a.merged_into IS NULL
         ORDER BY a.id FOR NO KEY UPDATE",
    );
    if tx.backend() == DbBackend::Postgres {
        let _held: Vec<HeldRow> = tx.all(HOLD, values![customer.value()]).await?;
    }
    Ok(())
}

pub(super) async fn of(
    tx: &ReadTx,
    customer: CustomerId,
    counted_at: Instant,
) -> Result<Vec<ProgrammeStanding>, StoreError> {
    const PROGRAMMES: ScopedSql = ScopedSql::new(concat!(
        "SELECT p.id, p.name, p.state, p.version, CAST(v.configuration AS text) AS configuration, p.created_at,
             p.updated_at, v.recorded_at AS configured_at, m.id AS membership_id, m.joined_at,
             EXISTS (SELECT 1 FROM programme_members AS gone
                     WHERE gone.merchant_id = $1 AND gone.programme_id = p.id AND gone.customer_id = $2
                         AND gone.left_at IS NOT NULL) AS has_left, ",
        tier_columns!(),
        ", f.id AS referral_id, f.created_at AS referral_at, f.bought_by, f.minimum, f.return_days
         FROM programmes AS p
         JOIN programme_versions AS v ON v.merchant_id = $1 AND v.programme_id = p.id AND v.version = p.version
         LEFT JOIN programme_members AS m ON m.merchant_id = $1 AND m.programme_id = p.id AND m.customer_id = $2
             AND m.left_at IS NULL
         LEFT JOIN member_tiers AS t ON t.merchant_id = $1 AND t.programme_id = p.id AND t.customer_id = $2
         LEFT JOIN referrals AS f ON f.merchant_id = $1 AND f.customer_id = $2 AND f.programme_id = p.id
             AND f.state = 'waiting'
         WHERE p.merchant_id = $1 AND p.state = 'active' ORDER BY p.id",
    ));
    const ACCOUNTS: ScopedSql = ScopedSql::new(concat!(
        accounts_with_lots!(),
        " AND a.customer_id = $2 AND a.merged_into IS NULL ORDER BY a.id, l.id"
    ));
    let programmes: Vec<StandingRow> = tx.all(PROGRAMMES, values![customer.value()]).await?;
    if programmes.is_empty() {
        return Ok(Vec::new());
    }
    let accounts = accounts_of(tx.all(ACCOUNTS, values![customer.value()]).await?)?;
    let accounts = with_reservations(tx, accounts).await?;
    let uses = if accounts.is_empty() { Vec::new() } else { uses_of(tx, customer, counted_at).await? };
    let mut standings = Vec::with_capacity(programmes.len());
    for row in programmes {
        standings.push(standing(row, customer, &accounts, &uses)?);
    }
    say_who_may_join(tx, customer, &mut standings).await?;
    Ok(standings)
}

/// Asks what the customer has said only where a receipt could bring them in.
async fn say_who_may_join(
    tx: &ReadTx,
    customer: CustomerId,
    standings: &mut [ProgrammeStanding],
) -> Result<(), StoreError> {
    let mut said = None;
    for standing in standings {
        let configuration = &standing.programme.configuration;
        if standing.membership.is_some() || standing.has_left || !configuration.joining.is_by_receipt() {
            continue;
        }
        if said.is_none() {
            said = Some(memberships::agreements(tx, customer).await?);
        }
        let Some(said) = &said else { continue };
        standing.may_join = configuration.joining_terms.obstacle(said, None).is_none();
    }
    Ok(())
}

/// What the customer had of rules, in accounts that went into theirs too. What is long ago is one day, which is that of the epoch.
async fn uses_of(tx: &ReadTx, customer: CustomerId, counted_at: Instant) -> Result<Vec<UseRow>, StoreError> {
    const USES: ScopedSql = ScopedSql::new(
        "SELECT had.programme_id, had.rule_id, had.store_id, had.day, CAST(sum(had.times) AS bigint) AS times,
             CAST(sum(had.points) AS bigint) AS points, CAST(sum(had.quantity) AS bigint) AS quantity,
             CAST(sum(had.amount) AS bigint) AS amount
         FROM (
             SELECT own.programme_id, u.rule_id, u.store_id, CASE WHEN u.day < $3 THEN $4 ELSE u.day END AS day,
                 u.times, u.points, u.quantity, u.amount
             FROM (
                 SELECT a.id, a.programme_id FROM point_accounts AS a
                 WHERE a.merchant_id = $1 AND a.customer_id = $2 AND a.merged_into IS NULL
                 UNION ALL
                 SELECT b.id, b.programme_id FROM point_accounts AS a
                 JOIN point_accounts AS b ON b.merchant_id = $1 AND b.merged_into = a.id
                 WHERE a.merchant_id = $1 AND a.customer_id = $2 AND a.merged_into IS NULL
             ) AS own
             JOIN point_rule_uses AS u ON u.merchant_id = $1 AND u.account_id = own.id
         ) AS had
         GROUP BY had.programme_id, had.rule_id, had.store_id, had.day",
    );
    let long_ago = counted_at.date_naive().checked_sub_days(A_YEAR).unwrap_or(Date::MIN);
    tx.all(USES, values![customer.value(), long_ago, Date::default()]).await
}

fn standing(
    row: StandingRow,
    customer: CustomerId,
    accounts: &[AccountWithLots],
    uses: &[UseRow],
) -> Result<ProgrammeStanding, StoreError> {
    let StandingRow { programme, membership_id, joined_at, has_left, tier, referral } = row;
    let programme = Programme::try_from(programme)?;
    let id = programme.id;
    let membership = membership_id.zip(joined_at).map(|(membership, joined_at)| ProgrammeMembership {
        id: ProgrammeMembershipId::new(membership),
        programme: id,
        customer,
        joined_at,
        left_at: None,
        terms_version: None,
    });
    let accounts = accounts.iter().filter(|found| found.account.programme == id).cloned().collect();
    let uses = uses.iter().filter(|had| had.programme_id == id.value()).map(RuleUse::from).collect();
    let tier = tier.of(id, customer)?;
    let referral = referral.read();
    Ok(ProgrammeStanding { programme, membership, has_left, may_join: false, accounts, uses, tier, referral })
}
