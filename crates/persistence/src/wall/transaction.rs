//! What statements run on: [`ReadTx`] and [`WriteTx`] for one merchant, [`SystemTx`] for the platform.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use regulars_consent::SealingKeys;
use regulars_kernel::{Scope, StoreError};
use sea_orm::{DbBackend, Value};

use super::bulk_table::BulkTable;
use super::connection::Connection;
use super::cross_merchant::CrossMerchantSql;
use super::query::ScopedQuery;
use super::row::FromRow;
use super::statement::{PlatformSql, ScopedSql};

/// Reading inside one merchant. In a read each statement stands by itself; in a write all of them are in its transaction.
pub struct ReadTx {
    connection: Connection,
    scope: Scope,
    sealing: Sealing,
}

/// The keys that seal what is kept about customers, where the program has them.
pub(crate) type Sealing = Option<Arc<SealingKeys>>;

impl ReadTx {
    pub(crate) const fn new(connection: Connection, scope: Scope, sealing: Sealing) -> Self {
        Self { connection, scope, sealing }
    }

    /// The keys that seal what is kept about customers.
    pub(crate) fn sealing(&self) -> Result<&SealingKeys, StoreError> {
        self.sealing
            .as_deref()
            .ok_or_else(|| StoreError::Defect("the database was opened without its keys".into()))
    }

    /// The scope that this work is done in.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    pub(crate) fn backend(&self) -> DbBackend {
        self.connection.backend()
    }

    fn bind(&self, values: Vec<Value>) -> Vec<Value> {
        let mut bound = Vec::with_capacity(values.len() + 1);
        bound.push(Value::from(self.scope.merchant().value()));
        bound.extend(values);
        bound
    }

    pub(crate) async fn all<Row: FromRow>(
        &self,
        sql: ScopedSql,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.connection.all(sql.text(self.backend()), self.bind(values)).await
    }

    pub(crate) async fn optional<Row: FromRow>(
        &self,
        sql: ScopedSql,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        let text = sql.text(self.backend());
        if let Some(lock) = sql.lock().filter(|_| self.connection.is_postgres_transaction()) {
            return self.connection.optional(&format!("{text}{lock}"), self.bind(values)).await;
        }
        self.connection.optional(text, self.bind(values)).await
    }

    pub(crate) async fn one<Row: FromRow>(
        &self,
        sql: ScopedSql,
        values: Vec<Value>,
    ) -> Result<Row, StoreError> {
        self.optional(sql, values).await?.ok_or_else(|| StoreError::Failed("a statement gave no row".into()))
    }

    /// Runs a query that was put together at run time. Its builder has tied it to the merchant.
    pub(crate) async fn query<Row: FromRow>(&self, query: ScopedQuery) -> Result<Vec<Row>, StoreError> {
        let (text, values) = query.into_parts();
        self.connection.all(&text, self.bind(values)).await
    }

    /// The platform's tables inside the same transaction, for the few audited calls that need both.
    pub(crate) fn platform(&self) -> SystemTx {
        SystemTx::new(self.connection.clone(), self.sealing.clone())
    }
}

/// Writing inside one merchant, as one transaction. It reads as well.
pub struct WriteTx {
    reads: ReadTx,
}

impl Deref for WriteTx {
    type Target = ReadTx;

    fn deref(&self) -> &ReadTx {
        &self.reads
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut ReadTx {
        &mut self.reads
    }
}

impl WriteTx {
    pub(crate) const fn new(connection: Connection, scope: Scope, sealing: Sealing) -> Self {
        Self { reads: ReadTx::new(connection, scope, sealing) }
    }

    pub(crate) async fn execute(&self, sql: ScopedSql, values: Vec<Value>) -> Result<u64, StoreError> {
        self.connection.execute(sql.text(self.backend()), self.bind(values)).await
    }

    /// Runs a statement that was put together at run time, such as an INSERT of many rows, for its effect alone, and
    /// tells how many rows it touched.
    pub(crate) async fn run_query(&self, query: ScopedQuery) -> Result<u64, StoreError> {
        let (text, values) = query.into_parts();
        self.connection.execute(&text, self.bind(values)).await
    }

    /// Inserts rows, each with the columns that the table names, in their order.
    pub(crate) async fn insert_rows(
        &self,
        table: BulkTable,
        rows: Vec<Vec<Value>>,
    ) -> Result<(), StoreError> {
        let merchant = Value::from(self.scope.merchant().value());
        let lists = match self.connection.is_postgres_transaction() {
            true => table.insert_lists(&merchant, &rows),
            false => None,
        };
        let (text, values) = lists.unwrap_or_else(|| table.insert(&merchant, rows));
        self.connection.execute(&text, values).await.map(drop)
    }

    /// Lets the statements of this write take minutes, for the few that touch every customer.
    pub(crate) async fn allow_long_statements(&self) -> Result<(), StoreError> {
        if self.connection.is_postgres_transaction() {
            self.connection.run("SET LOCAL statement_timeout = '10min'").await?;
        }
        Ok(())
    }

    /// Begins a part that can be undone by itself.
    pub(crate) async fn savepoint(&self) -> Result<(), StoreError> {
        self.connection.savepoint("part").await
    }

    /// Keeps what was done since [`Self::savepoint`], or undoes it.
    pub(crate) async fn end_savepoint(&self, keep: bool) -> Result<(), StoreError> {
        self.connection.end_savepoint("part", keep).await
    }
}

/// Work on the platform's tables, which belong to no merchant.
pub struct SystemTx {
    connection: Connection,
    sealing: Sealing,
}

impl SystemTx {
    pub(crate) const fn new(connection: Connection, sealing: Sealing) -> Self {
        Self { connection, sealing }
    }

    /// One merchant's tables inside the same transaction, for the trail of what is changed from outside.
    pub(crate) fn within(&self, scope: Scope) -> WriteTx {
        WriteTx::new(self.connection.clone(), scope, self.sealing.clone())
    }

    pub(crate) async fn all<Row: FromRow>(
        &self,
        sql: PlatformSql,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.connection.all(sql.text(), values).await
    }

    pub(crate) async fn optional<Row: FromRow>(
        &self,
        sql: PlatformSql,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        self.connection.optional(sql.text(), values).await
    }

    pub(crate) async fn execute(&self, sql: PlatformSql, values: Vec<Value>) -> Result<u64, StoreError> {
        self.connection.execute(sql.text(), values).await
    }

    /// Looks across merchants.
    pub(crate) async fn across_merchants<Row: FromRow>(
        &self,
        sql: CrossMerchantSql,
    ) -> Result<Vec<Row>, StoreError> {
        self.connection.all_across_merchants(sql.text()).await
    }
}
