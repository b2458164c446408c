//! Searches everything that a database holds for values.

use regulars_persistence::wall::{MERCHANT_TABLES, PLATFORM_TABLES};
use regulars_tests::{Contents, TestDatabase, is_postgres};

/// Where one of the values stands in a row of any table, in whatever case, as text or inside bytes; `but_in` are tables that
/// are not searched.
pub async fn rows_with(database: &TestDatabase, values: &[&str], but_in: &[&str]) -> Vec<String> {
    let contents = Contents::of(database).await;
    let snapshot = contents.snapshot().await;
    assert_eq!(snapshot.len(), MERCHANT_TABLES.len() + PLATFORM_TABLES.len());
    let mut found = Vec::new();
    for (table, rows) in snapshot {
        for row in rows.iter().filter(|_| !but_in.contains(&table)) {
            let row = row.to_lowercase();
            for value in values {
                let as_bytes: String = value.bytes().map(|byte| format!("{byte:02x}")).collect();
                let folded: String = value.to_lowercase().bytes().map(|byte| format!("{byte:02x}")).collect();
                if row.contains(&value.to_lowercase()) || row.contains(&as_bytes) || row.contains(&folded) {
                    found.push(format!("{table}: {value}"));
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Which of the values stand anywhere in the file of SQLite or in the log beside it, as bytes.
pub fn bytes_with(database: &TestDatabase, values: &[&str]) -> Vec<String> {
    assert!(!is_postgres(), "PostgreSQL keeps its files to itself");
    let path = database.url.trim_start_matches("sqlite://").trim_start_matches("sqlite:");
    let path = path.split('?').next().unwrap();
    let mut found = Vec::new();
    for file in [path.to_owned(), format!("{path}-wal")] {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        for value in values {
            for form in [(*value).to_owned(), value.to_lowercase()] {
                if bytes.windows(form.len()).any(|part| part == form.as_bytes()) {
                    found.push(format!("{}: {form}", file.rsplit('/').next().unwrap()));
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}
