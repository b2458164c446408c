//! `POST /v1/programmes/{id}/point-types`.

use actix_web::{post, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::{ProgrammeStore, create_point_type as create};

use super::body::{PointTypeBody, shown};
use super::new_body::NewPointTypeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Make a point type.
///
/// What is earned in the programme. Points with a value can be spent, others are counted only. A programme has at most 20. It is
/// another version of the programme.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewPointTypeBody, responses(
        (status = 201, description = "Made", body = PointTypeBody),
        (status = 409, description = "Another point type of the programme has that code, there are 20 already, or the \
            programme is closed"),
    ))]
#[post("/v1/programmes/{id}/point-types")]
pub async fn create_point_type(
    caller: Caller<access::create_point_type>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPointTypeBody>,
) -> Result<Created<PointTypeBody>, ApiError> {
    let (id, currency) = (ProgrammeId::new(id.0), caller.facts().currency);
    let once = Once::new(key, body.fingerprint);
    let kind = body.value.check(currency)?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let before = tx.find_programme_for_change(id).await?;
            let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
            let code = kind.code.clone();
            let changed = create(tx, &environment, by, before, kind).await?;
            let location = format!("/v1/programmes/{id}/point-types/{code}");
            Created::at(location, &shown(&changed, &code, currency)?)
        })
    })
    .await
}
