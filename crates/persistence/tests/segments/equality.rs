//! The compiled SQL finds the customers that the interpreter finds.

use std::collections::BTreeMap;

use regulars_filters::{Filter, Record, ResolvedFilter, arbitrary, matches};
use regulars_kernel::{CustomerId, PageRequest, PageSize, Scope, StoreError};
use regulars_persistence::Database;
use regulars_segments::{AudienceReads, Reach};

use crate::fixture::fixtures;
use crate::insert::customer_id;
use crate::population::{Population, filters, populations};

const CUSTOMERS: usize = 90;
const TREES: usize = 10_000;
/// Every so many of the trees a population has is asked in all the other ways, too.
const ASKED_ANEW: usize = 4;

fn resolve(filter: &Filter) -> ResolvedFilter {
    let (calendar, now) = (arbitrary::calendar(), arbitrary::now());
    filter.resolve_with_links(&calendar, now, &arbitrary::positions_of).unwrap()
}

fn expected(filter: &ResolvedFilter, records: &[Record]) -> Vec<CustomerId> {
    let numbered = records.iter().enumerate().filter(|(_, record)| matches(filter, record));
    numbered.map(|(number, _)| customer_id(number)).collect()
}

/// All customers who pass, page by page.
pub async fn passing(
    database: &Database,
    scope: Scope,
    filter: &ResolvedFilter,
    size: u16,
) -> Vec<CustomerId> {
    let (mut found, mut after) = (Vec::new(), None);
    let size = PageSize::new(size).unwrap();
    loop {
        let filter = filter.clone();
        let page: Result<_, StoreError> = database
            .read(scope, async move |tx| tx.customers_passing(&filter, PageRequest { size, after }).await)
            .await;
        let page = page.unwrap();
        found.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => return found,
        }
    }
}

async fn count(database: &Database, scope: Scope, filter: ResolvedFilter) -> i64 {
    let counted: Result<Reach, StoreError> = database
        .read(scope, async move |tx| tx.reach_of_customers(&filter, &[], arbitrary::now()).await)
        .await;
    counted.unwrap().customers
}

async fn passes(database: &Database, scope: Scope, filter: ResolvedFilter, customer: CustomerId) -> bool {
    let passes: Result<bool, StoreError> =
        database.read(scope, async move |tx| tx.customer_passes(&filter, customer).await).await;
    passes.unwrap()
}

/// Whether each of the filters holds for the customer.
async fn told(
    database: &Database,
    scope: Scope,
    filters: Vec<ResolvedFilter>,
    customer: CustomerId,
) -> Vec<bool> {
    let told: Result<_, StoreError> =
        database.read(scope, async move |tx| tx.conditions_of_customer(&filters, customer).await).await;
    told.unwrap().unwrap()
}

#[tokio::test]
async fn sql_finds_whom_the_interpreter_finds() {
    for (name, fixture) in fixtures("equality").await {
        let populations = populations(&fixture, CUSTOMERS).await;
        let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, filter) in filters(7).take(TREES).enumerate() {
            let resolved = resolve(&filter);
            let Population { scope, records } = &populations[number % populations.len()];
            let expected = expected(&resolved, records);
            let outcome = match expected.len() {
                0 => "nobody",
                CUSTOMERS => "everybody",
                _ => "some",
            };
            *outcomes.entry(outcome).or_default() += 1;
            let found = passing(&fixture.database, *scope, &resolved, PageSize::MAX).await;
            assert_eq!(found, expected, "{name}, tree {number}: {filter:?}");
            if (number / populations.len()) % ASKED_ANEW != 0 {
                continue;
            }
            let counted = count(&fixture.database, *scope, resolved.clone()).await;
            assert_eq!(counted, i64::try_from(expected.len()).unwrap(), "{name}, {number}: {filter:?}");
            if number % 3 == 0 {
                let paged = passing(&fixture.database, *scope, &resolved, 7).await;
                assert_eq!(paged, expected, "{name}, tree {number} by pages: {filter:?}");
            }
            let one = customer_id(number % CUSTOMERS);
            let both = vec![resolved.clone(), resolved.clone().negated()];
            let passes = passes(&fixture.database, *scope, resolved, one).await;
            assert_eq!(passes, expected.contains(&one), "{name}, tree {number}, one customer: {filter:?}");
            let told = told(&fixture.database, *scope, both, one).await;
            assert_eq!(told, [passes, !passes], "{name}, tree {number}, explained: {filter:?}");
        }
        assert!(outcomes["some"] > TREES / 3, "{name}: the trees prove little: {outcomes:?}");
    }
}

#[tokio::test]
async fn the_largest_filter_is_compiled() {
    let leaf = || Filter::Tag(regulars_filters::TagReference::named("vip"));
    let chain = |levels| {
        (0..levels).fold(leaf(), |filter, _| Filter::Not(Box::new(Filter::All(vec![filter, leaf()]))))
    };
    let wide = Filter::Any((0..1_999).map(|_| leaf()).collect());
    for (_, fixture) in fixtures("largest").await {
        let population = &populations(&fixture, 10).await[0];
        for filter in [chain(47), wide.clone()] {
            let resolved = resolve(&filter);
            let found = passing(&fixture.database, population.scope, &resolved, 5).await;
            assert_eq!(found, expected(&resolved, &population.records));
        }
    }
}
