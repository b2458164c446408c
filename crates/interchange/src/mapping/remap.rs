//! Says what columns are about.

use crate::mapping::column::{Policy, TableColumn};
use crate::mapping::field::ColumnTarget;

/// What one column is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnChange {
    /// Which column, from 0.
    pub index: usize,
    /// What it is about, or nothing.
    pub target: Option<ColumnTarget>,
    /// What it does to customers who are there already.
    pub policy: Policy,
}

/// Why the columns stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemapError {
    /// The change with this index is about a column that is not there.
    #[error("the file has no such column")]
    NoSuchColumn(usize),
    /// The change with this index makes two columns be about the same.
    #[error("another column is about the same")]
    Repeated(usize),
}

/// Changes what columns are about. Columns that are not named stay as they are.
pub fn remap(
    mut columns: Vec<TableColumn>,
    changes: Vec<ColumnChange>,
) -> Result<Vec<TableColumn>, RemapError> {
    let named: Vec<usize> = changes.iter().map(|change| change.index).collect();
    for (position, change) in changes.into_iter().enumerate() {
        let column = columns.get_mut(change.index).ok_or(RemapError::NoSuchColumn(position))?;
        column.target = change.target;
        column.policy = change.policy;
        if column.target.is_some() {
            column.problem = None;
        }
    }
    for (position, index) in named.into_iter().enumerate() {
        let target = columns.get(index).and_then(|column| column.target.as_ref());
        let same = |column: &&TableColumn| target.is_some() && column.target.as_ref() == target;
        if columns.iter().filter(same).count() > 1 {
            return Err(RemapError::Repeated(position));
        }
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::recognise::recognise;
    use crate::table::profile::TableProfile;

    fn change(index: usize, target: Option<&str>) -> ColumnChange {
        ColumnChange { index, target: target.map(|name| name.parse().unwrap()), policy: Policy::FillEmpty }
    }

    #[test]
    fn named_columns_change_and_no_two_are_about_the_same() {
        let headings = ["email", "mail 2", "Ime"].map(|heading| Some(heading.to_owned()));
        let (columns, _) = recognise(&headings, &TableProfile::default());
        let changed = remap(columns.clone(), vec![change(0, None), change(1, Some("email"))]).unwrap();
        let targets: Vec<_> =
            changed.iter().map(|one| one.target.as_ref().map(ColumnTarget::to_string)).collect();
        assert_eq!(targets, [None, Some("email".to_owned()), Some("first_name".to_owned())]);
        assert_eq!(
            (changed[1].policy, changed[1].problem, changed[2].policy),
            (Policy::FillEmpty, None, Policy::Overwrite)
        );
        assert_eq!(remap(columns.clone(), vec![change(1, Some("email"))]), Err(RemapError::Repeated(0)));
        assert_eq!(remap(columns, vec![change(0, None), change(7, None)]), Err(RemapError::NoSuchColumn(1)));
    }
}
