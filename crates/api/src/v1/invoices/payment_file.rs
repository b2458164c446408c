//! The rows of a file of payments.

use regulars_interchange::{Cell, StagedRow, unguarded};
use regulars_invoices::{InvoiceNumber, PaymentRow};
use regulars_kernel::{Currency, Date, Label, Money, PaymentId, Personal};
use regulars_sheets::{ReadError, Stopped, read};

use super::minor_units::minor_units_of;
use crate::error::ApiError;

/// The most rows of a file, without its headings.
pub const MOST_ROWS: usize = 500;

const NUMBER: &str = "invoice_number";
const AMOUNT: &str = "amount";
const CURRENCY: &str = "currency";
const PAID_ON: &str = "paid_on";
const METHOD: &str = "method";
const REFERENCE: &str = "reference";
const PAYMENT: &str = "payment_id";

/// A row with its number in the file, in which the headings are row 1.
pub struct FileRow {
    /// The number.
    pub number: u64,
    /// What it says, or what of it cannot be read.
    pub read: Result<PaymentRow, String>,
}

/// Reads a file of at most [`MOST_ROWS`] rows. Columns are found by their headings; others may stand beside them.
pub fn rows_of(bytes: &[u8]) -> Result<Vec<FileRow>, ApiError> {
    let refuse = |detail: String| ApiError::invalid_field("", "invalid", detail);
    // Workbooks are unfolded by jobs.
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(refuse("must be a text of comma or semicolon separated values".to_owned()));
    }
    let mut rows: Vec<StagedRow> = Vec::new();
    let mut take = |row: StagedRow| {
        rows.push(row);
        if rows.len() > MOST_ROWS + 1 { Err(Stopped) } else { Ok(()) }
    };
    match read(bytes, &mut take) {
        Ok(_) => {}
        Err(ReadError::Stopped) => return Err(refuse(format!("must have at most {MOST_ROWS} rows"))),
        Err(ReadError::Problem(problem)) => return Err(refuse(problem.to_string())),
    }
    let mut rows = rows.into_iter();
    let columns = match rows.next() {
        Some(headings) => Columns::of(&headings),
        None => return Err(refuse("has no row".to_owned())),
    };
    let missing: Vec<&str> = [NUMBER, AMOUNT, CURRENCY, PAID_ON]
        .into_iter()
        .filter(|name| columns.place(name).is_none())
        .collect();
    if !missing.is_empty() {
        return Err(refuse(format!("lacks the columns {}", missing.join(", "))));
    }
    if let Some(twice) = columns.named_twice() {
        return Err(refuse(format!("has the column {twice} twice")));
    }
    Ok(rows.map(|row| FileRow { number: row.number, read: columns.read(&row) }).collect())
}

/// Where the columns stand.
struct Columns(Vec<String>);

impl Columns {
    fn of(headings: &StagedRow) -> Self {
        let name =
            |cell: &Cell| cell.text().unwrap_or_default().trim().to_lowercase().replace([' ', '-'], "_");
        Self(headings.cells.iter().map(name).collect())
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|heading| heading == name)
    }

    /// A column that stands there twice: which of them is meant is not guessed.
    fn named_twice(&self) -> Option<&'static str> {
        let count = |name: &&str| self.0.iter().filter(|heading| heading == name).count();
        [NUMBER, AMOUNT, CURRENCY, PAID_ON, METHOD, REFERENCE, PAYMENT]
            .into_iter()
            .find(|name| count(name) > 1)
    }

    /// The text in a column, without what guards it against being taken for a formula.
    fn text<'a>(&self, row: &'a StagedRow, name: &str) -> Option<&'a str> {
        let text = row.cells.get(self.place(name)?)?.text()?;
        Some(unguarded(text).trim()).filter(|text| !text.is_empty())
    }

    fn read(&self, row: &StagedRow) -> Result<PaymentRow, String> {
        let needed = |name: &str| self.text(row, name).ok_or_else(|| format!("{name} is empty"));
        let wrong = |name: &str, error: &dyn std::fmt::Display| format!("{name} {error}");
        let number = needed(NUMBER)?.parse::<InvoiceNumber>().map_err(|error| wrong(NUMBER, &error))?;
        let currency = needed(CURRENCY)?.to_uppercase();
        let currency = currency.parse::<Currency>().map_err(|error| wrong(CURRENCY, &error))?;
        let amount = minor_units_of(needed(AMOUNT)?, currency).ok_or_else(|| {
            wrong(AMOUNT, &"must be a decimal such as 1234.56, without separators of thousands")
        })?;
        let day = needed(PAID_ON)?.parse::<Date>();
        let paid_on = day.map_err(|_| wrong(PAID_ON, &"must be a date such as 2026-11-20"))?;
        let label = |name: &str| self.text(row, name).map(str::parse::<Label>).transpose();
        let method = label(METHOD).map_err(|error| wrong(METHOD, &error))?;
        let reference = label(REFERENCE).map_err(|error| wrong(REFERENCE, &error))?;
        let id = self.text(row, PAYMENT).map(str::parse::<PaymentId>).transpose();
        let id = id.map_err(|_| wrong(PAYMENT, &"must be an id"))?;
        Ok(PaymentRow {
            id,
            number,
            amount: Money::new(amount, currency),
            paid_on,
            method,
            reference: reference.map(Personal::new),
        })
    }
}
