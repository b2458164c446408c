//! Forms by which people write to the merchant.

use async_trait::async_trait;
use regulars_kernel::{Instant, Page, PageRequest, StoreError, WebFormId};
use regulars_service::{RedirectUrl, WebForm, WebFormReads, WebFormStore};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, update,
    values,
};

const TABLE: &str = "web_forms";

#[derive(FromRow, RowColumns)]
struct FormRow {
    id: Uuid,
    name: String,
    open: bool,
    opens_case: bool,
    redirect_url: Option<String>,
    created_at: Instant,
    updated_at: Instant,
}

impl From<&WebForm> for FormRow {
    fn from(form: &WebForm) -> Self {
        let WebForm { id, name, open, opens_case, redirect_url, created_at, updated_at } = form;
        Self {
            id: id.value(),
            name: name.as_str().to_owned(),
            open: *open,
            opens_case: *opens_case,
            redirect_url: redirect_url.as_ref().map(RedirectUrl::as_str).map(str::to_owned),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

impl TryFrom<FormRow> for WebForm {
    type Error = StoreError;

    fn try_from(row: FormRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: WebFormId::new(row.id),
            name: row.name.parse().map_err(wrong)?,
            open: row.open,
            opens_case: row.opens_case,
            redirect_url: row.redirect_url.map(|url| url.parse()).transpose().map_err(wrong)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

#[in_reads_and_writes]
#[async_trait]
impl WebFormReads for ReadTx {
    async fn find_web_form(&mut self, id: WebFormId) -> Result<Option<WebForm>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "web_forms",
            FormRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<FormRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(WebForm::try_from).transpose()
    }

    async fn list_web_forms(
        &mut self,
        page: PageRequest<WebFormId>,
    ) -> Result<Page<WebForm, WebFormId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "web_forms",
            FormRow,
            "WHERE merchant_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
        ));
        let before = page.after.map_or(Uuid::max(), WebFormId::value);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<FormRow> = self.all(LIST, values![before, limit]).await?;
        let forms = rows.into_iter().map(WebForm::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(forms, page.size, |form| form.id))
    }
}

#[async_trait]
impl WebFormStore for WriteTx {
    async fn count_web_forms(&mut self) -> Result<u64, StoreError> {
        #[derive(FromRow)]
        struct Row {
            found: i64,
        }
        const COUNT: ScopedSql =
            ScopedSql::new("SELECT count(*) AS found FROM web_forms WHERE merchant_id = $1");
        let row: Row = self.one(COUNT, values![]).await?;
        row.found.try_into().map_err(wrong)
    }

    async fn insert_web_form(&mut self, form: &WebForm) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("web_forms", FormRow);
        self.execute(INSERT, FormRow::from(form).into_values()).await.map(drop)
    }

    async fn update_web_form(&mut self, form: &WebForm) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("web_forms", FormRow);
        self.execute(UPDATE, FormRow::from(form).into_values()).await.map(drop)
    }

    async fn delete_web_form(&mut self, id: WebFormId) -> Result<(), StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM web_forms WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }
}
