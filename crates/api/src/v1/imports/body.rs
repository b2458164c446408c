//! An import on the wire.

use chrono::{DateTime, Utc};
use regulars_interchange::{Disposition, DispositionCounts, FileKind, FileProblem, Import, ImportState};
use regulars_kernel::ImportMappingId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::column_body::ImportColumnBody;
use super::options_body::{DateOrderBody, ImportDataConsentBody, PossibleDuplicatesBody};

/// Where an import stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportStateBody {
    /// The file is being read.
    Reading,
    /// It is being found out what each row would do.
    Checking,
    /// It is known what each row would do. Nothing is written yet.
    Checked,
    /// The rows are being written.
    Committing,
    /// The rows are written.
    Committed,
    /// What the rows have done is being taken back.
    Undoing,
    /// What the rows have done was taken back, but for conflicts.
    Undone,
    /// The file is no table; `problem` says why.
    Failed,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportFileKindBody {
    /// A workbook of Excel since 2007.
    Xlsx,
    /// A workbook of Excel before 2007.
    Xls,
    /// A spreadsheet of LibreOffice.
    Ods,
    /// A text with separators.
    Csv,
}

/// Why a file is no table.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportProblemBody {
    /// For programs: `unreadable`, `locked`, `empty`, `too_many_columns`, `too_many_rows`, `too_large_unpacked` or
    /// `wrong_encoding`.
    #[schema(example = "locked", max_length = 30)]
    code: String,
    /// In words.
    #[schema(example = "the file is locked with a password")]
    detail: String,
}

/// How many rows there are of each fate. Those that were taken back, or could not be, are among those that added or changed a
/// customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportCountsBody {
    /// A customer is added.
    #[schema(minimum = 0)]
    create: u64,
    /// A customer is changed.
    #[schema(minimum = 0)]
    update: u64,
    /// The customer is as the row says already.
    #[schema(minimum = 0)]
    unchanged: u64,
    /// It may be about a customer who is there; nothing is done.
    #[schema(minimum = 0)]
    may_be_duplicate: u64,
    /// An earlier row is about the same customer; nothing is done.
    #[schema(minimum = 0)]
    skip: u64,
    /// Something is wrong with it; nothing is done.
    #[schema(minimum = 0)]
    error: u64,
    /// What the row has done was taken back.
    #[schema(minimum = 0)]
    undone: u64,
    /// What the row has done could not be taken back, because something else has happened since.
    #[schema(minimum = 0)]
    conflict: u64,
}

/// An import of customers from a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerImportBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb0")]
    id: Uuid,
    /// What the file was called.
    #[schema(example = "kupci.csv")]
    file_name: String,
    /// How many bytes the file has.
    #[schema(example = 4711, minimum = 0)]
    size: u64,
    /// Where it stands.
    state: ImportStateBody,
    /// Why the file is no table.
    problem: Option<ImportProblemBody>,
    /// What kind of file it is, once it was read.
    kind: Option<ImportFileKindBody>,
    /// What stands between the cells of a CSV.
    #[schema(example = ";", max_length = 1)]
    separator: Option<String>,
    /// The encoding of a CSV.
    #[schema(example = "UTF-8", max_length = 30)]
    encoding: Option<String>,
    /// The product that wrote the file, where its headings tell: `mailchimp`, `listmonk`, `mautic`, `klaviyo`, `espocrm`,
    /// `loyverse` or `square`.
    #[schema(max_length = 30)]
    layout: Option<String>,
    /// Its columns, once it was read.
    #[schema(max_items = 200)]
    columns: Vec<ImportColumnBody>,
    /// What is done with rows that may be about somebody who is there.
    possible_duplicates: PossibleDuplicatesBody,
    /// Your statement for rows that make none themselves.
    data_consent: Option<ImportDataConsentBody>,
    /// In which order dates are written, where you said so.
    date_order: Option<DateOrderBody>,
    /// The stored mapping that the columns went by, if you named one.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb4")]
    mapping_id: Option<Uuid>,
    /// How many rows there are below the headings.
    #[schema(example = 2, minimum = 0)]
    rows: u64,
    /// How many rows there are of each fate: as found out so far, and once it is committed as it happened.
    counts: ImportCountsBody,
    /// The job that works on it, or did last.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe2")]
    job_id: Uuid,
    /// When it was uploaded.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it last moved on.
    #[schema(example = "2026-11-21T10:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<ImportState> for ImportStateBody {
    fn from(state: ImportState) -> Self {
        match state {
            ImportState::Uploading | ImportState::Reading => Self::Reading,
            ImportState::Checking => Self::Checking,
            ImportState::Checked => Self::Checked,
            ImportState::Committing => Self::Committing,
            ImportState::Committed => Self::Committed,
            ImportState::Undoing => Self::Undoing,
            ImportState::Undone => Self::Undone,
            ImportState::Failed => Self::Failed,
        }
    }
}

impl From<FileKind> for ImportFileKindBody {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Xlsx => Self::Xlsx,
            FileKind::Xls => Self::Xls,
            FileKind::Ods => Self::Ods,
            FileKind::Csv => Self::Csv,
        }
    }
}

impl From<FileProblem> for ImportProblemBody {
    fn from(problem: FileProblem) -> Self {
        Self { code: problem.name().to_owned(), detail: problem.detail().to_owned() }
    }
}

impl From<DispositionCounts> for ImportCountsBody {
    fn from(counts: DispositionCounts) -> Self {
        Self {
            create: counts.of(Disposition::Create),
            update: counts.of(Disposition::Update),
            unchanged: counts.of(Disposition::Unchanged),
            may_be_duplicate: counts.of(Disposition::MayBeDuplicate),
            skip: counts.of(Disposition::Skip),
            error: counts.of(Disposition::Error),
            undone: counts.undone,
            conflict: counts.conflicts,
        }
    }
}

impl CustomerImportBody {
    /// An import with the fates of its rows.
    pub fn of(import: Import) -> Self {
        let Import {
            id,
            file_name,
            size,
            state,
            problem,
            kind,
            dialect,
            layout,
            columns,
            options,
            rows,
            at_row: _,
            counts,
            revision: _,
            job,
            created_at,
            updated_at,
        } = import;
        let (separator, encoding) = dialect.unzip();
        let columns = columns.into_iter().enumerate();
        Self {
            id: id.value(),
            file_name: file_name.into_string(),
            size,
            state: state.into(),
            problem: problem.map(ImportProblemBody::from),
            kind: kind.map(ImportFileKindBody::from),
            separator: separator.map(String::from),
            encoding,
            layout: layout.map(|layout| layout.name().to_owned()),
            columns: columns.map(|(index, column)| ImportColumnBody::of(index, column)).collect(),
            possible_duplicates: options.possible_duplicates.into(),
            data_consent: options.data_consent.map(ImportDataConsentBody::shown),
            date_order: options.date_order.map(DateOrderBody::from),
            mapping_id: options.mapping.map(ImportMappingId::value),
            rows,
            counts: counts.into(),
            job_id: job.value(),
            created_at,
            updated_at,
        }
    }
}
