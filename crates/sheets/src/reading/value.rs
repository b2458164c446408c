//! A cell of a workbook as text.

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};
use regulars_interchange::Cell;

/// The text of a cell as a reader streams it.
pub(crate) fn cell_of_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(number) => whole_cell(*number),
        DataRef::Float(number) => number_cell(*number),
        DataRef::String(text) => Cell::of(text),
        DataRef::SharedString(text) => Cell::of(text),
        DataRef::Bool(flag) => bool_cell(*flag),
        DataRef::DateTime(instant) => date_cell(instant),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::of(text),
        DataRef::Error(error) => failed(error),
        DataRef::Empty => Cell::Empty,
    }
}

/// The text of a cell as a range holds it.
pub(crate) fn cell_of(value: &Data) -> Cell {
    match value {
        Data::Int(number) => whole_cell(*number),
        Data::Float(number) => number_cell(*number),
        Data::String(text) => Cell::of(text),
        Data::Bool(flag) => bool_cell(*flag),
        Data::DateTime(instant) => date_cell(instant),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::of(text),
        Data::Error(error) => failed(error),
        Data::Empty => Cell::Empty,
    }
}

fn failed(error: &CellErrorType) -> Cell {
    Cell::Failed(error.to_string())
}

fn bool_cell(flag: bool) -> Cell {
    Cell::of(if flag { "true" } else { "false" })
}

/// From here on a number has more digits than a sheet keeps: the sixteenth is the sheet's own.
const TOO_LONG: u64 = 1_000_000_000_000_000;

fn whole_cell(number: i64) -> Cell {
    let digits = number.to_string();
    if number.unsigned_abs() < TOO_LONG { Cell::of(&digits) } else { Cell::Inexact(digits) }
}

/// A number as its digits: never `1.0` for a whole number, and never an exponent.
fn number_cell(number: f64) -> Cell {
    let digits = number.to_string();
    if number.abs() >= TOO_LONG as f64 { Cell::Inexact(digits) } else { Cell::of(&digits) }
}

/// A date; a duration or a time of day is its number.
fn date_cell(instant: &ExcelDateTime) -> Cell {
    if !instant.is_datetime() || instant.as_f64() < 1.0 {
        return number_cell(instant.as_f64());
    }
    let (year, month, day, ..) = instant.to_ymd_hms_milli();
    Cell::of(&format!("{year:04}-{month:02}-{day:02}"))
}
