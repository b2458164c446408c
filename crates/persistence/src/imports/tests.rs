//! Random files on real databases: taking many rows in at once comes to what taking in each by itself does, and so does looking
//! at them before.

mod file;
mod outcome;
mod statements;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use regulars_consent::{LedgerAccess, SealingKeys};
use regulars_flows::{ImportTerms, RowImageStore, TakenRows, import_rows, rehearse_rows};
use regulars_interchange::{Import, ImportState, ImportStore, StagedRow};
use regulars_kernel::{Environment, Random, Scope};

use self::file::{File, file};
use self::outcome::{Outcome, outcome};
use super::ImportChunk;
use crate::trial::{Stage, Trial, on_each_database};
use crate::wall::WriteTx;

const ROUNDS: usize = 12;

/// Counts up, so that ids of one instant stand in the order in which they were drawn.
#[derive(Default)]
struct Counting(AtomicU64);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
        let count = self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        for (byte, of_count) in bytes.iter_mut().rev().zip(count.iter().rev()) {
            *byte = *of_count;
        }
    }
}

fn terms<'a>(stage: &'a Stage, environment: &'a Environment, sealing: &'a SealingKeys) -> ImportTerms<'a> {
    ImportTerms {
        recording: LedgerAccess {
            environment,
            sealing,
            merchant: stage.scope.merchant(),
            actor: stage.scope.actor().into(),
        },
        calendar: &stage.calendar,
        scope: stage.scope,
        country: Some("RS"),
    }
}

/// Takes rows in, so many at a time.
async fn take(
    tx: &mut WriteTx,
    (stage, environment): (&Stage, &Environment),
    import: &Import,
    rows: &[StagedRow],
    at_a_time: usize,
) -> TakenRows {
    let sealing = SealingKeys::new(&[7; 32]);
    let mut all = TakenRows::default();
    for rows in rows.chunks(at_a_time) {
        let mut chunk = ImportChunk::of(tx);
        let taking = import_rows(&mut chunk, terms(stage, environment, &sealing), import, rows);
        let taken = Box::pin(taking).await.unwrap();
        chunk.finish().await.unwrap();
        tx.write_done_rows(environment, import.id, &taken).await.unwrap();
        all.results.extend(taken.results);
        all.keys.extend(taken.keys);
        all.images.extend(taken.images);
    }
    all
}

/// Looks at rows, so many at a time, of which nothing is kept but what became of the rows and what they are known again by.
async fn look(
    trial: &Trial,
    scope: Scope,
    environment: &Environment,
    (import, rows): (&Import, &[StagedRow]),
    at_a_time: usize,
) -> TakenRows {
    let import = Import { state: ImportState::Checking, revision: import.revision - 1, ..import.clone() };
    let (opened, staged) = (import.clone(), rows.to_vec());
    trial
        .write(scope, move |tx, _| {
            Box::pin(async move {
                tx.insert_import(&opened).await.unwrap();
                tx.stage_rows(opened.id, &staged).await.unwrap();
            })
        })
        .await;
    let mut all = TakenRows::default();
    for rows in rows.chunks(at_a_time) {
        let (import, rows, environment, id) = (import.clone(), rows.to_vec(), environment.clone(), import.id);
        let taken = trial
            .rehearse(scope, move |tx, stage| {
                Box::pin(async move {
                    let sealing = SealingKeys::new(&[7; 32]);
                    let terms = terms(&stage, &environment, &sealing);
                    Box::pin(rehearse_rows(&mut ImportChunk::of(tx), terms, &import, &rows)).await.unwrap()
                })
            })
            .await;
        let (mut results, keys) = (taken.results.clone(), taken.keys.clone());
        results.iter_mut().for_each(|result| result.customer = None);
        trial
            .write(scope, move |tx, _| {
                Box::pin(async move {
                    tx.write_row_results(id, &results).await.unwrap();
                    tx.note_keys(id, &keys).await.unwrap();
                })
            })
            .await;
        all.results.extend(taken.results);
    }
    all
}

/// What became of the merchant's customers by a file after the other.
async fn outcome_of(trial: &Trial, name: &str, files: &[File], at_a_time: usize) -> Vec<Outcome> {
    // Each begins at the same instant, so that what was said is as old.
    trial.clock.set("2026-11-21T12:00:00Z".parse().unwrap());
    let scope: Scope = trial.new_merchant(name).await;
    let counting = Environment::new(Arc::clone(&trial.clock) as _, Arc::new(Counting::default()));
    // Of two whom a row may be about it names the one with the lower id: those who are there have them in the same order each time.
    let environment = counting.clone();
    trial
        .write(scope, move |tx, stage| {
            Box::pin(async move { file::prepare(tx, &Stage { environment, ..stage }).await })
        })
        .await;
    let mut outcomes = Vec::new();
    for (number, file) in (0_u128..).zip(files) {
        trial.clock.advance(chrono::Duration::seconds(1));
        let (import, rows) = file.import(uuid::Uuid::from_u128(number + 1));
        let foreseen = look(trial, scope, &counting, (&import, &rows), at_a_time).await;
        let (environment, told) = (counting.clone(), format!("{at_a_time} at a time: {file:?}"));
        let outcome = trial
            .write(scope, move |tx, stage| {
                Box::pin(async move {
                    tx.update_import(&import).await.unwrap();
                    let taken = Box::pin(take(tx, (&stage, &environment), &import, &rows, at_a_time)).await;
                    assert_eq!(fates(&taken), fates(&foreseen), "the dry run said otherwise: {told}");
                    outcome(tx, taken).await
                })
            })
            .await;
        outcomes.push(outcome);
    }
    outcomes
}

fn fates(taken: &TakenRows) -> Vec<(u64, String, String)> {
    let fate = |result: &regulars_interchange::RowResult| {
        (result.number, format!("{:?}", result.disposition), format!("{:?}", result.remarks))
    };
    taken.results.iter().map(fate).collect()
}

#[tokio::test]
async fn many_rows_at_once_come_to_what_each_by_itself_does() {
    on_each_database(async |trial| {
        let mut runner = TestRunner::default();
        for round in 0..ROUNDS {
            let tree = proptest::collection::vec(file(), 2..=3).new_tree(&mut runner).unwrap();
            let files = tree.current();
            let one = outcome_of(&trial, &format!("one{round}"), &files, 1).await;
            let few = outcome_of(&trial, &format!("few{round}"), &files, 3).await;
            let all = outcome_of(&trial, &format!("all{round}"), &files, usize::MAX).await;
            assert_eq!(one, few, "{files:?}");
            assert_eq!(one, all, "{files:?}");
        }
    })
    .await;
}
