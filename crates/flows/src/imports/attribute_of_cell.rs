//! A cell as the value of a custom attribute, by the attribute's definition.

use std::collections::BTreeMap;

use regulars_customers::{AttributeDefinition, AttributeValue, GivenValue, check_attributes};
use regulars_interchange::{DateOrder, is_yes, read_date, split_list, standing_of};
use regulars_kernel::{AttributeKind, Label, Personal};

/// A value as it is handed on, and as the definition has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellAttribute {
    pub given: GivenValue,
    pub value: Option<AttributeValue>,
}

/// The value, or why the definition does not let it through.
pub(crate) fn attribute_of_cell(
    definition: &AttributeDefinition,
    order: DateOrder,
    text: &str,
) -> Result<CellAttribute, String> {
    let given = given_value(definition.kind(), order, text)?;
    let checked = check_attributes(
        std::slice::from_ref(definition),
        BTreeMap::from([(definition.key.clone(), Some(given.clone()))]),
    );
    match checked {
        Ok(mut values) => {
            let held = values.remove(&definition.key).flatten();
            Ok(CellAttribute { given, value: held.map(|held| held.value) })
        }
        Err(faults) => Err(faults.first().map(|faulty| faulty.fault.to_string()).unwrap_or_default()),
    }
}

fn given_value(kind: AttributeKind, order: DateOrder, text: &str) -> Result<GivenValue, String> {
    let label = |text: &str| text.parse::<Label>().map(Personal::new).map_err(|error| error.to_string());
    Ok(match kind {
        AttributeKind::Text | AttributeKind::Choice => GivenValue::Text(label(text)?),
        AttributeKind::Integer => {
            GivenValue::Integer(text.parse().map_err(|_| "must be a whole number".to_owned())?)
        }
        // A spreadsheet of most of Europe writes a comma.
        AttributeKind::Decimal => GivenValue::Text(label(&text.replace(',', "."))?),
        AttributeKind::Boolean => {
            let known = standing_of(text).is_some();
            match text.to_lowercase().as_str() {
                "true" => GivenValue::Boolean(true),
                "false" => GivenValue::Boolean(false),
                _ if known => GivenValue::Boolean(is_yes(text)),
                _ => return Err("must be yes or no".to_owned()),
            }
        }
        AttributeKind::Date => {
            let date = read_date(text, order).ok_or("must be a date such as 17.05.2026")?;
            GivenValue::Text(label(&date.to_string())?)
        }
        AttributeKind::Choices => {
            GivenValue::List(split_list(text).iter().map(|option| label(option)).collect::<Result<_, _>>()?)
        }
    })
}
