//! The conditions of the quick search.

use regulars_customers::SearchTerm;
use sea_orm::Value;

use crate::wall::ScopedQuery;

/// Adds one condition for each term. A term matches a part of the text that is kept beside the customer. A whole card
/// number matches the card itself too, because another merchant may have issued it since the text was written.
pub(super) fn push_terms(query: &mut ScopedQuery, terms: &[SearchTerm]) {
    for term in terms {
        let mut values: Vec<Value> = Vec::new();
        let mut conditions: Vec<&str> = Vec::new();
        for spelling in term.spellings() {
            conditions.push("customers.search_text LIKE ? ESCAPE '\\'");
            values.push(pattern(spelling).into());
        }
        if let Some(card) = term.card() {
            conditions.push(
                "customers.member_id = (SELECT cards.member_id FROM cards \
                 WHERE cards.number = ? AND cards.status = 'active')",
            );
            values.push(card.expose().into());
        }
        query.push(&format!(" AND ({})", conditions.join(" OR ")), values);
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
