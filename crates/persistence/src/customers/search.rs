//! The conditions of a list of customers, those of the quick search among them.
//!
//! PostgreSQL has an index of the parts of `search_text`, and knows how often a part occurs. SQLite knows neither by itself: there
//! [`Rarity`] looks how often each term occurs, and only a rare one goes by the index of m0038. Customers with a frequent
//! one are found soon enough in the order of the list.

use regulars_customers::{CustomerSelection, SearchTerm};
use regulars_kernel::StoreError;
use sea_orm::{DbBackend, Value};
use uuid::Uuid;

use super::details::one_of;
use super::who_is_meant::is_of_network;
use crate::wall::{FromRow, QueryHead, ReadTx, ScopedQuery, ScopedSql, values};

/// What a list holds, and for each term the tags whose names it is a part of.
pub(super) struct Selected<'a> {
    selection: &'a CustomerSelection,
    tags: Vec<Vec<Uuid>>,
    rarity: Vec<Rarity>,
}

/// Whether few customers have a term.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rarity {
    /// At most [`FEW`] texts have it, and the index finds them.
    Rare,
    /// More, or the index does not know so short a part, or the database looks for itself.
    Unknown,
}

/// So many are found by the index sooner than in the order of the list.
const FEW: i64 = 2_000;
/// The letters of a part that the index of SQLite knows.
const INDEXED_PART: usize = 3;

