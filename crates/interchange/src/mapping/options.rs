//! What holds for every row of an import.

use regulars_kernel::{ImportMappingId, Label, named};

use crate::mapping::date_order::DateOrder;

named! {
    /// What is done with a row that may be about a customer who is there already.
    PossibleDuplicates {
        /// It is left out and listed.
        Leave = "leave",
        /// It becomes a customer of its own.
        Create = "create",
    }
}

/// The merchant's statement that it may store the data of everybody in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataConsentOption {
    /// Where the consents were given.
    pub source: Label,
    /// The version of the text that the people agreed to.
    pub text_version: Option<Label>,
}

/// What holds for every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// What is done with rows that may be about somebody who is there.
    pub possible_duplicates: PossibleDuplicates,
    /// The statement for rows that make none themselves.
    pub data_consent: Option<DataConsentOption>,
    /// In which order dates are written; nothing, where the dates themselves tell.
    pub date_order: Option<DateOrder>,
    /// The mapping that says what the columns are about, once the file is read.
    pub mapping: Option<ImportMappingId>,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            possible_duplicates: PossibleDuplicates::Leave,
            data_consent: None,
            date_order: None,
            mapping: None,
        }
    }
}
