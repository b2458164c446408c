//! A change of an import, on the wire.

use regulars_interchange::{
    ColumnChange, ColumnTarget, DataConsentOption, DateOrder, ImportOptions, Policy, PossibleDuplicates,
};
use regulars_kernel::{Change, ImportMappingId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::column_body::ImportPolicyBody;
use super::options_body::{DateOrderBody, ImportDataConsentBody, PossibleDuplicatesBody};
use crate::error::{ApiError, Invalid};
use crate::extract::Patched;

/// What a column is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportColumnChangeBody {
    /// Which one, from 0.
    #[schema(example = 0, minimum = 0, maximum = 199)]
    index: u16,
    /// What it is about: a field such as `email`, `attributes.` and the key of an attribute, or `null` for nothing.
    #[schema(example = "email", min_length = 1, max_length = 60)]
    field: Option<String>,
    /// What it does to customers who are there already: `overwrite` unless told otherwise.
    #[serde(default)]
    policy: Option<ImportPolicyBody>,
}

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"possible_duplicates": "create"}))]
pub struct CustomerImportPatchBody {
    /// The stored mapping that says what the columns are about, before the single ones change.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb4")]
    #[serde(default)]
    mapping_id: Option<Uuid>,
    /// The columns that change. Others stay as they are.
    #[schema(max_items = 200)]
    #[serde(default)]
    columns: Vec<ImportColumnChangeBody>,
    /// What is done with rows that may be about somebody who is there.
    #[serde(default)]
    possible_duplicates: Option<PossibleDuplicatesBody>,
    /// Your statement for rows that make none themselves.
    #[schema(value_type = Option<ImportDataConsentBody>)]
    #[serde(default)]
    data_consent: Patched<ImportDataConsentBody>,
    /// In which order dates are written; `null` to have each column looked at by itself.
    #[schema(value_type = Option<DateOrderBody>)]
    #[serde(default)]
    date_order: Patched<DateOrderBody>,
}

/// The checked change of what holds for every row.
pub struct OptionsChange {
    possible_duplicates: Option<PossibleDuplicates>,
    data_consent: Change<DataConsentOption>,
    date_order: Change<DateOrder>,
    /// The stored mapping.
    pub mapping: Option<ImportMappingId>,
}

impl OptionsChange {
    /// The options after the change.
    pub fn apply(self, before: ImportOptions) -> ImportOptions {
        ImportOptions {
            possible_duplicates: self.possible_duplicates.unwrap_or(before.possible_duplicates),
            data_consent: self.data_consent.apply(before.data_consent),
            date_order: self.date_order.apply(before.date_order),
            mapping: self.mapping.or(before.mapping),
        }
    }
}

impl CustomerImportPatchBody {
    /// The checked change.
    pub fn check(self) -> Result<(Vec<ColumnChange>, OptionsChange), ApiError> {
        let mut invalid = Invalid::default();
        let mut columns = Vec::with_capacity(self.columns.len());
        for (position, change) in self.columns.into_iter().enumerate() {
            let pointer = format!("/columns/{position}/field");
            let target = invalid.parse_option::<ColumnTarget>(&pointer, change.field);
            let policy = change.policy.map_or(Policy::Overwrite, Policy::from);
            columns.push(ColumnChange { index: usize::from(change.index), target, policy });
        }
        let data_consent = match self.data_consent.0 {
            Change::Unchanged => Change::Unchanged,
            Change::Clear => Change::Clear,
            Change::Set(consent) => consent.check(&mut invalid).map_or(Change::Unchanged, Change::Set),
        };
        invalid.finish()?;
        let possible_duplicates = self.possible_duplicates.map(PossibleDuplicates::from);
        let date_order = self.date_order.0.map(DateOrder::from);
        let mapping = self.mapping_id.map(ImportMappingId::new);
        Ok((columns, OptionsChange { possible_duplicates, data_consent, date_order, mapping }))
    }
}
