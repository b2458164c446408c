//! Where an export of what is known of a customer tells what the tables hold: of every table that the register says is about
//! customers, each column, or why it is not told.

/// Where a column is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Under its own name inside of this member.
    In(&'static str),
    /// As this member.
    At(&'static str),
    /// Nowhere, and why.
    Not(&'static str),
}

/// Where a table is told.
#[derive(Clone, Copy, Debug)]
pub enum TableTold {
    /// Column by column, but for the merchant's id.
    Columns(&'static [(&'static [&'static str], Told)]),
    /// Nowhere, and why.
    NotTold(&'static str),
}

impl Told {
    /// The path at which a column is told.
    pub fn path(self, column: &str) -> Option<String> {
        match self {
            Self::In(member) => Some(format!("{member}.{column}")),
            Self::At(path) => Some(path.to_owned()),
            Self::Not(_) => None,
        }
    }
}
