//! Which newsletters refer to other things.

use async_trait::async_trait;
use regulars_kernel::{CouponCampaignId, Locale, NewsletterId, StoreError, TemplateId, UsedBy, UserKind};
use regulars_newsletters::{Draft, MergeAttribute, NewsletterUsageReads, UsingNewsletter, named_attributes};
use uuid::Uuid;

use super::audience_json::audience_from_json;
use super::content_json::content_from_json;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct NewsletterRow {
    id: Uuid,
    name: String,
    audience: serde_json::Value,
}

#[derive(FromRow)]
struct TextsRow {
    id: Uuid,
    name: String,
    subject: String,
    intro: String,
    content: serde_json::Value,
    locale: String,
}

impl TextsRow {
    fn draft(&self) -> Result<Draft, StoreError> {
        let locale: Locale = self.locale.parse().map_err(|error| inconsistent("newsletters", error))?;
        Ok(Draft {
            subject: self.subject.clone(),
            intro: self.intro.clone(),
            content: content_from_json(&self.content)?,
            language: locale.language(),
        })
    }
}

#[derive(FromRow)]
struct NamedRow {
    id: Uuid,
    name: String,
}

#[in_reads_and_writes]
#[async_trait]
impl NewsletterUsageReads for ReadTx {
    async fn newsletters_with_audience(&mut self) -> Result<Vec<UsingNewsletter>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id, name, audience FROM newsletters
             WHERE merchant_id = $1 AND audience IS NOT NULL AND state NOT IN ('sent', 'cancelled') ORDER BY id",
        );
        let rows: Vec<NewsletterRow> = self.all(FIND, values![]).await?;
        let newsletter = |row: NewsletterRow| {
            let audience = audience_from_json(&row.audience)?;
            Ok(UsingNewsletter { id: NewsletterId::new(row.id), name: row.name, audience })
        };
        rows.into_iter().map(newsletter).collect()
    }

    async fn newsletters_naming_attribute(
        &mut self,
        attribute: &MergeAttribute,
    ) -> Result<Vec<UsedBy>, StoreError> {
        // Only texts that may name it are taken apart.
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id, name, subject, intro, content, locale FROM newsletters
             WHERE merchant_id = $1 AND state NOT IN ('sent', 'cancelled')
                 AND (subject LIKE $2 OR intro LIKE $2 OR CAST(content AS TEXT) LIKE $2) ORDER BY id",
        );
        let part = format!("%{attribute}%");
        let mut users = Vec::new();
        for row in self.all::<TextsRow>(FIND, values![part]).await? {
            let draft = row.draft()?;
            if named_attributes(&draft).contains(attribute) {
                users.push(UsedBy { kind: UserKind::Newsletter, id: row.id, name: row.name });
            }
        }
        Ok(users)
    }

    async fn newsletters_with_coupons(
        &mut self,
        campaign: CouponCampaignId,
    ) -> Result<Vec<UsedBy>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id, name FROM newsletters WHERE merchant_id = $1 AND coupon_campaign_id = $2 ORDER BY id",
        );
        let rows: Vec<NamedRow> = self.all(FIND, values![campaign.value()]).await?;
        Ok(rows
            .into_iter()
            .map(|row| UsedBy { kind: UserKind::Newsletter, id: row.id, name: row.name })
            .collect())
    }

    async fn newsletters_with_template(&mut self, template: TemplateId) -> Result<Vec<UsedBy>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id, name FROM newsletters WHERE merchant_id = $1 AND template_id = $2 ORDER BY id",
        );
        let rows: Vec<NamedRow> = self.all(FIND, values![template.value()]).await?;
        Ok(rows
            .into_iter()
            .map(|row| UsedBy { kind: UserKind::Newsletter, id: row.id, name: row.name })
            .collect())
    }
}
