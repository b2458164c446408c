//! Queries whose conditions depend on the request.

use sea_orm::Value;

use super::statement::ScopedSql;

/// A query that begins with a [`ScopedSql`] text, which ends inside its `WHERE`, and grows by conditions.
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

    pub(super) fn into_parts(self) -> (String, Vec<Value>) {
        (self.text, self.values)
    }
}
