//! The custom attributes of somebody who stands for the customers.

use std::collections::BTreeMap;

use regulars_customers::{AttributeDefinition, AttributeReads, AttributeRule, ValueRange};
use regulars_kernel::{Date, Decimal, Personal, StoreError};
use regulars_newsletters::{MergeAttribute, MergePoints, MergeValue, Newsletter, named_attributes};

/// A value of each attribute that the newsletter names, so that whoever looks at it sees where it stands.
pub(super) async fn sample_attributes(
    store: &mut (impl AttributeReads + ?Sized),
    newsletter: &Newsletter,
) -> Result<BTreeMap<MergeAttribute, MergeValue>, StoreError> {
    let named = named_attributes(&newsletter.draft());
    if named.is_empty() {
        return Ok(BTreeMap::new());
    }
    let definitions = store.list_attributes().await?;
    let sample = |definition: &AttributeDefinition| {
        let attribute = MergeAttribute::of_key(definition.key.as_str())?;
        named.contains(&attribute).then(|| Some((attribute, sample_of(definition)?)))?
    };
    let points = named.iter().filter_map(|attribute| {
        let value = sample_of_points(attribute.points()?)?;
        Some((attribute.clone(), value))
    });
    Ok(definitions.iter().filter_map(sample).chain(points).collect())
}

/// What stands where a coupon will. No code is made for a look, and this is none: codes that are made have no 1.
pub(super) fn sample_coupon() -> MergeValue {
    MergeValue::Text(Personal::new("PRIMER12345678".to_owned()))
}

fn sample_of_points(points: MergePoints) -> Option<MergeValue> {
    Some(match points {
        MergePoints::Balance => MergeValue::Integer(520),
        MergePoints::Pending => MergeValue::Integer(30),
        MergePoints::Expiring => MergeValue::Integer(120),
        MergePoints::ExpiresOn => MergeValue::Date(Personal::new(Date::from_ymd_opt(2026, 12, 31)?)),
        MergePoints::Tier => MergeValue::Text(Personal::new("Gold".to_owned())),
        MergePoints::Coupon => sample_coupon(),
    })
}

/// A value that the definition lets through: a text is what people call the attribute.
fn sample_of(definition: &AttributeDefinition) -> Option<MergeValue> {
    let text = |text: &str| Personal::new(text.to_owned());
    Some(match &definition.rule {
        AttributeRule::Text(_) => MergeValue::Text(text(definition.name.as_str())),
        AttributeRule::Integer(range) => MergeValue::Integer(within(*range, 42)),
        AttributeRule::Decimal { decimals: _, range } => {
            MergeValue::Decimal(within(*range, Decimal::from_millionths(12_500_000)))
        }
        AttributeRule::Boolean => MergeValue::Boolean(true),
        AttributeRule::Date(range) => {
            MergeValue::Date(Personal::new(within(*range, Date::from_ymd_opt(2026, 5, 15)?)))
        }
        AttributeRule::Choice(options) => MergeValue::Choice(text(options.as_slice().first()?.as_str())),
        AttributeRule::Choices(options) => {
            let first = options.as_slice().iter().take(2);
            MergeValue::Choices(first.map(|option| text(option.as_str())).collect())
        }
    })
}

/// The value, or the limit that lies nearest to it.
fn within<T: Ord + Copy>(range: ValueRange<T>, value: T) -> T {
    let value = range.min.map_or(value, |min| value.max(min));
    range.max.map_or(value, |max| value.min(max))
}
