use super::*;

fn untied(name: &str) -> Result<(), Finding> {
    Err(Finding::Untied(name.to_owned()))
}

#[test]
fn tied_statements_pass() {
    for statement in [
        "SELECT id FROM stores WHERE merchant_id = $1",
        "SELECT id FROM stores WHERE $1::uuid = merchant_id AND (id = $2 OR name = $3)",
        "SELECT id FROM stores WHERE (merchant_id, id) = ($1, $2)",
        "SELECT c.id FROM customers c JOIN customer_totals t ON t.merchant_id = c.merchant_id AND t.customer_id = c.id
         WHERE c.merchant_id = $1",
        "SELECT c.id FROM customers AS c LEFT JOIN tags g ON g.merchant_id = c.merchant_id WHERE c.merchant_id = $1",
        "SELECT c.id FROM customers c, json_each($2) AS item WHERE c.merchant_id = $1 AND c.id = item.value",
        "SELECT c.id FROM customers c WHERE c.merchant_id = $1 AND EXISTS (
             SELECT 1 FROM customer_tags t WHERE t.merchant_id = c.merchant_id AND t.customer_id = c.id)",
        "SELECT (SELECT count(*) FROM tags WHERE merchant_id = $1) FROM customers c WHERE c.merchant_id = $1",
        "SELECT k.id, m.status FROM api_keys k JOIN merchants m ON m.id = k.merchant_id WHERE k.merchant_id = $1",
        "WITH old AS (SELECT merchant_id, id FROM customers WHERE merchant_id = $1)
         SELECT t.tag_id FROM customer_tags t JOIN old ON old.merchant_id = t.merchant_id AND old.id = t.customer_id",
        "SELECT id FROM customers WHERE merchant_id = $1 UNION ALL SELECT id FROM tags WHERE merchant_id = $1",
        "WITH RECURSIVE chain(merchant_id, id) AS (
             SELECT merchant_id, id FROM customers WHERE merchant_id = $1 AND id = $2
             UNION ALL SELECT c.merchant_id, c.id FROM customers c JOIN chain ON c.merchant_id = chain.merchant_id)
         SELECT id FROM chain",
        "SELECT c.id, last.id FROM customers c, LATERAL (
             SELECT p.id FROM purchases p WHERE p.merchant_id = c.merchant_id AND p.customer_id = c.id) AS last
         WHERE c.merchant_id = $1",
        "SELECT p.id FROM purchases AS p WHERE p.merchant_id = $1 AND p.id = $2 FOR NO KEY UPDATE OF p",
        "SELECT id FROM customers WHERE merchant_id = $1 FOR KEY SHARE",
        "SELECT number FROM cards WHERE member_id = $1",
    ] {
        assert_eq!(check(statement), Ok(()), "{statement}");
    }
}

#[test]
fn tied_changes_pass() {
    for statement in [
        "INSERT INTO stores (merchant_id, id) VALUES ($1, $2), ($1, $3)",
        "INSERT INTO customer_tags (merchant_id, customer_id, tag_id)
         SELECT c.merchant_id, c.id, $2 FROM customers c WHERE c.merchant_id = $1 ON CONFLICT DO NOTHING",
        "INSERT INTO tags (id, merchant_id) SELECT x.id, $1 FROM unnest($2::uuid[]) AS x(id)",
        "INSERT INTO tags (merchant_id, id, name) VALUES ($1, $2, $3)
         ON CONFLICT (merchant_id, id) DO UPDATE SET name = excluded.name WHERE tags.name <> excluded.name
         RETURNING id",
        "UPDATE stores SET name = $2 WHERE merchant_id = $1",
        "UPDATE customer_totals AS t SET purchase_count = v.n FROM (
             SELECT p.merchant_id, p.customer_id, count(*) AS n FROM purchases p WHERE p.merchant_id = $1
             GROUP BY 1, 2) AS v WHERE v.merchant_id = t.merchant_id AND v.customer_id = t.customer_id",
        "DELETE FROM customer_tags WHERE merchant_id = $1 AND tag_id IN (
             SELECT id FROM tags WHERE merchant_id = $1 AND name = $2)",
        "WITH gone AS (DELETE FROM tags WHERE merchant_id = $1 RETURNING merchant_id, id)
         DELETE FROM customer_tags USING gone
         WHERE customer_tags.merchant_id = gone.merchant_id AND customer_tags.tag_id = gone.id",
    ] {
        assert_eq!(check(statement), Ok(()), "{statement}");
    }
}

