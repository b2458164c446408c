//! Queries whose conditions depend on the request.

use sea_orm::Value;

use super::condition::Condition;
use super::statement::ScopedSql;

/// A query that begins with a [`ScopedSql`] text, which ends inside its `WHERE`, and grows by conditions.
#[derive(Clone)]
pub struct ScopedQuery {
    text: String,
    values: Vec<Value>,
}

impl ScopedQuery {
    /// Begins with `head`, whose parameters behind `$1` are `values`.
    pub fn new(head: ScopedSql, backend: sea_orm::DbBackend, values: Vec<Value>) -> Self {
        Self { text: head.text(backend).to_owned(), values }
    }

    /// Adds text in which each `?` stands for the next of `values`.
    pub fn push(&mut self, fragment: &str, values: impl IntoIterator<Item = Value>) -> &mut Self {
        let mut values = values.into_iter();
        for part in fragment.split_inclusive('?') {
            if let Some(plain) = part.strip_suffix('?')
                && let Some(value) = values.next()
            {
                self.values.push(value);
                self.text.push_str(plain);
                self.text.push('$');
                self.text.push_str(&(self.values.len() + 1).to_string());
            } else {
                self.text.push_str(part);
            }
        }
        self
    }

    /// Adds a condition, in parentheses.
    pub fn push_condition(&mut self, condition: Condition) -> &mut Self {
        let (text, values) = condition.into_parts();
        self.push("(", []).push(&text, values).push(")", [])
    }

    pub(super) fn into_parts(self) -> (String, Vec<Value>) {
        (self.text, self.values)
    }
}

/// The part of a query before its `WHERE`, where the tables that it joins depend on the request. It cannot be run:
/// [`QueryHead::scoped`] makes a query of it, and ties that to the merchant.
pub struct QueryHead(ScopedQuery);

impl QueryHead {
    /// Begins with `text`.
    pub fn new(text: &'static str) -> Self {
        Self(ScopedQuery { text: text.to_owned(), values: Vec::new() })
    }

    /// Adds text in which each `?` stands for the next of `values`.
    #[must_use]
    pub fn then(mut self, text: &'static str, values: impl IntoIterator<Item = Value>) -> Self {
        self.0.push(text, values);
        self
    }

    /// Adds a condition, in parentheses.
    #[must_use]
    pub fn then_condition(mut self, condition: Condition) -> Self {
        self.0.push_condition(condition);
        self
    }

    /// Adds the `WHERE` that ties the query to the merchant.
    pub fn scoped(mut self, tie: ScopedSql, backend: sea_orm::DbBackend) -> ScopedQuery {
        self.0.push(tie.text(backend), []);
        self.0
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::DbBackend;

    use super::*;

    #[test]
    fn parameters_are_numbered_behind_the_merchant() {
        let head = QueryHead::new("SELECT c.id FROM customers c").then(" JOIN x ON x.a = ?", [1_i64.into()]);
        let tie = ScopedSql::new(" WHERE c.merchant_id = $1 AND ");
        let mut query = head.scoped(tie, DbBackend::Sqlite);
        query
            .push_condition(Condition::new(&["c.city = ?"], vec!["a?b".into()]))
            .push(" LIMIT ?", [2_i64.into()]);
        let (text, values) = query.into_parts();
        assert_eq!(
            text,
            "SELECT c.id FROM customers c JOIN x ON x.a = $2 WHERE c.merchant_id = $1 AND (c.city = $3) LIMIT $4"
        );
        assert_eq!(values, [1_i64.into(), "a?b".into(), 2_i64.into()]);
    }
}
