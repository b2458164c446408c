//! `POST /v1/cards/{number}/merges`.

use actix_web::{post, web};

use super::asked::{Asked, Wanted};
use super::body::MergedCustomerBody;
use super::create::MergeParameters;
use super::new_body::NewCardMergeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Number, OnceKey, Query};
use crate::respond::{Created, Once};

/// Merge the cards of one person.
///
/// The customers whom the cards mean are merged into that of the card in the path, as `POST /v1/customers/merges` does it: from
/// then on every one of the cards means that customer at this merchant. What the network knows of the members stays as it is.
#[utoipa::path(tag = "Duplicates", params(
    ("number" = String, Path, description = "The number of a card of the customer that stays", example = "2000000000053"),
    MergeParameters
), request_body = NewCardMergeBody, responses(
    (status = 200, description = "Merged; or what would be (dry run)", body = MergedCustomerBody),
    (status = 404, description = "A card means none of the merchant's customers"),
    (status = 409, description = "The cards mean one customer already"),
))]
#[post("/v1/cards/{number}/merges")]
pub async fn merge_cards(
    caller: Caller<access::merge_cards>,
    application: web::Data<Application>,
    number: Number,
    parameters: Query<MergeParameters>,
    key: OnceKey,
    body: Body<NewCardMergeBody>,
) -> Result<Created<MergedCustomerBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (scope, credential) = (caller.scope(), caller.identity().credential);
    let asked = Asked {
        scope,
        environment: caller.environment(&application),
        facts: caller.facts().clone(),
        sealing: application.sealing.clone(),
        wanted: Wanted::Cards(body.value.check(number.0)?),
        is_kept: !parameters.0.dry_run,
    };
    if parameters.0.dry_run {
        return application
            .database
            .rehearse(scope, move |tx| Box::pin(async move { asked.answer(tx).await }))
            .await;
    }
    once.write(&application, scope, credential, move |tx| Box::pin(async move { asked.answer(tx).await }))
        .await
}
