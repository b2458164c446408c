//! Where functions that give rows may stand.

use super::statement::is_name_part;

/// Functions that give rows, of both databases.
const SETS: &[&str] = &[
    "generate_series",
    "generate_subscripts",
    "json_array_elements",
    "json_array_elements_text",
    "json_each",
    "json_each_text",
    "json_object_keys",
    "json_populate_recordset",
    "json_to_recordset",
    "json_tree",
    "jsonb_array_elements",
    "jsonb_array_elements_text",
    "jsonb_each",
    "jsonb_each_text",
    "jsonb_object_keys",
    "jsonb_path_query",
    "jsonb_populate_recordset",
    "jsonb_to_recordset",
    "regexp_matches",
    "regexp_split_to_table",
    "string_to_table",
    "unnest",
];

/// Words that begin a part of a statement in which a table cannot stand.
const NOT_TABLES: &[&str] =
    &["BY", "HAVING", "LIMIT", "OFFSET", "ON", "RETURNING", "SELECT", "SET", "VALUES", "WHERE"];

/// Whether a function that gives rows stands elsewhere than in a `FROM`. PostgreSQL takes it in a select list too, and on
/// Citus such a statement fails as soon as its table is sharded: "set-valued function called in context that cannot accept
/// a set".
pub const fn has_a_set_outside_from(text: &str) -> bool {
    let text = text.as_bytes();
    let mut start = 0;
    while start < text.len() {
        if !is_name_part(text[start]) {
            start += 1;
            continue;
        }
        let mut end = start;
        while end < text.len() && is_name_part(text[end]) {
            end += 1;
        }
        if end < text.len() && text[end] == b'(' && is_among(text, start, end, SETS) && !is_table(text, start)
        {
            return true;
        }
        start = end;
    }
    false
}

/// Whether what stands at `at` stands where a table does: behind a `FROM` or a `JOIN`, with no other part between.
const fn is_table(text: &[u8], mut at: usize) -> bool {
    let mut depth = 0;
    let mut is_quoted = false;
    while at > 0 {
        at -= 1;
        match text[at] {
            b'\'' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b')' => depth += 1,
            // An argument, or an array.
            b'(' | b'[' if depth == 0 => return false,
            b'(' => depth -= 1,
            byte if depth == 0 && is_name_part(byte) => {
                let end = at + 1;
                while at > 0 && is_name_part(text[at - 1]) {
                    at -= 1;
                }
                if is_among(text, at, end, &["FROM", "JOIN"]) {
                    // `IS DISTINCT FROM` compares.
                    return !ends_with_distinct(text, at);
                }
                if is_among(text, at, end, NOT_TABLES) {
                    return false;
                }
            }
            _ => {}
        }
    }
    false
}

const fn ends_with_distinct(text: &[u8], mut end: usize) -> bool {
    while end > 0 && text[end - 1].is_ascii_whitespace() {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && is_name_part(text[start - 1]) {
        start -= 1;
    }
    is_among(text, start, end, &["DISTINCT"])
}

const fn is_among(text: &[u8], start: usize, end: usize, words: &[&str]) -> bool {
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_bytes();
        let mut length = 0;
        while length < word.len()
            && start + length < end
            && text[start + length].eq_ignore_ascii_case(&word[length])
        {
            length += 1;
        }
        if length == word.len() && start + length == end {
            return true;
        }
        index += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_in_from_is_taken() {
        for text in [
            "SELECT e.id::uuid FROM jsonb_array_elements_text($2::jsonb) AS e(id)",
            "SELECT r.id FROM newsletters AS n, jsonb_to_recordset($2::jsonb) AS r(id uuid)",
            "SELECT r.id FROM newsletters AS n JOIN LATERAL unnest(n.tags) AS r(id) ON true",
            "UPDATE t SET a = u.a FROM (SELECT b, lower('x') FROM x WHERE c = '(') AS z, unnest($2) AS u(a)",
            "DELETE FROM t WHERE id IN (SELECT value FROM json_each($2))",
            "SELECT json_each, my_unnest(a) FROM t",
        ] {
            assert!(!has_a_set_outside_from(text), "{text}");
        }
    }

    #[test]
    fn a_set_anywhere_else_is_refused() {
        for text in [
            "SELECT jsonb_array_elements_text($1::jsonb)::uuid",
            "SELECT id FROM t WHERE id = ANY(ARRAY(SELECT unnest($2)))",
            "SELECT id FROM t WHERE id = Unnest($2)",
            "SELECT max(generate_series(1, 2)) FROM t",
            "SELECT a FROM t ORDER BY json_each(b)",
            "SELECT a FROM t JOIN u ON u.a = unnest(t.b)",
            "SELECT a IS DISTINCT FROM unnest(b)",
            "INSERT INTO t (a) SELECT $1, string_to_table(b, ',') FROM u",
            "UPDATE t SET a = regexp_matches(b, 'c')",
            "INSERT INTO t (a) VALUES (unnest($1))",
        ] {
            assert!(has_a_set_outside_from(text), "{text}");
        }
    }
}
