//! Tables that come in and go out: what a column means, what becomes of each row, and how far an import or an export is.
//!
//! Knows neither files nor the database nor what a customer is: sheets are read elsewhere, and a row becomes a customer in a
//! flow.

mod dry_run;
mod exports;
mod mapping;
mod progress;
mod store;
mod table;

pub use dry_run::counts::DispositionCounts;
pub use dry_run::disposition::Disposition;
pub use dry_run::remark::{Remark, RemarkCode};
pub use dry_run::row_result::{RowResult, StagedRow};
pub use dry_run::row_undo::{RowUndo, UndoOutcome};
pub use exports::column::CustomerColumn;
pub use exports::export::{Export, ExportContent, ExportFormat, ExportHeading, ExportState, SheetPlace};
pub use exports::out_cell::OutCell;
pub use exports::part::{ExportPart, PartOutline};
pub use exports::point_column::PointColumn;
pub use exports::purchase_column::PurchaseColumn;
pub use exports::store::{ExportReads, ExportStore};
pub use exports::told_column::ToldColumn;
pub use mapping::answers::{AddressStanding, is_yes, standing_of};
pub use mapping::column::{ColumnProblem, Policy, TableColumn};
pub use mapping::date_order::{DateOrder, DateSigns, read_birth_date, read_date};
pub use mapping::field::{ColumnTarget, Field, InvalidTarget};
pub use mapping::headings::heading_of;
pub use mapping::layout::Layout;
pub use mapping::options::{DataConsentOption, ImportOptions, PossibleDuplicates};
pub use mapping::recognise::recognise;
pub use mapping::remap::{ColumnChange, RemapError, remap};
pub use mapping::stored::{ImportMapping, MappedHeading, StoreMappingError, delete_mapping, store_mapping};
pub use progress::import::{FileKind, Import};
pub use progress::state::ImportState;
pub use store::{ImportMappingReads, ImportMappingStore, ImportReads, ImportStore};
pub use table::bounds::{MAX_CELL_LENGTH, MAX_COLUMNS, MAX_ROWS};
pub use table::cell::Cell;
pub use table::formula::{guarded, unguarded};
pub use table::list_cell::{join_list, split_list};
pub use table::problem::FileProblem;
pub use table::profile::TableProfile;
