//! What was written since a merge that undoing it would lose.

use std::collections::BTreeSet;

use regulars_customers::{ImageTaken, Merge, UndoConflict};
use regulars_kernel::{CustomerId, StoreError};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::images::{AttributeImage, Image, open, take};
use super::{merges, survivors};
use crate::customers::attribute_definitions;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

pub(super) async fn since(tx: &ReadTx, merge: &Merge) -> Result<Vec<UndoConflict>, StoreError> {
    if let Some(into) = survivors::one(tx, merge.survivor).await? {
        let detail = format!("the customer was merged into {into} since; undo that merge first");
        return Ok(vec![UndoConflict::new("merged_on", detail)]);
    }
    if merges::has_later(tx, merge).await? {
        let detail = "other customers were merged into the same one since; undo that merge first";
        return Ok(vec![UndoConflict::new("later_merge", detail)]);
    }
    let Some((after, befores)) = images(tx, merge).await? else {
        return Ok(vec![UndoConflict::new("erased", "one of the customers was erased")]);
    };
    let Some(now) = take(tx, merge.survivor).await? else {
        return Ok(vec![UndoConflict::new("erased", "the customer was erased")]);
    };
    let mut conflicts = of_the_record(&after, &now)?;
    conflicts.extend(of_what_was_defined(tx, &after, &now).await?);
    if now.chain != after.chain {
        conflicts.push(UndoConflict::new("consents", "the customer has said something about consents since"));
    }
    if now.purchases != after.purchases {
        conflicts.push(UndoConflict::new("purchases", "the customer has bought something since"));
    }
    conflicts.extend(of_what_came(tx, merge).await?);
    conflicts.extend(of_numbers(tx, merge, &befores).await?);
    conflicts.sort();
    Ok(conflicts)
}

/// The survivor as the merge left it, and everybody as they were before. None when a key is gone.
async fn images(tx: &ReadTx, merge: &Merge) -> Result<Option<(Image, Vec<Image>)>, StoreError> {
    let Some(after) = open(tx, merge.id, merge.survivor, ImageTaken::After).await? else { return Ok(None) };
    let mut befores = Vec::new();
    for id in std::iter::once(&merge.survivor).chain(&merge.merged) {
        match open(tx, merge.id, *id, ImageTaken::Before).await? {
            Some(image) => befores.push(image),
            None => return Ok(None),
        }
    }
    Ok(Some((after, befores)))
}

/// The columns that were changed, by the names of the fields that they are.
fn of_the_record(after: &Image, now: &Image) -> Result<Vec<UndoConflict>, StoreError> {
    let (after, now) = (columns(after)?, columns(now)?);
    let changed: BTreeSet<&str> = now
        .iter()
        .filter(|(column, value)| column.as_str() != "updated_at" && after.get(*column) != Some(value))
        .map(|(column, _)| field_of(column))
        .collect();
    let told = |field: &str| UndoConflict::new(field, format!("{field} was changed since"));
    Ok(changed.into_iter().map(told).collect())
}

fn columns(image: &Image) -> Result<Map<String, Value>, StoreError> {
    match serde_json::to_value(&image.row).map_err(|error| StoreError::Defect(error.into()))? {
        Value::Object(mut columns) => {
            // Names stand in an object of their own.
            if let Some(Value::Object(names)) = columns.remove("names") {
                columns.extend(names);
            }
            Ok(columns)
        }
        _ => Ok(Map::new()),
    }
}

fn field_of(column: &str) -> &str {
    match column {
        "customer_type" => "type",
        "email_verified_at" | "email_since" => "email",
        "phone_since" => "phone",
        "street" | "postcode" | "city" | "country" => "address",
        "utm_source" | "utm_medium" | "utm_campaign" | "utm_term" | "utm_content" => "source.utm",
        "last_utm_source" | "last_utm_medium" | "last_utm_campaign" | "last_utm_term"
        | "last_utm_content" | "last_utm_at" => "source.last_utm",
        "referral_id" => "source.referral_id",
        "data_consent_source" | "data_consent_text" => "data_consent",
        "restricted_at" => "restriction",
        other => other,
    }
}

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

