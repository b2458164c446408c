//! Custom events: the store trait, spread over one file per matter.

mod event_row;
mod list;
mod subject;

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Label, Page, PageRequest, StoreError};
use regulars_purchases::{CustomEvent, EventPosition, EventQuery, EventReads, EventStore, EventSubject};

use self::event_row::EventRow;
use crate::wall::{
    ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, values,
};

#[in_reads_and_writes]
#[async_trait]
impl EventReads for ReadTx {
    async fn find_event_of(
        &mut self,
        source: Option<&Label>,
        event_id: &Label,
    ) -> Result<Option<CustomEvent>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "custom_events",
            EventRow,
            "WHERE merchant_id = $1 AND source = $2 AND event_id = $3"
        ));
        let source = source.map(Label::as_str).unwrap_or_default();
        let row: Option<EventRow> = self.optional(FIND, values![source, event_id.as_str()]).await?;
        row.map(CustomEvent::try_from).transpose()
    }

    async fn list_events(
        &mut self,
        query: &EventQuery,
        page: PageRequest<EventPosition>,
    ) -> Result<Page<CustomEvent, EventPosition>, StoreError> {
        list::list(self, query, page).await
    }
}

#[async_trait]
impl EventStore for WriteTx {
    async fn hold_event_subject(&mut self, subject: &EventSubject) -> Result<Option<CustomerId>, StoreError> {
        subject::hold(self, subject).await
    }

    async fn insert_event(&mut self, event: &CustomEvent) -> Result<bool, StoreError> {
        const INSERT: ScopedSql =
            insert_into!("custom_events", EventRow, "ON CONFLICT (merchant_id, source, event_id) DO NOTHING");
        Ok(self.execute(INSERT, EventRow::from(event).into_values()).await? > 0)
    }
}
