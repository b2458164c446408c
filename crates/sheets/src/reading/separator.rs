//! What stands between the cells of a text.

use super::separated::{CellReader, Next};

/// How many records are looked at.
const LOOKED_AT: usize = 50;

/// The separator under which most of the first records have as many cells as the headings, and the most of them; a comma where
/// nothing separates anything.
pub(crate) fn separator_of(beginning: &str) -> char {
    let mut best = (',', (0, 0));
    for separator in [',', ';', '\t', '|'] {
        let widths = widths(beginning, separator);
        let Some((headings, below)) = widths.split_first() else { continue };
        if *headings < 2 {
            continue;
        }
        let alike = below.iter().filter(|width| *width == headings).count();
        let score = (alike * 100 / below.len().max(1), *headings);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

fn widths(beginning: &str, separator: char) -> Vec<usize> {
    let mut reader = CellReader::new(separator);
    let (mut widths, mut width) = (Vec::new(), 0_usize);
    let mut input = beginning.as_bytes();
    while widths.len() < LOOKED_AT {
        let (next, used) = reader.next(input);
        input = input.get(used..).unwrap_or_default();
        match next {
            Next::Cell { ends_record, .. } => {
                width += 1;
                if ends_record {
                    widths.push(std::mem::take(&mut width));
                }
            }
            // What was cut off says nothing.
            Next::More | Next::End => break,
        }
    }
    widths
}

/// What the first line says about it, as Excel writes it: `sep=;`.
pub(crate) fn stated_separator(beginning: &str) -> Option<(char, usize)> {
    let line = beginning.lines().next()?;
    let mut rest = line.trim_end().strip_prefix("sep=")?.chars();
    match (rest.next(), rest.next()) {
        (Some(separator), None) if separator.is_ascii() => {
            let end = beginning.find('\n').map_or(beginning.len(), |end| end + 1);
            Some((separator, end))
        }
        _ => None,
    }
}
