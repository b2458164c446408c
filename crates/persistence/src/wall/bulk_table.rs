//! Tables that rows are loaded into by the thousand.

use sea_orm::Value;

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
}
