//! Tables that rows are loaded into by the thousand.

use sea_orm::Value;
use sea_orm::sea_query::ArrayType;

use super::postgres_arguments::type_of_list;
use super::tables::{MERCHANT_TABLES, PLATFORM_TABLES};

/// A table and the columns that a load gives. Of a merchant's table the merchant's own column is not among them: the
/// wall puts it in front of every row.
#[derive(Clone, Copy)]
pub struct BulkTable {
    name: &'static str,
    columns: &'static str,
    of_merchant: bool,
}

impl BulkTable {
    /// A merchant's table, with the names of the columns behind `merchant_id`.
    ///
    /// # Panics
    ///
    /// When the table is none of a merchant's. In a constant that is an error of the compiler.
    pub const fn of_merchant(name: &'static str, columns: &'static str) -> Self {
        assert!(is_among(name, MERCHANT_TABLES), "the table is none of a merchant's");
        Self { name, columns, of_merchant: true }
    }

    /// A table of the platform.
    ///
    /// # Panics
    ///
    /// When the table is none of the platform's. In a constant that is an error of the compiler.
    pub const fn of_platform(name: &'static str, columns: &'static str) -> Self {
        assert!(is_among(name, PLATFORM_TABLES), "the table is none of the platform's");
        Self { name, columns, of_merchant: false }
    }

    /// The table's name.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The columns of a whole row.
    pub(super) fn all_columns(self) -> String {
        if self.of_merchant { format!("merchant_id, {}", self.columns) } else { self.columns.to_owned() }
    }

    /// Whether a whole row begins with the merchant.
    pub(super) const fn begins_with_merchant(self) -> bool {
        self.of_merchant
    }

    /// The same for PostgreSQL, with one list for each column: the text is the same for any number of rows, and is planned once.
    /// Nothing where a column holds what no list is of, or values of two kinds.
    pub(super) fn insert_lists(self, merchant: &Value, rows: &[Vec<Value>]) -> Option<(String, Vec<Value>)> {
        let kinds: Vec<ArrayType> = rows.first()?.iter().map(Value::array_type).collect();
        let fits = |row: &Vec<Value>| row.iter().map(Value::array_type).eq(kinds.iter().cloned());
        if !rows.iter().all(fits) {
            return None;
        }
        let mut values = Vec::with_capacity(1 + kinds.len());
        values.extend(self.of_merchant.then(|| merchant.clone()));
        let mut lists = Vec::with_capacity(kinds.len());
        for (column, kind) in kinds.into_iter().enumerate() {
            let name = type_of_list(&kind)?;
            let items = rows.iter().filter_map(|row| row.get(column).cloned()).collect();
            values.push(Value::Array(kind, Some(Box::new(items))));
            lists.push(format!("${}::{name}", values.len()));
        }
        let merchant = if self.of_merchant { "$1, " } else { "" };
        let given: Vec<String> =
            self.columns.split(',').map(|column| format!("given.{}", column.trim())).collect();
        let text = format!(
            "INSERT INTO {} ({}) SELECT {merchant}{} FROM unnest({}) AS given ({})",
            self.name,
            self.all_columns(),
            given.join(", "),
            lists.join(", "),
            self.columns
        );
        Some((text, values))
    }

    /// An INSERT of so many rows, with its parameters, of which the first is the merchant where the table is one's.
    pub(super) fn insert(self, merchant: &Value, rows: Vec<Vec<Value>>) -> (String, Vec<Value>) {
        let mut values = Vec::with_capacity(1 + rows.iter().map(Vec::len).sum::<usize>());
        if self.of_merchant {
            values.push(merchant.clone());
        }
        let mut text = format!("INSERT INTO {} ({}) VALUES ", self.name, self.all_columns());
        for (index, row) in rows.into_iter().enumerate() {
            text.push_str(if index == 0 { "(" } else { ", (" });
            if self.of_merchant {
                text.push_str("$1");
            }
            for (column, value) in row.into_iter().enumerate() {
                if column > 0 || self.of_merchant {
                    text.push_str(", ");
                }
                values.push(value);
                text.push('$');
                text.push_str(&values.len().to_string());
            }
            text.push(')');
        }
        (text, values)
    }
}

const fn is_among(name: &str, tables: &[&str]) -> bool {
    let mut index = 0;
    while index < tables.len() {
        if is_same(name.as_bytes(), tables[index].as_bytes()) {
            return true;
        }
        index += 1;
    }
    false
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    one.len() == other.len() && index == one.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "none of a merchant's")]
    fn a_platform_s_table_is_not_a_merchant_s() {
        BulkTable::of_merchant("members", "id");
    }

    #[test]
    #[should_panic(expected = "none of the platform's")]
    fn a_merchant_s_table_is_not_the_platform_s() {
        BulkTable::of_platform("customers", "id");
    }

    #[test]
    fn the_merchant_is_in_front_of_every_row() {
        let rows = || vec![vec![Value::from(1_i64), Value::from(2_i64)], vec![3_i64.into(), 4_i64.into()]];
        let merchant = Value::from(9_i64);
        let (text, values) = BulkTable::of_merchant("tags", "id, name").insert(&merchant, rows());
        assert_eq!(text, "INSERT INTO tags (merchant_id, id, name) VALUES ($1, $2, $3), ($1, $4, $5)");
        assert_eq!(values.len(), 5);
        let (text, values) = BulkTable::of_platform("cards", "number, status").insert(&merchant, rows());
        assert_eq!(text, "INSERT INTO cards (number, status) VALUES ($1, $2), ($3, $4)");
        assert_eq!(values.len(), 4);
    }

    #[test]
    fn postgresql_takes_a_list_for_each_column_and_one_text_for_any_number_of_rows() {
        let row = |id: i64, name: Option<&str>| vec![Value::from(id), Value::from(name.map(str::to_owned))];
        let merchant = Value::from(9_i64);
        let tags = BulkTable::of_merchant("tags", "id, name");
        let (text, values) = tags.insert_lists(&merchant, &[row(1, None), row(2, Some("vip"))]).unwrap();
        assert_eq!(
            text,
            "INSERT INTO tags (merchant_id, id, name) SELECT $1, given.id, given.name \
             FROM unnest($2::bigint[], $3::text[]) AS given (id, name)"
        );
        assert_eq!(values.len(), 3);
        let (longer, _) = tags.insert_lists(&merchant, &vec![row(1, None); 9]).unwrap();
        assert_eq!(longer, text);
        let mixed = [row(1, None), vec![Value::from("two"), Value::String(None)]];
        assert!(tags.insert_lists(&merchant, &mixed).is_none());
    }
}
