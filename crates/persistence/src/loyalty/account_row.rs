//! Accounts of points and their lots as rows.

use regulars_kernel::{
    CustomerId, Instant, PointAccountId, PointLotId, PointOperationId, ProgrammeId, PurchaseId, StoreError,
};
use regulars_loyalty::{AccountWithLots, Lot, PointAccount, PointBalance};
use serde::Serialize;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "point_accounts";

/// Accounts, each with those of its lots in which something is left, of the merchant in `$1`, as far as a `WHERE` that conditions
/// follow. An account is as many rows as it has such lots, or one.
macro_rules! accounts_with_lots {
    () => {
        "SELECT a.id, a.programme_id, a.point_type, a.customer_id, a.available, a.pending, a.reserved, a.deficit,
             a.last_operation, a.opened_at, a.merged_into, l.id AS lot_id, l.operation_id AS lot_operation_id,
             l.purchase_id AS lot_purchase_id, l.original AS lot_original, l.remaining AS lot_remaining,
             l.pending AS lot_pending, l.available_from AS lot_available_from, l.expires_at AS lot_expires_at
         FROM point_accounts AS a
         LEFT JOIN point_lots AS l ON l.merchant_id = $1 AND l.account_id = a.id AND l.remaining > 0
         WHERE a.merchant_id = $1"
    };
}
pub(super) use accounts_with_lots;

/// The columns of `point_accounts`.
#[derive(FromRow, RowColumns, Serialize)]
pub(super) struct AccountRow {
    pub(super) id: Uuid,
    programme_id: Uuid,
    point_type: String,
    customer_id: Uuid,
    pub(super) available: i64,
    pub(super) pending: i64,
    pub(super) reserved: i64,
    pub(super) deficit: i64,
    pub(super) last_operation: i64,
    opened_at: Instant,
    pub(super) merged_into: Option<Uuid>,
}

impl From<&PointAccount> for AccountRow {
    fn from(account: &PointAccount) -> Self {
        let PointAccount { id, programme, point_type, customer, balance, .. } = account;
        let PointAccount { last_operation, opened_at, merged_into, .. } = account;
        let PointBalance { available, pending, reserved, deficit } = *balance;
        Self {
            id: id.value(),
            programme_id: programme.value(),
            point_type: point_type.as_str().to_owned(),
            customer_id: customer.value(),
            available,
            pending,
            reserved,
            deficit,
            last_operation: *last_operation,
            opened_at: *opened_at,
            merged_into: merged_into.map(PointAccountId::value),
        }
    }
}

impl TryFrom<AccountRow> for PointAccount {
    type Error = StoreError;

    fn try_from(row: AccountRow) -> Result<Self, StoreError> {
        let AccountRow { available, pending, reserved, deficit, .. } = row;
        Ok(Self {
            id: PointAccountId::new(row.id),
            programme: ProgrammeId::new(row.programme_id),
            point_type: row.point_type.parse().map_err(|error| inconsistent(TABLE, error))?,
            customer: CustomerId::new(row.customer_id),
            balance: PointBalance { available, pending, reserved, deficit },
            last_operation: row.last_operation,
            opened_at: row.opened_at,
            merged_into: row.merged_into.map(PointAccountId::new),
        })
    }
}

/// The columns of `point_lots`.
#[derive(FromRow, RowColumns, Serialize)]
pub(super) struct LotRow {
    pub(super) id: Uuid,
    pub(super) account_id: Uuid,
    operation_id: Uuid,
    purchase_id: Option<Uuid>,
    original: i64,
    pub(super) remaining: i64,
    pub(super) pending: bool,
    pub(super) available_from: Instant,
    pub(super) expires_at: Option<Instant>,
    pub(super) due_at: Option<Instant>,
}

impl From<&Lot> for LotRow {
    fn from(lot: &Lot) -> Self {
        let Lot { id, account, origin, purchase, original, remaining, pending, .. } = lot;
        Self {
            id: id.value(),
            account_id: account.value(),
            operation_id: origin.value(),
            purchase_id: purchase.map(PurchaseId::value),
            original: *original,
            remaining: *remaining,
            pending: *pending,
            available_from: lot.available_from,
            expires_at: lot.expires_at,
            due_at: lot.due_at(),
        }
    }
}

impl From<LotRow> for Lot {
    fn from(row: LotRow) -> Self {
        Self {
            id: PointLotId::new(row.id),
            account: PointAccountId::new(row.account_id),
            origin: PointOperationId::new(row.operation_id),
            purchase: row.purchase_id.map(PurchaseId::new),
            original: row.original,
            remaining: row.remaining,
            pending: row.pending,
            available_from: row.available_from,
            expires_at: row.expires_at,
        }
    }
}

/// A row of [`accounts_with_lots`].
#[derive(FromRow)]
pub(super) struct AccountAndLotRow {
    #[nested]
    account: AccountRow,
    #[nested]
    lot: LeftLotRow,
}

/// A lot of an account that may have none.
#[derive(FromRow)]
struct LeftLotRow {
    lot_id: Option<Uuid>,
    lot_operation_id: Option<Uuid>,
    lot_purchase_id: Option<Uuid>,
    lot_original: Option<i64>,
    lot_remaining: Option<i64>,
    lot_pending: Option<bool>,
    lot_available_from: Option<Instant>,
    lot_expires_at: Option<Instant>,
}

impl LeftLotRow {
    fn of(self, account: PointAccountId) -> Option<Lot> {
        Some(Lot {
            id: PointLotId::new(self.lot_id?),
            account,
            origin: PointOperationId::new(self.lot_operation_id?),
            purchase: self.lot_purchase_id.map(PurchaseId::new),
            original: self.lot_original?,
            remaining: self.lot_remaining?,
            pending: self.lot_pending?,
            available_from: self.lot_available_from?,
            expires_at: self.lot_expires_at,
        })
    }
}

/// The accounts of rows that are in the order of the accounts.
pub(super) fn accounts_of(rows: Vec<AccountAndLotRow>) -> Result<Vec<AccountWithLots>, StoreError> {
    let mut accounts: Vec<AccountWithLots> = Vec::new();
    for AccountAndLotRow { account, lot } in rows {
        let account = PointAccount::try_from(account)?;
        let lot = lot.of(account.id);
        match accounts.last_mut() {
            Some(last) if last.account.id == account.id => last.lots.extend(lot),
            _ => accounts.push(AccountWithLots {
                account,
                lots: lot.into_iter().collect(),
                reservations: Vec::new(),
            }),
        }
    }
    Ok(accounts)
}
