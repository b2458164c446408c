//! Where carts stand in SQL is where they stand in Rust.

use std::collections::BTreeSet;

use chrono::Duration;
use regulars_filters::{Record, arbitrary};
use regulars_kernel::{CartId, CartState, Instant, PageRequest, PageSize, Scope, StoreError};
use regulars_persistence::Database;
use regulars_purchases::{CartFigures, CartPosition, CartQuery, CartReads, CartSum};

use crate::fixture::fixtures;
use crate::insert::cart_id;
use crate::population::populations;

const CUSTOMERS: usize = 60;

/// The carts of customers that are listed, by pages.
async fn listed(database: &Database, scope: Scope, query: &CartQuery) -> Vec<CartId> {
    let (mut found, mut after) = (Vec::new(), None::<CartPosition>);
    loop {
        let (query, page) = (query.clone(), PageRequest { size: PageSize::new(7).unwrap(), after });
        let page: Result<_, StoreError> =
            database.read(scope, async move |tx| tx.list_carts(&query, page).await).await;
        let page = page.unwrap();
        found.extend(page.items.iter().filter(|cart| cart.customer.is_some()).map(|cart| cart.id));
        match page.next {
            Some(next) => after = Some(next),
            None => return found,
        }
    }
}

fn expected(records: &[Record], now: Instant, states: &[CartState]) -> BTreeSet<CartId> {
    let mut found = BTreeSet::new();
    for (number, record) in records.iter().enumerate() {
        for (which, cart) in record.carts.iter().enumerate() {
            if states.contains(&CartState::of(cart.times, now)) {
                found.insert(cart_id(number, which));
            }
        }
    }
    found
}

/// The figures over the carts of customers and of nobody.
fn figures(records: &[Record], now: Instant) -> CartFigures {
    let mut figures = CartFigures::default();
    let add = |sum: &mut CartSum, total: i64| {
        *sum = CartSum { count: sum.count + 1, total: sum.total + total };
    };
    for (number, record) in records.iter().enumerate() {
        for cart in &record.carts {
            let is_again = number.is_multiple_of(3) && !record.purchases.is_empty();
            let is_there = cart.times.expires_at > now;
            for _ in 0..if is_again && is_there { 2 } else { 1 } {
                if cart.times.abandons_at > now {
                    continue;
                }
                match CartState::of(cart.times, now) {
                    CartState::Recovered => {
                        add(&mut figures.abandoned, cart.total);
                        add(&mut figures.recovered, cart.total);
                    }
                    CartState::Abandoned | CartState::Expired => add(&mut figures.abandoned, cart.total),
                    CartState::Open | CartState::Completed => {}
                }
            }
        }
    }
    figures
}

#[tokio::test]
async fn sql_finds_the_state_that_rust_does() {
    for (name, fixture) in fixtures("carts").await {
        for population in populations(&fixture, CUSTOMERS).await {
            let (scope, records) = (population.scope, population.records);
            for minutes in [-45_000, -60, -1, 0, 1, 60] {
                let now = arbitrary::now() + Duration::minutes(minutes);
                let single = CartState::ALL.iter().map(|state| vec![*state]);
                let several = [vec![CartState::Abandoned, CartState::Expired], CartState::ALL.to_vec()];
                for states in single.chain(several) {
                    let query = CartQuery {
                        states: states.clone(),
                        now,
                        customer: None,
                        external_id: None,
                        from: None,
                        until: None,
                    };
                    let found = listed(&fixture.database, scope, &query).await;
                    let unique: BTreeSet<CartId> = found.iter().copied().collect();
                    assert_eq!(unique.len(), found.len(), "{name}: {states:?}");
                    assert_eq!(unique, expected(&records, now, &states), "{name}, {now}: {states:?}");
                }
                let counted: Result<CartFigures, StoreError> = fixture
                    .database
                    .read(scope, async move |tx| tx.cart_figures(None, None, now).await)
                    .await;
                assert_eq!(counted.unwrap(), figures(&records, now), "{name}, {now}");
            }
        }
    }
}
