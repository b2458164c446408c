//! `POST /v1/terminals/pairing-codes`.

use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_identity::offer_pairing::{PairingFor, offer_pairing};
use regulars_kernel::{Label, StoreId, TerminalId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// Which terminal a device is to become: a new one with `name`, or the one with `terminal_id`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Till 2"}))]
pub struct NewPairingCodeBody {
    /// The name of a new terminal.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// The store that a new terminal stands in.
    store_id: Option<Uuid>,
    /// A terminal that gets a new device and keeps its id and its receipts. Send neither `name` nor `store_id` with it.
    terminal_id: Option<Uuid>,
}

/// A code that a person types into the device.
#[derive(Serialize, ToSchema)]
pub struct PairingCodeBody {
    /// The terminal that the device becomes.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f22")]
    terminal_id: Uuid,
    /// The code, which can be used once.
    #[schema(example = "BCDFG-HJKLM")]
    code: String,
    /// When the code ends.
    #[schema(example = "2026-01-15T09:15:00Z")]
    expires_at: DateTime<Utc>,
}

impl NewPairingCodeBody {
    fn check(self) -> Result<PairingFor, ApiError> {
        let mut invalid = Invalid::default();
        if let Some(terminal) = self.terminal_id {
            let other = "belongs to a new terminal and cannot be sent with terminal_id";
            if self.name.is_some() {
                invalid.add("/name", "invalid", other);
            }
            if self.store_id.is_some() {
                invalid.add("/store_id", "invalid", other);
            }
            return invalid.finish_with(Some(PairingFor::Terminal(TerminalId::new(terminal))));
        }
        let Some(name) = self.name else {
            return Err(ApiError::invalid_field("/name", "required", "is required without terminal_id"));
        };
        let name = invalid.check("/name", name.parse::<Label>());
        let store = self.store_id.map(StoreId::new);
        invalid.finish_with(name.map(|name| PairingFor::NewTerminal { name, store }))
    }
}

/// Offer a code for pairing a device.
///
/// Creates a terminal, or takes an existing one that gets a new device, and offers a code that a person types into the
/// device within fifteen minutes. The code is in this answer only.
#[utoipa::path(tag = "Terminals", request_body = NewPairingCodeBody, responses(
    (status = 201, description = "The code", body = PairingCodeBody),
    (status = 404, description = "There is no such store, or no such terminal"),
))]
#[post("/v1/terminals/pairing-codes")]
pub async fn create_pairing_code(
    caller: Caller<access::create_pairing_code>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewPairingCodeBody>,
) -> Result<Created<PairingCodeBody>, ApiError> {
    let once = Once::new(key, body.fingerprint).with_secret_answer();
    let pairing = body.value.check()?;
    let environment = application.environment.clone();
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (terminal, code, expires_at) = offer_pairing(tx, &environment, pairing).await?;
            let code = code.expose().to_owned();
            let body = PairingCodeBody { terminal_id: terminal.value(), code, expires_at };
            Created::at(format!("/v1/terminals/{terminal}"), &body)
        })
    })
    .await
}
