//! The custom attributes that the demo's merchant has defined, and the values that its customers have of them.

use std::collections::BTreeMap;

use regulars_customers::{
    AttributeDefinition, AttributeKey, AttributeLimits, AttributeStore, GivenLimit, GivenValue, NewAttribute,
    create_attribute,
};
use regulars_kernel::{AttributeKind, Change, Label, Personal};
use uuid::{Uuid, uuid};

use super::draw::Draw;
use super::fixed_id::environment_of;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

const SHOE_SIZE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e10");
const FAVOURITE_DEPARTMENT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e11");
const DISCOUNT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e12");
const WANTS_CATALOGUE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e13");
const CONTRACT_UNTIL: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e14");
const DIET: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e15");
/// The attribute that the examples delete: nothing compares it.
const FAX: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e16");

const DEPARTMENTS: [&str; 4] = ["Bakery", "Fruit", "Wine", "Cheese"];
const DIETS: [&str; 4] = ["Vegetarian", "Vegan", "Gluten-free", "Lactose-free"];

/// Defines them.
pub async fn make_attributes(ground: &Ground<'_>) -> Result<(), SeedError> {
    ground.database.write(scope(), |tx| Box::pin(async move { define_attributes(tx).await.map(drop) })).await
}

/// Defines them for the merchant of the transaction.
pub async fn define_attributes(
    store: &mut dyn AttributeStore,
) -> Result<Vec<AttributeDefinition>, SeedError> {
    let between = |min: i64, max: i64| AttributeLimits {
        min: Change::Set(GivenLimit::Integer(min)),
        max: Change::Set(GivenLimit::Integer(max)),
        ..AttributeLimits::default()
    };
    let percent = AttributeLimits {
        min: Change::Set(GivenLimit::Text("0".to_owned())),
        max: Change::Set(GivenLimit::Text("30".to_owned())),
        ..AttributeLimits::default()
    };
    let free = AttributeLimits::default;
    let planned = [
        (SHOE_SIZE, "shoe_size", "Shoe size", AttributeKind::Integer, between(30, 50)),
        (
            FAVOURITE_DEPARTMENT,
            "favourite_department",
            "Favourite department",
            AttributeKind::Choice,
            options(&DEPARTMENTS)?,
        ),
        (DISCOUNT, "discount_percent", "Agreed discount in percent", AttributeKind::Decimal, percent),
        (WANTS_CATALOGUE, "wants_catalogue", "Wants the catalogue", AttributeKind::Boolean, free()),
        (CONTRACT_UNTIL, "contract_until", "Contract until", AttributeKind::Date, free()),
        (DIET, "diet", "Diet", AttributeKind::Choices, options(&DIETS)?),
        (FAX, "fax", "Fax", AttributeKind::Text, free()),
    ];
    let mut definitions = Vec::with_capacity(planned.len());
    for (id, name, title, kind, limits) in planned {
        let new = NewAttribute { key: key(name)?, name: label(title)?, kind, limits, position: None };
        definitions.push(create_attribute(store, &environment_of(id)?, new).await.map_err(invalid)?);
    }
    Ok(definitions)
}

fn options(texts: &[&str]) -> Result<AttributeLimits, SeedError> {
    let options = texts.iter().map(|text| label(text)).collect::<Result<Vec<Label>, _>>()?;
    Ok(AttributeLimits { options: Change::Set(options), ..AttributeLimits::default() })
}

/// The attributes of the person with that number. Only two are drawn, so that nothing else that is drawn changes.
pub fn attributes(
    draw: &Draw,
    number: u32,
    is_company: bool,
) -> Result<BTreeMap<AttributeKey, GivenValue>, SeedError> {
    let mut attributes = BTreeMap::new();
    if draw.below(3) == 0 {
        let size = i64::try_from(36 + draw.below(11)).unwrap_or(42);
        attributes.insert(key("shoe_size")?, GivenValue::Integer(size));
    }
    if draw.below(4) == 0 {
        let department: &str = draw.pick::<&str>(&DEPARTMENTS);
        attributes.insert(key("favourite_department")?, text(department)?);
    }
    if is_company {
        attributes.insert(key("discount_percent")?, text(&format!("{}.5", 2 + number % 9))?);
        let until = format!("2027-{:02}-{:02}", 1 + number % 12, 1 + number % 28);
        attributes.insert(key("contract_until")?, text(&until)?);
    }
    if number.is_multiple_of(7) {
        attributes.insert(key("wants_catalogue")?, GivenValue::Boolean(number.is_multiple_of(14)));
    }
    if number % 9 == 4 {
        let has = |place: u32| number / 9 % 4 == place || number / 36 % 4 == place;
        let chosen = DIETS.iter().zip(0..).filter(|(_, place)| has(*place));
        let list = chosen.map(|(diet, _)| label(diet).map(Personal::new)).collect::<Result<_, _>>()?;
        attributes.insert(key("diet")?, GivenValue::List(list));
    }
    Ok(attributes)
}

/// The name of an attribute.
pub fn key(name: &str) -> Result<AttributeKey, SeedError> {
    name.parse().map_err(invalid)
}

fn text(text: &str) -> Result<GivenValue, SeedError> {
    Ok(GivenValue::Text(Personal::new(label(text)?)))
}
