//! `GET /v1/newsletters/{id}/recap`.

use actix_web::{get, web};
use regulars_flows::{NewsletterRecap, recap_newsletter as recap};
use regulars_kernel::NewsletterId;
use regulars_newsletters::ExcludedCustomers;
use serde::Serialize;
use utoipa::ToSchema;

use super::preview::WarningBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// What sending a newsletter now would come to.
#[derive(Serialize, ToSchema)]
pub struct RecapBody {
    /// How many customers are meant.
    #[schema(example = 120)]
    audience: i64,
    /// How many messages would leave, one for each address.
    #[schema(example = 93)]
    reachable: i64,
    /// Why the others get none. Together with `reachable` they are the audience.
    excluded: Vec<ExcludedBody>,
    /// The quota.
    quota: RecapQuotaBody,
    /// What somebody should look at before it leaves.
    warnings: Vec<WarningBody>,
}

/// How many customers get no message for one reason.
#[derive(Serialize, ToSchema)]
pub struct ExcludedBody {
    /// `no_address`, `not_verified`, `no_consent`, `suppressed`, `restricted`, or `same_address`: another customer with
    /// that address gets the message.
    #[schema(example = "no_consent")]
    pub reason: String,
    /// How many customers.
    #[schema(example = 27)]
    pub count: i64,
}

/// How much quota is needed and how much there is.
#[derive(Serialize, ToSchema)]
pub struct RecapQuotaBody {
    /// Units that sending would take.
    #[schema(example = 93)]
    needed: i64,
    /// Units that there are.
    #[schema(example = 240)]
    available: i64,
}

impl From<ExcludedCustomers> for ExcludedBody {
    fn from(excluded: ExcludedCustomers) -> Self {
        let ExcludedCustomers { reason, count } = excluded;
        Self { reason, count }
    }
}

impl From<NewsletterRecap> for RecapBody {
    fn from(recap: NewsletterRecap) -> Self {
        let NewsletterRecap { reach, quota, has_audience, hindrances, has_platform_links, .. } = recap;
        let NewsletterRecap { closed_survey, coupon_shortfall, hides_coupon, warnings, .. } = recap;
        let mut warnings: Vec<WarningBody> = warnings.into_iter().map(WarningBody::from).collect();
        let mut blocking = |blocks: bool, code: &str, detail: &str| {
            if blocks {
                let (code, detail) = (code.to_owned(), detail.to_owned());
                warnings.push(WarningBody { code, detail, blocks_sending: true });
            }
        };
        blocking(!has_audience, "no_audience", "there is no audience");
        blocking(has_audience && reach.reachable == 0, "empty_audience", "nobody would get it");
        blocking(quota.needed > quota.available, "quota_exhausted", "there is too little quota");
        if let Some(survey) = closed_survey {
            blocking(true, "survey_not_open", &format!("the survey {survey} in it is not open"));
        }
        if let Some(lacking) = coupon_shortfall {
            blocking(true, "coupons_short", &lacking.to_string());
        }
        for hindrance in hindrances {
            blocking(true, hindrance.code(), &hindrance.to_string());
        }
        if hides_coupon {
            let detail =
                "it names a campaign of coupons, and no text shows `coupon`: nobody gets one".to_owned();
            warnings.push(WarningBody { code: "coupon_not_shown".to_owned(), detail, blocks_sending: false });
        }
        if has_platform_links {
            let detail = "links lead to the platform's host: the merchant has no `link_host`".to_owned();
            warnings.push(WarningBody { code: "platform_links".to_owned(), detail, blocks_sending: false });
        }
        Self {
            audience: reach.audience,
            reachable: reach.reachable,
            excluded: reach.excluded.into_iter().map(ExcludedBody::from).collect(),
            quota: RecapQuotaBody { needed: quota.needed, available: quota.available },
            warnings,
        }
    }
}

/// Look at a newsletter before it is sent.
///
/// Who is meant, who of them is reached and why the others are not, the quota that sending takes, and what somebody should
/// look at. Nothing is changed.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")),
    responses((status = 200, description = "The recap", body = RecapBody)))]
#[get("/v1/newsletters/{id}/recap")]
pub async fn recap_newsletter(
    caller: Caller<access::recap_newsletter>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<RecapBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let environment = caller.environment(&application);
    let shared = application.clone();
    let prepared = application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let (terms, links) = (shared.sending_terms(), shared.settings.link_hosts.clone());
            let address = move |merchant: &_, media| shared.media_address(merchant, media);
            recap(tx, &environment, terms, id, &links, &address).await
        })
        .await?;
    let merchant = caller.scope().merchant();
    let recap = application.processors.run(merchant, move || prepared.with_warnings()).await??;
    Ok(Single(recap.into()))
}
