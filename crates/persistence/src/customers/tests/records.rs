//! Records survive their store, and unique values stay unique.

use std::collections::BTreeMap;

use regulars_customers::{
    BornPatch, CreateCustomerError, CustomerPatch, CustomerReads, CustomerStore, DataConsent, GivenValue,
    NewCustomer, UpdateCustomerError, Utm, create_customer, update_customer,
};
use regulars_kernel::{
    Change, CustomerId, CustomerType, Gender, Names, Personal, Phone, PostalAddress, PurchaseTotals,
};

use super::{add, buy, define, label, name, person};
use crate::trial::on_each_database;
use crate::wall::{FromRow, ScopedSql, values};

pub(super) fn everything() -> NewCustomer {
    NewCustomer {
        external_id: Some(label("K-17")),
        gender: Some(Gender::Female),
        names: Names {
            title: name("Prof. Dr."),
            first_name: name("Ana"),
            last_name: name("Đorđević"),
            vocative: name("Đorđeviću"),
            company: name("Delta"),
        },
        email: Some("Ana@example.com".parse().unwrap()),
        phone: Some(Phone::parse("+381641234567", None).unwrap()),
        birth_date: Some(Personal::new("1992-02-29".parse().unwrap())),
        language: Some("sr-Cyrl-RS".parse().unwrap()),
        address: PostalAddress {
            street: name("Bulevar 1"),
            postcode: name("21000"),
            city: name("Novi Sad"),
            country: Some("RS".parse().unwrap()),
        },
        tags: Vec::new(),
        attributes: BTreeMap::from([
            ("size".parse().unwrap(), GivenValue::Integer(-42)),
            ("vip".parse().unwrap(), GivenValue::Boolean(true)),
            ("note".parse().unwrap(), GivenValue::Text(Personal::new(label("čaj \"zeleni\"")))),
        ]),
        utm: Utm {
            source: Some(label("google")),
            medium: Some(label("cpc")),
            campaign: Some(label("autumn")),
            term: Some(label("tea")),
            content: Some(label("banner")),
        },
        last_utm: Some(Utm { medium: Some(label("viber")), ..Utm::default() }),
        referral_id: Some(label("R-1")),
        data_consent: Some(DataConsent { source: label("form"), text_version: Some(label("2026-01")) }),
        created_by: None,
    }
}

#[tokio::test]
async fn every_field_survives_the_store() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let (full, bare) = trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let full = add(tx, &stage, everything()).await;
                    (full, add(tx, &stage, person("Bare", "Bones")).await)
                })
            })
            .await;
        for record in [full, bare] {
            let id = record.customer.id;
            let found = trial.read(shop, async move |tx| tx.find_customer(id).await).await;
            assert_eq!(found.unwrap(), Some(record));
        }
    })
    .await;
}

#[tokio::test]
async fn columns_that_follow_from_others_are_in_step() {
    #[derive(Debug, PartialEq, FromRow)]
    struct Derived {
        last_name_folded: Option<String>,
        city_folded: Option<String>,
        email_folded: Option<String>,
        birth_month_day: Option<i64>,
        search_text: String,
    }
    const DERIVED: ScopedSql = ScopedSql::new(
        "SELECT last_name_folded, city_folded, email_folded, birth_month_day, search_text FROM customers
         WHERE merchant_id = $1 AND id = $2",
    );
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let id = add(tx, &stage, everything()).await.customer.id;
                    let derived: Derived = tx.one(DERIVED, values![id.value()]).await.unwrap();
                    assert_eq!(derived.last_name_folded.as_deref(), Some("dordevic"));
                    assert_eq!(derived.city_folded.as_deref(), Some("novi sad"));
                    assert_eq!(derived.email_folded.as_deref(), Some("ana@example.com"));
                    assert_eq!(derived.birth_month_day, Some(229));
                    assert!(derived.search_text.contains("ana dordevic"));
                    let patch = CustomerPatch {
                        names: Names {
                            last_name: Change::Set(Personal::new(label("JOVIĆ"))),
                            ..Names::default()
                        },
                        city: Change::Clear,
                        email: Change::Clear,
                        born: BornPatch::to("1992-12-01".parse().unwrap()),
                        ..CustomerPatch::default()
                    };
                    update_customer(tx, &stage.environment, &stage.calendar, id, patch).await.unwrap();
                    let derived: Derived = tx.one(DERIVED, values![id.value()]).await.unwrap();
                    assert_eq!(derived.last_name_folded.as_deref(), Some("jovic"));
                    assert_eq!((derived.city_folded, derived.email_folded), (None, None));
                    assert_eq!(derived.birth_month_day, Some(1201));
                    assert!(derived.search_text.contains("ana jovic"));
                    assert!(!derived.search_text.contains("novi sad"));
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn an_update_writes_what_it_answers_and_leaves_the_rest() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let before = trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let record = add(tx, &stage, everything()).await;
                    buy(tx, record.customer.id, 500, "2026-11-01T10:00:00Z").await.unwrap();
                    record
                })
            })
            .await;
        let id = before.customer.id;
        trial.clock.advance(chrono::Duration::hours(1));
        let after = trial
            .write(shop, move |tx, stage| {
                Box::pin(async move {
                    let new = ("new".parse().unwrap(), GivenValue::Integer(1));
                    define(
                        tx,
                        &stage,
                        &NewCustomer { attributes: BTreeMap::from([new]), ..NewCustomer::default() },
                    )
                    .await;
                    let attributes = BTreeMap::from([
                        ("vip".parse().unwrap(), None),
                        ("new".parse().unwrap(), Some(GivenValue::Integer(1))),
                    ]);
                    let patch = CustomerPatch {
                        names: Names { company: Change::Clear, ..Names::default() },
                        attributes: Change::Set(attributes),
                        ..CustomerPatch::default()
                    };
                    update_customer(tx, &stage.environment, &stage.calendar, id, patch).await.unwrap()
                })
            })
            .await;
        let found = trial.read(shop, async move |tx| tx.find_customer(id).await).await;
        assert_eq!(found.unwrap(), Some(after.clone()));
        assert_eq!(after.customer.names.company, None);
        assert_eq!(after.customer.email, before.customer.email);
        assert_eq!(after.purchases.total, 500);
        assert!(after.customer.updated_at > before.customer.updated_at);
        let keys: Vec<&str> = after.customer.attributes.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["new", "note", "size"]);
    })
    .await;
}

