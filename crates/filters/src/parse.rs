//! Reading a filter from JSON.

mod anniversary;
mod attribute;
mod cases;
mod consent;
mod employment;
mod field;
mod moment;
mod points;
mod purchases;
mod reaction;
mod reader;
mod redemptions;
#[cfg(test)]
mod tests;
mod tier;

use regulars_kernel::SegmentId;
use serde_json::{Map, Value};

use self::reader::{Reader, child};
use crate::{BuiltIn, Filter, FilterError, FilterErrorCode, SegmentReference, TagReference};

impl Filter {
    /// Reads a filter. Every fault is reported with its place, up to a hundred of them.
    ///
    /// The grammar is closed: an object is exactly one condition, and a key that it does not know is a fault.
    pub fn parse(value: &Value) -> Result<Self, Vec<FilterError>> {
        Self::read(value, Reader::default())
    }

    /// Reads a filter that a store keeps: what [`Filter::to_stored_json`] has written.
    pub fn parse_stored(value: &Value) -> Result<Self, Vec<FilterError>> {
        Self::read(value, Reader::of_store())
    }

    fn read(value: &Value, mut reader: Reader) -> Result<Self, Vec<FilterError>> {
        let filter = reader.node(value, "", 1);
        let errors = reader.into_errors();
        match filter {
            Some(filter) if errors.is_empty() => Ok(filter),
            _ => Err(errors),
        }
    }
}

/// The keys that tell the kinds of conditions apart, in the order in which they are looked for.
const HEADS: [&str; 17] = [
    "all",
    "any",
    "not",
    "field",
    "tag",
    "consent",
    "purchases",
    "anniversary",
    "reaction",
    "employment",
    "cases",
    "points",
    "programme",
    "tier",
    "coupons",
    "rewards",
    "segment",
];

impl Reader {
    fn node(&mut self, value: &Value, pointer: &str, depth: usize) -> Option<Filter> {
        if !self.count_node() {
            return None;
        }
        if depth > Filter::MAX_DEPTH {
            let detail = format!("a filter has at most {} levels", Filter::MAX_DEPTH);
            return self.fault(pointer, FilterErrorCode::TooDeep, detail);
        }
        let members = self.object(value, pointer)?;
        let Some(head) = HEADS.into_iter().find(|head| members.contains_key(*head)) else {
            let detail = format!("must be a condition: an object with one of the keys {}", HEADS.join(", "));
            return self.fault(pointer, FilterErrorCode::UnknownCondition, detail);
        };
        if head == "field" && self.is_of_attribute(members) {
            return self.attribute(members, pointer).map(Filter::Attribute);
        }
        if head == "field" {
            return self.field(members, pointer).map(Filter::Field);
        }
        self.only(members, pointer, &[head]);
        self.condition(head, members, &child(pointer, head), depth)
    }

    fn condition(
        &mut self,
        head: &str,
        members: &Map<String, Value>,
        pointer: &str,
        depth: usize,
    ) -> Option<Filter> {
        let value = members.get(head)?;
        match head {
            "all" => self.nodes(value, pointer, depth).map(Filter::All),
            "any" => self.nodes(value, pointer, depth).map(Filter::Any),
            "not" => self.node(value, pointer, depth + 1).map(|filter| Filter::Not(Box::new(filter))),
            "tag" => self.tag(value, pointer).map(Filter::Tag),
            "consent" => self.consent(value, pointer).map(Filter::Consent),
            "purchases" => self.purchases(value, pointer).map(Filter::Purchases),
            "anniversary" => self.anniversary(value, pointer).map(Filter::Anniversary),
            "reaction" => self.reaction(value, pointer).map(Filter::Reaction),
            "employment" => self.employment(value, pointer).map(Filter::Employment),
            "cases" => self.cases(value, pointer).map(Filter::Cases),
            "points" => self.points(value, pointer).map(Filter::Points),
            "programme" => self.programme(value, pointer).map(Filter::Programme),
            "tier" => self.tier(value, pointer).map(Filter::Tier),
            "coupons" => self.coupons(value, pointer).map(Filter::Redemptions),
            "rewards" => self.rewards(value, pointer).map(Filter::Redemptions),
            _ => self.segment(value, pointer).map(Filter::Segment),
        }
    }

    fn nodes(&mut self, value: &Value, pointer: &str, depth: usize) -> Option<Vec<Filter>> {
        let values = self.array(value, pointer)?;
        let mut filters = Vec::new();
        let mut complete = true;
        for (index, value) in values.iter().enumerate() {
            if self.is_stopped() {
                return None;
            }
            match self.node(value, &format!("{pointer}/{index}"), depth + 1) {
                Some(filter) => filters.push(filter),
                None => complete = false,
            }
        }
        complete.then_some(filters)
    }

    fn tag(&mut self, value: &Value, pointer: &str) -> Option<TagReference> {
        if self.is_of_store() {
            return TagReference::from_stored_json(value)
                .or_else(|| self.fault(pointer, FilterErrorCode::InvalidValue, "must be a tag"));
        }
        self.text(value, pointer).map(TagReference::named)
    }

    fn segment(&mut self, value: &Value, pointer: &str) -> Option<SegmentReference> {
        let text = self.string(value, pointer)?;
        let stored = || text.parse::<SegmentId>().ok().map(SegmentReference::Stored);
        match BuiltIn::from_name(text).map(SegmentReference::BuiltIn).or_else(stored) {
            Some(reference) => Some(reference),
            None => {
                let detail = "must be the id of a segment or the key of a built-in target group";
                self.fault(pointer, FilterErrorCode::InvalidValue, detail)
            }
        }
    }
}
