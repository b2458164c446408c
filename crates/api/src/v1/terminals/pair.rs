//! `POST /v1/terminals/pair`.

use actix_web::{HttpRequest, post, web};
use regulars_identity::{PairTerminalError, PairedTerminal, PairingCode, pair_terminal as pair};
use regulars_kernel::{Actor, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::application::Application;
use crate::error::ApiError;
use crate::extract::Body;
use crate::guesses::GuessedSecret;
use crate::peers::peer_of;
use crate::respond::Single;

/// What a person typed into the device.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "BCDFG-HJKLM"}))]
pub struct PairBody {
    /// The code. Letter case, spaces and dashes do not matter.
    #[schema(max_length = 64)]
    code: String,
}

/// A device that has been paired.
#[derive(Serialize, ToSchema)]
pub struct PairedBody {
    /// The terminal that it now is.
    terminal: PairedTerminalBody,
    /// What it sends as its bearer token. It is shown this once.
    #[schema(example = "rk_agjpbqjlhr6u5d22nn6i3hqpdmazf4gbfm6h2tupljwxzdm6b4qq")]
    api_key: String,
}

/// A terminal in brief.
#[derive(Serialize, ToSchema)]
pub struct PairedTerminalBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f22")]
    id: Uuid,
    /// Its name.
    #[schema(example = "Till 2")]
    name: String,
}

impl From<PairedTerminal> for PairedBody {
    fn from(paired: PairedTerminal) -> Self {
        let PairedTerminal { terminal, secret, revoked: _ } = paired;
        let api_key = secret.expose().to_owned();
        let terminal = PairedTerminalBody { id: terminal.id.value(), name: terminal.name.into_string() };
        Self { terminal, api_key }
    }
}

/// Pair a device.
///
/// A device exchanges the code that a person typed into it for a key of its own. The key of the device before it no
/// longer holds. A code that is unknown, used or ended is answered the same.
#[utoipa::path(tag = "Terminals", request_body = PairBody, responses(
    (status = 200, description = "The device is paired", body = PairedBody),
    (status = 404, description = "The code does not hold"),
))]
#[post("/v1/terminals/pair")]
pub async fn pair_terminal(
    request: HttpRequest,
    application: web::Data<Application>,
    body: Body<PairBody>,
) -> Result<Single<PairedBody>, ApiError> {
    let guess = application.guesses.begin(GuessedSecret::PairingCode, peer_of(&request), None)?;
    let code = PairingCode::presented(&body.value.code);
    let hash = code.hash();
    let found =
        application.database.read_platform(async move |system| system.find_pairing_code(&hash).await).await?;
    let (merchant, terminal) = found.ok_or(PairTerminalError::Refused)?;
    #[expect(
        clippy::disallowed_methods,
        reason = "the code names its merchant, and is used up in it at once"
    )]
    let scope = Scope::of_authenticated_caller(merchant, Actor::Terminal(terminal));
    let environment = application.environment.clone();
    let paired = application
        .database
        .write(scope, move |tx| {
            Box::pin(async move { pair(tx, &environment, merchant, terminal, &code).await })
        })
        .await?;
    guess.succeeded();
    paired.revoked.iter().for_each(|key| application.credentials.forget(key.value()));
    Ok(Single(paired.into()))
}
