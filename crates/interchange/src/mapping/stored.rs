//! What columns are about, stored under a name for the next file of the same kind.

use std::collections::BTreeMap;

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Environment, ImportMappingId, Instant, Label, StoreError};

use crate::mapping::answers::plain;
use crate::mapping::column::{ColumnProblem, Policy, TableColumn};
use crate::mapping::field::ColumnTarget;
use crate::store::ImportMappingStore;

/// What a column with this heading is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedHeading {
    /// The heading, in any letter case, with accents or without.
    pub heading: Label,
    /// What its column is about, or nothing.
    pub target: Option<ColumnTarget>,
    /// What it does to customers who are there already.
    pub policy: Policy,
}

/// What columns are about, by their headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportMapping {
    /// Its id.
    pub id: ImportMappingId,
    /// What people call it.
    pub name: Label,
    /// The headings. No two are the same, and no two are about the same.
    pub columns: Vec<MappedHeading>,
    /// When it was made.
    pub created_at: Instant,
}

/// Why a mapping was not stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreMappingError {
    /// The heading with this index is one of those before it.
    #[error("another column has the same heading")]
    RepeatedHeading(usize),
    /// The column with this index is about what one before it is.
    #[error("another column is about the same")]
    RepeatedField(usize),
    /// The merchant has as many as it can have.
    #[error("there are {} mappings already", ImportMapping::MOST)]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ImportMapping {
    /// The most that a merchant has.
    pub const MOST: u64 = 200;

    /// The columns of a file as this mapping has them. Headings that it does not name stay as they were recognised, unless they
    /// were about what it says of another one. Of two columns with one heading neither is meant.
    pub fn apply(&self, mut columns: Vec<TableColumn>) -> Vec<TableColumn> {
        let named: BTreeMap<String, &MappedHeading> =
            self.columns.iter().map(|mapped| (plain(mapped.heading.as_str()), mapped)).collect();
        let of = |column: &TableColumn| {
            let heading = column.heading.as_deref()?;
            let is_repeated = column.problem == Some(ColumnProblem::RepeatedHeading);
            if is_repeated { None } else { named.get(&plain(heading)).copied() }
        };
        let taken: Vec<&ColumnTarget> =
            columns.iter().filter_map(&of).filter_map(|mapped| mapped.target.as_ref()).collect();
        let taken: Vec<ColumnTarget> = taken.into_iter().cloned().collect();
        for column in &mut columns {
            match of(column) {
                Some(mapped) => {
                    column.target.clone_from(&mapped.target);
                    column.policy = mapped.policy;
                    column.problem = None;
                }
                None if column.target.as_ref().is_some_and(|target| taken.contains(target)) => {
                    column.target = None;
                    column.problem = Some(ColumnProblem::RepeatedField);
                }
                None => {}
            }
        }
        columns
    }
}

/// Stores a mapping.
pub async fn store_mapping(
    store: &mut dyn ImportMappingStore,
    environment: &Environment,
    name: Label,
    columns: Vec<MappedHeading>,
) -> Result<ImportMapping, StoreMappingError> {
    for (index, column) in columns.iter().enumerate() {
        let before = || columns.iter().take(index);
        let heading = plain(column.heading.as_str());
        if before().any(|other| plain(other.heading.as_str()) == heading) {
            return Err(StoreMappingError::RepeatedHeading(index));
        }
        if column.target.is_some() && before().any(|other| other.target == column.target) {
            return Err(StoreMappingError::RepeatedField(index));
        }
    }
    if store.count_mappings().await? >= ImportMapping::MOST {
        return Err(StoreMappingError::TooMany);
    }
    let (id, created_at) = (ImportMappingId::new(environment.new_id()), environment.now());
    let mapping = ImportMapping { id, name, columns, created_at };
    store.insert_mapping(&mapping).await?;
    store.note(environment, AuditNote::created(&mapping)).await?;
    Ok(mapping)
}

/// Deletes a mapping. Imports that went by it stay as they are.
pub async fn delete_mapping(
    store: &mut dyn ImportMappingStore,
    environment: &Environment,
    mapping: &ImportMapping,
) -> Result<(), StoreError> {
    store.delete_mapping(mapping.id).await?;
    store.note(environment, AuditNote::deleted(mapping)).await
}

impl Recorded for ImportMapping {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::ImportMapping, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|column| {
                let target = column.target.as_ref().map(ToString::to_string).unwrap_or_default();
                format!("{} = {target} ({})", column.heading.as_str(), column.policy)
            })
            .collect();
        FieldList::default().text("name", Some(self.name.as_str())).value("columns", columns).into_fields()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::recognise::recognise;
    use crate::table::profile::TableProfile;

    fn mapped(heading: &str, target: Option<&str>) -> MappedHeading {
        MappedHeading {
            heading: heading.parse().unwrap(),
            target: target.map(|name| name.parse().unwrap()),
            policy: Policy::FillEmpty,
        }
    }

    #[test]
    fn headings_are_what_the_mapping_says_and_others_what_they_were() {
        let mapping = ImportMapping {
            id: ImportMappingId::new(regulars_kernel::Environment::system().new_id()),
            name: "Old till".parse().unwrap(),
            columns: vec![
                mapped("Šifra", Some("external_id")),
                mapped("Pošta", Some("email")),
                mapped("Ime", None),
            ],
            created_at: "2026-11-21T12:00:00Z".parse().unwrap(),
        };
        let headings = ["sifra", "POŠTA", "E-mail", "Ime", "Prezime", "Šifra robe"];
        let headings = headings.map(|heading| Some(heading.to_owned()));
        let (columns, _) = recognise(&headings, &TableProfile::default());
        let columns = mapping.apply(columns);
        let told: Vec<_> = columns
            .iter()
            .map(|column| (column.target.as_ref().map(ToString::to_string), column.problem, column.policy))
            .collect();
        let target = |name: &str| Some(name.to_owned());
        assert_eq!(
            told,
            [
                (target("external_id"), None, Policy::FillEmpty),
                (target("email"), None, Policy::FillEmpty),
                (None, Some(ColumnProblem::RepeatedField), Policy::Overwrite),
                (None, None, Policy::FillEmpty),
                (target("last_name"), None, Policy::Overwrite),
                (None, Some(ColumnProblem::Unknown), Policy::Overwrite),
            ]
        );
    }

    #[test]
    fn one_heading_twice_is_neither() {
        let columns = vec![mapped("Pošta", Some("email"))];
        let mapping = ImportMapping {
            id: ImportMappingId::new(regulars_kernel::Environment::system().new_id()),
            name: "Old till".parse().unwrap(),
            columns,
            created_at: "2026-11-21T12:00:00Z".parse().unwrap(),
        };
        let headings = ["Pošta", "posta"].map(|heading| Some(heading.to_owned()));
        let (columns, _) = recognise(&headings, &TableProfile::default());
        assert!(mapping.apply(columns).iter().all(|column| column.target.is_none()));
    }
}
