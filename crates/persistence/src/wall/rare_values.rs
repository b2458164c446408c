//! Tells SQLite which comparisons pick few rows out of a merchant's.
//!
//! SQLite plans without statistics: it takes `merchant_id = ?`, with which every primary key begins, for ten rows, and then reads
//! all that a merchant has rather than go from an index of the customer to each row. A condition inside of `unlikely` it looks up
//! (<https://www.sqlite.org/lang_corefunc.html#unlikely>).

use std::borrow::Cow;

/// Columns of which a merchant has few rows with any one value.
const RARE: [&str; 6] = ["customer_id", "email_folded", "phone", "address", "purchase_id", "invoice_id"];
/// What stands in front of a condition; elsewhere the same text is an assignment.
const BEFORE: [&str; 3] = ["WHERE", "AND", "ON"];
/// What stands between a column and the one value that it is compared with.
const EQUALS: &str = " = ";
/// The id of a customer that was found by another condition.
const FOUND: &str = "customers.id";

/// The statement with each comparison of such a column with a parameter, or with a customer that was found, marked as unlikely.
pub(super) fn with_rare_values_marked(text: &str) -> Cow<'_, str> {
    let mut marked = String::new();
    let mut done = 0;
    for equals in memchr::memmem::find_iter(text.as_bytes(), EQUALS) {
        let Some(start) = start_of_condition(&text[..equals]) else { continue };
        let value = equals + EQUALS.len();
        let Some(length) = length_of_value(&text[value..]) else { continue };
        let end = value + length;
        marked.push_str(&text[done..start]);
        marked.push_str("unlikely(");
        marked.push_str(&text[start..end]);
        marked.push(')');
        done = end;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    marked.push_str(&text[done..]);
    Cow::Owned(marked)
}

/// Where the column begins with which the text ends, with the name of its table, if it is a rare one and a condition.
fn start_of_condition(text: &str) -> Option<usize> {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '.';
    let start = text.rfind(|letter| !is_of_name(letter)).map_or(0, |at| at + 1);
    let column = text[start..].rsplit('.').next()?;
    let before = text[..start].trim_end();
    let keyword = before.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next()?;
    (RARE.contains(&column) && before.len() < start && BEFORE.contains(&keyword)).then_some(start)
}

/// How long the value is with which the text begins, if it is one of those that count.
fn length_of_value(text: &str) -> Option<usize> {
    if let Some(number) = text.strip_prefix('$') {
        let digits = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
        return Some(1 + digits);
    }
    let rest = text.strip_prefix(FOUND)?;
    let goes_on = rest.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
    (!goes_on).then_some(FOUND.len())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};

    use super::with_rare_values_marked;
    use crate::trial::on_each_database;

    /// Tables that are read whole for a customer: few rows are in them, or only what is at hand.
    const READ_WHOLE: [&str; 4] = [
        "customer_deletion_items",
        "customer_merge_images",
        "customer_merge_moves",
        "newsletter_unsubscribes",
    ];

    #[tokio::test]
    async fn what_sqlite_has_of_one_customer_it_finds_by_an_index() {
        on_each_database(async |trial| {
            let connection = sea_orm::Database::connect(&trial.settings().url).await.unwrap();
            if connection.get_database_backend() != DbBackend::Sqlite {
                return;
            }
            let ask = async |sql: &str| {
                let values = [None::<i64>.into(), None::<i64>.into()];
                let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
                connection.query_all_raw(statement).await.unwrap()
            };
            let tables = ask(
                "SELECT t.name AS name FROM sqlite_schema AS t WHERE t.type = 'table' AND 2 = (
                     SELECT count(*) FROM pragma_table_info(t.name) AS c WHERE c.name IN ('merchant_id', 'customer_id'))",
            )
            .await;
            assert!(tables.len() > 20, "{} tables", tables.len());
            for table in tables {
                let name: String = table.try_get("", "name").unwrap();
                let text = format!("SELECT * FROM {name} AS t WHERE t.merchant_id = $1 AND t.customer_id = $2");
                let steps = ask(&format!("EXPLAIN QUERY PLAN {}", with_rare_values_marked(&text))).await;
                let plan: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
                let is_found = plan.iter().all(|step| step.contains("customer_id=?"));
                assert_eq!(is_found, !READ_WHOLE.contains(&name.as_str()), "{name}: {plan:?}");
            }
        })
        .await;
    }

    #[test]
    fn conditions_are_marked_and_assignments_are_not() {
        for (text, expected) in [
            (
                "UPDATE purchases SET customer_id = $2, total = $3 WHERE merchant_id = $1 AND customer_id = $2",
                "UPDATE purchases SET customer_id = $2, total = $3 WHERE merchant_id = $1 AND unlikely(customer_id = $2)",
            ),
            (
                "SELECT 1 FROM a JOIN b ON b.customer_id = $12\n AND b.merchant_id = $1 WHERE a.email_folded = $3 LIMIT 1",
                "SELECT 1 FROM a JOIN b ON unlikely(b.customer_id = $12)\n AND b.merchant_id = $1 WHERE unlikely(a.email_folded = $3) LIMIT 1",
            ),
            ("SELECT 1 WHERE NOT customer_id = $1", "SELECT 1 WHERE NOT customer_id = $1"),
            ("SELECT 1 WHERE old_customer_id = $1", "SELECT 1 WHERE old_customer_id = $1"),
            ("SELECT 1 WHERE unlikely(customer_id = $1)", "SELECT 1 WHERE unlikely(customer_id = $1)"),
            (
                "SELECT 1 FROM customers JOIN e ON e.customer_id = customers.id",
                "SELECT 1 FROM customers JOIN e ON unlikely(e.customer_id = customers.id)",
            ),
            (
                "SELECT 1 WHERE a.customer_id = customers.id_of",
                "SELECT 1 WHERE a.customer_id = customers.id_of",
            ),
            ("SELECT 1 WHERE a.customer_id = b.customer_id", "SELECT 1 WHERE a.customer_id = b.customer_id"),
            ("SELECT 'č' WHERE x = $1 AND phone = $2", "SELECT 'č' WHERE x = $1 AND unlikely(phone = $2)"),
        ] {
            assert_eq!(with_rare_values_marked(text), expected);
        }
    }
}
