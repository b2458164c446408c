//! The connections that write.

use std::sync::Arc;

use regulars_kernel::StoreError;
use sea_orm::sqlx;
use sea_orm::{DatabaseConnection, DbBackend, DbErr, RuntimeErr};

use super::open_transaction::{Control, OpenTransaction, Raw};
use crate::error::{is_cut, store_error, write_fault};
use crate::write_health::WriteHealth;

/// The connections that write: one on SQLite, a pool on PostgreSQL. Cheap to clone.
#[derive(Clone)]
pub struct WritePool {
    pool: DatabaseConnection,
    health: Arc<WriteHealth>,
    #[cfg(test)]
    faults: Arc<super::faults::Faults>,
}

impl WritePool {
    pub fn new(pool: DatabaseConnection) -> Self {
        Self {
            pool,
            health: Arc::default(),
            #[cfg(test)]
            faults: Arc::default(),
        }
    }

    /// Another pool on the same storage: what a write of one shows of it holds for both.
    pub fn beside(&self, pool: DatabaseConnection) -> Self {
        Self { pool, ..self.clone() }
    }

    pub const fn connections(&self) -> &DatabaseConnection {
        &self.pool
    }

    pub fn backend(&self) -> DbBackend {
        self.pool.get_database_backend()
    }

    pub fn health(&self) -> &WriteHealth {
        &self.health
    }

    #[cfg(test)]
    pub fn faults(&self) -> &super::faults::Faults {
        &self.faults
    }

    /// Begins a transaction. On SQLite that fails on a connection that is inside one already.
    ///
    /// A connection that a restarted server has cut says so here, before anything was done: the next one is taken, until
    /// none of those is left.
    pub async fn begin(&self) -> Result<OpenTransaction, StoreError> {
        let mut stale = self.most_connections();
        loop {
            let mut raw = self.acquire().await.map_err(|error| self.noted(error))?;
            match self.control(&mut raw, Control::Begin).await {
                Ok(()) => return Ok(OpenTransaction::new(self.clone(), raw)),
                Err(error) => {
                    raw.throw_away();
                    if stale == 0 || !is_cut(&error) {
                        return Err(self.noted(error));
                    }
                    stale -= 1;
                }
            }
        }
    }

    fn most_connections(&self) -> u32 {
        match self.backend() {
            DbBackend::Postgres => self.pool.get_postgres_connection_pool().options().get_max_connections(),
            _ => 0,
        }
    }

    async fn acquire(&self) -> Result<Raw, sqlx::Error> {
        match self.backend() {
            DbBackend::Postgres => {
                self.pool.get_postgres_connection_pool().acquire().await.map(Raw::Postgres)
            }
            _ => self.pool.get_sqlite_connection_pool().acquire().await.map(Raw::Sqlite),
        }
    }

    pub(super) async fn control(&self, raw: &mut Raw, control: Control) -> Result<(), sqlx::Error> {
        let text = control.text(self.backend());
        tracing::trace!(target: "regulars::control", statement = text);
        #[cfg(test)]
        if let Some(fault) = self.faults.strike(control) {
            return fault.befall(raw, &text).await;
        }
        raw.run(&text).await.map(drop)
    }

    fn noted(&self, error: sqlx::Error) -> StoreError {
        if let Some(fault) = write_fault(&error) {
            self.health.failed(fault);
        }
        store_error(DbErr::Query(RuntimeErr::SqlxError(error.into())))
    }
}
