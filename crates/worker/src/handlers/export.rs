//! Writes lists into files, some rows at a time: whoever comes after a worker that died goes on from there.

use async_trait::async_trait;
use regulars_flows::{
    ExportChunk, ExportRowsError, ExportTerms, ForgetExport, WriteExport, WrittenRows, fail_export,
    forget_export, keep_rows, next_rows,
};
use regulars_identity::IdentityReads;
use regulars_interchange::{Export, ExportReads, ExportState, PartOutline};
use regulars_jobs::JobPayload;
use regulars_kernel::{Environment, Scope, StoreError};
use regulars_persistence::{Database, WriteTx};
use regulars_sheets::{FilePiece, SheetWriteError, lay_out, text_style, write_parts};
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::work::{JobFailure, JobHandler, JobWork};

/// How many times some rows are written before the merchant's other jobs have their turn.
const TURNS: usize = 20;

/// Writes exports.
pub struct ExportHandler {
    /// Where the lists and the files are.
    pub database: Database,
}

/// Why rows were not written.
enum WriteRowsError {
    /// The file will never be there.
    Impossible(String),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for WriteRowsError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SheetWriteError> for WriteRowsError {
    fn from(error: SheetWriteError) -> Self {
        Self::Impossible(error.to_string())
    }
}

impl From<ExportRowsError> for WriteRowsError {
    fn from(error: ExportRowsError) -> Self {
        match error {
            ExportRowsError::Filter => Self::Impossible(error.to_string()),
            ExportRowsError::Store(error) => Self::Store(error),
        }
    }
}

#[async_trait]
impl JobHandler for ExportHandler {
    fn kind(&self) -> &'static str {
        WriteExport::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: WriteExport =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let (id, scope) = (payload.export(), work.scope.by(payload.asked_by()));
        let read = self.database.read(scope, async move |tx| {
            Ok::<_, StoreError>((tx.find_export(id).await?, tx.merchant_facts().await?))
        });
        let (export, facts) = read.await?;
        let mut at_work = export.filter(|export| export.state == ExportState::Writing);
        let mut ahead: Option<ReadAhead> = None;
        for _ in 0..TURNS {
            let Some(export) = at_work else { return Ok(()) };
            let terms = ExportTerms { facts: facts.clone(), now: work.environment.now() };
            let read = match ahead.take().filter(|ahead| ahead.goes_on(&export)) {
                Some(ahead) => ahead.rows().await,
                None => rows_behind(self.database.clone(), scope, terms.clone(), export.clone()).await,
            };
            // The next rows are read while these are written: whom they come behind is known.
            ahead = read.as_ref().ok().and_then(|chunk| {
                let next = Export { reached: Some(chunk.reached.clone()?), ..export.clone() };
                Some(ReadAhead::begin(self.database.clone(), scope, terms, next))
            });
            let written = match read {
                Ok(chunk) => self.write_rows(scope, export.clone(), chunk).await,
                Err(error) => Err(error),
            };
            let environment = work.environment.clone();
            match written {
                Ok(written) => at_work = self.keep(scope, environment, export, written).await?,
                Err(WriteRowsError::Store(error)) => return Err(error.into()),
                Err(WriteRowsError::Impossible(error)) => return Err(JobFailure::Permanent { error }),
            }
        }
        // An export that was begun anew meanwhile has nobody else to write it.
        Err(JobFailure::Postpone { pause: chrono::Duration::zero(), error: "there are more rows".to_owned() })
    }

    async fn give_up(&self, store: &mut WriteTx, work: &JobWork) -> Result<(), StoreError> {
        let Ok(payload) = work.job.payload::<WriteExport>() else { return Ok(()) };
        fail_export(store, &work.environment, payload.export()).await
    }
}

impl ExportHandler {
    async fn write_rows(
        &self,
        scope: Scope,
        export: Export,
        chunk: ExportChunk,
    ) -> Result<WrittenRows, WriteRowsError> {
        let (id, run) = (export.id, export.run);
        let is_last = chunk.reached.is_none();
        let outlines = if is_last {
            self.database.read(scope, async move |tx| tx.outline_export(id, run).await).await?
        } else {
            Vec::new()
        };
        // What takes a core for some hundredths of a second leaves the other tasks of the worker alone.
        let written = tokio::task::spawn_blocking(move || written(&export, chunk, outlines)).await;
        let written = written.map_err(|error| StoreError::Failed(Box::new(error)))?;
        Ok(written?)
    }

    async fn keep(
        &self,
        scope: Scope,
        environment: Environment,
        seen: Export,
        written: WrittenRows,
    ) -> Result<Option<Export>, StoreError> {
        let id = seen.id;
        let kept = self.database.write(scope, move |tx| {
            Box::pin(async move { keep_rows(tx, &environment, &seen, written).await })
        });
        if let Some(goes_on) = kept.await? {
            return Ok(Some(goes_on));
        }
        // Done, withdrawn, or to be written from the beginning again.
        let export = self.database.read(scope, async move |tx| tx.find_export(id).await).await?;
        Ok(export.filter(|export| export.state == ExportState::Writing))
    }
}

/// The rows of an export behind those that are written.
async fn rows_behind(
    database: Database,
    scope: Scope,
    terms: ExportTerms,
    export: Export,
) -> Result<ExportChunk, WriteRowsError> {
    database
        .read_heavily(scope, async move |tx| next_rows(tx, &terms, &export).await)
        .await
        .map_err(Into::into)
}

/// Rows that are being read before it is their turn.
struct ReadAhead {
    run: i64,
    behind: Option<Value>,
    reading: AbortOnDrop<Result<ExportChunk, WriteRowsError>>,
}

impl ReadAhead {
    fn begin(database: Database, scope: Scope, terms: ExportTerms, export: Export) -> Self {
        let (run, behind) = (export.run, export.reached.clone());
        Self { run, behind, reading: AbortOnDrop(tokio::spawn(rows_behind(database, scope, terms, export))) }
    }

    /// Whether they are the next ones of the export as it stands.
    fn goes_on(&self, export: &Export) -> bool {
        self.run == export.run && self.behind == export.reached
    }

    async fn rows(mut self) -> Result<ExportChunk, WriteRowsError> {
        let read = (&mut self.reading.0).await;
        read.map_err(|error| StoreError::Failed(Box::new(error)))?
    }
}

/// A task that nobody needs once nobody waits for it.
struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The rows as parts of the file, and the size of the file once it is whole.
fn written(
    export: &Export,
    chunk: ExportChunk,
    mut outlines: Vec<PartOutline>,
) -> Result<WrittenRows, SheetWriteError> {
    let ExportChunk { rows, reached } = chunk;
    let style = text_style(&export.headings)?;
    let (parts, place) = write_parts(export.format, style, export.place, export.parts, &rows)?;
    let size = if reached.is_none() {
        outlines.extend(parts.iter().map(|part| part.outline));
        let pieces = lay_out(export.format, &export.headings, &outlines)?;
        Some(pieces.iter().map(FilePiece::size).sum())
    } else {
        None
    };
    Ok(WrittenRows { parts, place, reached, size })
}

/// Throws away what is left of files that are gone.
pub struct ForgetExportHandler {
    /// Where they are.
    pub database: Database,
}

#[async_trait]
impl JobHandler for ForgetExportHandler {
    fn kind(&self) -> &'static str {
        ForgetExport::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: ForgetExport =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let id = payload.export();
        loop {
            let environment = work.environment.clone();
            let more = self.database.write(work.scope, move |tx| {
                Box::pin(async move { forget_export(tx, &environment, id).await })
            });
            if !more.await? {
                return Ok(());
            }
        }
    }
}
