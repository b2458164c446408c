//! What holds for every row of an import, on the wire.

use regulars_interchange::{DataConsentOption, DateOrder, ImportOptions, PossibleDuplicates};
use regulars_kernel::ImportMappingId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;

/// What is done with a row that may be about a customer who is there.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PossibleDuplicatesBody {
    /// It is left out and listed.
    Leave,
    /// It becomes a customer of its own.
    Create,
}

/// Which number of a date comes first, where it is not the year.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrderBody {
    /// 17.05.1990
    DayFirst,
    /// 05/17/1990
    MonthFirst,
}

/// Your statement that you may store the data of everybody in the file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportDataConsentBody {
    /// Where the consents were given, such as a form or a shop.
    #[schema(min_length = 1, max_length = 200, example = "form in the shop")]
    pub source: String,
    /// The version of the text that the people agreed to.
    #[schema(min_length = 1, max_length = 200, example = "2026-01")]
    #[serde(default)]
    pub text_version: Option<String>,
}

/// What holds for every row.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"data_consent": {"source": "form in the shop", "text_version": "2026-01"}}))]
pub struct ImportOptionsBody {
    /// What is done with rows that may be about somebody who is there. They are left out unless told otherwise.
    #[serde(default)]
    pub possible_duplicates: Option<PossibleDuplicatesBody>,
    /// The statement for rows that make none themselves. A new customer needs one.
    #[serde(default)]
    pub data_consent: Option<ImportDataConsentBody>,
    /// In which order dates are written. Without it each column is looked at by itself.
    #[serde(default)]
    pub date_order: Option<DateOrderBody>,
    /// The stored mapping that says what the columns are about.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb4")]
    #[serde(default)]
    pub mapping_id: Option<Uuid>,
}

impl From<PossibleDuplicatesBody> for PossibleDuplicates {
    fn from(body: PossibleDuplicatesBody) -> Self {
        match body {
            PossibleDuplicatesBody::Leave => Self::Leave,
            PossibleDuplicatesBody::Create => Self::Create,
        }
    }
}

impl From<PossibleDuplicates> for PossibleDuplicatesBody {
    fn from(option: PossibleDuplicates) -> Self {
        match option {
            PossibleDuplicates::Leave => Self::Leave,
            PossibleDuplicates::Create => Self::Create,
        }
    }
}

impl From<DateOrderBody> for DateOrder {
    fn from(body: DateOrderBody) -> Self {
        match body {
            DateOrderBody::DayFirst => Self::DayFirst,
            DateOrderBody::MonthFirst => Self::MonthFirst,
        }
    }
}

impl From<DateOrder> for DateOrderBody {
    fn from(order: DateOrder) -> Self {
        match order {
            DateOrder::DayFirst => Self::DayFirst,
            DateOrder::MonthFirst => Self::MonthFirst,
        }
    }
}

impl ImportDataConsentBody {
    /// The checked statement; errors are noted below `/data_consent`.
    pub fn check(self, invalid: &mut Invalid) -> Option<DataConsentOption> {
        let source = invalid.check("/data_consent/source", self.source.parse());
        let text_version = invalid.parse_option("/data_consent/text_version", self.text_version);
        Some(DataConsentOption { source: source?, text_version })
    }

    /// The statement as it is shown.
    pub fn shown(option: DataConsentOption) -> Self {
        let DataConsentOption { source, text_version } = option;
        Self {
            source: source.into_string(),
            text_version: text_version.map(regulars_kernel::Label::into_string),
        }
    }
}

impl ImportOptionsBody {
    /// The checked options.
    pub fn check(self, invalid: &mut Invalid) -> ImportOptions {
        let Self { possible_duplicates, data_consent, date_order, mapping_id } = self;
        ImportOptions {
            possible_duplicates: possible_duplicates.unwrap_or(PossibleDuplicatesBody::Leave).into(),
            data_consent: data_consent.and_then(|consent| consent.check(invalid)),
            date_order: date_order.map(DateOrder::from),
            mapping: mapping_id.map(ImportMappingId::new),
        }
    }
}
