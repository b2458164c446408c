//! `GET /v1/newsletters/{id}/report`.

use actix_web::{get, web};
use regulars_flows::{NewsletterReport, Rates, report_newsletter as report};
use regulars_kernel::NewsletterId;
use regulars_newsletters::{ContentLink, LinkCount, ReactionCount};
use serde::Serialize;
use utoipa::ToSchema;

use super::recap::ExcludedBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// How a newsletter fared.
#[derive(Serialize, ToSchema)]
pub struct ReportBody {
    /// All messages of the frozen audience.
    #[schema(example = 93)]
    recipients: i64,
    /// Messages that were accepted.
    #[schema(example = 90)]
    delivered: i64,
    /// Messages that wait for another try.
    #[schema(example = 0)]
    deferred: i64,
    /// Messages that were refused for good.
    #[schema(example = 2)]
    failed: i64,
    /// Messages that may or may not have arrived. They are never sent again by themselves.
    #[schema(example = 0)]
    unknown: i64,
    /// Messages that the contact gate kept back as they were about to leave.
    #[schema(example = 1)]
    kept_back: i64,
    /// Messages that had not left when the newsletter was cancelled.
    #[schema(example = 0)]
    cancelled: i64,
    /// Whom the contact gate kept back when the audience was frozen.
    excluded: Vec<ExcludedBody>,
    /// Opens.
    opens: ReactionBody,
    /// Clicks.
    clicks: ClicksBody,
    /// How many customers unsubscribed through it.
    #[schema(example = 1)]
    unsubscribes: i64,
    /// Shares of the delivered messages.
    rates: RatesBody,
}

/// How often something happened, and to how many customers.
#[derive(Serialize, ToSchema)]
pub struct ReactionBody {
    /// How often. Each link and the image of one message count at most three times a second and a hundred times in all.
    #[schema(example = 61)]
    total: i64,
    /// How many customers.
    #[schema(example = 45)]
    unique: i64,
    /// How many customers, by their own hand.
    #[schema(example = 40)]
    human: i64,
    /// How many customers, by a machine such as a virus scanner.
    #[schema(example = 9)]
    machine: i64,
}

/// How often links were followed, and by how many customers.
#[derive(Serialize, ToSchema)]
pub struct ClicksBody {
    /// All of them.
    #[serde(flatten)]
    all: ReactionBody,
    /// By link.
    by_link: Vec<LinkClicksBody>,
}

/// How often one link was followed.
#[derive(Serialize, ToSchema)]
pub struct LinkClicksBody {
    /// Where it leads.
    #[schema(example = "https://demo.test/jesen")]
    url: String,
    /// Its place among the links of the content, counted from one.
    #[schema(example = 1)]
    position: i64,
    /// By how many customers.
    #[schema(example = 12)]
    unique: i64,
    /// How often.
    #[schema(example = 17)]
    total: i64,
}

/// Shares of the delivered messages, from 0 to 1, over unique customers and without machines.
#[derive(Serialize, ToSchema)]
pub struct RatesBody {
    /// Customers who opened it.
    #[schema(example = 0.4444)]
    open: f64,
    /// Customers who followed a link in it.
    #[schema(example = 0.1333)]
    click: f64,
    /// Customers who unsubscribed through it.
    #[schema(example = 0.0111)]
    unsubscribe: f64,
}

impl From<ReactionCount> for ReactionBody {
    fn from(count: ReactionCount) -> Self {
        let ReactionCount { total, unique, human, machine } = count;
        Self { total, unique, human, machine }
    }
}

impl LinkClicksBody {
    /// Every link of the content, followed or not.
    fn all(links: Vec<ContentLink>, counts: &[LinkCount]) -> Vec<Self> {
        links
            .into_iter()
            .map(|link| {
                let position = i64::from(link.position);
                let count = counts.iter().find(|count| count.position == position);
                Self {
                    url: link.url,
                    position,
                    unique: count.map_or(0, |count| count.unique),
                    total: count.map_or(0, |count| count.total),
                }
            })
            .collect()
    }
}

impl From<NewsletterReport> for ReportBody {
    fn from(report: NewsletterReport) -> Self {
        let NewsletterReport { newsletter, reactions, links, rates } = report;
        let Rates { open, click, unsubscribe } = rates;
        let counters = newsletter.counters;
        Self {
            recipients: counters.recipients,
            delivered: counters.sent,
            deferred: reactions.deferred,
            failed: counters.failed,
            unknown: counters.unknown,
            kept_back: counters.excluded_later,
            cancelled: counters.cancelled,
            excluded: newsletter.excluded.into_iter().map(ExcludedBody::from).collect(),
            opens: reactions.opens.into(),
            clicks: ClicksBody {
                all: reactions.clicks.into(),
                by_link: LinkClicksBody::all(links, &reactions.links),
            },
            unsubscribes: reactions.unsubscribes,
            rates: RatesBody { open, click, unsubscribe },
        }
    }
}

/// Show how a newsletter fared.
///
/// Rates are over unique customers: those who reacted by their own hand, of those whose message was delivered.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd3")),
    responses((status = 200, description = "The report", body = ReportBody)))]
#[get("/v1/newsletters/{id}/report")]
pub async fn get_newsletter_report(
    caller: Caller<access::get_newsletter_report>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ReportBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let addresses = application.clone();
    let report = application
        .database
        .read(caller.scope(), move |tx| {
            Box::pin(async move {
                let address = move |merchant: &_, media| addresses.media_address(merchant, media);
                report(tx, id, &address).await
            })
        })
        .await?;
    Ok(Single(report.ok_or_else(|| ApiError::not_found("newsletter"))?.into()))
}
