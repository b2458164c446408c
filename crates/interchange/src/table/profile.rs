//! What the cells of each column look like.

use crate::mapping::date_order::DateSigns;
use crate::table::cell::Cell;

/// What was seen in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnProfile {
    /// In how many rows something is written.
    pub filled: u64,
    /// The first few different values.
    pub samples: Vec<String>,
    /// In which orders its dates may be written.
    pub dates: DateSigns,
}

/// What was seen in each column, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableProfile {
    columns: Vec<ColumnProfile>,
}

impl TableProfile {
    /// How many samples are kept.
    const SAMPLES: usize = 3;

    /// Looks at a row.
    pub fn see(&mut self, cells: &[Cell]) {
        if self.columns.len() < cells.len() {
            self.columns.resize_with(cells.len(), ColumnProfile::default);
        }
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let Some(text) = cell.text() else { continue };
            column.filled += 1;
            column.dates.see(text);
            if column.samples.len() < Self::SAMPLES && !column.samples.iter().any(|sample| sample == text) {
                column.samples.push(text.chars().take(60).collect());
            }
        }
    }

    /// What was seen in the column with that index.
    pub fn column(&self, index: usize) -> ColumnProfile {
        self.columns.get(index).cloned().unwrap_or_default()
    }

    /// How many columns have a cell.
    pub const fn width(&self) -> usize {
        self.columns.len()
    }
}
