//! Newsletters.

use async_trait::async_trait;
use regulars_filters::Filter;
use regulars_kernel::{CustomerId, NewsletterId, Page, PageRequest, PageSize, StoreError};
use regulars_newsletters::{Audience, Newsletter, NewsletterReads, NewsletterState, NewsletterStore};
use uuid::Uuid;

use super::newsletter_row::{NewsletterRow, columns, select_newsletters};
use crate::page_weight::lightened;
use crate::segments::refresh_references;
use crate::surveys::write_surveys_of_newsletter;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

fn filter_of(newsletter: &mut Newsletter) -> Option<&mut Filter> {
    match &mut newsletter.audience {
        Some(Audience::Filter(filter)) => Some(filter),
        Some(Audience::Segment(_) | Audience::Customers(_)) | None => None,
    }
}

#[in_reads_and_writes]
#[async_trait]
impl NewsletterReads for ReadTx {
    async fn find_newsletter(&mut self, id: NewsletterId) -> Result<Option<Newsletter>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_newsletters!(" AND id = $2"));
        let row: Option<NewsletterRow> = self.optional(FIND, values![id.value()]).await?;
        let mut newsletter = row.map(Newsletter::try_from).transpose()?;
        refresh_references(self, newsletter.iter_mut().filter_map(filter_of).collect()).await?;
        Ok(newsletter)
    }

    async fn list_newsletters(
        &mut self,
        state: Option<NewsletterState>,
        page: PageRequest<NewsletterId>,
    ) -> Result<Page<Newsletter, NewsletterId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_newsletters!(""));
        const WEIGHTS: ScopedSql = ScopedSql::by_dialect(
            "SELECT octet_length(content) + octet_length(coalesce(audience, '')) AS weight FROM newsletters
             WHERE merchant_id = $1",
            "SELECT (octet_length(content::text) + octet_length(coalesce(audience::text, '')))::bigint AS weight
             FROM newsletters WHERE merchant_id = $1",
        );
        let of_page = |head: ScopedSql, size: PageSize| {
            let mut query = ScopedQuery::new(head, self.backend(), Vec::new());
            if let Some(state) = state {
                query.push(" AND state = ?", values![state.as_str()]);
            }
            if let Some(after) = page.after {
                query.push(" AND id < ?", values![after.value()]);
            }
            query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(size.get()) + 1]);
            query
        };
        let size = lightened(self, of_page(WEIGHTS, page.size), page.size).await?;
        let query = of_page(LIST, size);
        let rows: Vec<NewsletterRow> = self.query(query).await?;
        let mut newsletters = rows.into_iter().map(Newsletter::try_from).collect::<Result<Vec<_>, _>>()?;
        refresh_references(self, newsletters.iter_mut().filter_map(filter_of).collect()).await?;
        Ok(Page::from_surplus(newsletters, size, |newsletter| newsletter.id))
    }

    async fn known_customers(&mut self, ids: &[CustomerId]) -> Result<Vec<CustomerId>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new("SELECT id FROM customers WHERE merchant_id = $1 AND id IN (");
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ScopedQuery::new(FIND, self.backend(), Vec::new());
        for (index, id) in ids.iter().enumerate() {
            query.push(if index == 0 { "?" } else { ", ?" }, values![id.value()]);
        }
        query.push(")", []);
        let rows: Vec<IdRow> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| CustomerId::new(row.id)).collect())
    }
}

#[async_trait]
impl NewsletterStore for WriteTx {
    async fn insert_newsletter(&mut self, newsletter: &Newsletter) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO newsletters (merchant_id, id, name, subject, intro, state, audience, template_id, content,
                 locale, scheduled_at, not_started, frozen_at, finished_at, excluded, created_at, updated_at,
                 recipients, pause_reason, pause_detail, coupon_campaign_id, sent, failed, unknown, excluded_later,
                 cancelled)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                 0, 0, 0, 0, 0)",
        );
        self.execute(INSERT, columns(newsletter)).await?;
        write_surveys_of_newsletter(self, newsletter.id, &newsletter.content.surveys(), true).await
    }

    async fn update_newsletter(&mut self, newsletter: &Newsletter) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = ScopedSql::new(
            "UPDATE newsletters SET name = $3, subject = $4, intro = $5, state = $6, audience = $7, template_id = $8,
                 content = $9, locale = $10, scheduled_at = $11, not_started = $12, frozen_at = $13, finished_at = $14,
                 excluded = $15, created_at = $16, updated_at = $17, recipients = $18,
                 pause_reason = $19, pause_detail = $20, coupon_campaign_id = $21,
                 resumed_from = CASE WHEN state = 'paused' AND $6 = 'sending' THEN coalesce(pause_reason, resumed_from)
                     ELSE resumed_from END
             WHERE merchant_id = $1 AND id = $2",
        );
        self.execute(UPDATE, columns(newsletter)).await?;
        write_surveys_of_newsletter(self, newsletter.id, &newsletter.content.surveys(), false).await
    }

    async fn delete_newsletter(&mut self, id: NewsletterId) -> Result<bool, StoreError> {
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM newsletters WHERE merchant_id = $1 AND id = $2");
        Ok(self.execute(DELETE, values![id.value()]).await? == 1)
    }
}
