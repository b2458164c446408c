//! Lists in every order: the order is that of Rust, pages lose and repeat nobody, and an index gives them.

use chrono::{Datelike, Duration};
use regulars_customers::{Customer, CustomerReads, CustomerSelection, CustomerStore, NewCustomer};
use regulars_kernel::{
    BirthDate, CustomerId, CustomerOrder, CustomerOrderKey, Date, Label, Names, OrderedBy, PageRequest,
    PageSize, Personal, PostalAddress, fold,
};
use sea_orm::{ConnectionTrait, DbBackend};

use super::{add, name, person};
use crate::customers::order::{birthday_queries, push_page};
use crate::trial::on_each_database;
use crate::wall::{FromRow, Row, RowError, ScopedQuery, ScopedSql, values};

fn orders() -> impl Iterator<Item = CustomerOrder> {
    let keys = CustomerOrderKey::ALL.iter().copied();
    let both = keys.flat_map(|key| [true, false].map(|descending| CustomerOrder { key, descending }));
    both.filter(|order| order.key != CustomerOrderKey::NextBirthday)
}

/// The ids in that order, by the words of the rule.
fn sorted(customers: &[Customer], order: CustomerOrder) -> Vec<CustomerId> {
    let folded = |label: &Option<Personal<Label>>| {
        label.as_ref().map(|label| fold(label.expose().as_str())).unwrap_or_default()
    };
    let mut keyed: Vec<(String, CustomerId)> = customers
        .iter()
        .map(|customer| {
            let key = match order.key {
                CustomerOrderKey::CreatedAt => String::new(),
                CustomerOrderKey::UpdatedAt => customer.updated_at.format("%FT%T%.6f").to_string(),
                CustomerOrderKey::LastName => folded(&customer.names.last_name),
                CustomerOrderKey::FirstName => folded(&customer.names.first_name),
                CustomerOrderKey::City => folded(&customer.address.city),
                CustomerOrderKey::BirthDate => {
                    let date = customer.birth_date.as_ref().and_then(|born| born.expose().date());
                    date.map(|date| date.to_string()).unwrap_or_default()
                }
                CustomerOrderKey::NextBirthday => unreachable!("it has a test of its own"),
            };
            (key, customer.id)
        })
        .collect();
    keyed.sort();
    if order.descending {
        keyed.reverse();
    }
    keyed.into_iter().map(|(_, id)| id).collect()
}

const NAMES: [Option<&str>; 12] = [
    Some("Петровић"),
    Some("Petrović"),
    Some("petrovic-Žujović"),
    Some("Đorđević"),
    Some("Zorić"),
    None,
    Some("Łukasz"),
    Some("O'Brien"),
    Some("Straße"),
    Some("Иванов"),
    None,
    Some("Žika"),
];

#[tokio::test]
async fn pages_in_every_order_hold_everybody_once_and_in_the_order_of_rust() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        for (place, last) in NAMES.into_iter().enumerate() {
            // Two of each instant, so that the id decides.
            trial.clock.advance(Duration::microseconds(if place % 2 == 0 { 500_000 } else { 0 }));
            trial
                .write(shop, move |tx, stage| {
                    Box::pin(async move {
                        let new = NewCustomer {
                            names: Names {
                                first_name: NAMES[(place + 3) % NAMES.len()].and_then(name),
                                last_name: last.and_then(name),
                                company: name("Firma"),
                                ..person("Ana", "x").names
                            },
                            address: PostalAddress {
                                city: NAMES[(place + 5) % NAMES.len()].and_then(name),
                                ..person("Ana", "x").address
                            },
                            birth_date: (place % 3 > 0).then(|| {
                                Personal::new(BirthDate::On(
                                    Date::from_ymd_opt(1950 + place as i32 % 4 * 20, 5, 17).unwrap(),
                                ))
                            }),
                            ..person("Ana", "x")
                        };
                        add(tx, &stage, new).await;
                    })
                })
                .await;
        }
        // Some are changed later, the oldest last.
        for place in [7, 3, 0] {
            trial.clock.advance(Duration::seconds(1));
            trial
                .write(shop, move |tx, stage| {
                    Box::pin(async move {
                        let order = CustomerOrder { key: CustomerOrderKey::CreatedAt, descending: false };
                        let page = PageRequest { size: PageSize::DEFAULT, after: None };
                        let all =
                            tx.list_customers(&CustomerSelection::default(), order, page).await.unwrap();
                        let mut record = all.items[place].customer.clone();
                        record.updated_at = stage.environment.now();
                        tx.update_customer(&record, "").await.unwrap();
                    })
                })
                .await;
        }
        let whole = PageRequest { size: PageSize::DEFAULT, after: None };
        let all = trial
            .read(shop, async move |tx| {
                let newest = CustomerOrder::NEWEST_FIRST;
                tx.list_customers(&CustomerSelection::default(), newest, whole).await.unwrap()
            })
            .await;
        let customers: Vec<Customer> = all.items.into_iter().map(|record| record.customer).collect();
        assert_eq!(customers.len(), NAMES.len());
        for order in orders() {
            let mut seen = Vec::new();
            let mut after = None;
            loop {
                let page = PageRequest { size: PageSize::new(3).unwrap(), after };
                let part = trial
                    .read(shop, async move |tx| {
                        tx.list_customers(&CustomerSelection::default(), order, page).await.unwrap()
                    })
                    .await;
                seen.extend(part.items.iter().map(|record| record.customer.id));
                after = part.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(seen, sorted(&customers, order), "{order:?}");
        }
    })
    .await;
}

