//! The pools' driver and the library that writes to a file of SQLite mean the same by a value.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;
use sea_orm::{ConnectOptions, Value};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::raw::Raw;
use super::{ConnectionSource, FromRow, SqliteFile};

/// One of each type that a column holds.
#[derive(Clone, Debug, PartialEq, FromRow)]
struct Everything {
    flag: Option<bool>,
    small: Option<i32>,
    number: Option<i64>,
    ratio: Option<f64>,
    text: Option<String>,
    bytes: Option<Vec<u8>>,
    id: Option<Uuid>,
    day: Option<NaiveDate>,
    at: Option<DateTime<Utc>>,
    tree: Option<serde_json::Value>,
}

/// What is stored, whatever it is read as.
#[derive(Debug, PartialEq, FromRow)]
struct Stored {
    kinds: String,
    hex: String,
}

const INSERT: &str = "INSERT INTO everything VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const STORED: &str = "SELECT typeof(flag) || typeof(small) || typeof(number) || typeof(ratio) || typeof(text) || typeof(bytes)
        || typeof(id) || typeof(day) || typeof(at) || typeof(tree) AS kinds,
    quote(flag) || quote(small) || quote(number) || quote(ratio) || quote(text) || quote(bytes) || quote(id) || quote(day)
        || quote(at) || quote(tree) AS hex
    FROM everything";

fn everything() -> impl Strategy<Value = Everything> {
    let day = prop::option::of((0..4_000_000_i32).prop_filter_map("no day", |day| {
        NaiveDate::from_num_days_from_ce_opt(day).filter(|day| day.to_string().len() == 10)
    }));
    let at = prop::option::of(
        (-60_000_000_000_i64..250_000_000_000, 0..1_000_000_000_u32)
            .prop_filter_map("no instant", |(second, nano)| {
                DateTime::from_timestamp(second, nano / 1_000 * 1_000)
            }),
    );
    let tree = prop::option::of(any::<(String, i64)>().prop_map(
        |(text, number)| serde_json::json!({"text": text.replace('\0', ""), "list": [number, null, true]}),
    ));
    let text = prop::option::of(any::<String>().prop_map(|text| text.replace('\0', "")));
    let numbers = any::<(Option<bool>, Option<i32>, Option<i64>)>();
    let ratio = prop::option::of(prop::num::f64::NORMAL);
    let id = prop::option::of(any::<u128>().prop_map(Uuid::from_u128));
    (numbers, ratio, text, any::<Option<Vec<u8>>>(), id, day, at, tree).prop_map(
        |((flag, small, number), ratio, text, bytes, id, day, at, tree)| Everything {
            flag,
            small,
            number,
            ratio,
            text,
            bytes,
            id,
            day,
            at,
            tree,
        },
    )
}

fn values(row: Everything) -> Vec<Value> {
    let Everything { flag, small, number, ratio, text, bytes, id, day, at, tree } = row;
    vec![
        flag.into(),
        small.into(),
        number.into(),
        ratio.into(),
        text.into(),
        bytes.into(),
        id.into(),
        day.into(),
        at.into(),
        tree.into(),
    ]
}

/// What a driver has stored of a row, and what it reads of what the other one has stored.
async fn told(writer: &mut Raw, reader: &mut Raw, row: &Everything) -> (Stored, Everything) {
    writer.run("DELETE FROM everything").await.unwrap();
    assert_eq!(writer.execute(INSERT, values(row.clone())).await.unwrap(), 1);
    let stored = writer.optional(STORED, Vec::new()).await.unwrap().unwrap();
    (stored, reader.all("SELECT * FROM everything", Vec::new()).await.unwrap().remove(0))
}

#[test]
fn what_one_driver_writes_the_other_would_have_written_and_reads() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("drivers.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (file, pool) = runtime.block_on(async {
        let wal = vec![("journal_mode", "wal".to_owned())];
        let file = SqliteFile::new(&url, wal, Duration::from_secs(5)).unwrap();
        let mut file = ConnectionSource::File(Arc::new(file)).acquire().await.unwrap();
        // With the types that the steps of the schema give to columns.
        let table =
            "CREATE TABLE everything (flag INTEGER, small INTEGER, number INTEGER, ratio REAL, text TEXT,
             bytes BLOB, id BLOB, day TEXT, at TEXT, tree TEXT) STRICT";
        file.run(table).await.unwrap();
        let pool = sea_orm::Database::connect(ConnectOptions::new(&url)).await.unwrap();
        (Mutex::new(file), Mutex::new(ConnectionSource::of_pool(&pool).acquire().await.unwrap()))
    });
    proptest!(|(row in everything())| {
        let (by_file, by_pool) = runtime.block_on(async {
            let (mut file, mut pool) = (file.lock().await, pool.lock().await);
            (told(&mut file, &mut pool, &row).await, told(&mut pool, &mut file, &row).await)
        });
        prop_assert_eq!(&by_file.1, &row);
        prop_assert_eq!(by_file, by_pool);
    });
    let _context = runtime.enter();
    drop((file, pool));
}

#[tokio::test]
async fn what_does_not_fit_a_type_is_an_error_and_never_nothing() {
    #[derive(Debug, FromRow)]
    struct Number {
        n: Option<i64>,
    }
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("drivers.db").display());
    let file = SqliteFile::new(&url, Vec::new(), Duration::from_secs(5)).unwrap();
    let mut file = ConnectionSource::File(Arc::new(file)).acquire().await.unwrap();
    let pool = sea_orm::Database::connect(ConnectOptions::new(&url)).await.unwrap();
    let mut pool = ConnectionSource::of_pool(&pool).acquire().await.unwrap();
    for raw in [&mut file, &mut pool] {
        for text in ["SELECT 'one' AS n", "SELECT 1.5 AS n", "SELECT x'01' AS n", "SELECT 1 AS m"] {
            raw.optional::<Number>(text, Vec::new()).await.unwrap_err();
        }
        assert!(raw.optional::<Number>("SELECT NULL AS n", Vec::new()).await.unwrap().unwrap().n.is_none());
    }
}
