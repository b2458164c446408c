//! What every column of every table holds about customers, and what becomes of it when one is erased. A test holds the list
//! against the schema: a table or a column that is not in it fails.

mod companies;
mod consents;
mod customers;
mod invoices;
mod loyalty;
mod newsletters;
mod platform;
mod purchases;
mod rewards;
mod surveys;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing about a customer.
    Nothing,
    /// The id of a customer. It stays in ledgers and figures, and is nobody's once the customer is erased.
    Id,
    /// Something about a customer, and what erasing does to it.
    Erased(&'static str),
    /// Something that stays, and why.
    Stays(&'static str),
}

/// A table with all of its columns.
#[derive(Clone, Copy, Debug)]
pub struct TableEntry {
    /// Its name.
    pub table: &'static str,
    /// Its columns, those together that hold the same.
    pub columns: &'static [(&'static [&'static str], Holds)],
}

/// Every table.
pub fn personal_data_register() -> impl Iterator<Item = &'static TableEntry> {
    [
        companies::TABLES,
        consents::TABLES,
        customers::TABLES,
        invoices::TABLES,
        loyalty::TABLES,
        newsletters::TABLES,
        platform::TABLES,
        purchases::TABLES,
        rewards::TABLES,
        surveys::TABLES,
    ]
    .into_iter()
    .flatten()
}