/// Tags and attributes, but for what nobody has any more because it was deleted.
async fn of_what_was_defined(
    tx: &ReadTx,
    after: &Image,
    now: &Image,
) -> Result<Vec<UndoConflict>, StoreError> {
    const TAGS: ScopedSql = ScopedSql::new("SELECT id FROM tags WHERE merchant_id = $1");
    let mut conflicts = Vec::new();
    if after.tags != now.tags {
        let there: Vec<IdRow> = tx.all(TAGS, values![]).await?;
        let there: BTreeSet<Uuid> = there.into_iter().map(|row| row.id).collect();
        let tags = |image: &Image| -> BTreeSet<Uuid> {
            image.tags.iter().copied().filter(|tag| there.contains(tag)).collect()
        };
        if tags(after) != tags(now) {
            conflicts.push(UndoConflict::new("tags", "tags were changed since"));
        }
    }
    if after.attributes != now.attributes {
        for definition in attribute_definitions(tx).await? {
            let of = |image: &Image| -> Vec<AttributeImage> {
                let held = image.attributes.iter();
                held.filter(|held| held.attribute_id == definition.id.value()).cloned().collect()
            };
            if of(after) != of(now) {
                let field = format!("attributes.{}", definition.key.as_str());
                let detail = format!("{field} was changed since");
                conflicts.push(UndoConflict::new(field, detail));
            }
        }
    }
    Ok(conflicts)
}

/// What came by an address since, which may be that of somebody who was merged: whose it is then cannot be told.
async fn of_what_came(tx: &ReadTx, merge: &Merge) -> Result<Vec<UndoConflict>, StoreError> {
    const CAME: ScopedSql = ScopedSql::new(
        "SELECT 'mails' AS what FROM customer_mails AS m
         WHERE m.merchant_id = $1 AND m.customer_id = $2 AND m.received_at > $3
         UNION
         SELECT 'interactions' FROM interactions AS i
         WHERE i.merchant_id = $1 AND i.customer_id = $2 AND i.created_at > $3 AND i.kind = 'web_form'
         UNION
         SELECT 'carts' FROM carts AS k
         WHERE k.merchant_id = $1 AND k.customer_id = $2 AND k.created_at > $3
         UNION
         SELECT 'points' FROM point_accounts AS a
         JOIN point_operations AS o ON o.merchant_id = $1 AND o.account_id = a.id
         WHERE a.merchant_id = $1 AND a.customer_id = $2 AND o.recorded_at > $3 AND o.kind <> 'merge'
         UNION
         SELECT 'united_points' FROM point_accounts AS a
         JOIN point_operations AS o ON o.merchant_id = $1 AND o.account_id = a.id
         WHERE a.merchant_id = $1 AND a.customer_id = $2 AND o.recorded_at >= $3 AND o.kind = 'merge'",
    );
    #[derive(FromRow)]
    struct Came {
        what: String,
    }
    let came: Vec<Came> = tx.all(CAME, values![merge.survivor.value(), merge.merged_at]).await?;
    let told = |Came { what }| {
        let detail = match what.as_str() {
            "mails" => "a mail has come since; take it off the record first",
            "interactions" => "a message by a form has come since; take it off the record first",
            "points" => "points have been earned, spent, adjusted or have expired since",
            "united_points" => "both had points of one type, which lie in one account now",
            _ => "a cart has come since; take it off the record first",
        };
        UndoConflict::new(what, detail)
    };
    Ok(came.into_iter().map(told).collect())
}

/// A number of the merchant's own that somebody else has by now.
async fn of_numbers(tx: &ReadTx, merge: &Merge, befores: &[Image]) -> Result<Vec<UndoConflict>, StoreError> {
    const HOLDER: ScopedSql =
        ScopedSql::new("SELECT id FROM customers WHERE merchant_id = $1 AND external_id = $2 AND id <> $3");
    let mut conflicts = Vec::new();
    for image in befores {
        let columns = columns(image)?;
        let Some(number) = columns.get("external_id").and_then(Value::as_str) else { continue };
        let holder: Option<IdRow> = tx.optional(HOLDER, values![number, merge.survivor.value()]).await?;
        if let Some(IdRow { id }) = holder {
            let id = CustomerId::new(id);
            let detail = format!("the customer {id} has an external id of before the merge");
            conflicts.push(UndoConflict::new("external_id_taken", detail));
        }
    }
    Ok(conflicts)
}
