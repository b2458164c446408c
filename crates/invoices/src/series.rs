//! The merchant's own series of numbers, without gaps.

use chrono::Datelike;
use regulars_kernel::{Date, StoreError, named};

use crate::store::InvoiceStore;
use crate::{InvoiceNumber, NumberPrefix};

named! {
    /// What is numbered.
    Series {
        /// Invoices: `2026-000001`.
        Invoices = "invoices",
        /// Credit notes: `CN-2026-000001`.
        CreditNotes = "credit_notes",
    }
}

/// The source of the refunds that credit notes are: where they are numbered.
pub const CREDIT_NOTE_SOURCE: &str = "credit-notes";

/// How many numbers in a row that the merchant gave itself are passed over.
const MOST_TAKEN: u32 = 1_000;

/// So many numbers in a row are taken that the next one was not looked for.
#[derive(Debug, thiserror::Error)]
pub enum NoFreeNumber {
    /// The merchant has given them itself.
    #[error("the next {} numbers of the series are taken; give this one a number of its own", MOST_TAKEN)]
    TooManyTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The next number of a series in the year of `day`. Nobody else gets one of it until this transaction ends, and one that is
/// given up is given out again: so there are no gaps. Numbers that the merchant gave itself are passed over.
pub async fn next_number(
    store: &mut dyn InvoiceStore,
    series: Series,
    prefix: &NumberPrefix,
    day: Date,
) -> Result<InvoiceNumber, NoFreeNumber> {
    let mark = match series {
        Series::Invoices => "",
        Series::CreditNotes => "CN-",
    };
    for _ in 0..MOST_TAKEN {
        let counted = store.next_in_series(series, day.year()).await?;
        let printed = format!("{}{mark}{}-{counted:06}", prefix.as_str(), day.year());
        let number: InvoiceNumber =
            printed.parse().map_err(|error| StoreError::inconsistent("invoice_series", error))?;
        let is_taken = match series {
            Series::Invoices => store.find_invoice_by_number(&number).await?.is_some(),
            Series::CreditNotes => store.find_credit_note(&number).await?.is_some(),
        };
        if !is_taken {
            return Ok(number);
        }
    }
    Err(NoFreeNumber::TooManyTaken)
}
