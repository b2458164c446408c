//! Why a customer is in a segment, or is not.

use regulars_filters::Filter;
use regulars_kernel::{CustomerId, Instant, MerchantCalendar};

use crate::resolve_filter::{KnownToFilter, ResolveFilterError};
use crate::{AudienceReads, SegmentReads};

/// One node of a filter, and whether it holds for the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedNode {
    /// A JSON pointer (RFC 6901) from the root of the filter to the node.
    pub pointer: String,
    /// The node, with what is inside it.
    pub node: Filter,
    /// Whether it holds.
    pub holds: bool,
}

/// Every node of the filter with whether it holds for the customer, each before what is inside it. What is inside a segment
/// that it refers to is not told. None if there is no such customer.
///
/// All conditions are evaluated in one statement about this one customer, by the very compiler that finds everybody, and what
/// joins them is read off them.
pub async fn explain<Store: SegmentReads + AudienceReads>(
    store: &mut Store,
    filter: &Filter,
    customer: CustomerId,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Option<Vec<ExplainedNode>>, ResolveFilterError> {
    let known = KnownToFilter::load(store, filter).await?;
    let mut conditions = Vec::new();
    collect_conditions(&known.bound, &mut conditions);
    let resolved = conditions
        .into_iter()
        .map(|condition| known.resolve(condition, calendar, now))
        .collect::<Result<Vec<_>, _>>()?;
    let Some(answers) = store.conditions_of_customer(&resolved, customer).await? else { return Ok(None) };
    let mut nodes = Vec::new();
    tell(&known.bound, String::new(), &mut answers.into_iter(), &mut nodes);
    Ok(Some(nodes))
}

/// The conditions of the tree, from left to right.
fn collect_conditions<'a>(filter: &'a Filter, found: &mut Vec<&'a Filter>) {
    match filter {
        Filter::All(filters) | Filter::Any(filters) => {
            for filter in filters {
                collect_conditions(filter, found);
            }
        }
        Filter::Not(filter) => collect_conditions(filter, found),
        condition => found.push(condition),
    }
}

/// Adds the node and what is inside it, and tells whether it holds. `answers` are those of the conditions, from left to right.
fn tell(
    filter: &Filter,
    pointer: String,
    answers: &mut impl Iterator<Item = bool>,
    nodes: &mut Vec<ExplainedNode>,
) -> bool {
    let place = nodes.len();
    nodes.push(ExplainedNode { pointer: pointer.clone(), node: filter.clone(), holds: false });
    let holds = match filter {
        Filter::All(filters) => {
            tell_each(filters, &format!("{pointer}/all"), answers, nodes).iter().all(|holds| *holds)
        }
        Filter::Any(filters) => {
            tell_each(filters, &format!("{pointer}/any"), answers, nodes).iter().any(|holds| *holds)
        }
        Filter::Not(filter) => !tell(filter, format!("{pointer}/not"), answers, nodes),
        _ => answers.next().unwrap_or_default(),
    };
    if let Some(node) = nodes.get_mut(place) {
        node.holds = holds;
    }
    holds
}

fn tell_each(
    filters: &[Filter],
    pointer: &str,
    answers: &mut impl Iterator<Item = bool>,
    nodes: &mut Vec<ExplainedNode>,
) -> Vec<bool> {
    let mut told = Vec::with_capacity(filters.len());
    for (index, filter) in filters.iter().enumerate() {
        told.push(tell(filter, format!("{pointer}/{index}"), answers, nodes));
    }
    told
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(filter: &serde_json::Value, answers: &[bool]) -> Vec<(String, bool)> {
        let mut nodes = Vec::new();
        let filter = Filter::parse(filter).unwrap();
        let mut found = Vec::new();
        collect_conditions(&filter, &mut found);
        assert_eq!(found.len(), answers.len());
        tell(&filter, String::new(), &mut answers.iter().copied(), &mut nodes);
        nodes.into_iter().map(|node| (node.pointer, node.holds)).collect()
    }

    #[test]
    fn what_joins_conditions_is_read_off_them() {
        let filter = json!({"all": [
            {"tag": "VIP"},
            {"any": [{"tag": "Novi"}, {"not": {"tag": "Stari"}}]},
            {"all": []},
            {"any": []},
        ]});
        let expected = [
            ("", false),
            ("/all/0", true),
            ("/all/1", true),
            ("/all/1/any/0", false),
            ("/all/1/any/1", true),
            ("/all/1/any/1/not", false),
            ("/all/2", true),
            ("/all/3", false),
        ];
        let expected: Vec<_> = expected.map(|(place, holds)| (place.to_owned(), holds)).into();
        assert_eq!(told(&filter, &[true, false, false]), expected);
    }
}
