//! `GET /v1/newsletters/{id}/report`.

use actix_web::{get, web};
use regulars_analytics::{LinkCount, Measured, MessageCounts, NewsletterOutcome, Rates, ReactionCount};
use regulars_flows::{NewsletterReport, report_newsletter as report};
use regulars_kernel::NewsletterId;
use regulars_newsletters::ContentLink;
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
    /// All messages of the frozen audience: at every instant the sum of `delivered`, `deferred`, `failed`, `unknown`,
    /// `kept_back`, `cancelled` and `waiting`.
    #[schema(example = 93)]
    recipients: i64,
    /// Messages that were accepted and did not bounce.
    #[schema(example = 90)]
    delivered: i64,
    /// Messages that wait for their first try, are being prepared, or are on the wire.
    #[schema(example = 0)]
    waiting: i64,
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

/// How often something happened, and to how many customers. What was not measured is null: everything under the tracking
/// mode `off`, and the numbers of customers of newsletters that were sent before their readers were told apart.
#[derive(Serialize, ToSchema)]
pub struct ReactionBody {
    /// How often, machines included. Each link and the image of one message count at most three times a second and a hundred
    /// times in all.
    #[schema(required, example = 61)]
    total: Option<i64>,
    /// How many customers: `human` and `machine` together.
    #[schema(required, example = 45)]
    unique: Option<i64>,
    /// How many customers, by their own hand at least once.
    #[schema(required, example = 40)]
    human: Option<i64>,
    /// How many of the others: a machine did it, such as a virus scanner or a mail provider that fetches ahead.
    #[schema(required, example = 5)]
    machine: Option<i64>,
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
    /// By how many customers by their own hand. Null where it was not measured, as the others.
    #[schema(required, example = 12)]
    unique: Option<i64>,
    /// How often by hand.
    #[schema(required, example = 17)]
    total: Option<i64>,
    /// For how many customers only by a machine.
    #[schema(required, example = 3)]
    machine: Option<i64>,
}

/// Shares of the delivered messages, from 0 to 1, over unique customers and without machines.
#[derive(Serialize, ToSchema)]
pub struct RatesBody {
    /// Customers who opened it. Null where it was not measured.
    #[schema(required, example = 0.4444)]
    open: Option<f64>,
    /// Customers who followed a link in it. Null where it was not measured.
    #[schema(required, example = 0.1333)]
    click: Option<f64>,
    /// Customers who unsubscribed through it.
    #[schema(example = 0.0111)]
    unsubscribe: f64,
}

impl ReactionBody {
    fn of(count: ReactionCount, measured: Measured) -> Self {
        let customers = |number: i64| (measured == Measured::Customers).then_some(number);
        Self {
            total: (measured != Measured::Nothing).then_some(count.total),
            unique: customers(count.unique),
            human: customers(count.human),
            machine: customers(count.machine()),
        }
    }
}

impl LinkClicksBody {
    /// Every link of the content, followed or not.
    fn all(links: Vec<ContentLink>, counts: &[LinkCount], measured: Measured) -> Vec<Self> {
        let customers = |number: i64| (measured == Measured::Customers).then_some(number);
        links
            .into_iter()
            .map(|link| {
                let position = i64::from(link.position);
                let found = counts.iter().find(|count| count.position == position);
                let LinkCount { total, unique, machine, .. } = found.copied().unwrap_or_default();
                Self {
                    url: link.url,
                    position,
                    unique: customers(unique),
                    total: (measured != Measured::Nothing).then_some(total),
                    machine: customers(machine),
                }
            })
            .collect()
    }
}

impl From<NewsletterReport> for ReportBody {
    fn from(report: NewsletterReport) -> Self {
        let NewsletterReport { newsletter, outcome, measured, links, rates } = report;
        let NewsletterOutcome { messages, reactions, tracking: _ } = outcome;
        let Rates { open, click, unsubscribe } = rates;
        let MessageCounts { recipients, sent, failed, unknown, excluded_later, cancelled, deferred, waiting } =
            messages;
        Self {
            recipients,
            delivered: sent,
            waiting,
            deferred,
            failed,
            unknown,
            kept_back: excluded_later,
            cancelled,
            excluded: newsletter.excluded.into_iter().map(ExcludedBody::from).collect(),
            opens: ReactionBody::of(reactions.opens, measured),
            clicks: ClicksBody {
                all: ReactionBody::of(reactions.clicks, measured),
                by_link: LinkClicksBody::all(links, &reactions.links, measured),
            },
            unsubscribes: reactions.unsubscribes,
            rates: RatesBody { open, click, unsubscribe },
        }
    }
}

/// Show how a newsletter fared.
///
/// Rates are over unique customers: those who reacted by their own hand, of those whose message was delivered. A customer
/// for whom a machine reacted too counts as human, once. The links are counted by hand only. Under the tracking mode `off`
/// nothing is measured, and what is not measured is null, not 0. Under `anonymous` customers are told apart by a keyed hash
/// whose key is destroyed 30 days after the sending; later reactions are counted in `total` alone.
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
        .read(caller.scope(), async move |tx| {
            let address = move |merchant: &_, media| addresses.media_address(merchant, media);
            report(tx, id, &address).await
        })
        .await?;
    Ok(Single(report.ok_or_else(|| ApiError::not_found("newsletter"))?.into()))
}
