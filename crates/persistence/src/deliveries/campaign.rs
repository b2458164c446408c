//! Newsletters as their sender sees them.

use async_trait::async_trait;
use regulars_kernel::{Instant, LeaseId, Locale, NewsletterId, StoreError, TemplateId};
use regulars_newsletters::{
    Campaign, CampaignReads, CampaignStore, Color, Draft, Font, Layout, Pause, SurveyViewReads, Template,
    Theme, built_in_template_with,
};
use uuid::Uuid;

use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use super::queue::{is_held, next_attempt};
use crate::error::inconsistent;
use crate::newsletters::content_from_json;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct CampaignRow {
    state: String,
    recipients: i64,
    subject: String,
    intro: String,
    content: serde_json::Value,
    locale: String,
    template_id: Uuid,
    layout: Option<String>,
    accent: Option<String>,
    background: Option<String>,
    font: Option<String>,
    resumed_from: Option<String>,
    updated_at: Instant,
}

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

fn stored<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error| inconsistent("newsletters", error))
}

impl CampaignRow {
    fn template(&self) -> Result<Template, StoreError> {
        let (Some(layout), Some(accent), Some(background), Some(font)) =
            (&self.layout, &self.accent, &self.background, &self.font)
        else {
            let built_in = built_in_template_with(TemplateId::new(self.template_id));
            return Ok(built_in.map(|built_in| built_in.template).unwrap_or_default());
        };
        let theme = Theme::new(stored::<Color>(accent)?, stored::<Color>(background)?, stored::<Font>(font)?);
        Ok(Template { layout: stored::<Layout>(layout)?, theme })
    }

    fn into_campaign(self, newsletter: NewsletterId) -> Result<Campaign, StoreError> {
        Ok(Campaign {
            newsletter,
            state: stored(&self.state)?,
            surveys: Vec::new(),
            template: self.template()?,
            draft: Draft {
                content: content_from_json(&self.content)?,
                language: stored::<Locale>(&self.locale)?.language(),
                subject: self.subject,
                intro: self.intro,
            },
            recipients: u32::try_from(self.recipients).map_err(|error| inconsistent("newsletters", error))?,
            resumed_from: self.resumed_from.as_deref().map(stored).transpose()?,
            updated_at: self.updated_at,
        })
    }
}

async fn ids(
    tx: &ReadTx,
    sql: ScopedSql,
    given: Vec<sea_orm::Value>,
) -> Result<Vec<NewsletterId>, StoreError> {
    let rows: Vec<IdRow> = tx.all(sql, given).await?;
    Ok(rows.into_iter().map(|row| NewsletterId::new(row.id)).collect())
}

macro_rules! ended_text {
    ($own:expr) => {
        concat!(
            "SELECT DISTINCT d.newsletter_id AS id FROM deliveries AS d
             WHERE d.merchant_id = $1 AND ",
            is_held!("d"),
            " AND d.leased_until < $2 AND NOT d.lease_id ",
            $own
        )
    };
}

#[in_reads_and_writes]
#[async_trait]
impl CampaignReads for ReadTx {
    async fn campaign(&mut self, newsletter: NewsletterId) -> Result<Option<Campaign>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT n.state, n.recipients, n.subject, n.intro, n.content, n.locale, n.template_id, t.layout, t.accent,
                 t.background, t.font, n.resumed_from, n.updated_at
             FROM newsletters AS n
             LEFT JOIN templates AS t ON t.merchant_id = $1 AND t.id = n.template_id
             WHERE n.merchant_id = $1 AND n.id = $2",
        );
        let row: Option<CampaignRow> = self.optional(FIND, values![newsletter.value()]).await?;
        let Some(row) = row else { return Ok(None) };
        let campaign = row.into_campaign(newsletter)?;
        let surveys = self.survey_views(&campaign.draft.content.surveys(), campaign.draft.language).await?;
        Ok(Some(Campaign { surveys, ..campaign }))
    }

    async fn scheduled_by(&mut self, merchant_now: Instant) -> Result<Vec<NewsletterId>, StoreError> {
        const SCHEDULED: ScopedSql = ScopedSql::new(
            "SELECT id FROM newsletters WHERE merchant_id = $1 AND state = 'scheduled' AND scheduled_at <= $2
             ORDER BY scheduled_at, id",
        );
        ids(self, SCHEDULED, values![merchant_now]).await
    }

    async fn dispatchable(&mut self, merchant_now: Instant) -> Result<Vec<NewsletterId>, StoreError> {
        const DISPATCHABLE: ScopedSql = ScopedSql::new(concat!(
            "SELECT n.id FROM newsletters AS n
             WHERE n.merchant_id = $1 AND n.state = 'sending' AND COALESCE(",
            next_attempt!("$1", "n.id"),
            ", n.created_at) <= $2
             ORDER BY n.frozen_at, n.id",
        ));
        ids(self, DISPATCHABLE, values![merchant_now]).await
    }

    async fn with_ended_leases(
        &mut self,
        now: Instant,
        own: &[LeaseId],
    ) -> Result<Vec<NewsletterId>, StoreError> {
        const ENDED: ScopedSql = ScopedSql::by_dialect(
            ended_text!(concat!("IN (", ids_in_sqlite!("$3"), ")")),
            ended_text!(concat!("= ", ids_in_postgres!("$3"))),
        );
        ids(self, ENDED, values![now, id_list(own)]).await
    }
}

#[async_trait]
impl CampaignStore for WriteTx {
    async fn hold(
        &mut self,
        newsletter: NewsletterId,
        pause: &Pause,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const HOLD: ScopedSql = ScopedSql::new(
            "UPDATE newsletters SET state = 'paused', updated_at = $3, pause_reason = $4, pause_detail = $5
             WHERE merchant_id = $1 AND id = $2 AND state = 'sending'",
        );
        let Pause { reason, detail } = pause;
        // PostgreSQL holds no NUL in text, and a reply may hold anything.
        let detail = detail.as_ref().map(|detail| detail.replace('\0', ""));
        let given = values![newsletter.value(), now, reason.as_str(), detail];
        Ok(self.execute(HOLD, given).await? == 1)
    }
}
