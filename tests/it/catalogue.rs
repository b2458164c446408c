//! The wall between merchants as the database itself keeps it: read from its catalogue, so that a table that is added
//! tomorrow is held against the same rules.

mod postgres;
mod sqlite;

use std::collections::BTreeSet;

use regulars_persistence::wall::{MERCHANT_TABLES, PLATFORM_TABLES};
use regulars_tests::{Contents, TestDatabase, is_postgres};

/// What the rules need to know of a schema, in either database.
struct Catalogue {
    tables: Vec<String>,
    keys: Vec<Key>,
    references: Vec<Reference>,
    columns: Vec<Column>,
    /// Whatever a merchant's table must not have, each in words.
    forbidden: Vec<String>,
}

/// A primary key or a unique index.
struct Key {
    table: String,
    name: String,
    columns: Vec<String>,
}

/// A foreign key.
struct Reference {
    table: String,
    columns: Vec<String>,
    to: String,
    to_columns: Vec<String>,
    on_delete: String,
}

struct Column {
    table: String,
    name: String,
    kind: String,
    required: bool,
}

async fn catalogue() -> (TestDatabase, Catalogue) {
    let database = TestDatabase::create().await;
    let contents = Contents::of(&database).await;
    let catalogue =
        if is_postgres() { postgres::read(&contents).await } else { sqlite::read(&contents).await };
    assert!(catalogue.tables.len() > 10, "the catalogue was not read: {:?}", catalogue.tables);
    (database, catalogue)
}

fn is_merchant_s(table: &str) -> bool {
    MERCHANT_TABLES.contains(&table)
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[tokio::test]
async fn every_table_is_a_merchant_s_or_the_platform_s() {
    let (_database, catalogue) = catalogue().await;
    let listed: BTreeSet<_> =
        MERCHANT_TABLES.iter().chain(PLATFORM_TABLES).map(|name| (*name).to_owned()).collect();
    assert_eq!(listed.len(), MERCHANT_TABLES.len() + PLATFORM_TABLES.len(), "a table is in both lists");
    let found: BTreeSet<_> =
        catalogue.tables.into_iter().filter(|table| table != "seaql_migrations").collect();
    let unlisted: Vec<_> = found.difference(&listed).collect();
    assert!(unlisted.is_empty(), "say in persistence/src/wall/tables.rs whose these are: {unlisted:?}");
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(gone.is_empty(), "no migration makes these: {gone:?}");
}

#[tokio::test]
async fn every_key_of_a_merchant_s_table_begins_with_the_merchant() {
    let (_database, catalogue) = catalogue().await;
    let keys: Vec<_> = catalogue.keys.iter().filter(|key| is_merchant_s(&key.table)).collect();
    let wrong: Vec<_> = keys
        .iter()
        .filter(|key| key.columns.first().map(String::as_str) != Some("merchant_id"))
        .map(|Key { table, name, columns }| {
            format!("{table}: {name} is over {columns:?}, not merchant_id first")
        })
        .collect();
    none(&wrong);
    for table in MERCHANT_TABLES {
        assert!(keys.iter().any(|key| key.table == *table), "{table} has no key");
    }
}

#[tokio::test]
async fn every_link_of_a_merchant_s_table_stays_inside_the_merchant() {
    let (_database, catalogue) = catalogue().await;
    let mut wrong = Vec::new();
    for Reference { table, columns, to, to_columns, on_delete } in &catalogue.references {
        let link = format!("{table} {columns:?} refers to {to} {to_columns:?}");
        if is_merchant_s(to) && !is_merchant_s(table) {
            wrong.push(format!("{link}: a platform's table cannot follow a merchant's to another shard"));
        }
        if !is_merchant_s(table) {
            continue;
        }
        let to_the_merchant = to == "merchants" && columns == &["merchant_id"] && to_columns == &["id"];
        let both_first = columns.first().is_some_and(|first| first == "merchant_id")
            && to_columns.first().is_some_and(|first| first == "merchant_id");
        if !(to_the_merchant || is_merchant_s(to) && both_first) {
            wrong.push(format!("{link}: merchant_id must come first on both sides"));
        }
        if on_delete.starts_with("SET") {
            wrong.push(format!("{link} ON DELETE {on_delete}: it would clear the merchant too"));
        }
    }
    none(&wrong);
    assert!(catalogue.references.iter().any(|link| is_merchant_s(&link.table)), "no link was read");
}

#[tokio::test]
async fn the_merchant_of_a_row_is_required_and_has_one_type() {
    let (_database, catalogue) = catalogue().await;
    let mut wrong = Vec::new();
    let kind_of_root = catalogue
        .columns
        .iter()
        .find(|column| column.table == "merchants" && column.name == "id")
        .map(|column| column.kind.clone())
        .unwrap();
    for table in MERCHANT_TABLES {
        let column =
            catalogue.columns.iter().find(|column| column.table == *table && column.name == "merchant_id");
        match column {
            None => wrong.push(format!("{table} has no merchant_id")),
            Some(column) if !column.required => wrong.push(format!("{table}.merchant_id may be NULL")),
            Some(column) if column.kind != kind_of_root => {
                wrong.push(format!("{table}.merchant_id is {}, merchants.id {kind_of_root}", column.kind));
            }
            Some(_) => {}
        }
    }
    none(&wrong);
}

#[tokio::test]
async fn no_table_has_what_shards_refuse_or_hides_a_change() {
    let (_database, catalogue) = catalogue().await;
    none(&catalogue.forbidden);
}

#[tokio::test]
async fn what_stands_in_another_schema_is_not_ours() {
    if !is_postgres() {
        return;
    }
    let database = TestDatabase::create().await;
    let contents = Contents::of(&database).await;
    for statement in [
        "CREATE SCHEMA beside",
        "CREATE TABLE beside.watched (id bigint PRIMARY KEY DEFERRABLE)",
        "CREATE FUNCTION beside.watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER watching BEFORE INSERT ON beside.watched FOR EACH ROW EXECUTE FUNCTION beside.watch()",
    ] {
        contents.rows(statement).await;
    }
    none(&postgres::read(&contents).await.forbidden);
    contents.rows("ALTER TABLE beside.watched SET SCHEMA public").await;
    let forbidden = postgres::read(&contents).await.forbidden;
    assert_eq!(forbidden.len(), 2, "{forbidden:?}");
}
