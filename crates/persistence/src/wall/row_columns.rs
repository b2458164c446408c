//! Rows of which each column is named once: by the field that holds it.
//!
//! A struct with `#[derive(RowColumns)]` lists its columns and gives their values in one order. The statements that write it
//! are made of that list, so that nobody numbers a parameter; they are constants all the same, which the wall checks.

use sea_orm::Value;

/// The columns that a struct is written into, of a merchant's table those behind `merchant_id`. The first is the key that
/// updates find the row by.
pub trait RowColumns: Sized {
    /// Their names, in the order of the fields.
    const LIST: &'static str;

    /// Adds the values, in the order of the names.
    fn push_values(self, values: &mut Vec<Value>);

    /// The values, in the order of the names.
    fn into_values(self) -> Vec<Value> {
        let mut values = Vec::new();
        self.push_values(&mut values);
        values
    }
}

/// The `INSERT` of a row into a merchant's table, and what stands behind it.
macro_rules! insert_into {
    ($table:literal, $row:ty $(, $end:literal)?) => {
        $crate::wall::ScopedSql::new($crate::wall::sql_text!(
            $crate::wall::Piece::Text(concat!("INSERT INTO ", $table, " (merchant_id, ")),
            $crate::wall::Piece::Text(<$row as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(") VALUES ($1, "),
            $crate::wall::Piece::Parameters(2, <$row as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(concat!(")" $(, " ", $end)?)),
        ))
    };
}
pub(crate) use insert_into;

/// The beginning of an `INSERT` of rows, as far as the merchant of the first one.
macro_rules! insert_rows_into {
    ($table:literal, $row:ty) => {
        $crate::wall::ScopedSql::new($crate::wall::sql_text!(
            $crate::wall::Piece::Text(concat!("INSERT INTO ", $table, " (merchant_id, ")),
            $crate::wall::Piece::Text(<$row as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(") VALUES ($1"),
        ))
    };
}
pub(crate) use insert_rows_into;

/// The `UPDATE` of the row of a merchant's table that has the key of the new one, and what stands behind it.
macro_rules! update {
    ($table:literal, $row:ty $(, $end:literal)?) => {
        $crate::wall::ScopedSql::new($crate::wall::sql_text!(
            $crate::wall::Piece::Text(concat!("UPDATE ", $table, " SET ")),
            $crate::wall::Piece::Assignments(2, <$row as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(" WHERE merchant_id = $1 AND "),
            $crate::wall::Piece::Key(<$row as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(concat!(" = $2" $(, " ", $end)?)),
        ))
    };
}
pub(crate) use update;

/// The text of a `SELECT` of rows from one table, and what stands behind it.
macro_rules! select_from {
    ($table:literal, $row:ty, $end:expr) => {
        $crate::wall::sql_text!(
            $crate::wall::Piece::Text("SELECT "),
            $crate::wall::Piece::Text(<$row as $crate::wall::RowColumns>::LIST),
            $crate::wall::Piece::Text(concat!(" FROM ", $table, " ")),
            $crate::wall::Piece::Text($end),
        )
    };
}
pub(crate) use select_from;

#[cfg(test)]
mod tests {
    use sea_orm::DbBackend;

    use super::*;
    use crate::wall::ScopedSql;

    #[derive(crate::wall::RowColumns)]
    struct Place {
        street: Option<String>,
        r#type: i64,
    }

    #[derive(crate::wall::RowColumns)]
    struct Shop {
        id: i64,
        #[nested]
        place: Place,
        name: String,
    }

    #[test]
    fn statements_name_the_columns_in_the_order_of_the_values() {
        const INSERT: ScopedSql = insert_into!("stores", Shop, "ON CONFLICT DO NOTHING");
        const UPDATE: ScopedSql = update!("stores", Shop);
        assert_eq!(
            INSERT.text(DbBackend::Sqlite),
            "INSERT INTO stores (merchant_id, id, street, type, name) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT DO NOTHING"
        );
        assert_eq!(
            UPDATE.text(DbBackend::Postgres),
            "UPDATE stores SET street = $3, type = $4, name = $5 WHERE merchant_id = $1 AND id = $2"
        );
        assert_eq!(
            select_from!("stores", Shop, "WHERE merchant_id = $1"),
            "SELECT id, street, type, name FROM stores WHERE merchant_id = $1"
        );
        let place = Place { street: Some("Bulevar 1".to_owned()), r#type: 8 };
        let shop = Shop { id: 7, place, name: "Centar".to_owned() };
        let expected: [Value; 4] = [7_i64.into(), "Bulevar 1".into(), 8_i64.into(), "Centar".into()];
        assert_eq!(shop.into_values(), expected);
    }
}
