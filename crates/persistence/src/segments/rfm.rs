//! Scores by recency, frequency and value.

mod fifths;
mod read;
mod settings_json;
mod standing_row;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use standing_row::StandingRow;
