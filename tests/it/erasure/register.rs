use std::collections::{BTreeMap, BTreeSet};

use regulars_persistence::personal_data_register;
use regulars_tests::{Contents, TestDatabase, is_postgres};

/// The numbers of the rows of the search index, which is PostgreSQL's own business, go with the customer.
const ON_SQLITE: &str = "SELECT t.name || '.' || c.name FROM pragma_table_list t, pragma_table_xinfo(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT IN ('seaql_migrations', 'customer_search_rows')";
const ON_POSTGRES: &str =
    "SELECT t.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND a.attnum > 0
      AND NOT a.attisdropped AND t.relname <> 'seaql_migrations'";

#[tokio::test]
async fn of_every_column_it_is_written_down_what_it_holds_about_people() {
    let database = TestDatabase::create().await;
    let contents = Contents::of(&database).await;
    let there = contents.column(if is_postgres() { ON_POSTGRES } else { ON_SQLITE }).await;
    let there: BTreeSet<String> = there.into_iter().collect();
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for entry in personal_data_register() {
        for (columns, _) in entry.columns {
            for column in *columns {
                *listed.entry(format!("{}.{column}", entry.table)).or_default() += 1;
            }
        }
    }
    let twice: Vec<_> = listed.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "listed more than once: {twice:?}");
    let listed: BTreeSet<String> = listed.into_keys().collect();
    let missing: Vec<_> = there.difference(&listed).collect();
    assert!(missing.is_empty(), "say in persistence/src/erasure/register what these hold: {missing:?}");
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(gone.is_empty(), "no migration makes these: {gone:?}");
}
