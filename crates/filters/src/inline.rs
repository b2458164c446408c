//! Putting the filters of segments in the place of references to them.

use regulars_kernel::SegmentId;

use crate::{Filter, FilterError, FilterErrorCode, SegmentReference};

/// The most nodes of a tree whose references have been replaced.
pub const MAX_INLINED_NODES: usize = 2_000;
/// The most levels of a tree whose references have been replaced.
pub const MAX_INLINED_DEPTH: usize = 96;

/// The same filter without references: each is replaced by the filter of its segment, and so on inside that one.
///
/// `find` answers the filter of a stored segment of the merchant, or `None` if there is none. It is not asked for the
/// built-in groups. The pointer of an error is the place in `filter` that leads to it.
///
/// Before a segment is stored, call this with a `find` that already answers the new filter for the segment's own id, so
/// that a cycle through it is found.
pub fn inline_segments(
    filter: &Filter,
    find: &dyn Fn(SegmentId) -> Option<Filter>,
) -> Result<Filter, FilterError> {
    Inlining { find, path: Vec::new(), nodes: 0 }.node(filter, "", 1)
}

struct Inlining<'a> {
    find: &'a dyn Fn(SegmentId) -> Option<Filter>,
    path: Vec<SegmentId>,
    nodes: usize,
}

impl Inlining<'_> {
    fn node(&mut self, filter: &Filter, pointer: &str, depth: usize) -> Result<Filter, FilterError> {
        self.nodes += 1;
        if self.nodes > MAX_INLINED_NODES {
            let detail = format!("has more than {MAX_INLINED_NODES} nodes together with its segments");
            return Err(error(pointer, FilterErrorCode::TooManyNodes, detail));
        }
        if depth > MAX_INLINED_DEPTH {
            let detail = format!("has more than {MAX_INLINED_DEPTH} levels together with its segments");
            return Err(error(pointer, FilterErrorCode::TooDeep, detail));
        }
        Ok(match filter {
            Filter::All(filters) => Filter::All(self.nodes(filters, pointer, "all", depth)?),
            Filter::Any(filters) => Filter::Any(self.nodes(filters, pointer, "any", depth)?),
            Filter::Not(filter) => {
                let pointer = self.place(pointer, "/not");
                Filter::Not(Box::new(self.node(filter, &pointer, depth + 1)?))
            }
            Filter::Segment(SegmentReference::BuiltIn(group)) => group.filter(),
            Filter::Segment(SegmentReference::Stored(id)) => {
                let pointer = self.place(pointer, "/segment");
                self.segment(*id, &pointer, depth)?
            }
            Filter::Field(_)
            | Filter::Attribute(_)
            | Filter::Tag(_)
            | Filter::Consent(_)
            | Filter::Purchases(_)
            | Filter::Anniversary(_)
            | Filter::Reaction(_)
            | Filter::Employment(_)
            | Filter::Cases(_)
            | Filter::Points(_)
            | Filter::Programme(_)
            | Filter::Tier(_)
            | Filter::Redemptions(_) => filter.clone(),
        })
    }

    fn nodes(
        &mut self,
        filters: &[Filter],
        pointer: &str,
        key: &str,
        depth: usize,
    ) -> Result<Vec<Filter>, FilterError> {
        filters
            .iter()
            .enumerate()
            .map(|(index, filter)| {
                let pointer = self.place(pointer, &format!("/{key}/{index}"));
                self.node(filter, &pointer, depth + 1)
            })
            .collect()
    }

    fn segment(&mut self, id: SegmentId, pointer: &str, depth: usize) -> Result<Filter, FilterError> {
        if self.path.contains(&id) {
            let detail = "refers to itself by way of other segments";
            return Err(error(pointer, FilterErrorCode::SegmentCycle, detail));
        }
        let Some(filter) = (self.find)(id) else {
            return Err(error(pointer, FilterErrorCode::UnknownSegment, "is not the id of a segment"));
        };
        self.path.push(id);
        let inlined = self.node(&filter, pointer, depth);
        self.path.pop();
        inlined
    }

    /// The pointer to a part of a node. Inside a segment it stays at the reference that leads there.
    fn place(&self, pointer: &str, step: &str) -> String {
        if self.path.is_empty() { format!("{pointer}{step}") } else { pointer.to_owned() }
    }
}

