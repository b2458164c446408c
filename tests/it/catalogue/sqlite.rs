//! The catalogue of SQLite.

use regulars_tests::Contents;
use sea_orm::QueryResult;

use super::{Catalogue, Column, Key, Reference};

/// Without the tables behind a virtual one. `customer_search` and the numbers of its rows are the index of the quick search, which
/// PostgreSQL keeps as an index of `customers`.
const TABLES: &str = "SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'
    AND name NOT IN ('customer_search', 'customer_search_rows')";
const KEYS: &str = "SELECT t.name, i.name, group_concat(coalesce(c.name, '(expression)') ORDER BY c.seqno)
    FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND i.[unique] GROUP BY t.name, i.name";
/// A key of one integer column has no index of its own.
const LONE_KEYS: &str = "SELECT t.name, group_concat(c.name ORDER BY c.pk)
    FROM pragma_table_list t, pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND c.pk > 0 GROUP BY t.name";
const REFERENCES: &str = "SELECT t.name, f.[table], group_concat(f.[from] ORDER BY f.seq),
        group_concat(coalesce(f.[to], '') ORDER BY f.seq), max(f.on_delete)
    FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' GROUP BY t.name, f.id";
const COLUMNS: &str =
    "SELECT t.name, c.name, c.type, c.[notnull] FROM pragma_table_list t, pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table'";
const FORBIDDEN: &[&str] = &[
    "SELECT tbl_name || ' has the trigger ' || name FROM sqlite_master WHERE type = 'trigger'
     AND name NOT LIKE 'customer_search_%'",
    "SELECT name || ' has a deferrable constraint' FROM sqlite_master WHERE sql LIKE '%DEFERRABLE%'",
    "SELECT name || ' counts up by AUTOINCREMENT' FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'",
    "SELECT name || ' is not STRICT' FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict
     AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations'",
];

pub async fn read(contents: &Contents) -> Catalogue {
    let keys = contents.rows(KEYS).await;
    let lone = contents.rows(LONE_KEYS).await;
    let references = contents.rows(REFERENCES).await;
    let columns = contents.rows(COLUMNS).await;
    let mut forbidden = Vec::new();
    for query in FORBIDDEN {
        forbidden.extend(contents.column(query).await);
    }
    let indexed =
        keys.iter().map(|row| Key { table: text(row, 0), name: text(row, 1), columns: list(row, 2) });
    let primary = lone.iter().map(|row| Key {
        table: text(row, 0),
        name: "the primary key".to_owned(),
        columns: list(row, 1),
    });
    Catalogue {
        tables: contents.column(TABLES).await,
        keys: indexed.chain(primary).collect(),
        references: references
            .iter()
            .map(|row| Reference {
                table: text(row, 0),
                to: text(row, 1),
                columns: list(row, 2),
                to_columns: list(row, 3),
                on_delete: text(row, 4),
            })
            .collect(),
        columns: columns
            .iter()
            .map(|row| Column {
                table: text(row, 0),
                name: text(row, 1),
                kind: text(row, 2),
                required: row.try_get_by_index::<i64>(3).unwrap() != 0,
            })
            .collect(),
        forbidden,
    }
}

fn text(row: &QueryResult, index: usize) -> String {
    row.try_get_by_index(index).unwrap()
}

fn list(row: &QueryResult, index: usize) -> Vec<String> {
    text(row, index).split(',').map(str::to_owned).collect()
}
