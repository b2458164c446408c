//! Taking JSON apart, and remembering what was wrong with it.

use std::ops::RangeInclusive;

use regulars_kernel::Label;
use serde_json::{Map, Value};

use crate::{Filter, FilterError, FilterErrorCode};

/// Collects the faults of one filter.
#[derive(Default)]
pub(super) struct Reader {
    errors: Vec<FilterError>,
    nodes: usize,
    of_store: bool,
}

/// The most faults that are reported.
const MOST_ERRORS: usize = 100;

/// The pointer to a member of the object at `pointer`.
pub(super) fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

impl Reader {
    /// Reads what a store keeps.
    pub(super) fn of_store() -> Self {
        Self { of_store: true, ..Self::default() }
    }

    /// Whether this is what a store keeps.
    pub(super) const fn is_of_store(&self) -> bool {
        self.of_store
    }

    /// The faults found.
    pub(super) fn into_errors(self) -> Vec<FilterError> {
        self.errors
    }

    /// Reports a fault. Answers `None`, which is what its caller has.
    pub(super) fn fault<T>(
        &mut self,
        pointer: &str,
        code: FilterErrorCode,
        detail: impl Into<String>,
    ) -> Option<T> {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(FilterError { pointer: pointer.to_owned(), code, detail: detail.into() });
        }
        None
    }

    /// Counts one node more, and tells whether the tree may have it.
    pub(super) fn count_node(&mut self) -> bool {
        self.nodes += 1;
        if self.nodes == Filter::MAX_NODES + 1 {
            let detail = format!("a filter has at most {} nodes", Filter::MAX_NODES);
            self.errors.truncate(MOST_ERRORS - 1);
            self.fault::<()>("", FilterErrorCode::TooManyNodes, detail);
        }
        !self.is_stopped()
    }

    /// Whether the tree has too many nodes to be read on.
    pub(super) fn is_stopped(&self) -> bool {
        self.nodes > Filter::MAX_NODES
    }

    /// The members of an object.
    pub(super) fn object<'a>(&mut self, value: &'a Value, pointer: &str) -> Option<&'a Map<String, Value>> {
        match value.as_object() {
            Some(members) => Some(members),
            None => self.fault(pointer, FilterErrorCode::WrongType, "must be an object"),
        }
    }

    /// Reports every member that is not `known`.
    pub(super) fn only(&mut self, members: &Map<String, Value>, pointer: &str, known: &[&str]) {
        for key in members.keys().filter(|key| !known.contains(&key.as_str())) {
            let detail = format!("is not known here; known is {}", known.join(", "));
            self.fault::<()>(&child(pointer, key), FilterErrorCode::UnknownKey, detail);
        }
    }

    /// A member that must be there.
    pub(super) fn required<'a>(
        &mut self,
        members: &'a Map<String, Value>,
        pointer: &str,
        key: &str,
    ) -> Option<&'a Value> {
        match members.get(key) {
            Some(value) => Some(value),
            None => self.fault(&child(pointer, key), FilterErrorCode::MissingKey, "is missing"),
        }
    }

    /// The items of an array.
    pub(super) fn array<'a>(&mut self, value: &'a Value, pointer: &str) -> Option<&'a [Value]> {
        match value.as_array() {
            Some(values) => Some(values),
            None => self.fault(pointer, FilterErrorCode::WrongType, "must be an array"),
        }
    }

    /// The values of a list: at least one and not too many, each read by `read`.
    pub(super) fn list<T>(
        &mut self,
        value: &Value,
        pointer: &str,
        mut read: impl FnMut(&mut Self, &Value, &str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let values = self.array(value, pointer)?;
        if values.is_empty() {
            return self.fault(pointer, FilterErrorCode::EmptyList, "must have at least one value");
        }
        if values.len() > Filter::MAX_VALUES {
            let detail = format!("must have at most {} values", Filter::MAX_VALUES);
            return self.fault(pointer, FilterErrorCode::TooManyValues, detail);
        }
        let mut items = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            items.extend(read(self, value, &format!("{pointer}/{index}")));
        }
        (items.len() == values.len()).then_some(items)
    }

    /// The two ends of a range, each read by `read`.
    pub(super) fn pair<T>(
        &mut self,
        value: &Value,
        pointer: &str,
        mut read: impl FnMut(&mut Self, &Value, &str) -> Option<T>,
    ) -> Option<(T, T)> {
        let [first, second] = self.array(value, pointer)? else {
            return self.fault(pointer, FilterErrorCode::InvalidValue, "must have exactly two values");
        };
        let first = read(self, first, &format!("{pointer}/0"));
        let second = read(self, second, &format!("{pointer}/1"));
        first.zip(second)
    }

    /// Any text.
    pub(super) fn string<'a>(&mut self, value: &'a Value, pointer: &str) -> Option<&'a str> {
        match value.as_str() {
            Some(text) => Some(text),
            None => self.fault(pointer, FilterErrorCode::WrongType, "must be a text"),
        }
    }

    /// A text to compare with: one line, not empty, without surrounding white space.
    pub(super) fn text(&mut self, value: &Value, pointer: &str) -> Option<String> {
        match self.string(value, pointer)?.parse::<Label>() {
            Ok(text) => Some(text.into_string()),
            Err(error) => self.fault(pointer, FilterErrorCode::InvalidValue, error.to_string()),
        }
    }

    /// A whole number in `range`.
    pub(super) fn integer(
        &mut self,
        value: &Value,
        pointer: &str,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        let Some(number) = value.as_i64() else {
            return self.fault(pointer, FilterErrorCode::WrongType, "must be a whole number");
        };
        if range.contains(&number) {
            return Some(number);
        }
        let detail = format!("must be from {} to {}", range.start(), range.end());
        self.fault(pointer, FilterErrorCode::InvalidValue, detail)
    }

    /// One of a list of names.
    pub(super) fn name<T: Copy>(
        &mut self,
        value: &Value,
        pointer: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.string(value, pointer)?;
        if let Some(found) = all.iter().find(|candidate| name(**candidate) == text) {
            return Some(*found);
        }
        let names: Vec<&str> = all.iter().map(|candidate| name(*candidate)).collect();
        let detail = format!("must be one of {}", names.join(", "));
        self.fault(pointer, FilterErrorCode::InvalidValue, detail)
    }

    /// A month, counted from this one.
    pub(super) fn month(&mut self, value: &Value, pointer: &str) -> Option<i32> {
        let farthest = i64::from(Filter::FARTHEST_MONTH);
        self.integer(value, pointer, -farthest..=farthest).and_then(|month| i32::try_from(month).ok())
    }
}
