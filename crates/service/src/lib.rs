//! What passes between a merchant and its customers besides purchases and newsletters: calls, visits, letters and notes,
//! the cases that begin with a complaint or a request, and files that are attached to a customer.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over a small store trait.

mod cases;
mod files;
mod held_customer;
mod interactions;

pub use cases::add_message::{AddCaseMessageError, add_case_message};
pub use cases::case::{CaseState, ServiceCase};
pub use cases::change::{CasePatch, ChangeCaseError, change_case, find_case_for_change};
pub use cases::message::{CaseMessage, CaseMessageKind, NewCaseMessage};
pub use cases::open::{NewCase, OpenCaseError, open_case};
pub use cases::store::{CasePosition, CaseQuery, CaseReads, CaseStore};
pub use files::add::{AddFileError, add_file};
pub use files::delete::delete_file;
pub use files::file::CustomerFile;
pub use files::find_for_change::{FindFileError, find_file_for_change};
pub use files::rename::{RenameFileError, rename_file};
pub use files::store::{CustomerFileReads, CustomerFileStore, FileTotals};
pub use held_customer::HoldsCustomers;
pub use interactions::change::{ChangeInteractionError, InteractionPatch, change_interaction};
pub use interactions::delete::delete_interaction;
pub use interactions::find_for_change::{FindInteractionError, find_interaction_for_change};
pub use interactions::interaction::{Direction, Interaction, InteractionFault, InteractionKind};
pub use interactions::log::{LogInteractionError, NewInteraction, log_interaction};
pub use interactions::store::{InteractionPosition, InteractionQuery, InteractionReads, InteractionStore};
