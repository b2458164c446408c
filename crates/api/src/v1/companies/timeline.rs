//! `GET /v1/companies/{id}/timeline`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_companies::CompanyReads;
use regulars_flows::{COMPANY_KINDS, CompanyTimelineQuery, TimelineKind, list_company_timeline};
use regulars_kernel::{CompanyId, PageRequest};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::timeline_body::{CompanyTimelineEntryBody, CompanyTimelineKindBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;
use crate::v1::timeline::kinds::{parse_position, position, visible};

/// What of a timeline, and which page of it.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompanyTimelineParameters {
    /// Only these kinds, with commas between. Without it all that the caller may see; one that the caller may not see is
    /// refused.
    #[param(style = Form, explode = false, inline, max_items = 10, example = json!(["purchase", "document"]))]
    #[serde(default, deserialize_with = "crate::extract::names")]
    kinds: Vec<CompanyTimelineKindBody>,
    /// Only from that instant on.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    to: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// What the caller asks for, as far as the lists of the same things show it to the caller.
fn query<Op>(
    caller: &Caller<Op>,
    asked: &[CompanyTimelineKindBody],
    (from, to): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
) -> Result<CompanyTimelineQuery, ApiError> {
    let visible: Vec<TimelineKind> =
        visible(caller).into_iter().filter(|kind| COMPANY_KINDS.contains(kind)).collect();
    let sees_documents = caller.may::<access::list_company_documents>();
    let sees_offers = caller.may::<access::list_company_offers>();
    if asked.is_empty() {
        return Ok(CompanyTimelineQuery {
            kinds: visible,
            documents: sees_documents,
            offers: sees_offers,
            offer_decisions: sees_offers,
            from,
            to,
        });
    }
    let kinds: Vec<TimelineKind> = asked.iter().filter_map(|kind| kind.of_employees()).collect();
    let documents = asked.contains(&CompanyTimelineKindBody::Document);
    let offers = asked.contains(&CompanyTimelineKindBody::Offer);
    let offer_decisions = asked.contains(&CompanyTimelineKindBody::OfferDecision);
    let is_hidden = documents && !sees_documents || (offers || offer_decisions) && !sees_offers;
    if is_hidden || kinds.iter().any(|kind| !visible.contains(kind)) {
        let detail = "the role or the scopes of the credential do not include all of these kinds";
        return Err(ApiError::new(Code::Forbidden, detail));
    }
    Ok(CompanyTimelineQuery { kinds, documents, offers, offer_decisions, from, to })
}

/// List all that happened with a company.
///
/// What its people bought, gave back, paid and asked for while they worked for it, each with the `customer_id`, and the documents of
/// the company and the offers to it, in one list, the newest first. Consents, messages and changes of a customer's record are the person's own.
#[utoipa::path(tag = "Companies", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    CompanyTimelineParameters
), responses((status = 200, description = "A page of what happened", body = List<CompanyTimelineEntryBody>)))]
#[get("/v1/companies/{id}/timeline")]
pub async fn list_company_timeline_entries(
    caller: Caller<access::list_company_timeline_entries>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<CompanyTimelineParameters>,
) -> Result<List<CompanyTimelineEntryBody>, ApiError> {
    let CompanyTimelineParameters { kinds, from, to, limit, cursor } = parameters.0;
    let (company, facts) = (CompanyId::new(id.0), caller.facts().clone());
    let query = query(&caller, &kinds, (from, to))?;
    let after = cursor.as_deref().map(parse_position).transpose()?;
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let (currency, now) = (facts.currency, caller.environment(&application).now());
    let as_of = (now, facts.calendar.date_of(now));
    let entries = application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            tx.find_company(company).await?.ok_or_else(|| ApiError::not_found("company"))?;
            list_company_timeline(tx, &facts.calendar, company, &query, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(
        entries,
        |entry| CompanyTimelineEntryBody::new(entry, currency, as_of),
        |at| json!(position(at)),
    ))
}
