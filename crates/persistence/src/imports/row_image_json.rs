//! What a row has done, as it is sealed with the key of its customer.

use regulars_consent::{
    ContactAddress, CustomerKey, SaidOfCustomer, SealingKeys, StatementBefore, Suppression,
};
use regulars_customers::ChangeImage;
use regulars_flows::{AddressMarks, RowImage, SuppressionImage};
use regulars_kernel::{Channel, CustomerId, Environment, ImportId, Instant, MerchantId, StoreError};
use serde_json::{Value as Json, json};

use super::import_row::wrong;
use crate::bulk_edits::image_json::{fields_from_json, fields_to_json};

/// Seals the image so that it opens in that import only.
pub(super) fn sealed(
    key: &CustomerKey,
    environment: &Environment,
    import: ImportId,
    image: &RowImage,
) -> Result<Vec<u8>, StoreError> {
    let text = image_to_json(image).to_string();
    key.seal(environment, import.value().as_bytes(), text.as_bytes()).map_err(wrong)
}

pub(super) fn opened(key: &CustomerKey, import: ImportId, sealed: &[u8]) -> Result<RowImage, StoreError> {
    let text = key.open(import.value().as_bytes(), sealed).map_err(wrong)?;
    image_from_json(&serde_json::from_slice(&text).map_err(wrong)?)
}

/// Seals the image of a row that was left out and has no customer of its own.
pub(super) fn sealed_of_merchant(
    keys: &SealingKeys,
    environment: &Environment,
    merchant: MerchantId,
    import: ImportId,
    image: &RowImage,
) -> Result<Vec<u8>, StoreError> {
    let text = image_to_json(image).to_string();
    keys.seal_of_merchant(environment, merchant, &of_import(import), text.as_bytes()).map_err(wrong)
}

pub(super) fn opened_of_merchant(
    keys: &SealingKeys,
    merchant: MerchantId,
    import: ImportId,
    sealed: &[u8],
) -> Result<RowImage, StoreError> {
    let text = keys.open_of_merchant(merchant, &of_import(import), sealed).map_err(wrong)?;
    image_from_json(&serde_json::from_slice(&text).map_err(wrong)?)
}

fn of_import(import: ImportId) -> Vec<u8> {
    [b"row of import ".as_slice(), import.value().as_bytes()].concat()
}

fn image_to_json(image: &RowImage) -> Json {
    let RowImage { fields, marks, said, suppressions } = image;
    let marks = marks.as_ref().map(|AddressMarks { email_verified_at, email_since, phone_since }| {
        json!({"email_verified_at": email_verified_at, "email_since": email_since, "phone_since": phone_since})
    });
    let said = said.iter().map(|SaidOfCustomer { customer, head, last, before }| {
        let before = before.iter().map(|StatementBefore { purpose, channel, event }| {
            json!({
                "purpose": purpose.name(),
                "channel": channel.map(Channel::name),
                "event": event.map(|event| event.to_string()),
            })
        });
        let before = before.collect::<Vec<_>>();
        json!({"customer": customer.to_string(), "head": head, "last": last, "before": before})
    });
    let suppressions = suppressions.iter().map(|SuppressionImage { before, after }| {
        json!({"before": before.as_ref().map(suppression_to_json), "after": suppression_to_json(after)})
    });
    json!({
        "fields": fields_to_json(fields),
        "marks": marks,
        "said": said.collect::<Vec<_>>(),
        "suppressions": suppressions.collect::<Vec<_>>(),
    })
}

fn image_from_json(json: &Json) -> Result<RowImage, StoreError> {
    let fields: ChangeImage = fields_from_json(&json["fields"])?;
    let marks = match &json["marks"] {
        Json::Null => None,
        marks => Some(AddressMarks {
            email_verified_at: instant(&marks["email_verified_at"])?,
            email_since: instant(&marks["email_since"])?,
            phone_since: instant(&marks["phone_since"])?,
        }),
    };
    let said = list(&json["said"])?.iter().map(said_from_json).collect::<Result<_, _>>()?;
    let suppressions = list(&json["suppressions"])?.iter().map(|one| {
        let before = match &one["before"] {
            Json::Null => None,
            before => Some(suppression_from_json(before)?),
        };
        Ok::<_, StoreError>(SuppressionImage { before, after: suppression_from_json(&one["after"])? })
    });
    Ok(RowImage { fields, marks, said, suppressions: suppressions.collect::<Result<_, _>>()? })
}

fn said_from_json(json: &Json) -> Result<SaidOfCustomer, StoreError> {
    let before = list(&json["before"])?.iter().map(|one| {
        Ok::<_, StoreError>(StatementBefore {
            purpose: text(&one["purpose"])?.parse().map_err(wrong)?,
            channel: one["channel"].as_str().map(str::parse).transpose().map_err(wrong)?,
            event: one["event"].as_str().map(str::parse).transpose().map_err(wrong)?,
        })
    });
    let customer: CustomerId = text(&json["customer"])?.parse().map_err(wrong)?;
    let number = |name: &str| json[name].as_i64().ok_or_else(|| wrong("a place of the ledger is none"));
    Ok(SaidOfCustomer {
        customer,
        head: number("head")?,
        last: number("last")?,
        before: before.collect::<Result<_, _>>()?,
    })
}

fn suppression_to_json(suppression: &Suppression) -> Json {
    let Suppression { channel, address, reason, source, created_at, expires_at } = suppression;
    json!({
        "channel": channel.name(),
        "address": address.expose(),
        "reason": reason.name(),
        "source": source.as_str(),
        "created_at": created_at,
        "expires_at": expires_at,
    })
}

fn suppression_from_json(json: &Json) -> Result<Suppression, StoreError> {
    Ok(Suppression {
        channel: text(&json["channel"])?.parse().map_err(wrong)?,
        address: ContactAddress::from_stored(text(&json["address"])?.to_owned()),
        reason: text(&json["reason"])?.parse().map_err(wrong)?,
        source: text(&json["source"])?.parse().map_err(wrong)?,
        created_at: instant(&json["created_at"])?.ok_or_else(|| wrong("a suppression has no beginning"))?,
        expires_at: instant(&json["expires_at"])?,
    })
}

fn instant(json: &Json) -> Result<Option<Instant>, StoreError> {
    serde_json::from_value(json.clone()).map_err(wrong)
}

fn list(json: &Json) -> Result<&Vec<Json>, StoreError> {
    json.as_array().ok_or_else(|| wrong("what should be a list is none"))
}

fn text(json: &Json) -> Result<&str, StoreError> {
    json.as_str().ok_or_else(|| wrong("what should be a text is none"))
}
