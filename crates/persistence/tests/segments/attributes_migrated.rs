//! Attributes that customers had before there were definitions.

use regulars_customers::{AttributeReads, AttributeValue, CustomerReads};
use regulars_filters::{AttributeComparison, ResolvedFilter, TextComparison};
use regulars_kernel::{AttributeKind, StoreError};
use regulars_migrations::Migrator;
use regulars_persistence::{Database, refresh_texts};
use sea_orm::Value;
use sea_orm_migration::MigratorTrait;
use serde_json::json;

use crate::equality::passing;
use crate::fixture::{Fixture, fixtures_of};
use crate::insert::customer_id;

const STEP: &str = "m0030_custom_attributes";

async fn customer(fixture: &Fixture, merchant: uuid::Uuid, number: usize, attributes: serde_json::Value) {
    let now = regulars_filters::arbitrary::now();
    let columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", customer_id(number).value().into()),
        ("customer_type", "non_member".into()),
        ("attributes", attributes.into()),
        ("created_by", "user".into()),
        ("search_text", "".into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
    ];
    fixture.insert("customers", columns).await;
}

#[tokio::test]
async fn what_was_free_becomes_defined_by_what_it_holds() {
    let steps = Migrator::migrations();
    let before = steps.iter().position(|step| step.name() == STEP).unwrap();
    for (name, fixture) in fixtures_of("migrated", Some(u32::try_from(before).unwrap())).await {
        let (scope, other) = (fixture.merchant(1).await, fixture.merchant(2).await);
        let merchant = scope.merchant().value();
        // The step itself asks for the folded forms, whatever the texts were written under.
        fixture.run("UPDATE merchant_settings SET texts_version = 1").await;
        let first = json!({"size": 42, "club": "Žuti", "loud": true, "mixed": 5, "flags": false});
        customer(&fixture, merchant, 1, first).await;
        customer(&fixture, merchant, 2, json!({"size": -1, "mixed": "five", "flags": true})).await;
        customer(&fixture, merchant, 3, json!({"mixed": true})).await;
        customer(&fixture, merchant, 4, json!({})).await;
        customer(&fixture, other.merchant().value(), 1, json!({"size": "large"})).await;
        Migrator::up(&fixture.connection, None).await.unwrap();
        assert_eq!(refresh_texts(&fixture.database).await.unwrap(), 2, "{name}");

        let definitions: Result<_, StoreError> =
            fixture.database.read(scope, async |tx| tx.list_attributes().await).await;
        let definitions = definitions.unwrap();
        let defined: Vec<_> =
            definitions.iter().map(|found| (found.key.as_str(), found.kind(), found.position)).collect();
        assert_eq!(
            defined,
            [
                ("club", AttributeKind::Text, 1),
                ("flags", AttributeKind::Boolean, 2),
                ("loud", AttributeKind::Boolean, 3),
                ("mixed", AttributeKind::Text, 4),
                ("size", AttributeKind::Integer, 5),
            ]
        );
        assert_eq!(
            shown(&fixture.database, scope, 1).await,
            "club=Žuti flags=false loud=true mixed=5 size=42"
        );
        assert_eq!(shown(&fixture.database, scope, 2).await, "flags=true mixed=five size=-1");
        assert_eq!(shown(&fixture.database, scope, 3).await, "mixed=true");
        assert_eq!(shown(&fixture.database, scope, 4).await, "");
        assert_eq!(shown(&fixture.database, other, 1).await, "size=large");
        let club = definitions[0].id;
        let folded = AttributeComparison::Text(TextComparison::OneOf(vec!["zuti".to_owned()]));
        let found = passing(&fixture.database, scope, &ResolvedFilter::Attribute(club, folded), 5).await;
        assert_eq!(found, [customer_id(1)], "{name}");
    }
}

async fn shown(database: &Database, scope: regulars_kernel::Scope, number: usize) -> String {
    let found: Result<_, StoreError> =
        database.read(scope, async move |tx| tx.find_customer(customer_id(number)).await).await;
    let customer = found.unwrap().unwrap().customer;
    let value = |value: &AttributeValue| match value {
        AttributeValue::Text(text) => text.expose().as_str().to_owned(),
        AttributeValue::Integer(number) => number.to_string(),
        AttributeValue::Boolean(flag) => flag.to_string(),
        other => panic!("{other:?}"),
    };
    let pairs: Vec<String> = customer
        .attributes
        .iter()
        .map(|(key, held)| format!("{}={}", key.as_str(), value(&held.value)))
        .collect();
    pairs.join(" ")
}
