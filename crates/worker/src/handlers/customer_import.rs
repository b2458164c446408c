//! Works on imports of customers: reads the file, looks at the rows, writes them, takes them back. Each is done in short transactions, the place
//! reached is written down with what was done, and whoever comes after a worker that died goes on from there.

mod checking;
mod committing;
pub(super) mod pace;
mod reading;
mod undoing;

use async_trait::async_trait;
use regulars_consent::{LedgerAccess, SealingKeys};
use regulars_flows::{ImportTerms, WorkOnImport};
use regulars_identity::{IdentityReads, MerchantFacts};
use regulars_interchange::{Disposition, ImportReads, ImportState, ImportStore, RowResult};
use regulars_jobs::JobPayload;
use regulars_kernel::{Environment, ImportId, Scope, StoreError};
use regulars_persistence::Database;
use tokio::sync::Semaphore;

use self::pace::Pace;

use crate::work::{JobFailure, JobHandler, JobWork};

/// How many times that is done before the merchant's other jobs have their turn.
const TURNS: usize = 50;
/// How long an import is kept that nobody has touched.
const KEPT_FOR: chrono::Duration = chrono::Duration::days(30);
/// How long a file may take to arrive before it is given up.
const ARRIVES_WITHIN: chrono::Duration = chrono::Duration::days(1);
/// How many rows are thrown away at a time.
const FORGOTTEN_AT_A_TIME: u32 = 1_000;
/// How many parts of a file are thrown away at a time.
const PARTS_AT_A_TIME: u32 = 4;

/// Works on imports of customers.
pub struct CustomerImportHandler {
    database: Database,
    sealing: SealingKeys,
    /// A file is held in memory while it is read, one at a time.
    reading: Semaphore,
}

impl CustomerImportHandler {
    /// A handler that writes the ledger of consents with these keys.
    pub fn new(database: Database, sealing: SealingKeys) -> Self {
        Self { database, sealing, reading: Semaphore::new(1) }
    }
}

/// What a step came to.
enum Step {
    /// There is more of the same.
    More,
    /// The import is in another state now.
    Over,
}

/// The fates of these rows.
fn fates(results: &[RowResult]) -> impl Iterator<Item = Disposition> + '_ {
    results.iter().filter_map(|result| result.disposition)
}

/// What taking rows in depends on, owned by the transaction that does it.
#[derive(Clone)]
struct Terms {
    environment: Environment,
    sealing: SealingKeys,
    facts: MerchantFacts,
    scope: Scope,
}

impl Terms {
    fn borrowed(&self) -> ImportTerms<'_> {
        let recording = LedgerAccess {
            environment: &self.environment,
            sealing: &self.sealing,
            merchant: self.scope.merchant(),
            actor: self.scope.actor().into(),
        };
        ImportTerms {
            recording,
            calendar: &self.facts.calendar,
            scope: self.scope,
            country: self.facts.country.as_deref(),
        }
    }
}

#[async_trait]
impl JobHandler for CustomerImportHandler {
    fn kind(&self) -> &'static str {
        WorkOnImport::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: WorkOnImport =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let id = payload.import();
        let facts = self.database.read(work.scope, async move |tx| tx.merchant_facts().await).await?;
        let (environment, sealing) = (work.environment.clone(), self.sealing.clone());
        let terms = Terms { environment, sealing, facts, scope: work.scope.by(payload.asked_by()) };
        let mut pace = Pace::new(self.database.has_one_writer());
        for _ in 0..TURNS {
            let import = self.database.read(work.scope, async move |tx| tx.find_import(id).await).await?;
            let Some(import) = import else { return Ok(()) };
            // A later job works on what was asked for later.
            if import.job != work.job.id {
                return Ok(());
            }
            let step = match import.state {
                ImportState::Reading => self.read_file(&terms, import).await?,
                ImportState::Checking => self.check_rows(&terms, &mut pace, import).await?,
                ImportState::Committing => self.commit_rows(&terms, &mut pace, import).await?,
                ImportState::Undoing => self.undo_rows(&terms, &mut pace, import).await?,
                ImportState::Uploading
                | ImportState::Checked
                | ImportState::Committed
                | ImportState::Undone
                | ImportState::Failed => Step::Over,
            };
            if let (Step::Over, false) = (&step, import_is_at_work(&self.database, work.scope, id).await?) {
                return Ok(self.forget(&terms, id).await?);
            }
        }
        Err(JobFailure::Postpone { pause: chrono::Duration::zero(), error: "there are more rows".to_owned() })
    }
}

async fn import_is_at_work(database: &Database, scope: Scope, id: ImportId) -> Result<bool, StoreError> {
    let import = database.read(scope, async move |tx| tx.find_import(id).await).await?;
    Ok(import.is_some_and(|import| import.state.is_at_work()))
}

impl CustomerImportHandler {
    /// Throws away what is no longer needed: the file once it was read, the keys once the rows are written, the rows of a file that
    /// is no table after all, and old imports.
    async fn forget(&self, terms: &Terms, id: ImportId) -> Result<(), StoreError> {
        let now = terms.environment.now();
        let (touched_before, begun_before) = (now - KEPT_FOR, now - ARRIVES_WITHIN);
        loop {
            let more = self
                .database
                .write(terms.scope, move |tx| {
                    Box::pin(async move {
                        let Some(import) = tx.find_import(id).await? else { return Ok(false) };
                        let is_done = import.state.is_written() || import.state == ImportState::Failed;
                        let parts = tx.forget_parts(id, PARTS_AT_A_TIME).await?;
                        let keys = is_done && tx.forget_keys(id, FORGOTTEN_AT_A_TIME).await?;
                        let has_failed = import.state == ImportState::Failed;
                        let rows = has_failed && tx.forget_rows(id, FORGOTTEN_AT_A_TIME).await?;
                        let old =
                            tx.forget_part_of_old(touched_before, begun_before, FORGOTTEN_AT_A_TIME).await?;
                        Ok::<_, StoreError>(parts || keys || rows || old)
                    })
                })
                .await?;
            if !more {
                return Ok(());
            }
        }
    }
}
