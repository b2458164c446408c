//! Templates of the merchants' own.

use async_trait::async_trait;
use regulars_kernel::{Instant, Page, PageRequest, StoreError, TemplateId};
use regulars_newsletters::{Color, Font, Layout, OwnTemplate, Template, TemplateReads, TemplateStore, Theme};
use sea_orm::Value;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct TemplateRow {
    id: Uuid,
    name: String,
    layout: String,
    accent: String,
    background: String,
    font: String,
    created_at: Instant,
    updated_at: Instant,
}

fn stored<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error| inconsistent("templates", error))
}

impl TryFrom<TemplateRow> for OwnTemplate {
    type Error = StoreError;

    fn try_from(row: TemplateRow) -> Result<Self, StoreError> {
        let theme = Theme::new(
            stored::<Color>(&row.accent)?,
            stored::<Color>(&row.background)?,
            stored::<Font>(&row.font)?,
        );
        Ok(Self {
            id: TemplateId::new(row.id),
            name: stored(&row.name)?,
            template: Template { layout: stored::<Layout>(&row.layout)?, theme },
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn columns(template: &OwnTemplate) -> Vec<Value> {
    let OwnTemplate { id, name, template: Template { layout, theme }, created_at, updated_at } = template;
    values![
        id.value(),
        name.as_str(),
        layout.as_str(),
        theme.accent().as_str(),
        theme.background().as_str(),
        theme.font().as_str(),
        *created_at,
        *updated_at,
    ]
}

#[in_reads_and_writes]
#[async_trait]
impl TemplateReads for ReadTx {
    async fn find_own_template(&mut self, id: TemplateId) -> Result<Option<OwnTemplate>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_in_writes(
            "SELECT id, name, layout, accent, background, font, created_at, updated_at FROM templates
             WHERE merchant_id = $1 AND id = $2",
        );
        let row: Option<TemplateRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(OwnTemplate::try_from).transpose()
    }

    async fn list_own_templates(
        &mut self,
        page: PageRequest<TemplateId>,
    ) -> Result<Page<OwnTemplate, TemplateId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, name, layout, accent, background, font, created_at, updated_at FROM templates
             WHERE merchant_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        );
        let after = page.after.map_or(Uuid::nil(), TemplateId::value);
        let rows: Vec<TemplateRow> = self.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
        let templates = rows.into_iter().map(OwnTemplate::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(templates, page.size, |template| template.id))
    }
}

#[async_trait]
impl TemplateStore for WriteTx {
    async fn insert_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO templates (merchant_id, id, name, layout, accent, background, font, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        self.execute(INSERT, columns(template)).await.map(drop)
    }

    async fn update_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = ScopedSql::new(
            "UPDATE templates SET name = $3, layout = $4, accent = $5, background = $6, font = $7, created_at = $8,
                 updated_at = $9
             WHERE merchant_id = $1 AND id = $2",
        );
        self.execute(UPDATE, columns(template)).await.map(drop)
    }

    async fn delete_template(&mut self, id: TemplateId) -> Result<bool, StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM templates WHERE merchant_id = $1 AND id = $2");
        Ok(self.execute(DELETE, values![id.value()]).await? == 1)
    }
}
