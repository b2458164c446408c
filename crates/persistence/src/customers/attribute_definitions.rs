//! Definitions of custom attributes. One that is deleted is hidden at once, and goes when its last value has.

use regulars_customers::{AttributeDefinition, AttributeOptions, AttributeRule, TextLength, ValueRange};
use regulars_kernel::{AttributeId, AttributeKind, Date, Decimal, Instant, Label, StoreError, UniqueValue};
use sea_orm::Value;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct DefinitionRow {
    id: Uuid,
    key: String,
    name: String,
    kind: String,
    limits: Json,
    position: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<DefinitionRow> for AttributeDefinition {
    type Error = StoreError;

    fn try_from(row: DefinitionRow) -> Result<Self, StoreError> {
        let DefinitionRow { id, key, name, kind, limits, position, created_at, updated_at } = row;
        let kind = kind.parse().map_err(wrong)?;
        Ok(Self {
            id: AttributeId::new(id),
            key: key.parse().map_err(wrong)?,
            name: name.parse().map_err(wrong)?,
            rule: rule(kind, &limits).ok_or_else(|| wrong("the limits are not as they were written"))?,
            position: u16::try_from(position).map_err(wrong)?,
            created_at,
            updated_at,
        })
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("attribute_definitions", what)
}

fn limits(rule: &AttributeRule) -> Json {
    let options = |options: &AttributeOptions| json!({ "options": options.as_slice().iter().map(Label::as_str).collect::<Vec<_>>() });
    match rule {
        AttributeRule::Text(TextLength { min, max }) => json!({ "min_length": min, "max_length": max }),
        AttributeRule::Integer(ValueRange { min, max }) => json!({ "min": min, "max": max }),
        AttributeRule::Decimal { decimals, range } => json!({
            "decimals": decimals, "min": range.min.map(Decimal::millionths), "max": range.max.map(Decimal::millionths)
        }),
        AttributeRule::Boolean => json!({}),
        AttributeRule::Date(ValueRange { min, max }) => json!({
            "min": min.map(|date| date.to_string()), "max": max.map(|date| date.to_string())
        }),
        AttributeRule::Choice(list) | AttributeRule::Choices(list) => options(list),
    }
}

fn rule(kind: AttributeKind, limits: &Json) -> Option<AttributeRule> {
    let number = |name: &str| limits.get(name).and_then(Json::as_i64);
    let date = |name: &str| -> Option<Date> { limits.get(name)?.as_str()?.parse().ok() };
    let options = || {
        let texts = limits.get("options")?.as_array()?.iter();
        let options = texts.map(|text| text.as_str()?.parse().ok()).collect::<Option<Vec<Label>>>()?;
        AttributeOptions::new(options).ok()
    };
    Some(match kind {
        AttributeKind::Text => AttributeRule::Text(TextLength {
            min: number("min_length")?.try_into().ok()?,
            max: number("max_length")?.try_into().ok()?,
        }),
        AttributeKind::Integer => {
            AttributeRule::Integer(ValueRange { min: number("min"), max: number("max") })
        }
        AttributeKind::Decimal => AttributeRule::Decimal {
            decimals: number("decimals")?.try_into().ok()?,
            range: ValueRange {
                min: number("min").map(Decimal::from_millionths),
                max: number("max").map(Decimal::from_millionths),
            },
        },
        AttributeKind::Boolean => AttributeRule::Boolean,
        AttributeKind::Date => AttributeRule::Date(ValueRange { min: date("min"), max: date("max") }),
        AttributeKind::Choice => AttributeRule::Choice(options()?),
        AttributeKind::Choices => AttributeRule::Choices(options()?),
    })
}

macro_rules! select_definitions {
    ($behind:literal) => {
        concat!(
            "SELECT id, key, name, kind, limits, position, created_at, updated_at FROM attribute_definitions
             WHERE merchant_id = $1 AND deleted_at IS NULL",
            $behind
        )
    };
}

fn converted(rows: Vec<DefinitionRow>) -> Result<Vec<AttributeDefinition>, StoreError> {
    rows.into_iter().map(AttributeDefinition::try_from).collect()
}

pub(super) async fn find(tx: &ReadTx, id: AttributeId) -> Result<Option<AttributeDefinition>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_definitions!(" AND id = $2"));
    let row: Option<DefinitionRow> = tx.optional(FIND, values![id.value()]).await?;
    row.map(AttributeDefinition::try_from).transpose()
}

/// Every definition, in the order of forms.
pub(crate) async fn list(tx: &ReadTx) -> Result<Vec<AttributeDefinition>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_definitions!(" ORDER BY position, id"));
    converted(tx.all(LIST, values![]).await?)
}

/// As [`list`]. Several may hold the definitions at the same time, and whoever changes one waits for them.
pub(super) async fn hold(tx: &WriteTx) -> Result<Vec<AttributeDefinition>, StoreError> {
    const LIST: ScopedSql = ScopedSql::by_dialect(
        select_definitions!(" ORDER BY position, id"),
        select_definitions!(" ORDER BY position, id FOR SHARE"),
    );
    converted(tx.all(LIST, values![]).await?)
}

fn columns(definition: &AttributeDefinition) -> Vec<Value> {
    let AttributeDefinition { id, key, name, rule, position, created_at, updated_at } = definition;
    values![
        id.value(),
        key.as_str(),
        name.as_str(),
        rule.kind().name(),
        limits(rule),
        i64::from(*position),
        *created_at,
        *updated_at
    ]
}

pub(super) async fn insert(tx: &WriteTx, definition: &AttributeDefinition) -> Result<bool, StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO attribute_definitions (merchant_id, id, key, name, kind, limits, position, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT DO NOTHING",
    );
    Ok(tx.execute(INSERT, columns(definition)).await? == 1)
}

pub(super) async fn update(tx: &WriteTx, definition: &AttributeDefinition) -> Result<bool, StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE attribute_definitions SET key = $3, name = $4, kind = $5, limits = $6, position = $7,
             created_at = $8, updated_at = $9
         WHERE merchant_id = $1 AND id = $2",
    );
    match tx.execute(UPDATE, columns(definition)).await {
        Ok(_) => Ok(true),
        Err(StoreError::Taken(UniqueValue::AttributeKey)) => Ok(false),
        Err(error) => Err(error),
    }
}

pub(super) async fn hide(tx: &WriteTx, id: AttributeId, now: Instant) -> Result<bool, StoreError> {
    const HIDE: ScopedSql = ScopedSql::new(
        "UPDATE attribute_definitions SET deleted_at = $3
         WHERE merchant_id = $1 AND id = $2 AND deleted_at IS NULL",
    );
    Ok(tx.execute(HIDE, values![id.value(), now]).await? == 1)
}

/// Takes away a hidden definition that no customer has a value of.
pub(super) async fn remove_hidden(tx: &WriteTx, id: AttributeId) -> Result<(), StoreError> {
    const REMOVE: ScopedSql = ScopedSql::new(
        "DELETE FROM attribute_definitions WHERE merchant_id = $1 AND id = $2 AND deleted_at IS NOT NULL",
    );
    tx.execute(REMOVE, values![id.value()]).await.map(drop)
}
