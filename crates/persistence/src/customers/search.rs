//! The conditions of the quick search.

use regulars_customers::SearchTerm;
use regulars_kernel::StoreError;
use sea_orm::{DbBackend, FromQueryResult, Value};
use uuid::Uuid;

use super::details::one_of;
use super::who_is_meant::is_of_network;
use crate::wall::{ScopedQuery, ScopedSql, Tx};

/// The terms of a search, and for each the tags whose names it is a part of.
pub(super) struct Terms<'a> {
    terms: &'a [SearchTerm],
    tags: Vec<Vec<Uuid>>,
}

impl<'a> Terms<'a> {
    /// Looks the tags up: one statement for all terms. So a tag can be renamed without a word about its customers.
    pub(super) async fn look_up(tx: &Tx, terms: &'a [SearchTerm]) -> Result<Self, StoreError> {
        #[derive(FromQueryResult)]
        struct TagRow {
            id: Uuid,
            name_folded: String,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT id, name_folded FROM tags WHERE merchant_id = $1 AND (FALSE");
        if terms.is_empty() {
            return Ok(Self { terms, tags: Vec::new() });
        }
        let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
        for spelling in terms.iter().flat_map(SearchTerm::spellings) {
            query.push(" OR name_folded LIKE ? ESCAPE '\\'", [pattern(spelling).into()]);
        }
        query.push(")", []);
        let rows: Vec<TagRow> = tx.query(query).await?;
        let named = |term: &SearchTerm| {
            let holds = |row: &&TagRow| term.spellings().iter().any(|part| row.name_folded.contains(part));
            rows.iter().filter(holds).map(|row| row.id).collect()
        };
        Ok(Self { terms, tags: terms.iter().map(named).collect() })
    }

    /// Adds one condition for each term. A term matches a part of the text that is kept beside the customer, or of the
    /// name of one of the customer's tags. A whole card number matches the card itself too, because another merchant may
    /// have issued it since the text was written.
    pub(super) fn push(&self, query: &mut ScopedQuery, backend: DbBackend) {
        for (term, tags) in self.terms.iter().zip(&self.tags) {
            let mut values: Vec<Value> = Vec::new();
            let mut conditions: Vec<String> = Vec::new();
            for spelling in term.spellings() {
                conditions.push("customers.search_text LIKE ? ESCAPE '\\'".to_owned());
                values.push(pattern(spelling).into());
            }
            if let Some(card) = term.card() {
                conditions.push(
                    concat!(
                        "customers.member_id = (SELECT cards.member_id FROM cards
                         WHERE cards.number = ? AND cards.status = 'active' AND ",
                        is_of_network!("cards", "$1"),
                        ")"
                    )
                    .to_owned(),
                );
                values.push(card.expose().into());
            }
            if !tags.is_empty() {
                conditions.push(has_tag(tags.len(), backend));
                values.extend(tags.iter().map(|tag| Value::from(*tag)));
            }
            query.push(&format!(" AND ({})", conditions.join(" OR ")), values);
        }
    }
}

/// The customer has one of so many tags. PostgreSQL looks an array up in the primary key, beside the index of the text; it
/// would run a sub-query of `IN` for each customer of the table.
fn has_tag(count: usize, backend: DbBackend) -> String {
    let found = format!(
        "SELECT ct.customer_id FROM customer_tags ct WHERE ct.merchant_id = $1 AND ct.tag_id IN {}",
        one_of(count)
    );
    match backend {
        DbBackend::Sqlite => format!("customers.id IN ({found})"),
        _ => format!("customers.id = ANY (ARRAY({found}))"),
    }
}

/// The pattern of texts that hold `part`.
fn pattern(part: &str) -> String {
    let mut pattern = String::with_capacity(part.len() + 2);
    pattern.push('%');
    for letter in part.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_term_is_a_wildcard() {
        assert_eq!(pattern("100%_a\\b"), "%100\\%\\_a\\\\b%");
    }
}
