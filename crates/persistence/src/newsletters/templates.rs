//! Templates of the merchants' own.

use async_trait::async_trait;
use regulars_kernel::{Instant, Page, PageRequest, StoreError, TemplateId};
use regulars_newsletters::{Color, Font, Layout, OwnTemplate, Template, TemplateReads, TemplateStore, Theme};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, update,
    values,
};

#[derive(FromRow, RowColumns)]
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

impl From<&OwnTemplate> for TemplateRow {
    fn from(template: &OwnTemplate) -> Self {
        let OwnTemplate { id, name, template: Template { layout, theme }, created_at, updated_at } = template;
        Self {
            id: id.value(),
            name: name.as_str().to_owned(),
            layout: layout.as_str().to_owned(),
            accent: theme.accent().as_str().to_owned(),
            background: theme.background().as_str().to_owned(),
            font: theme.font().as_str().to_owned(),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

#[in_reads_and_writes]
#[async_trait]
impl TemplateReads for ReadTx {
    async fn find_own_template(&mut self, id: TemplateId) -> Result<Option<OwnTemplate>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "templates",
            TemplateRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<TemplateRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(OwnTemplate::try_from).transpose()
    }

    async fn list_own_templates(
        &mut self,
        page: PageRequest<TemplateId>,
    ) -> Result<Page<OwnTemplate, TemplateId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "templates",
            TemplateRow,
            "WHERE merchant_id = $1 AND id > $2 ORDER BY id LIMIT $3"
        ));
        let after = page.after.map_or(Uuid::nil(), TemplateId::value);
        let rows: Vec<TemplateRow> = self.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
        let templates = rows.into_iter().map(OwnTemplate::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(templates, page.size, |template| template.id))
    }
}

#[async_trait]
impl TemplateStore for WriteTx {
    async fn insert_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("templates", TemplateRow);
        self.execute(INSERT, TemplateRow::from(template).into_values()).await.map(drop)
    }

    async fn update_template(&mut self, template: &OwnTemplate) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("templates", TemplateRow);
        self.execute(UPDATE, TemplateRow::from(template).into_values()).await.map(drop)
    }

    async fn delete_template(&mut self, id: TemplateId) -> Result<bool, StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM templates WHERE merchant_id = $1 AND id = $2");
        Ok(self.execute(DELETE, values![id.value()]).await? == 1)
    }
}
