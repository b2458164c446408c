//! `GET /v1/customers/duplicates`.

use actix_web::{get, web};
use regulars_customers::{CustomerPair, list_duplicates as list};
use regulars_kernel::{CustomerId, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::DuplicateBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which duplicates, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DuplicateParameters {
    /// Only pairs that are certain.
    #[serde(default)]
    #[param(default = false, example = false)]
    certain: bool,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List customers who may be one person.
///
/// Pairs with something in common by which a person is looked for: e-mail, phone, external id, or both names with the date of
/// birth or the address. Each has a score, what they have in common, and what speaks against it. A mailbox or a phone that a
/// family shares under different given names is never certain, and one
/// that more than twenty share tells nothing. Each request looks at some thousand customers, the oldest
/// first: a page may hold fewer pairs than were asked for, even none, and go on; the list ends where `next` is `null`.
#[utoipa::path(tag = "Duplicates", params(DuplicateParameters), responses(
    (status = 200, description = "A page of pairs", body = List<DuplicateBody>)
))]
#[get("/v1/customers/duplicates")]
pub async fn list_duplicates(
    caller: Caller<access::list_duplicates>,
    application: web::Data<Application>,
    parameters: Query<DuplicateParameters>,
) -> Result<List<DuplicateBody>, ApiError> {
    let DuplicateParameters { certain, limit, cursor } = parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<(Uuid, Uuid)>).transpose()?;
    let after =
        after.map(|(one, other)| CustomerPair { one: CustomerId::new(one), other: CustomerId::new(other) });
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let (currency, role) = (caller.facts().currency, caller.identity().role);
    let found = application
        .database
        .read_heavily(caller.scope(), async move |tx| list(tx, certain, page).await)
        .await?;
    let shown = |found| DuplicateBody::new(found, currency, role);
    Ok(List::of(found, shown, |pair| serde_json::json!([pair.one.value(), pair.other.value()])))
}
