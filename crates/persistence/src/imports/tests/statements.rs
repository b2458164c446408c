//! How often a piece of a file asks the database: as often whether it has few rows or many.

use std::sync::Arc;

use regulars_interchange::Disposition;
use regulars_kernel::{Environment, Scope};

use super::file::{self, File};
use super::{Counting, Trial, look, on_each_database, take};
use crate::trial::Statements;

/// How many statements a file of so many people takes, as one piece: to look at it and to write it, and both once more when
/// everybody is there already.
async fn counted(trial: &Trial, rows: u32) -> Vec<usize> {
    let scope: Scope = trial.new_merchant(&format!("rows{rows}")).await;
    trial.write(scope, |tx, stage| Box::pin(async move { file::prepare(tx, &stage).await })).await;
    let environment = Environment::new(Arc::clone(&trial.clock) as _, Arc::new(Counting::default()));
    let file = File::of_strangers(rows);
    let mut counts = Vec::new();
    for number in 1..=2 {
        let statements = Statements::default();
        let _guard = tracing::subscriber::set_default(statements.clone());
        let (import, rows) = file.import(uuid::Uuid::from_u128(number));
        look(trial, scope, &environment, (&import, &rows), usize::MAX).await;
        counts.push(statements.taken());
        let environment = environment.clone();
        trial
            .write(scope, move |tx, stage| {
                Box::pin(async move {
                    let taken = Box::pin(take(tx, (&stage, &environment), &import, &rows, usize::MAX)).await;
                    let expected = if number == 1 { Disposition::Create } else { Disposition::Unchanged };
                    assert!(taken.results.iter().all(|row| row.disposition == Some(expected)), "{taken:?}");
                })
            })
            .await;
        counts.push(statements.taken());
    }
    counts
}

#[tokio::test]
async fn a_piece_asks_as_often_for_many_rows_as_for_few() {
    on_each_database(async |trial| {
        let (few, many) = (counted(&trial, 20).await, counted(&trial, 200).await);
        println!(
            "to look at 200 rows, to write them, to look at them again, to write nothing: {many:?} statements"
        );
        // On SQLite the writer has a thread of its own, whose statements are not seen here; it is the same code but for the INSERTs,
        // which take fewer rows at a time.
        let is_seen = !trial.settings().url.starts_with("sqlite");
        assert_eq!(many[0] > 0, is_seen);
        assert_eq!(few, many);
    })
    .await;
}
