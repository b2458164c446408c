//! A column of the file and what it was taken for.

use regulars_kernel::named;

use crate::mapping::date_order::DateOrder;
use crate::mapping::field::ColumnTarget;

named! {
    /// What a column does to a customer who is there already. An empty cell never clears anything.
    Policy {
        /// What the file says takes the place of what was there.
        Overwrite = "overwrite",
        /// What the file says is taken where nothing was there.
        FillEmpty = "fill_empty",
        /// What was there stays, and nothing comes where nothing was.
        Keep = "keep",
    }
}

named! {
    /// Why a column was not taken for anything.
    ColumnProblem {
        /// It has no heading.
        NoHeading = "no_heading",
        /// Another column has the same heading.
        RepeatedHeading = "repeated_heading",
        /// Another column is about the same.
        RepeatedField = "repeated_field",
        /// Nobody knows what the heading means.
        Unknown = "unknown_heading",
    }
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// Its heading, if it has one.
    pub heading: Option<String>,
    /// What it is about. Nothing is done with a column that is about nothing.
    pub target: Option<ColumnTarget>,
    /// Why it is about nothing.
    pub problem: Option<ColumnProblem>,
    /// What it does to customers who are there already.
    pub policy: Policy,
    /// In how many rows something is written.
    pub filled: u64,
    /// The first few different values.
    pub samples: Vec<String>,
    /// In which order its dates are written.
    pub date_order: DateOrder,
}