fn error(pointer: &str, code: FilterErrorCode, detail: impl Into<String>) -> FilterError {
    FilterError { pointer: pointer.to_owned(), code, detail: detail.into() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use uuid::Uuid;

    use super::*;
    use crate::BuiltIn;

    fn id(number: u128) -> SegmentId {
        SegmentId::new(Uuid::from_u128(number))
    }

    fn reference(number: u128) -> Filter {
        Filter::Segment(SegmentReference::Stored(id(number)))
    }

    fn tag(name: &str) -> Filter {
        Filter::Tag(crate::TagReference::named(name))
    }

    fn inline(filter: &Filter, stored: &[(u128, Filter)]) -> Result<Filter, FilterError> {
        let stored: BTreeMap<SegmentId, Filter> =
            stored.iter().map(|(number, filter)| (id(*number), filter.clone())).collect();
        inline_segments(filter, &|id| stored.get(&id).cloned())
    }

    #[test]
    fn references_are_replaced_inside_segments_too() {
        let filter = Filter::All(vec![tag("vip"), Filter::Not(Box::new(reference(1)))]);
        let stored = [(1, Filter::Any(vec![reference(2), reference(2)])), (2, tag("blocked"))];
        let blocked = Filter::Any(vec![tag("blocked"), tag("blocked")]);
        let expected = Filter::All(vec![tag("vip"), Filter::Not(Box::new(blocked))]);
        assert_eq!(inline(&filter, &stored), Ok(expected));
        assert_eq!(filter.stored_segments().into_iter().collect::<Vec<_>>(), [id(1)]);
    }

    #[test]
    fn built_in_groups_are_known() {
        let filter = Filter::Segment(SegmentReference::BuiltIn(BuiltIn::Lost));
        assert_eq!(inline(&filter, &[]), Ok(BuiltIn::Lost.filter()));
    }

    #[test]
    fn an_unknown_segment_is_found_at_its_place() {
        let filter = Filter::All(vec![tag("vip"), Filter::Not(Box::new(reference(7)))]);
        let error = inline(&filter, &[]).unwrap_err();
        assert_eq!(
            (error.pointer.as_str(), error.code),
            ("/all/1/not/segment", FilterErrorCode::UnknownSegment)
        );
    }

    #[test]
    fn a_cycle_is_found_at_the_reference_that_leads_into_it() {
        let stored =
            [(1, Filter::Any(vec![tag("vip"), reference(2)])), (2, Filter::Not(Box::new(reference(1))))];
        let error = inline(&Filter::All(vec![reference(1)]), &stored).unwrap_err();
        assert_eq!((error.pointer.as_str(), error.code), ("/all/0/segment", FilterErrorCode::SegmentCycle));
    }

    #[test]
    fn segments_that_multiply_are_stopped() {
        let twice = |number| Filter::Any(vec![reference(number), reference(number)]);
        let stored: Vec<(u128, Filter)> = (1..30).map(|number| (number, twice(number + 1))).collect();
        assert_eq!(inline(&reference(1), &stored).unwrap_err().code, FilterErrorCode::UnknownSegment);
        let mut complete = stored;
        complete.push((30, tag("vip")));
        assert_eq!(inline(&reference(1), &complete).unwrap_err().code, FilterErrorCode::TooManyNodes);
    }

    #[test]
    fn a_long_chain_of_negations_is_stopped() {
        let negated = |number| Filter::Not(Box::new(reference(number)));
        let stored: Vec<(u128, Filter)> = (1..200).map(|number| (number, negated(number + 1))).collect();
        assert_eq!(inline(&reference(1), &stored).unwrap_err().code, FilterErrorCode::TooDeep);
    }
}
