//! The catalogue of PostgreSQL.

use regulars_tests::Contents;
use sea_orm::QueryResult;

use super::{Catalogue, Column, Key, Reference};

const TABLES: &str = "SELECT relname::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition";
const KEYS: &str =
    "SELECT t.relname::text, i.relname::text, string_agg(coalesce(a.attname::text, '(expression)'), ','
        ORDER BY k.position)
    FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
    CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY AS k(number, position)
    LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number AND k.number > 0
    WHERE t.relnamespace = 'public'::regnamespace AND (x.indisunique OR x.indisexclusion)
      AND k.position <= x.indnkeyatts
    GROUP BY 1, 2";
const REFERENCES: &str = "SELECT t.relname::text, r.relname::text,
        (SELECT string_agg(a.attname::text, ',' ORDER BY k.position) FROM unnest(c.conkey) WITH ORDINALITY
             AS k(number, position) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number),
        (SELECT string_agg(a.attname::text, ',' ORDER BY k.position) FROM unnest(c.confkey) WITH ORDINALITY
             AS k(number, position) JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.number),
        CASE c.confdeltype WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' ELSE '' END
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
    WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace";
const COLUMNS: &str = "SELECT t.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN 'yes' ELSE 'no' END
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND a.attnum > 0
      AND NOT a.attisdropped AND t.relname <> 'seaql_migrations'";
const FORBIDDEN: &[&str] = &[
    "SELECT t.relname || ' has the trigger ' || g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
     WHERE t.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal",
    "SELECT t.relname || ': ' || c.conname || ' is deferrable, and a late violation loses its code on a shard'
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
     WHERE t.relnamespace = 'public'::regnamespace AND c.condeferrable",
    "SELECT t.relname || '.' || a.attname || ' counts up in a small integer, which ends too soon on a shard'
     FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
     LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
     WHERE t.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND a.atttypid IN ('int4'::regtype, 'int2'::regtype)
       AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%')",
    "SELECT t.relname || ' is UNLOGGED, and a crash empties it' FROM pg_class t
     WHERE t.relnamespace = 'public'::regnamespace AND t.relpersistence = 'u'",
    "SELECT t.relname || '.' || a.attname || ' is a time without a zone' FROM pg_attribute a
     JOIN pg_class t ON t.oid = a.attrelid
     WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND a.attnum > 0
       AND a.atttypid IN ('timestamp'::regtype, 'time'::regtype, 'timetz'::regtype)",
];

pub async fn read(contents: &Contents) -> Catalogue {
    let keys = contents.rows(KEYS).await;
    let references = contents.rows(REFERENCES).await;
    let columns = contents.rows(COLUMNS).await;
    let mut forbidden = Vec::new();
    for query in FORBIDDEN {
        forbidden.extend(contents.column(query).await);
    }
    Catalogue {
        tables: contents.column(TABLES).await,
        keys: keys
            .iter()
            .map(|row| Key { table: text(row, 0), name: text(row, 1), columns: list(row, 2) })
            .collect(),
        references: references
            .iter()
            .map(|row| Reference {
                table: text(row, 0),
                to: text(row, 1),
                columns: list(row, 2),
                to_columns: list(row, 3),
                on_delete: text(row, 4),
            })
            .collect(),
        columns: columns
            .iter()
            .map(|row| Column {
                table: text(row, 0),
                name: text(row, 1),
                kind: text(row, 2),
                required: text(row, 3) == "yes",
            })
            .collect(),
        forbidden,
    }
}

fn text(row: &QueryResult, index: usize) -> String {
    row.try_get_by_index(index).unwrap()
}

fn list(row: &QueryResult, index: usize) -> Vec<String> {
    text(row, index).split(',').map(str::to_owned).collect()
}
