//! A row of `newsletters` and the newsletter that it means.

use std::str::FromStr;

use regulars_kernel::{CouponCampaignId, Instant, NewsletterId, StoreError, TemplateId};
use regulars_newsletters::{Audience, DeliveryCounters, ExcludedCustomers, Newsletter, Pause};
use sea_orm::Value;
use serde_json::json;
use uuid::Uuid;

use super::audience_json::audience_from_json;
use super::content_json::content_from_json;
use crate::error::inconsistent;
use crate::wall::{FromRow, values};

#[derive(FromRow)]
pub(super) struct NewsletterRow {
    id: Uuid,
    name: String,
    subject: String,
    intro: String,
    state: String,
    audience: Option<serde_json::Value>,
    template_id: Uuid,
    content: serde_json::Value,
    coupon_campaign_id: Option<Uuid>,
    locale: String,
    scheduled_at: Option<Instant>,
    not_started: Option<String>,
    pause_reason: Option<String>,
    pause_detail: Option<String>,
    frozen_at: Option<Instant>,
    finished_at: Option<Instant>,
    excluded: serde_json::Value,
    recipients: i64,
    sent: i64,
    failed: i64,
    unknown: i64,
    excluded_later: i64,
    cancelled: i64,
    created_at: Instant,
    updated_at: Instant,
}

/// Reads newsletters as [`NewsletterRow`] wants them.
macro_rules! select_newsletters {
    ($condition:literal) => {
        concat!(
            "SELECT id, name, subject, intro, state, audience, template_id, content, coupon_campaign_id, locale, scheduled_at, not_started, pause_reason, \
             pause_detail, frozen_at, \
             finished_at, excluded, recipients, sent, failed, unknown, excluded_later, cancelled, created_at, \
             updated_at FROM newsletters WHERE merchant_id = $1",
            $condition
        )
    };
}
pub(super) use select_newsletters;

impl TryFrom<NewsletterRow> for Newsletter {
    type Error = StoreError;

    fn try_from(row: NewsletterRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: NewsletterId::new(row.id),
            name: stored(&row.name)?,
            subject: stored(&row.subject)?,
            intro: stored(&row.intro)?,
            state: stored(&row.state)?,
            audience: row.audience.as_ref().map(audience_from_json).transpose()?,
            template: TemplateId::new(row.template_id),
            content: content_from_json(&row.content)?,
            coupon_campaign: row.coupon_campaign_id.map(CouponCampaignId::new),
            locale: stored(&row.locale)?,
            scheduled_at: row.scheduled_at,
            not_started: row.not_started,
            paused: row
                .pause_reason
                .as_deref()
                .map(|reason| {
                    Ok::<_, StoreError>(Pause { reason: stored(reason)?, detail: row.pause_detail.clone() })
                })
                .transpose()?,
            frozen_at: row.frozen_at,
            finished_at: row.finished_at,
            excluded: excluded_from_json(&row.excluded)?,
            counters: DeliveryCounters {
                recipients: row.recipients,
                sent: row.sent,
                failed: row.failed,
                unknown: row.unknown,
                excluded_later: row.excluded_later,
                cancelled: row.cancelled,
            },
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// The values of everything but the counters that whoever sends keeps, in the order in which the statements name them.
pub(super) fn columns(newsletter: &Newsletter) -> Vec<Value> {
    let Newsletter {
        id,
        name,
        subject,
        intro,
        state,
        audience,
        template,
        content,
        coupon_campaign,
        locale,
        scheduled_at,
        not_started,
        paused,
        frozen_at,
        finished_at,
        excluded,
        counters,
        created_at,
        updated_at,
    } = newsletter;
    values![
        id.value(),
        name.as_str(),
        subject.as_str(),
        intro.as_str(),
        state.as_str(),
        audience.as_ref().map(Audience::to_json),
        template.value(),
        content.to_json(),
        locale.tag(),
        *scheduled_at,
        not_started.clone(),
        *frozen_at,
        *finished_at,
        excluded_to_json(excluded),
        *created_at,
        *updated_at,
        counters.recipients,
        paused.as_ref().map(|pause| pause.reason.as_str()),
        paused.as_ref().and_then(|pause| pause.detail.clone()),
        coupon_campaign.map(CouponCampaignId::value),
    ]
}

fn excluded_to_json(excluded: &[ExcludedCustomers]) -> serde_json::Value {
    excluded.iter().map(|excluded| json!({"reason": excluded.reason, "count": excluded.count})).collect()
}

fn excluded_from_json(json: &serde_json::Value) -> Result<Vec<ExcludedCustomers>, StoreError> {
    let wrong = || inconsistent("newsletters", "the excluded are not as they were written");
    let items = json.as_array().ok_or_else(wrong)?;
    items
        .iter()
        .map(|item| {
            let reason = item["reason"].as_str().ok_or_else(wrong)?.to_owned();
            Ok(ExcludedCustomers { reason, count: item["count"].as_i64().ok_or_else(wrong)? })
        })
        .collect()
}

fn stored<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error| inconsistent("newsletters", error))
}
