//! Lists of ids as one parameter: a JSON array of text.

/// Reads a list of ids from a parameter, as a sub-select in SQLite.
macro_rules! ids_in_sqlite {
    ($parameter:literal) => {
        concat!("SELECT unhex(replace(e.value, '-', '')) FROM json_each(", $parameter, ") AS e")
    };
}
pub(super) use ids_in_sqlite;

/// Reads a list of ids from a parameter, as an array in PostgreSQL. `= ANY` of an array is a condition of the index,
/// so that a handful of rows is found in a campaign of a million even before the table has statistics. The set stands in
/// `FROM`, where a shard takes it too.
macro_rules! ids_in_postgres {
    ($parameter:literal) => {
        concat!(
            "ANY(ARRAY(SELECT e.id::uuid FROM jsonb_array_elements_text(",
            $parameter,
            "::jsonb) AS e(id)))"
        )
    };
}
pub(super) use ids_in_postgres;

/// The parameter for a list of ids.
pub(super) fn id_list<Id: ToString>(ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    serde_json::json!(ids).to_string()
}