#[derive(FromRow)]
struct StepOnSqlite {
    detail: String,
}

struct StepOnPostgres {
    detail: String,
}

impl FromRow for StepOnPostgres {
    fn from_row(row: &Row<'_>) -> Result<Self, RowError> {
        Ok(Self { detail: row.get("QUERY PLAN")? })
    }
}

/// Ten thousand customers who differ, past the API.
const MANY: &str = "
    INSERT INTO customers (merchant_id, id, customer_type, last_name, last_name_folded, first_name_folded, city_folded,
        birth_date, birth_month_day, attributes, created_by, search_text, created_at, updated_at)
    SELECT m.id, gen_random_uuid(), 'non_member', 'N' || n, 'n' || n, 'n' || n, 'n' || n, DATE '1950-01-01' + n,
        CASE WHEN n % 3 > 0 THEN to_char(DATE '1950-01-01' + n, 'MMDD')::bigint END, '{}', 'import', '', now(), now() - n * interval '1 second'
    FROM merchants AS m, generate_series(1, 10000) AS n";

#[tokio::test]
async fn every_order_is_that_of_an_index() {
    const EXPLAIN: ScopedSql = ScopedSql::by_dialect(
        "EXPLAIN QUERY PLAN SELECT customers.id FROM customers WHERE customers.merchant_id = $1",
        "EXPLAIN SELECT customers.id FROM customers WHERE customers.merchant_id = $1",
    );
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let connection = sea_orm::Database::connect(&trial.settings().url).await.unwrap();
        if connection.get_database_backend() == DbBackend::Postgres {
            connection.execute_unprepared(MANY).await.unwrap();
            connection.execute_unprepared("ANALYZE customers").await.unwrap();
        }
        for (order, deep) in orders().flat_map(|order| [(order, false), (order, true)]) {
            let plan = trial
                .read(shop, async move |tx| {
                    let by = OrderedBy {
                        updated_at: "2026-11-21T10:00:00Z".parse().unwrap(),
                        first_name: Some("n5"),
                        last_name: Some("n5"),
                        city: Some("n5"),
                        birth_date: Date::from_ymd_opt(1960, 1, 1),
                        birthday: None,
                    };
                    let after = deep.then(|| order.position(CustomerId::new(uuid::Uuid::nil()), by, None));
                    let page = PageRequest { size: PageSize::new(3).unwrap(), after };
                    let mut query = ScopedQuery::new(EXPLAIN, tx.backend(), values![]);
                    push_page(&mut query, "customers", order, &page, tx.backend());
                    let steps: Vec<String> = if tx.backend() == DbBackend::Sqlite {
                        let steps: Vec<StepOnSqlite> = tx.query(query).await.unwrap();
                        steps.into_iter().map(|step| step.detail).collect()
                    } else {
                        let steps: Vec<StepOnPostgres> = tx.query(query).await.unwrap();
                        steps.into_iter().map(|step| step.detail).collect()
                    };
                    steps.join("\n")
                })
                .await;
            let (index, on_sqlite) = match order.key {
                CustomerOrderKey::CreatedAt => ("customers_pkey", "PRIMARY KEY"),
                CustomerOrderKey::UpdatedAt => ("customers_updated", "customers_updated"),
                CustomerOrderKey::LastName => ("customers_last_name", "customers_last_name"),
                CustomerOrderKey::FirstName => ("customers_first_name", "customers_first_name"),
                CustomerOrderKey::City => ("customers_by_city", "customers_by_city"),
                CustomerOrderKey::BirthDate => ("customers_by_birth_date", "customers_by_birth_date"),
                CustomerOrderKey::NextBirthday => unreachable!("it has a test of its own"),
            };
            assert!(plan.contains(index) || plan.contains(on_sqlite), "{order:?}, {deep}: {plan}");
            assert!(!plan.contains("Sort") && !plan.contains("TEMP B-TREE"), "{order:?}, {deep}: {plan}");
            if deep && order.key != CustomerOrderKey::CreatedAt {
                let begins = plan.contains("Index Cond: ((merchant_id = ") && plan.contains(" AND ");
                let begins_on_sqlite = plan.contains("merchant_id=? AND ");
                assert!(begins || begins_on_sqlite, "{order:?}: {plan}");
            }
        }
        connection.close().await.unwrap();
    })
    .await;
}

