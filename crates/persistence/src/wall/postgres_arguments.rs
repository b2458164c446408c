//! Parameters of a statement as the driver of PostgreSQL takes them. A list is one parameter, whose items may be nothing: what
//! converts single values knows no such list.

use sea_orm::sea_query::ArrayType;
use sea_orm::sqlx::error::BoxDynError;
use sea_orm::sqlx::postgres::{PgArguments, PgHasArrayType};
use sea_orm::sqlx::types::Json;
use sea_orm::sqlx::{self, Arguments, Encode, IntoArguments, Postgres, Type};
use sea_orm::{Value, Values};
use sea_query_sqlx::SqlxValues;

/// The parameters. Items of a list may be nothing where only lists stand behind it.
pub(super) fn arguments(mut values: Vec<Value>) -> Result<PgArguments, sqlx::Error> {
    let is_list = |value: &Value| matches!(value, Value::Array(_, Some(_)));
    let behind = values.iter().rposition(|value| !is_list(value)).map_or(0, |last| last + 1);
    let lists = values.split_off(behind);
    let mut arguments = IntoArguments::<Postgres>::into_arguments(SqlxValues(Values(values)));
    for list in lists {
        if let Value::Array(kind, Some(items)) = list {
            add(&mut arguments, &kind, *items).map_err(sqlx::Error::Encode)?;
        }
    }
    Ok(arguments)
}

/// The name of a list of such values in PostgreSQL, if lists of them are taken.
pub(super) fn type_of_list(kind: &ArrayType) -> Option<&'static str> {
    Some(match kind {
        ArrayType::Bool => "bool[]",
        ArrayType::BigInt => "bigint[]",
        ArrayType::String => "text[]",
        ArrayType::Bytes => "bytea[]",
        ArrayType::Json => "jsonb[]",
        ArrayType::ChronoDate => "date[]",
        ArrayType::ChronoDateTimeUtc => "timestamptz[]",
        ArrayType::Uuid => "uuid[]",
        _ => return None,
    })
}

/// Adds the list of what this variant holds.
macro_rules! add_each {
    ($arguments:expr, $items:expr, $variant:ident) => {
        add_each!($arguments, $items, $variant, |held| held)
    };
    ($arguments:expr, $items:expr, $variant:ident, $written:expr) => {
        add_list($arguments, $items, |value| match value {
            Value::$variant(held) => Some(held.map($written)),
            _ => None,
        })
    };
}

fn add(arguments: &mut PgArguments, kind: &ArrayType, items: Vec<Value>) -> Result<(), BoxDynError> {
    match kind {
        ArrayType::Bool => add_each!(arguments, items, Bool),
        ArrayType::BigInt => add_each!(arguments, items, BigInt),
        ArrayType::String => add_each!(arguments, items, String),
        ArrayType::Bytes => add_each!(arguments, items, Bytes),
        ArrayType::Json => add_each!(arguments, items, Json, |json| Json(*json)),
        ArrayType::ChronoDate => add_each!(arguments, items, ChronoDate),
        ArrayType::ChronoDateTimeUtc => add_each!(arguments, items, ChronoDateTimeUtc),
        ArrayType::Uuid => add_each!(arguments, items, Uuid),
        other => Err(format!("a list of {other:?} cannot be a parameter").into()),
    }
}

fn add_list<T>(
    arguments: &mut PgArguments,
    items: Vec<Value>,
    held: impl Fn(Value) -> Option<Option<T>>,
) -> Result<(), BoxDynError>
where
    T: PgHasArrayType + Type<Postgres> + for<'q> Encode<'q, Postgres> + 'static,
{
    let items: Option<Vec<Option<T>>> = items.into_iter().map(held).collect();
    arguments.add(items.ok_or("a list has values of two kinds")?)
}
