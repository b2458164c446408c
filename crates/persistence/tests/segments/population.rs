//! Random customers of several merchants, and random filters, always the same ones.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use regulars_filters::{Filter, Record, arbitrary};
use regulars_kernel::Scope;

use crate::fixture::Fixture;
use crate::insert::{insert_merchant_data, insert_record};

/// A merchant and its customers. The customer with number `n` is the record at `n`.
pub struct Population {
    pub scope: Scope,
    pub records: Vec<Record>,
}

/// How many merchants there are. Their customers have the same ids, so that one who is seen over the wall is noticed.
const MERCHANTS: usize = 4;

/// Makes and inserts `customers` customers of each merchant.
pub async fn populations(fixture: &Fixture, customers: usize) -> Vec<Population> {
    let mut populations = Vec::with_capacity(MERCHANTS);
    for merchant in 0..MERCHANTS {
        let mut runner = runner(u8::try_from(merchant).unwrap());
        let mut records = pick(&arbitrary::records(customers), &mut runner);
        for (number, record) in records.iter_mut().enumerate() {
            // A card belongs to one member, and here a member to one merchant.
            if number % MERCHANTS != merchant {
                record.cards.clear();
            }
        }
        let scope = fixture.merchant(merchant as u128).await;
        fixture.run("BEGIN").await;
        insert_merchant_data(fixture, scope).await;
        for (number, record) in records.iter().enumerate() {
            insert_record(fixture, scope, number, record).await;
        }
        fixture.run("COMMIT").await;
        populations.push(Population { scope, records });
    }
    fixture.run("ANALYZE").await;
    populations
}

/// Endless random filters.
pub fn filters(seed: u8) -> impl Iterator<Item = Filter> {
    let strategy = arbitrary::filter();
    let mut runner = runner(seed);
    std::iter::repeat_with(move || pick(&strategy, &mut runner))
}

fn runner(seed: u8) -> TestRunner {
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    TestRunner::new_with_rng(Config::default(), random)
}

fn pick<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> S::Value {
    strategy.new_tree(runner).unwrap().current()
}
