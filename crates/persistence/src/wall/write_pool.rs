//! The connections that write.

use std::sync::Arc;

use regulars_kernel::StoreError;
use sea_orm::{DatabaseConnection, DbBackend, sqlx};

use super::open_transaction::{Control, OpenTransaction};
use super::raw::{ConnectionSource, Raw};
use super::sqlite_file::SqliteFile;
use crate::error::{driver_error, is_cut, write_fault};
use crate::write_health::WriteHealth;

/// The connections that write: one on SQLite, a pool on PostgreSQL. Cheap to clone.
#[derive(Clone)]
pub struct WritePool {
    source: ConnectionSource,
    health: Arc<WriteHealth>,
    #[cfg(test)]
    faults: Arc<super::faults::Faults>,
}

impl WritePool {
    /// The connections of a pool.
    pub fn of_pool(pool: &DatabaseConnection) -> Self {
        Self::new(ConnectionSource::of_pool(pool))
    }

    /// The connection that writes to a file of SQLite.
    pub fn of_file(file: Arc<SqliteFile>) -> Self {
        Self::new(ConnectionSource::File(file))
    }

    fn new(source: ConnectionSource) -> Self {
        Self {
            source,
            health: Arc::default(),
            #[cfg(test)]
            faults: Arc::default(),
        }
    }

    /// Another pool on the same storage: what a write of one shows of it holds for both.
    pub fn beside(&self, pool: &DatabaseConnection) -> Self {
        Self { source: ConnectionSource::of_pool(pool), ..self.clone() }
    }

    pub fn backend(&self) -> DbBackend {
        self.source.backend()
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
        let mut stale = self.source.most_cut();
        loop {
            let mut raw = self.source.acquire().await.map_err(|error| self.noted(error))?;
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

    pub(super) async fn control(&self, raw: &mut Raw, control: Control) -> Result<(), sqlx::Error> {
        let text = control.text(self.backend());
        tracing::trace!(target: "regulars::control", statement = text);
        #[cfg(test)]
        if let Some(fault) = self.faults.strike(control) {
            return fault.befall(raw, &text).await;
        }
        raw.run(&text).await
    }

    fn noted(&self, error: sqlx::Error) -> StoreError {
        if let Some(fault) = write_fault(&error) {
            self.health.failed(fault);
        }
        driver_error(error)
    }
}
