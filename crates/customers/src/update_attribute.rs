//! Changes the definition of a custom attribute, as far as it fits the values that customers have.

use chrono::Datelike;
use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, StoreError, fold};

use crate::{
    AttributeDefinition, AttributeKey, AttributeLimits, AttributeRule, AttributeStore, FaultyLimit,
    ValueRange,
};

/// A partial update of a definition. The type never changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributePatch {
    /// By which requests name it.
    pub key: Option<AttributeKey>,
    /// What people call it.
    pub name: Option<Label>,
    /// What its values are limited by.
    pub limits: AttributeLimits,
    /// Where it stands in forms.
    pub position: Option<u16>,
}

/// Why a definition was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateAttributeError {
    /// A limit does not fit.
    #[error(transparent)]
    Limit(#[from] FaultyLimit),
    /// The merchant has another attribute of that key.
    #[error("there is an attribute of that key")]
    KeyTaken,
    /// Customers have values that the new rule would refuse.
    #[error("customers have values that {0} would not let through")]
    ValuesInUse(&'static str),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Values of an attribute that a change of its rule would refuse, as a store finds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedValues {
    /// Any value.
    Any,
    /// Numbers, in the form of [`number_of_date`] and its neighbours, outside of these two, which are let through.
    Outside(Option<i64>, Option<i64>),
    /// One of these options, folded.
    Options(Vec<String>),
}

/// Changes a definition that was read for change. Filters refer to it by its id, so another key changes none.
pub async fn update_attribute(
    store: &mut dyn AttributeStore,
    environment: &Environment,
    before: AttributeDefinition,
    patch: AttributePatch,
) -> Result<AttributeDefinition, UpdateAttributeError> {
    let AttributePatch { key, name, limits, position } = patch;
    let rule = before.rule.clone().limited(limits)?;
    for (field, values) in refused(&before.rule, &rule) {
        if store.has_values(before.id, &values).await? {
            return Err(UpdateAttributeError::ValuesInUse(field));
        }
    }
    let definition = AttributeDefinition {
        key: key.unwrap_or_else(|| before.key.clone()),
        name: name.unwrap_or_else(|| before.name.clone()),
        rule,
        position: position.unwrap_or(before.position),
        updated_at: environment.now(),
        ..before
    };
    if !store.update_attribute(&definition).await? {
        return Err(UpdateAttributeError::KeyTaken);
    }
    store.note_if(environment, AuditNote::updated(&before, &definition)).await?;
    Ok(definition)
}

/// The options that a definition no longer has, folded.
pub fn removed_options(before: &AttributeRule, after: &AttributeRule) -> Vec<String> {
    let kept: Vec<String> = after.options().iter().map(|option| fold(option.as_str())).collect();
    let removed = before.options().iter().map(|option| fold(option.as_str()));
    removed.filter(|option| !kept.contains(option)).collect()
}

/// A date as the number that stores keep of it: the days since the beginning of the common era.
pub fn number_of_date(date: regulars_kernel::Date) -> i64 {
    date.num_days_from_ce().into()
}

/// The values that the rule let through and no longer does, with the limit that refuses them. Lengths and digits behind
/// the point are not looked at one by one: where they become narrower, any value is in the way.
fn refused(before: &AttributeRule, after: &AttributeRule) -> Vec<(&'static str, RefusedValues)> {
    match (before, after) {
        (AttributeRule::Text(before), AttributeRule::Text(after)) => {
            [("min_length", after.min > before.min), ("max_length", after.max < before.max)]
                .into_iter()
                .filter_map(|(field, is_narrower)| is_narrower.then_some((field, RefusedValues::Any)))
                .collect()
        }
        (AttributeRule::Integer(before), AttributeRule::Integer(after)) => {
            outside(*before, *after, |number| number)
        }
        (
            AttributeRule::Decimal { decimals: before_decimals, range: before },
            AttributeRule::Decimal { decimals, range: after },
        ) => {
            let mut refused = outside(*before, *after, regulars_kernel::Decimal::millionths);
            if decimals < before_decimals {
                refused.push(("decimals", RefusedValues::Any));
            }
            refused
        }
        (AttributeRule::Date(before), AttributeRule::Date(after)) => outside(*before, *after, number_of_date),
        _ => match removed_options(before, after) {
            removed if removed.is_empty() => Vec::new(),
            removed => vec![("options", RefusedValues::Options(removed))],
        },
    }
}

fn outside<T: PartialEq + Copy>(
    before: ValueRange<T>,
    after: ValueRange<T>,
    number: fn(T) -> i64,
) -> Vec<(&'static str, RefusedValues)> {
    let mut refused = Vec::new();
    if after.min != before.min && after.min.is_some() {
        refused.push(("min", RefusedValues::Outside(after.min.map(number), None)));
    }
    if after.max != before.max && after.max.is_some() {
        refused.push(("max", RefusedValues::Outside(None, after.max.map(number))));
    }
    refused
}
