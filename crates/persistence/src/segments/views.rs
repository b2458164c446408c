//! Views as they are stored.

use async_trait::async_trait;
use regulars_filters::Filter;
use regulars_kernel::{AttributeId, CustomerOrder, Instant, StoreError, ViewId};
use regulars_segments::{View, ViewColumn, ViewReads, ViewStore};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::attribute_keys::refresh_references;
use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, update,
    values,
};

const TABLE: &str = "views";

#[derive(FromRow, RowColumns)]
struct ViewRow {
    id: Uuid,
    name: String,
    columns: Json,
    filter: Option<Json>,
    sort: String,
    shared: bool,
    made_by: String,
    created_at: Instant,
    updated_at: Instant,
}

impl ViewRow {
    fn of(view: &View) -> Self {
        let column = |column: &ViewColumn| match column {
            ViewColumn::Named(name) => json!(name),
            ViewColumn::Attribute(id) => json!({"attribute": id.value()}),
        };
        Self {
            id: view.id.value(),
            name: view.name.as_str().to_owned(),
            columns: view.columns.iter().map(column).collect(),
            filter: view.filter.as_ref().map(Filter::to_stored_json),
            sort: view.order.name(),
            shared: view.shared,
            made_by: actor_text(view.made_by),
            created_at: view.created_at,
            updated_at: view.updated_at,
        }
    }

    fn convert(self) -> Result<View, StoreError> {
        let wrong = |what: &str| inconsistent(TABLE, what);
        let column = |json: &Json| match json.as_str() {
            Some(name) => Ok(ViewColumn::Named(name.to_owned())),
            None => {
                let id = json["attribute"].as_str().and_then(|id| id.parse::<Uuid>().ok());
                let id = id.ok_or_else(|| wrong("a column cannot be read"))?;
                Ok(ViewColumn::Attribute(AttributeId::new(id)))
            }
        };
        let columns = self.columns.as_array().ok_or_else(|| wrong("there are no columns"))?;
        // What is wrong with a filter is not told, because it may hold personal data.
        let filter = |json: Json| Filter::parse_stored(&json).map_err(|_| wrong("a filter cannot be read"));
        Ok(View {
            id: ViewId::new(self.id),
            name: self.name.parse().map_err(|error| inconsistent(TABLE, error))?,
            columns: columns.iter().map(column).collect::<Result<_, StoreError>>()?,
            filter: self.filter.map(filter).transpose()?,
            order: CustomerOrder::from_name(&self.sort).ok_or_else(|| wrong("there is no such order"))?,
            shared: self.shared,
            made_by: actor_of(TABLE, &self.made_by)?,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl ViewReads for ReadTx {
    async fn find_view(&mut self, id: ViewId) -> Result<Option<View>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "views",
            ViewRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<ViewRow> = self.optional(FIND, values![id.value()]).await?;
        let mut view = row.map(ViewRow::convert).transpose()?;
        refresh_references(self, view.iter_mut().filter_map(|view| view.filter.as_mut()).collect()).await?;
        Ok(view)
    }

    async fn every_view(&mut self) -> Result<Vec<View>, StoreError> {
        const LIST: ScopedSql =
            ScopedSql::new(select_from!("views", ViewRow, "WHERE merchant_id = $1 ORDER BY id"));
        let rows: Vec<ViewRow> = self.all(LIST, values![]).await?;
        let mut views = rows.into_iter().map(ViewRow::convert).collect::<Result<Vec<_>, _>>()?;
        refresh_references(self, views.iter_mut().filter_map(|view| view.filter.as_mut()).collect()).await?;
        Ok(views)
    }
}

#[async_trait]
impl ViewStore for WriteTx {
    async fn insert_view(&mut self, view: &View) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("views", ViewRow);
        self.execute(INSERT, ViewRow::of(view).into_values()).await.map(drop)
    }

    async fn update_view(&mut self, view: &View) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("views", ViewRow);
        self.execute(UPDATE, ViewRow::of(view).into_values()).await.map(drop)
    }

    async fn delete_view(&mut self, id: ViewId) -> Result<(), StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM views WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }
}
