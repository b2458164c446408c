//! Which newsletters refer to other things.

use async_trait::async_trait;
use regulars_kernel::{NewsletterId, StoreError, TemplateId, UsedBy, UserKind};
use regulars_newsletters::{NewsletterUsageReads, UsingNewsletter};
use uuid::Uuid;

use super::audience_json::audience_from_json;
use crate::wall::{FromRow, ReadTx, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct NewsletterRow {
    id: Uuid,
    name: String,
    audience: serde_json::Value,
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
