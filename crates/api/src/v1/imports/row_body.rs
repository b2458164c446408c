//! What becomes of a row, on the wire.

use regulars_interchange::{Disposition, Remark, RowResult, RowUndo, TableColumn, UndoOutcome};
use regulars_kernel::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What becomes, or became, of a row.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DispositionBody {
    /// A customer is added.
    Create,
    /// A customer is changed.
    Update,
    /// The customer is as the row says already.
    Unchanged,
    /// It may be about a customer who is there; nothing is done but what it refuses.
    MayBeDuplicate,
    /// An earlier row is about the same customer; nothing is done but what it refuses.
    Skip,
    /// Something is wrong with it; nothing is done but what it refuses.
    Error,
}

impl From<Disposition> for DispositionBody {
    fn from(disposition: Disposition) -> Self {
        match disposition {
            Disposition::Create => Self::Create,
            Disposition::Update => Self::Update,
            Disposition::Unchanged => Self::Unchanged,
            Disposition::MayBeDuplicate => Self::MayBeDuplicate,
            Disposition::Skip => Self::Skip,
            Disposition::Error => Self::Error,
        }
    }
}

impl From<DispositionBody> for Disposition {
    fn from(body: DispositionBody) -> Self {
        match body {
            DispositionBody::Create => Self::Create,
            DispositionBody::Update => Self::Update,
            DispositionBody::Unchanged => Self::Unchanged,
            DispositionBody::MayBeDuplicate => Self::MayBeDuplicate,
            DispositionBody::Skip => Self::Skip,
            DispositionBody::Error => Self::Error,
        }
    }
}

/// What is to be said about a row or one of its cells.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRemarkBody {
    /// The column that it is about, from 0.
    #[schema(example = 2, minimum = 0)]
    column: Option<usize>,
    /// The heading of that column.
    #[schema(example = "E-mail", max_length = 4000)]
    heading: Option<String>,
    /// For programs: `required`, `invalid`, `too_long`, `failed_formula`, `too_many`, `unknown_tag`, `unknown_card`,
    /// `unknown_customer`, `conflicting`, `repeated` or `same_person`; and where the row is taken all the same, `no_proof` or `stays_closed`:
    /// the consent in it is not granted. `refusal_holds` tells that the row is left out and its unsubscription, bounce or complaint
    /// is not: it holds for everybody who carries the address.
    #[schema(example = "invalid", max_length = 30)]
    code: String,
    /// The value that it is about, or its beginning.
    #[schema(example = "ana(at)example.com", max_length = 200)]
    value: Option<String>,
    /// In words.
    #[schema(example = "is not an e-mail address")]
    detail: String,
}

/// What became of taking a row back.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportUndoOutcomeBody {
    /// What the row has done was taken back.
    Undone,
    /// It stays, because something else has happened since.
    Conflict,
}

impl From<UndoOutcome> for ImportUndoOutcomeBody {
    fn from(outcome: UndoOutcome) -> Self {
        match outcome {
            UndoOutcome::Undone => Self::Undone,
            UndoOutcome::Conflict => Self::Conflict,
        }
    }
}

impl From<ImportUndoOutcomeBody> for UndoOutcome {
    fn from(body: ImportUndoOutcomeBody) -> Self {
        match body {
            ImportUndoOutcomeBody::Undone => Self::Undone,
            ImportUndoOutcomeBody::Conflict => Self::Conflict,
        }
    }
}

/// What became of taking a row back, and why not.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRowUndoBody {
    /// What became of it.
    outcome: ImportUndoOutcomeBody,
    /// Why it stays, for programs: `changed_since`, `customer_gone`, `tag_gone`, `attribute_changed`, `value_not_taken`,
    /// `too_many_tags` or `too_many_attributes`.
    #[schema(example = "changed_since", max_length = 30)]
    reason: Option<String>,
    /// The fields that were put back, or that stand in the way of it: those of a customer, `consents`, `suppressions.email`,
    /// `suppressions.sms`; and of a customer who was added what has happened since: `changes`, `purchases`, `messages`,
    /// `reactions`, `interactions`, `cases`, `carts`, `events`, `restricted` or `member_id`.
    #[schema(max_items = 300, example = json!(["address.city"]))]
    fields: Vec<String>,
}

impl From<RowUndo> for ImportRowUndoBody {
    fn from(undo: RowUndo) -> Self {
        let RowUndo { outcome, reason, fields } = undo;
        Self { outcome: outcome.into(), reason, fields }
    }
}

/// What becomes of a row.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRowBody {
    /// Its number in the file, in which the headings are row 1.
    #[schema(example = 2, minimum = 1)]
    row: u64,
    /// What becomes of it; `null` before it was looked at.
    disposition: Option<DispositionBody>,
    /// The customer whom it is about, or may be; a new one has an id once it is committed, and none once it was removed.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")]
    customer_id: Option<Uuid>,
    /// What is to be said about it.
    #[schema(max_items = 200)]
    remarks: Vec<ImportRemarkBody>,
    /// What became of taking it back, once the import was undone.
    undo: Option<ImportRowUndoBody>,
}

impl ImportRowBody {
    /// A row of a file with these columns.
    pub fn of(columns: &[TableColumn], result: RowResult) -> Self {
        let RowResult { number, disposition, customer, remarks, undo } = result;
        let shown = |remark: Remark| {
            let Remark { column, code, value, detail } = remark;
            let heading =
                column.and_then(|index| columns.get(index)).and_then(|column| column.heading.clone());
            ImportRemarkBody { column, heading, code, value, detail }
        };
        Self {
            row: number,
            disposition: disposition.map(DispositionBody::from),
            customer_id: customer.map(CustomerId::value),
            remarks: remarks.into_iter().map(shown).collect(),
            undo: undo.map(ImportRowUndoBody::from),
        }
    }
}
