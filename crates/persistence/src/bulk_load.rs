//! Many customers and purchases at once, for data that are made up or come from elsewhere as a whole.
//!
//! Nothing is looked up and nothing is decided here: who loads gives whole rows that fit each other, and the constraints
//! of the database are what is checked. On PostgreSQL the load is one transaction, which takes the indexes of the tables
//! away, copies the rows in, and makes the indexes anew; nobody else can use these tables meanwhile. On SQLite it is many
//! transactions, so a load that breaks off leaves a part behind.

mod customer_rows;
mod indexes;
mod purchase_rows;

use regulars_kernel::{CustomerId, PurchaseTotals, Scope, StoreError};
use sea_orm::{DatabaseConnection, Value};

pub use customer_rows::LoadedCustomer;
pub use purchase_rows::LoadedPurchase;

use self::indexes::Indexes;
use crate::database::Database;
use crate::wall::{BulkTable, CopyTransaction, vacuum_and_analyze};

/// Rows of one table.
type Rows = (BulkTable, Vec<Vec<Value>>);

/// The most parameters of one INSERT on SQLite, which finds each of them by a search through all.
const PARAMETERS: usize = 200;
/// The most rows of one transaction on SQLite. What it must remember of each statement in a savepoint is kept in a list
/// that the next statement walks through, so that twice the rows take four times as long.
const ROWS: usize = 2_000;

/// A load into one merchant. Without [`BulkLoad::finish`] PostgreSQL keeps nothing of it.
pub struct BulkLoad {
    target: Target,
    scope: Scope,
}

enum Target {
    Sqlite(Database),
    Postgres { pool: DatabaseConnection, transaction: Box<CopyTransaction>, indexes: Indexes },
}

impl BulkLoad {
    /// Begins a load.
    pub async fn begin(database: &Database, scope: Scope) -> Result<Self, StoreError> {
        let target = match database.postgres_writers() {
            None => Target::Sqlite(database.clone()),
            Some(pool) => {
                let mut transaction = Box::new(CopyTransaction::begin(pool, scope).await?);
                let indexes = Indexes::take_away(&mut transaction).await?;
                Target::Postgres { pool: pool.clone(), transaction, indexes }
            }
        };
        Ok(Self { target, scope })
    }

    /// Adds customers with all that belongs to them. A tag exists before, and so does the merchant that registered a
    /// member.
    pub async fn add_customers(&mut self, customers: &[LoadedCustomer]) -> Result<(), StoreError> {
        self.add(customer_rows::rows(customers)).await
    }

    /// Adds purchases with their lines. They are not counted: the totals come with [`Self::add_totals`].
    pub async fn add_purchases(&mut self, purchases: &[LoadedPurchase]) -> Result<(), StoreError> {
        self.add(purchase_rows::rows(purchases)?).await
    }

    /// Adds what customers have bought in total.
    pub async fn add_totals(&mut self, totals: &[(CustomerId, PurchaseTotals)]) -> Result<(), StoreError> {
        self.add(vec![purchase_rows::totals(totals)]).await
    }

    async fn add(&mut self, tables: Vec<Rows>) -> Result<(), StoreError> {
        match &mut self.target {
            Target::Postgres { transaction, .. } => {
                for (table, rows) in tables {
                    transaction.copy(table, &rows).await?;
                }
                Ok(())
            }
            Target::Sqlite(database) => {
                for (table, rows) in tables {
                    let mut rows = rows.into_iter();
                    loop {
                        let part: Vec<_> = rows.by_ref().take(ROWS).collect();
                        if part.is_empty() {
                            break;
                        }
                        insert(database, self.scope, table, part).await?;
                    }
                }
                Ok(())
            }
        }
    }

    /// Makes the indexes anew, keeps everything, and lets the database learn what it now holds.
    pub async fn finish(self) -> Result<(), StoreError> {
        match self.target {
            Target::Sqlite(_) => Ok(()),
            Target::Postgres { pool, mut transaction, indexes } => {
                indexes.make_anew(&mut transaction).await?;
                transaction.commit().await?;
                vacuum_and_analyze(&pool, indexes::tables()).await
            }
        }
    }
}

async fn insert(
    database: &Database,
    scope: Scope,
    table: BulkTable,
    rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    let work = database.write(scope, move |tx| {
        Box::pin(async move {
            let columns = rows.first().map_or(1, |row| row.len().max(1));
            let mut rows = rows.into_iter();
            loop {
                let few: Vec<_> = rows.by_ref().take((PARAMETERS / columns).max(1)).collect();
                if few.is_empty() {
                    return Ok::<_, StoreError>(());
                }
                tx.insert_rows(table, few).await?;
            }
        })
    });
    work.await
}
