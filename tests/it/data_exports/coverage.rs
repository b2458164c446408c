//! Whatever the register says is about customers is told, or it is said why not: a table or a column that is new has to be put in
//! its place.

use std::collections::BTreeSet;

use regulars_flows::{Section, has_words};
use regulars_persistence::TableTold::{self, Columns, NotTold};
use regulars_persistence::{Holds, TableEntry, coverage, personal_data_register};

fn told(table: &str) -> Option<TableTold> {
    coverage().find(|(name, _)| *name == table).map(|(_, told)| told)
}

fn is_about_people(entry: &TableEntry) -> bool {
    entry.columns.iter().any(|(_, holds)| *holds != Holds::Nothing)
}

fn columns_of(entry: &TableEntry) -> BTreeSet<&'static str> {
    let columns = entry.columns.iter().flat_map(|(columns, _)| columns.iter().copied());
    columns.filter(|column| *column != "merchant_id").collect()
}

#[test]
fn of_every_table_about_people_it_is_said_where_an_export_tells_it() {
    let mut complaints = Vec::new();
    let told_of = |entry: &&TableEntry| is_about_people(entry) || told(entry.table).is_some();
    for entry in personal_data_register().filter(told_of) {
        match told(entry.table) {
            None => complaints.push(format!("{} is in no export, and it is not said why", entry.table)),
            Some(NotTold(why)) => assert!(!why.is_empty()),
            Some(Columns(columns)) => {
                let named: Vec<&str> = columns.iter().flat_map(|(names, _)| names.iter().copied()).collect();
                let once: BTreeSet<&str> = named.iter().copied().collect();
                assert_eq!(named.len(), once.len(), "{} names a column twice", entry.table);
                let there = columns_of(entry);
                let (missing, gone): (Vec<_>, Vec<_>) =
                    (there.difference(&once).collect(), once.difference(&there).collect());
                if !missing.is_empty() || !gone.is_empty() {
                    complaints.push(format!(
                        "{}: say where {missing:?} are told; there are no {gone:?}",
                        entry.table
                    ));
                }
            }
        }
    }
    let known: BTreeSet<&str> = personal_data_register().map(|entry| entry.table).collect();
    let gone = coverage().filter(|(table, _)| !known.contains(table));
    complaints.extend(gone.map(|(table, _)| format!("there is no table {table}")));
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn what_belongs_to_what_is_told_is_told_too() {
    for table in ["purchase_lines", "refund_lines", "refunds", "service_case_messages"] {
        assert!(matches!(told(table), Some(Columns(_))), "{table}");
    }
}

#[test]
fn each_path_begins_with_a_section_and_has_words() {
    for (table, told) in coverage() {
        let Columns(columns) = told else { continue };
        for (names, told) in columns {
            for path in names.iter().filter_map(|name| told.path(name)) {
                let mut members = path.split('.');
                let first = members.next().unwrap();
                let section = Section::ALL.into_iter().find(|one| first.trim_end_matches("[]") == one.name());
                let section = section.unwrap_or_else(|| panic!("{table}: {path}"));
                assert_eq!(first.ends_with("[]"), !section.is_single(), "{path}");
                for member in members {
                    assert!(has_words(member.trim_end_matches("[]")), "{path}: {member} has no words");
                }
            }
        }
    }
}