impl<'a> Selected<'a> {
    /// Looks the tags up: one statement for all terms. So a tag can be renamed without a word about its customers.
    pub(super) async fn look_up(tx: &ReadTx, selection: &'a CustomerSelection) -> Result<Self, StoreError> {
        #[derive(FromRow)]
        struct TagRow {
            id: Uuid,
            name_folded: String,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT id, name_folded FROM tags WHERE merchant_id = $1 AND (FALSE");
        let terms = &selection.terms;
        if terms.is_empty() {
            return Ok(Self { selection, tags: Vec::new(), rarity: Vec::new() });
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
        let tags = terms.iter().map(named).collect();
        let mut rarity = Vec::with_capacity(terms.len());
        for term in terms {
            rarity.push(rarity_of(tx, term).await?);
        }
        Ok(Self { selection, tags, rarity })
    }

    /// Adds one condition for each part of the selection. A term matches a part of the text that is kept beside the customer, or of the
    /// name of one of the customer's tags. A whole card number matches the card itself too, because another merchant may
    /// have issued it since the text was written.
    pub(super) fn push(&self, query: &mut ScopedQuery, backend: DbBackend) {
        self.push_values(query);
        for ((term, tags), rarity) in self.selection.terms.iter().zip(&self.tags).zip(&self.rarity) {
            if *rarity == Rarity::Rare {
                push_rare(query, term, tags);
            }
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

impl Selected<'_> {
    fn push_values(&self, query: &mut ScopedQuery) {
        let CustomerSelection { terms: _, customer_type, tag, city, updated_since } = self.selection;
        if let Some(customer_type) = customer_type {
            query.push(" AND customers.customer_type = ?", [customer_type.name().into()]);
        }
        if let Some(tag) = tag {
            query.push(
                " AND customers.id IN (SELECT ct.customer_id FROM customer_tags ct
                  JOIN tags ON tags.merchant_id = $1 AND tags.id = ct.tag_id
                  WHERE ct.merchant_id = $1 AND tags.name_folded = ?)",
                [tag.expose().into()],
            );
        }
        if let Some(city) = city {
            query.push(" AND customers.city_folded = ?", [city.expose().into()]);
        }
        if let Some(since) = updated_since {
            query.push(" AND customers.updated_at >= ?", [Value::from(*since)]);
        }
    }
}

/// Looks how often the term occurs, in one short statement. Whose texts they are does not matter to how long the index takes.
async fn rarity_of(tx: &ReadTx, term: &SearchTerm) -> Result<Rarity, StoreError> {
    #[derive(FromRow)]
    struct Found {
        found: i64,
    }
    const TIE: ScopedSql = ScopedSql::new(" WHERE m.merchant_id = $1");
    // A wildcard in the term would be one of the index.
    let is_known =
        |spelling: &String| spelling.chars().count() >= INDEXED_PART && !spelling.contains(['%', '_']);
    if tx.backend() != DbBackend::Sqlite || !term.spellings().iter().all(is_known) {
        return Ok(Rarity::Unknown);
    }
    let mut head = QueryHead::new(
        "SELECT count(*) AS found FROM merchant_settings AS m CROSS JOIN (SELECT rowid FROM (",
    );
    for (index, spelling) in term.spellings().iter().enumerate() {
        head = head.then(if index == 0 { "" } else { " UNION ALL " }, []);
        head = head
            .then("SELECT rowid FROM customer_search WHERE search_text LIKE ?", values![pattern(spelling)]);
    }
    let head = head.then(") LIMIT ?) AS f", values![FEW + 1]);
    let found: Vec<Found> = tx.query(head.scoped(TIE, tx.backend())).await?;
    let is_rare = found.first().is_some_and(|row| row.found <= FEW);
    Ok(if is_rare { Rarity::Rare } else { Rarity::Unknown })
}

/// The customers whom the index of SQLite finds by a part of their text. With another join than this one SQLite asks the index anew
/// for each customer of the merchant.
const FOUND_BY_INDEX: &str =
    "SELECT r.customer_id FROM customer_search AS s CROSS JOIN customer_search_rows AS r
     WHERE s.search_text LIKE ? AND r.number = s.rowid AND r.merchant_id = $1";

/// Adds that the customer is among those whom the index of SQLite finds by the term, and by what else a term may match.
fn push_rare(query: &mut ScopedQuery, term: &SearchTerm, tags: &[Uuid]) {
    query.push(" AND customers.id IN (", []);
    for (index, spelling) in term.spellings().iter().enumerate() {
        query.push(if index == 0 { "" } else { " UNION ALL " }, []);
        query.push(FOUND_BY_INDEX, values![pattern(spelling)]);
    }
    if let Some(card) = term.card() {
        query.push(
            concat!(
                " UNION ALL SELECT k.id FROM customers AS k WHERE k.merchant_id = $1
                  AND k.member_id = (SELECT cards.member_id FROM cards
                                     WHERE cards.number = ? AND cards.status = 'active' AND ",
                is_of_network!("cards", "$1"),
                ")"
            ),
            values![card.expose()],
        );
    }
    if !tags.is_empty() {
        let tagged = format!(
            " UNION ALL SELECT ct.customer_id FROM customer_tags AS ct
              WHERE ct.merchant_id = $1 AND ct.tag_id IN {}",
            one_of(tags.len())
        );
        query.push(&tagged, tags.iter().map(|tag| Value::from(*tag)));
    }
    query.push(")", []);
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
pub(crate) fn pattern(part: &str) -> String {
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
    use sea_orm::{ConnectionTrait, Statement};

    use super::*;
    use crate::trial::on_each_database;

    #[tokio::test]
    async fn sqlite_asks_the_index_of_texts_once() {
        on_each_database(async |trial| {
            let connection = sea_orm::Database::connect(&trial.settings().url).await.unwrap();
            if connection.get_database_backend() != DbBackend::Sqlite {
                return;
            }
            let plan = format!("EXPLAIN QUERY PLAN {FOUND_BY_INDEX}").replacen("LIKE ?", "LIKE $2", 1);
            let values = [None::<i64>.into(), Value::from("%qxzzyw%")];
            let statement = Statement::from_sql_and_values(DbBackend::Sqlite, plan, values);
            let steps = connection.query_all_raw(statement).await.unwrap();
            let steps: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
            let asked = steps.iter().position(|step| step.starts_with("SCAN s VIRTUAL TABLE")).unwrap();
            assert_eq!(steps[asked + 1], "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)", "{steps:?}");
        })
        .await;
    }

    #[test]
    fn nothing_in_a_term_is_a_wildcard() {
        assert_eq!(pattern("100%_a\\b"), "%100\\%\\_a\\\\b%");
    }
}
