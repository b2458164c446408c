//! Statement texts that are checked when they are compiled.

use sea_orm::DbBackend;

use super::sets::has_a_set_outside_from;
use super::tables::MERCHANT_TABLES;

/// A statement over one merchant's tables. `$1` is the merchant; further parameters follow from `$2`.
#[derive(Clone, Copy)]
pub struct ScopedSql {
    sqlite: &'static str,
    postgres: &'static str,
    lock: Option<&'static str>,
}

impl ScopedSql {
    /// The same text for both databases.
    ///
    /// # Panics
    ///
    /// When the text does not tie itself to the merchant in `$1`, has a function that gives rows elsewhere than in `FROM`, or
    /// inserts, updates or deletes more than once: on shards each of those is a step of its own, whose rows are copied to
    /// every node. What changes several tables is several statements of one transaction, or a function whose first
    /// parameter is the merchant. In a constant that is an error of the compiler.
    pub const fn new(text: &'static str) -> Self {
        Self::by_dialect(text, text)
    }

    /// Two texts of one meaning, where the dialects differ.
    ///
    /// # Panics
    ///
    /// As [`Self::new`].
    pub const fn by_dialect(sqlite: &'static str, postgres: &'static str) -> Self {
        assert!(is_scoped(sqlite) && is_scoped(postgres), "the statement is not tied to the merchant in $1");
        assert!(
            !has_a_set_outside_from(sqlite) && !has_a_set_outside_from(postgres),
            "a function that gives rows stands outside FROM"
        );
        assert!(changes(sqlite) <= 1 && changes(postgres) <= 1, "the statement changes several tables");
        Self { sqlite, postgres, lock: None }
    }

    /// A plain `SELECT` whose rows, when it runs inside a write, nobody else changes or deletes until that write ends. Rows that
    /// name them by a foreign key may come meanwhile: whoever writes such a row, or writes a row twice that does, never waits for
    /// it. `SQLite` has one writer and needs no lock.
    ///
    /// # Panics
    ///
    /// As [`Self::new`].
    pub const fn locking_in_writes(text: &'static str) -> Self {
        Self { lock: Some(" FOR NO KEY UPDATE"), ..Self::new(text) }
    }

    /// The same for rows that the write may delete, after it has asked what names them: nothing begins to name them meanwhile.
    ///
    /// # Panics
    ///
    /// As [`Self::new`].
    pub const fn locking_for_deletion(text: &'static str) -> Self {
        Self { lock: Some(" FOR UPDATE"), ..Self::new(text) }
    }

    /// How it ends inside a write on PostgreSQL.
    pub(super) const fn lock(self) -> Option<&'static str> {
        self.lock
    }

    pub(super) const fn text(self, backend: DbBackend) -> &'static str {
        if matches!(backend, DbBackend::Sqlite) { self.sqlite } else { self.postgres }
    }
}

/// A statement over tables of the platform only. Parameters begin at `$1`.
#[derive(Clone, Copy)]
pub struct PlatformSql(&'static str);

impl PlatformSql {
    /// Takes a text that names no merchant's table.
    ///
    /// # Panics
    ///
    /// When it names one, or has a function that gives rows elsewhere than in `FROM`. In a constant that is an error of the
    /// compiler.
    pub const fn new(text: &'static str) -> Self {
        let mut index = 0;
        while index < MERCHANT_TABLES.len() {
            assert!(!has_word(text, MERCHANT_TABLES[index]), "the statement names a merchant's table");
            index += 1;
        }
        assert!(!has_a_set_outside_from(text), "a function that gives rows stands outside FROM");
        Self(text)
    }

    pub(super) const fn text(self) -> &'static str {
        self.0
    }
}

/// The values of a statement's parameters.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$(sea_orm::Value::from($value)),*] };
}
pub(crate) use values;

/// How many times a statement inserts, updates or deletes. `DO UPDATE` belongs to its insert, and `FOR UPDATE` locks.
const fn changes(text: &str) -> usize {
    count_word(text, "INSERT INTO") + count_word(text, "DELETE FROM") + count_word(text, "UPDATE")
        - count_word(text, "DO UPDATE")
        - count_word(text, "FOR UPDATE")
        - count_word(text, "NO KEY UPDATE")
}

const fn is_scoped(text: &str) -> bool {
    has_word(text, "merchant_id = $1")
        || has_word(text, "record_purchase($1")
        || has_word(text, "record_purchase_of_cart($1")
        || has_word(text, "post_points($1")
        || has_word(text, "post_told_points($1")
        || has_word(text, "VALUES ($1")
        || has_word(text, "SELECT $1")
        || (has_word(text, "merchants") && has_word(text, "id = $1"))
}

/// Whether `text` holds `word` with no letter, digit or underscore on either side.
pub(super) const fn has_word(text: &str, word: &str) -> bool {
    count_word(text, word) > 0
}

/// How often `text` holds `word` with no letter, digit or underscore on either side.
const fn count_word(text: &str, word: &str) -> usize {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let mut count = 0;
    let mut start = 0;
    while start + word.len() <= text.len() {
        let mut length = 0;
        while length < word.len() && text[start + length] == word[length] {
            length += 1;
        }
        let end = start + word.len();
        if length == word.len()
            && (start == 0 || !is_name_part(text[start - 1]))
            && (end == text.len() || !is_name_part(text[end]))
        {
            count += 1;
        }
        start += 1;
    }
    count
}

pub(super) const fn is_name_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "not tied to the merchant")]
    fn a_statement_without_the_merchant_is_refused() {
        ScopedSql::new("SELECT id FROM stores WHERE id = $2");
    }

    #[test]
    #[should_panic(expected = "not tied to the merchant")]
    fn a_longer_parameter_number_is_not_the_merchant() {
        ScopedSql::new("SELECT id FROM stores WHERE merchant_id = $12");
    }

    #[test]
    #[should_panic(expected = "names a merchant's table")]
    fn a_platform_statement_cannot_name_a_merchant_s_table() {
        PlatformSql::new("SELECT count(*) FROM members JOIN customers ON customers.member_id = members.id");
    }

    #[test]
    #[should_panic(expected = "outside FROM")]
    fn a_list_that_is_spread_in_the_select_list_is_refused() {
        ScopedSql::new("SELECT jsonb_array_elements_text($2::jsonb) FROM stores WHERE merchant_id = $1");
    }

    #[test]
    #[should_panic(expected = "changes several tables")]
    fn a_statement_that_changes_two_tables_is_refused() {
        ScopedSql::new(
            "WITH gone AS (DELETE FROM tags WHERE merchant_id = $1 RETURNING id)
             UPDATE segments SET name = '' WHERE merchant_id = $1 AND id IN (SELECT id FROM gone)",
        );
    }

    #[test]
    fn scoped_and_platform_statements_are_taken() {
        ScopedSql::new("SELECT r.verdict FROM record_purchase($1, $2) AS r");
        ScopedSql::new(
            "INSERT INTO tags (merchant_id, id) SELECT $1, t.id FROM tags AS t WHERE t.merchant_id = $1 FOR UPDATE
             ON CONFLICT (merchant_id, id) DO UPDATE SET id = excluded.id",
        );
        ScopedSql::new("SELECT id FROM stores WHERE merchant_id = $1 FOR NO KEY UPDATE");
        ScopedSql::new("SELECT id FROM stores WHERE merchant_id = $1 AND id = $2");
        ScopedSql::new("INSERT INTO stores (merchant_id, id) VALUES ($1, $2)");
        PlatformSql::new("SELECT number FROM cards WHERE member_id = $1");
    }
}