/// Everybody by the next birthday, by the words of the rule: the leap day is the last of February in common years.
fn by_next_birthday(customers: &[Customer], today: Date) -> Vec<CustomerId> {
    let mut keyed: Vec<_> = customers
        .iter()
        .map(|customer| {
            let day = customer.birth_date.as_ref().map(|born| born.expose().day_of_year());
            let next = day.map(|day| {
                let years = [today.year(), today.year() + 1].into_iter();
                years.filter_map(|year| day.in_year(year)).find(|date| *date >= today).unwrap()
            });
            (next.is_none(), next, day, customer.id)
        })
        .collect();
    keyed.sort();
    keyed.into_iter().map(|(.., id)| id).collect()
}

#[tokio::test]
async fn birthdays_come_in_their_order_over_the_turn_of_the_year() {
    const BORN: [&str; 14] = [
        "1990-12-31",
        "--01-01",
        "2000-02-29",
        "--02-28",
        "--02-29",
        "1985-03-01",
        "--11-21",
        "1990-11-21",
        "",
        "",
        "1971-11-20",
        "--11-22",
        "--12-31",
        "1990-07-15",
    ];
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        for born in BORN {
            trial
                .write(shop, move |tx, stage| {
                    Box::pin(async move {
                        let birth_date = born.parse::<BirthDate>().ok().map(Personal::new);
                        add(tx, &stage, NewCustomer { birth_date, ..person("Ana", "x") }).await;
                    })
                })
                .await;
        }
        let order = CustomerOrder { key: CustomerOrderKey::NextBirthday, descending: false };
        let newest = CustomerOrder::NEWEST_FIRST;
        let whole = PageRequest { size: PageSize::DEFAULT, after: None };
        let everybody = CustomerSelection::default();
        let all = trial
            .read(shop, async move |tx| tx.list_customers(&everybody, newest, whole).await.unwrap())
            .await;
        let customers: Vec<Customer> = all.items.into_iter().map(|record| record.customer).collect();
        for today in [
            "2026-11-21",
            "2026-01-01",
            "2026-12-31",
            "2027-02-28",
            "2027-03-01",
            "2028-02-28",
            "2028-02-29",
            "2028-03-01",
        ] {
            let today: Date = today.parse().unwrap();
            for size in [1, 2, 5, 14, 200] {
                let (mut seen, mut after) = (Vec::new(), None);
                loop {
                    // Midnight passes between two pages, and the list goes on as it began.
                    let now = if after.is_none() { today } else { today + chrono::Days::new(40) };
                    let page =
                        PageRequest { size: PageSize::new(size).unwrap(), after }.beginning(order, now);
                    let everybody = CustomerSelection::default();
                    let part = trial
                        .read(shop, async move |tx| tx.list_customers(&everybody, order, page).await.unwrap())
                        .await;
                    seen.extend(part.items.iter().map(|record| record.customer.id));
                    after = part.next.map(|next| {
                        order.position_of_parts(next.beside().as_deref(), next.id.value()).unwrap()
                    });
                    if after.is_none() {
                        break;
                    }
                }
                assert_eq!(seen, by_next_birthday(&customers, today), "{today}, {size} a page");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn each_part_of_a_year_of_birthdays_is_a_range_of_the_index() {
    const EXPLAIN: ScopedSql = ScopedSql::by_dialect(
        "EXPLAIN QUERY PLAN SELECT customers.id FROM customers WHERE customers.merchant_id = $1",
        "EXPLAIN SELECT customers.id FROM customers WHERE customers.merchant_id = $1",
    );
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let connection = sea_orm::Database::connect(&trial.settings().url).await.unwrap();
        if connection.get_database_backend() == DbBackend::Postgres {
            connection.execute_unprepared(MANY).await.unwrap();
            connection.execute_unprepared("ANALYZE customers").await.unwrap();
        }
        let order = CustomerOrder { key: CustomerOrderKey::NextBirthday, descending: false };
        let some = CustomerId::new(uuid::Uuid::from_u128(7));
        for beside in ["--11-21/--11-21", "--11-21/--05-17", "--11-21/"] {
            let page = PageRequest {
                size: PageSize::new(3).unwrap(),
                after: order.position_of_parts(Some(beside), some.value()),
            };
            let plans = trial
                .read(shop, async move |tx| {
                    let query = ScopedQuery::new(EXPLAIN, tx.backend(), values![]);
                    let mut plans = Vec::new();
                    for part in birthday_queries(&query, "customers", &page) {
                        let steps: Vec<String> = if tx.backend() == DbBackend::Sqlite {
                            let steps: Vec<StepOnSqlite> = tx.query(part).await.unwrap();
                            steps.into_iter().map(|step| step.detail).collect()
                        } else {
                            let steps: Vec<StepOnPostgres> = tx.query(part).await.unwrap();
                            steps.into_iter().map(|step| step.detail).collect()
                        };
                        plans.push(steps.join("\n"));
                    }
                    plans
                })
                .await;
            for plan in plans {
                assert!(plan.contains("customers_birthday"), "{beside}: {plan}");
                assert!(!plan.contains("Sort") && !plan.contains("TEMP B-TREE"), "{beside}: {plan}");
            }
        }
        connection.close().await.unwrap();
    })
    .await;
}