#[tokio::test]
async fn an_external_id_is_unique_within_its_merchant() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let second = trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    add(tx, &stage, everything()).await;
                    let again =
                        create_customer(tx, &stage.environment, &stage.calendar, stage.scope, everything())
                            .await;
                    assert!(matches!(again, Err(CreateCustomerError::ExternalIdTaken)));
                    // The transaction goes on.
                    add(tx, &stage, person("Second", "One")).await.customer.id
                })
            })
            .await;
        trial
            .write(other, |tx, stage| {
                Box::pin(async move {
                    add(tx, &stage, everything()).await;
                })
            })
            .await;
        trial
            .rehearse(shop, move |tx, stage| {
                Box::pin(async move {
                    let patch =
                        CustomerPatch { external_id: Change::Set(label("K-17")), ..CustomerPatch::default() };
                    let taken = update_customer(tx, &stage.environment, &stage.calendar, second, patch).await;
                    assert!(matches!(taken, Err(UpdateCustomerError::ExternalIdTaken)));
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn another_merchant_s_customer_does_not_exist() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let id = trial
            .write(shop, |tx, stage| {
                Box::pin(async move { add(tx, &stage, person("Ana", "Petrović")).await.customer.id })
            })
            .await;
        trial
            .write(other, move |tx, stage| {
                Box::pin(async move {
                    assert_eq!(tx.find_customer(id).await.unwrap(), None);
                    let patch = CustomerPatch::default();
                    let update = update_customer(tx, &stage.environment, &stage.calendar, id, patch).await;
                    assert!(matches!(update, Err(UpdateCustomerError::UnknownCustomer)));
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_person_who_is_not_a_member_needs_the_merchant_s_statement() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let silent = NewCustomer { data_consent: None, ..person("Ana", "Petrović") };
                    let refused =
                        create_customer(tx, &stage.environment, &stage.calendar, stage.scope, silent).await;
                    assert!(matches!(refused, Err(CreateCustomerError::DataConsentMissing)));
                    let unborn = Some(Personal::new("2026-11-22".parse().unwrap()));
                    let unborn = NewCustomer { birth_date: unborn, ..person("Ana", "Petrović") };
                    let refused =
                        create_customer(tx, &stage.environment, &stage.calendar, stage.scope, unborn).await;
                    assert!(matches!(refused, Err(CreateCustomerError::BirthDate(_))));
                    let record = add(tx, &stage, person("Ana", "Petrović")).await;
                    assert_eq!(record.customer.customer_type, CustomerType::NonMember);
                    assert_eq!(record.customer.source.created_by.as_str(), "system");
                    assert_eq!(record.purchases, PurchaseTotals::default());
                    let unknown = CustomerId::new(stage.environment.new_id());
                    assert_eq!(tx.find_customer_for_change(unknown).await.unwrap(), None);
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn updates_of_different_fields_at_once_are_both_kept() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let id = trial
            .write(shop, |tx, stage| {
                Box::pin(async move { add(tx, &stage, person("Ana", "Petrović")).await.customer.id })
            })
            .await;
        let patches = [
            CustomerPatch {
                names: Names { company: Change::Set(Personal::new(label("Delta"))), ..Names::default() },
                ..CustomerPatch::default()
            },
            CustomerPatch { city: Change::Set(Personal::new(label("Niš"))), ..CustomerPatch::default() },
            CustomerPatch { gender: Change::Set(Gender::Female), ..CustomerPatch::default() },
        ];
        let write = async |patch: CustomerPatch| {
            trial
                .write(shop, move |tx, stage| {
                    Box::pin(async move {
                        update_customer(tx, &stage.environment, &stage.calendar, id, patch).await.unwrap();
                    })
                })
                .await;
        };
        futures_util::future::join_all(patches.map(write)).await;
        let found = trial.read(shop, async move |tx| tx.find_customer(id).await).await;
        let customer = found.unwrap().unwrap().customer;
        assert_eq!((customer.names.company, customer.address.city), (name("Delta"), name("Niš")));
        assert_eq!(customer.gender, Some(Gender::Female));
    })
    .await;
}
