//! Conditions that are put together at run time from constant texts.

use sea_orm::Value;

/// A condition in which each `?` stands for the next of its values.
///
/// Its text is made of constants only: what a caller sent can be nothing but a value. A condition is three-valued as SQL
/// has it, except that [`Condition::negated`] takes "unknown" for false. `AND` and `OR` never make a true condition out
/// of an unknown one, so the whole is true exactly where it would be if every unknown part were false.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    text: String,
    values: Vec<Value>,
    never_unknown: bool,
}

/// How many conditions stand in one row before they are put into groups: both databases build a chain as deep as it is
/// long, and SQLite refuses one of more than a thousand.
const LONGEST_CHAIN: usize = 8;

impl Condition {
    /// The condition made of `parts` one behind the other, which may be unknown.
    pub fn new(parts: &[&'static str], values: Vec<Value>) -> Self {
        Self { text: parts.concat(), values, never_unknown: false }
    }

    /// The condition that always holds, or never.
    pub fn constant(holds: bool) -> Self {
        Self::new(&[if holds { "TRUE" } else { "FALSE" }], Vec::new()).never_unknown()
    }

    /// The same condition, of which the caller knows that it is either true or false.
    #[must_use]
    pub fn never_unknown(mut self) -> Self {
        self.never_unknown = true;
        self
    }

    /// Adds text behind.
    #[must_use]
    pub fn then(mut self, parts: &[&'static str], values: Vec<Value>) -> Self {
        for part in parts {
            self.text.push_str(part);
        }
        self.values.extend(values);
        self
    }

    /// Adds another condition's text behind.
    #[must_use]
    pub fn then_condition(mut self, other: Self) -> Self {
        self.text.push_str(&other.text);
        self.values.extend(other.values);
        self
    }

    /// All of these hold; true if there are none.
    pub fn all(conditions: Vec<Self>) -> Self {
        Self::joined(conditions, " AND ", true)
    }

    /// At least one of these holds; false if there are none.
    pub fn any(conditions: Vec<Self>) -> Self {
        Self::joined(conditions, " OR ", false)
    }

    /// This does not hold, or is unknown.
    #[must_use]
    pub fn negated(self) -> Self {
        let (before, behind) = if self.never_unknown { ("NOT (", ")") } else { ("(", ") IS NOT TRUE") };
        Self::new(&[before], Vec::new()).then_condition(self).then(&[behind], Vec::new()).never_unknown()
    }

    fn joined(mut conditions: Vec<Self>, word: &'static str, of_none: bool) -> Self {
        while conditions.len() > LONGEST_CHAIN {
            let mut groups = Vec::with_capacity(conditions.len().div_ceil(LONGEST_CHAIN));
            let mut rest = conditions.into_iter().peekable();
            while rest.peek().is_some() {
                groups.push(Self::chain(rest.by_ref().take(LONGEST_CHAIN).collect(), word));
            }
            conditions = groups;
        }
        if conditions.is_empty() { Self::constant(of_none) } else { Self::chain(conditions, word) }
    }

    fn chain(conditions: Vec<Self>, word: &'static str) -> Self {
        let never_unknown = conditions.iter().all(|condition| condition.never_unknown);
        if let [only] = conditions.as_slice() {
            return only.clone();
        }
        let mut chain = Self::new(&[], Vec::new());
        for (index, condition) in conditions.into_iter().enumerate() {
            chain = chain
                .then(&[if index == 0 { "(" } else { word }, "("], Vec::new())
                .then_condition(condition)
                .then(&[")"], Vec::new());
        }
        chain = chain.then(&[")"], Vec::new());
        if never_unknown { chain.never_unknown() } else { chain }
    }

    pub(super) fn into_parts(self) -> (String, Vec<Value>) {
        (self.text, self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &'static str) -> Condition {
        Condition::new(&[text], Vec::new())
    }

    #[test]
    fn an_unknown_condition_is_false_before_it_is_negated() {
        assert_eq!(plain("a = 1").negated().into_parts().0, "(a = 1) IS NOT TRUE");
        assert_eq!(plain("a = 1").negated().negated().into_parts().0, "NOT ((a = 1) IS NOT TRUE)");
        let known = Condition::all(vec![Condition::constant(true), plain("b IS NULL").never_unknown()]);
        assert_eq!(known.negated().into_parts().0, "NOT (((TRUE) AND (b IS NULL)))");
    }

    #[test]
    fn none_at_all_is_a_constant() {
        assert_eq!(Condition::all(Vec::new()), Condition::constant(true));
        assert_eq!(Condition::any(Vec::new()), Condition::constant(false));
    }

    #[test]
    fn values_keep_their_order_in_long_lists() {
        let many = (0..100_i64).map(|number| Condition::new(&["a = ?"], vec![number.into()])).collect();
        let (text, values) = Condition::any(many).into_parts();
        assert_eq!(values, (0..100_i64).map(Value::from).collect::<Vec<_>>());
        assert_eq!(text.matches('?').count(), 100);
        let mut depth = 0_i32;
        let deepest = text.chars().fold(0, |deepest, letter| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            deepest.max(depth)
        });
        assert!(depth == 0 && deepest <= 8, "{depth}, {deepest}");
    }
}
