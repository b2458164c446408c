//! `POST /v1/programmes`.

use actix_web::{post, web};
use regulars_kernel::Label;
use regulars_loyalty::{Joining, NewProgramme, create_programme as create};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{ProgrammeBody, stores_of};
use super::joining_terms_body::JoiningTermsBody;
use super::names::JoiningBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// A programme to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Klub na pumpi", "joining": "automatic", "earns_where_points_pay": false}))]
pub struct NewProgrammeBody {
    /// What it is called.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// How customers come in; `automatic` where nothing is said.
    joining: Option<JoiningBody>,
    /// What they agree to before they do; nothing where nothing is said.
    joining_terms: Option<JoiningTermsBody>,
    /// The stores in which it holds; everywhere where there are none.
    #[serde(default)]
    #[schema(max_items = 1_000)]
    store_ids: Vec<Uuid>,
    /// Whether a receipt that points pay a part of earns at all; `true` where nothing is said. What points pay for never earns.
    earns_where_points_pay: Option<bool>,
}

impl NewProgrammeBody {
    fn check(self) -> Result<NewProgramme, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let joining_terms = self.joining_terms.map(|terms| terms.check(&mut invalid));
        let name = invalid.finish_with(name)?;
        Ok(NewProgramme {
            name,
            joining: self.joining.map_or(Joining::Automatic, Into::into),
            joining_terms: joining_terms.unwrap_or_default(),
            stores: stores_of(self.store_ids),
            earns_where_points_pay: self.earns_where_points_pay.unwrap_or(true),
        })
    }
}

/// Make a programme.
///
/// A draft without point types and earning rules. Add these, try it with receipts, and make it `active`.
#[utoipa::path(tag = "Programmes", request_body = NewProgrammeBody, responses(
    (status = 201, description = "Made", body = ProgrammeBody)
))]
#[post("/v1/programmes")]
pub async fn create_programme(
    caller: Caller<access::create_programme>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewProgrammeBody>,
) -> Result<Created<ProgrammeBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let programme = create(tx, &environment, by, new).await?;
            Created::at(format!("/v1/programmes/{}", programme.id), &ProgrammeBody::from(&programme))
        })
    })
    .await
}