#[test]
fn a_table_that_is_tied_to_nothing_is_found() {
    for (statement, name) in [
        ("SELECT id FROM stores", "stores"),
        ("SELECT id FROM stores WHERE merchant_id = $2", "stores"),
        ("SELECT id FROM stores WHERE merchant_id = $12", "stores"),
        ("SELECT id FROM stores WHERE merchant_id <> $1", "stores"),
        ("SELECT id FROM stores WHERE merchant_id = $1 OR id = $2", "stores"),
        ("SELECT id FROM stores WHERE NOT (merchant_id = $1)", "stores"),
        ("SELECT id FROM stores WHERE merchant_id = id", "stores"),
        (
            "SELECT id FROM stores WHERE merchant_id IN (SELECT merchant_id FROM users WHERE id = $1)",
            "stores",
        ),
        (
            "SELECT c.id FROM customers c JOIN customer_tags t ON t.customer_id = c.id WHERE c.merchant_id = $1",
            "t",
        ),
        ("SELECT c.id FROM customers c JOIN tags g ON g.id = $2 WHERE merchant_id = $1", "c"),
        ("SELECT c.id FROM customers c, tags g WHERE c.merchant_id = g.merchant_id", "c"),
        ("SELECT c.id FROM customers c LEFT JOIN tags g ON c.merchant_id = $1 AND g.merchant_id = $1", "c"),
        (
            "SELECT c.id FROM customers c FULL JOIN tags g ON g.merchant_id = c.merchant_id WHERE c.merchant_id = $1",
            "g",
        ),
        (
            "SELECT c.id FROM customers c WHERE c.merchant_id = $1 AND EXISTS (
                 SELECT 1 FROM customer_tags t WHERE t.customer_id = c.id)",
            "t",
        ),
        ("SELECT id FROM customers WHERE merchant_id = $1 UNION SELECT id FROM tags", "tags"),
        (
            "WITH all_of_them AS (SELECT id FROM customers) SELECT id FROM all_of_them WHERE $1 = $1",
            "customers",
        ),
        (
            "WITH old AS (SELECT id AS merchant_id FROM customers WHERE merchant_id = $1)
             SELECT t.tag_id FROM customer_tags t JOIN old ON old.merchant_id = t.merchant_id",
            "t",
        ),
        ("SELECT k.id FROM api_keys k JOIN merchants m ON m.status = 'active' WHERE k.merchant_id = $1", "m"),
        ("SELECT x.id FROM (SELECT id FROM customers) AS x, tags g WHERE g.merchant_id = $1", "customers"),
        ("SELECT id FROM tags WHERE merchant_id = $1 ORDER BY (SELECT count(*) FROM customers)", "customers"),
        ("UPDATE stores SET name = $2 WHERE id = $1", "stores"),
        ("UPDATE stores SET name = (SELECT max(name) FROM tags) WHERE merchant_id = $1", "tags"),
        ("DELETE FROM customer_tags USING tags WHERE customer_tags.merchant_id = $1", "tags"),
        ("SELECT id FROM stores WHERE merchant_id::text = $1", "stores"),
    ] {
        assert_eq!(check(statement), untied(name), "{statement}");
    }
}

#[test]
fn a_row_for_another_merchant_is_found() {
    for statement in [
        "INSERT INTO stores (merchant_id, id) VALUES ($2, $1)",
        "INSERT INTO stores (merchant_id, id) VALUES ($1, $2), ($3, $4)",
        "INSERT INTO stores VALUES ($1, $2)",
        "INSERT INTO stores (id) VALUES ($1)",
        "INSERT INTO stores (merchant_id, id) SELECT id, id FROM merchants_of_today WHERE id = $1",
        "INSERT INTO tags (merchant_id, id) SELECT * FROM tags WHERE merchant_id = $1",
    ] {
        assert!(matches!(check(statement), Err(Finding::WrittenForAnother(_))), "{statement}");
    }
}

#[test]
fn a_row_cannot_change_its_merchant() {
    for statement in [
        "UPDATE stores SET merchant_id = $2 WHERE merchant_id = $1",
        "INSERT INTO tags (merchant_id, id) VALUES ($1, $2) ON CONFLICT (merchant_id, id) DO UPDATE SET merchant_id = $1",
    ] {
        assert!(matches!(check(statement), Err(Finding::Moved(_))), "{statement}");
    }
}

#[test]
fn time_and_chance_are_not_asked_of_the_database() {
    for statement in [
        "INSERT INTO tags (merchant_id, id) VALUES ($1, $2) ON CONFLICT (merchant_id, id) DO UPDATE SET updated_at = now()",
        "UPDATE tags SET updated_at = CURRENT_TIMESTAMP WHERE merchant_id = $1",
        "UPDATE tags SET updated_at = datetime('now') WHERE merchant_id = $1",
        "SELECT id FROM tags WHERE merchant_id = $1 ORDER BY random()",
        "INSERT INTO tags (merchant_id, id) VALUES ($1, gen_random_uuid())",
    ] {
        assert!(matches!(check(statement), Err(Finding::AsksTheDatabase(_))), "{statement}");
    }
}

#[test]
fn what_cannot_be_followed_is_refused() {
    for statement in [
        "SELECT id FROM customers JOIN tags USING (merchant_id) WHERE customers.merchant_id = $1",
        "TRUNCATE customers",
        "MERGE INTO tags USING customers ON tags.id = customers.id WHEN MATCHED THEN DELETE",
    ] {
        assert!(matches!(check(statement), Err(Finding::NotFollowed(_))), "{statement}");
    }
    assert!(matches!(check("SELEKT id FROM customers"), Err(Finding::Unreadable(_))));
}

#[test]
fn a_function_that_gives_rows_stands_in_from() {
    for statement in [
        "SELECT id FROM stores WHERE merchant_id = $1 AND id = ANY(ARRAY(SELECT unnest($2::uuid[])))",
        "SELECT jsonb_array_elements_text($1::jsonb)",
    ] {
        assert_eq!(check(statement), Err(Finding::SetOutsideFrom), "{statement}");
    }
}
