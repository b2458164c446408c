//! Who a newsletter is meant for, as JSON: one of `{"segment": …}`, `{"filter": …}`, `{"customers": […]}`.

use regulars_filters::{BuiltIn, Filter, SegmentReference};
use regulars_kernel::{CustomerId, StoreError};
use regulars_newsletters::{Audience, PickedCustomers};
use serde_json::Value;

use crate::error::inconsistent;

/// Reads what [`Audience::to_json`] has written.
pub(crate) fn audience_from_json(json: &Value) -> Result<Audience, StoreError> {
    if let Some(segment) = json.get("segment").and_then(Value::as_str) {
        let reference = match BuiltIn::from_name(segment) {
            Some(group) => SegmentReference::BuiltIn(group),
            None => SegmentReference::Stored(segment.parse().map_err(wrong)?),
        };
        return Ok(Audience::Segment(reference));
    }
    if let Some(filter) = json.get("filter") {
        let filter = Filter::parse_stored(filter).map_err(|errors| {
            wrong(errors.first().map_or_else(|| "a filter without a fault".to_owned(), ToString::to_string))
        })?;
        return Ok(Audience::Filter(filter));
    }
    let ids =
        json.get("customers").and_then(Value::as_array).ok_or_else(|| wrong("an audience of no kind"))?;
    let ids = ids
        .iter()
        .map(|id| id.as_str().unwrap_or_default().parse::<CustomerId>().map_err(wrong))
        .collect::<Result<_, _>>()?;
    PickedCustomers::new(ids).map(Audience::Customers).map_err(wrong)
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("newsletters", what)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_of_audience_comes_back() {
        let id = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f10";
        let filter = json!({"any": [{"tag": "vip"}, {"segment": "lost"}]});
        for audience in [
            Audience::Segment(SegmentReference::BuiltIn(BuiltIn::Lost)),
            Audience::Segment(SegmentReference::Stored(id.parse().unwrap())),
            Audience::Filter(Filter::parse(&filter).unwrap()),
            Audience::Customers(PickedCustomers::new(vec![id.parse().unwrap()]).unwrap()),
        ] {
            assert_eq!(audience_from_json(&audience.to_json()).unwrap(), audience);
        }
        for wrong in [json!({}), json!({"segment": "nobody"}), json!({"customers": []})] {
            assert!(audience_from_json(&wrong).is_err(), "{wrong}");
        }
    }
}
