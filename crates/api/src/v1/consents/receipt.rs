//! `GET /v1/customers/{id}/consents/receipt`.

use std::collections::BTreeMap;

use actix_web::{get, web};
use regulars_consent::{ConsentEvent, ConsentLedgerReads, ConsentTextReads};
use regulars_identity::IdentityReads;
use regulars_kernel::CustomerId;

use super::receipt_body::{ConsentReceiptBody, SignedReceiptBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// How many entries are read at a time.
const STEP: u16 = 200;
/// The type of what is signed, so that no receipt is ever taken for a token.
const TYPE: &str = "consent-receipt+jws";

/// Show the receipt of a customer's consents.
///
/// Everything that the customer has said about consent, with the texts that were shown, in the shape of ISO/IEC TS 27560 and
/// signed: a copy for the person, who can have it verified by anybody. Each receipt has an id of its own.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses((status = 200, description = "The receipt", body = SignedReceiptBody)))]
#[get("/v1/customers/{id}/consents/receipt")]
pub async fn get_consent_receipt(
    caller: Caller<access::get_consent_receipt>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<SignedReceiptBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let environment = caller.environment(&application);
    let receipt = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_subject(id).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            let merchant = tx.own_merchant().await?;
            let mut ledger: Vec<ConsentEvent> = Vec::new();
            let mut texts = BTreeMap::new();
            loop {
                let after = ledger.last().map_or(0, |event| event.sequence);
                let more = tx.read_chain(id, after, STEP).await?;
                if more.is_empty() {
                    break;
                }
                for text in more.iter().filter_map(|event| event.text) {
                    if !texts.contains_key(&text.value())
                        && let Some(found) = tx.find_text(text).await?
                    {
                        texts.insert(text.value(), found);
                    }
                }
                ledger.extend(more);
            }
            let (receipt, now) = (environment.new_id(), environment.now());
            Ok::<_, ApiError>(ConsentReceiptBody::new(receipt, now, &merchant, id, &ledger, &texts))
        })
        .await?;
    let jws = application.tokens.sign_document(TYPE, &receipt);
    let jws = jws.ok_or_else(|| ApiError::defect("a receipt could not be signed"))?;
    Ok(Single(SignedReceiptBody { receipt, jws }))
}
