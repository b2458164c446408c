//! A column of a file, on the wire.

use regulars_interchange::{ColumnTarget, Policy, TableColumn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::options_body::DateOrderBody;

/// What a column does to a customer who is there already. An empty cell clears nothing, and no column takes a tag away.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportPolicyBody {
    /// What the file says takes the place of what was there.
    Overwrite,
    /// What the file says is taken where nothing was there.
    FillEmpty,
    /// What was there stays.
    Keep,
}

/// A column of the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportColumnBody {
    /// Which one, from 0.
    #[schema(example = 0, minimum = 0)]
    index: usize,
    /// Its heading.
    #[schema(example = "E-mail", max_length = 4000)]
    heading: Option<String>,
    /// What it is about: a field such as `email`, or `attributes.` and the key of an attribute. Nothing is done with a
    /// column that is about nothing. `birth_date` and `birthday` may stand in one file: of a row in which both are written, they
    /// must be of one day.
    #[schema(example = "email", max_length = 60)]
    field: Option<String>,
    /// Why it is about nothing: `no_heading`, `repeated_heading`, `repeated_field` or `unknown_heading`.
    #[schema(max_length = 30)]
    problem: Option<String>,
    /// What it does to customers who are there already.
    policy: ImportPolicyBody,
    /// In how many rows something is written.
    #[schema(example = 2, minimum = 0)]
    filled: u64,
    /// The first few different values; none once the import is committed.
    #[schema(max_items = 3)]
    samples: Vec<String>,
    /// In which order its dates are written.
    date_order: DateOrderBody,
}

impl From<Policy> for ImportPolicyBody {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Overwrite => Self::Overwrite,
            Policy::FillEmpty => Self::FillEmpty,
            Policy::Keep => Self::Keep,
        }
    }
}

impl From<ImportPolicyBody> for Policy {
    fn from(policy: ImportPolicyBody) -> Self {
        match policy {
            ImportPolicyBody::Overwrite => Self::Overwrite,
            ImportPolicyBody::FillEmpty => Self::FillEmpty,
            ImportPolicyBody::Keep => Self::Keep,
        }
    }
}

impl ImportColumnBody {
    /// The column in that place.
    pub fn of(index: usize, column: TableColumn) -> Self {
        let TableColumn { heading, target, problem, policy, filled, samples, date_order } = column;
        Self {
            index,
            heading,
            field: target.as_ref().map(ColumnTarget::to_string),
            problem: problem.map(|problem| problem.name().to_owned()),
            policy: policy.into(),
            filled,
            samples,
            date_order: date_order.into(),
        }
    }
}
