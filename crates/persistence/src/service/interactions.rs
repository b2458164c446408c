//! What staff wrote down of being in touch with customers.

use async_trait::async_trait;
use regulars_kernel::{
    CustomerId, Instant, InteractionId, Page, PageRequest, PageSize, Personal, StoreError,
};
use regulars_service::{
    Direction, Interaction, InteractionPosition, InteractionQuery, InteractionReads, InteractionStore,
};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::page_weight::lightened;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, update, values,
};

const TABLE: &str = "interactions";

#[derive(FromRow, RowColumns)]
pub(crate) struct InteractionRow {
    id: Uuid,
    customer_id: Uuid,
    kind: String,
    direction: Option<String>,
    subject: Option<String>,
    text: String,
    occurred_at: Instant,
    actor: String,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<InteractionRow> for Interaction {
    type Error = StoreError;

    fn try_from(row: InteractionRow) -> Result<Self, StoreError> {
        let subject = row.subject.map(|subject| subject.parse().map(Personal::new));
        Ok(Self {
            id: InteractionId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            kind: row.kind.parse().map_err(wrong)?,
            direction: row.direction.map(|name| name.parse()).transpose().map_err(wrong)?,
            subject: subject.transpose().map_err(wrong)?,
            text: Personal::new(row.text.parse().map_err(wrong)?),
            occurred_at: row.occurred_at,
            recorded_by: actor_of(TABLE, &row.actor)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<&Interaction> for InteractionRow {
    fn from(interaction: &Interaction) -> Self {
        let Interaction { id, customer, kind, direction, subject, text, .. } = interaction;
        let Interaction { occurred_at, recorded_by, created_at, updated_at, .. } = interaction;
        Self {
            id: id.value(),
            customer_id: customer.value(),
            kind: kind.name().to_owned(),
            direction: direction.map(Direction::name).map(str::to_owned),
            subject: subject.as_ref().map(|subject| subject.expose().as_str().to_owned()),
            text: text.expose().as_str().to_owned(),
            occurred_at: *occurred_at,
            actor: actor_text(*recorded_by),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

#[in_reads_and_writes]
#[async_trait]
impl InteractionReads for ReadTx {
    async fn find_interaction(
        &mut self,
        customer: CustomerId,
        id: InteractionId,
    ) -> Result<Option<Interaction>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "interactions",
            InteractionRow,
            "WHERE merchant_id = $1 AND customer_id = $2 AND id = $3"
        ));
        let row: Option<InteractionRow> = self.optional(FIND, values![customer.value(), id.value()]).await?;
        row.map(Interaction::try_from).transpose()
    }

    async fn list_interactions(
        &mut self,
        customer: CustomerId,
        query: &InteractionQuery,
        page: PageRequest<InteractionPosition>,
    ) -> Result<Page<Interaction, InteractionPosition>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "interactions",
            InteractionRow,
            "WHERE merchant_id = $1 AND customer_id = $2"
        ));
        const WEIGHTS: ScopedSql = ScopedSql::by_dialect(
            "SELECT length(CAST(text AS BLOB)) AS weight FROM interactions WHERE merchant_id = $1 AND customer_id = $2",
            "SELECT octet_length(text)::bigint AS weight FROM interactions WHERE merchant_id = $1 AND customer_id = $2",
        );
        let narrowed = |text: ScopedSql, most: i64| {
            let mut selected = ScopedQuery::new(text, self.backend(), values![customer.value()]);
            narrow(&mut selected, query, page.after);
            selected.push(" ORDER BY occurred_at DESC, id DESC LIMIT ?", values![most]);
            selected
        };
        let size: PageSize =
            lightened(self, narrowed(WEIGHTS, i64::from(page.size.get())), page.size).await?;
        let rows: Vec<InteractionRow> = self.query(narrowed(LIST, i64::from(size.get()) + 1)).await?;
        let interactions = rows.into_iter().map(Interaction::try_from).collect::<Result<Vec<_>, _>>()?;
        let position = |interaction: &Interaction| InteractionPosition {
            occurred_at: interaction.occurred_at,
            id: interaction.id,
        };
        Ok(Page::from_surplus(interactions, size, position))
    }

    async fn newest_interactions(
        &mut self,
        customer: CustomerId,
        most: u16,
    ) -> Result<Vec<Interaction>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "interactions",
            InteractionRow,
            "WHERE merchant_id = $1 AND customer_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT $3"
        ));
        let rows: Vec<InteractionRow> = self.all(LIST, values![customer.value(), i64::from(most)]).await?;
        rows.into_iter().map(Interaction::try_from).collect()
    }
}

fn narrow(selected: &mut ScopedQuery, query: &InteractionQuery, after: Option<InteractionPosition>) {
    let InteractionQuery { kind, from, to } = query;
    if let Some(kind) = kind {
        selected.push(" AND kind = ?", values![kind.name()]);
    }
    if let Some(from) = from {
        selected.push(" AND occurred_at >= ?", values![*from]);
    }
    if let Some(to) = to {
        selected.push(" AND occurred_at < ?", values![*to]);
    }
    if let Some(InteractionPosition { occurred_at, id }) = after {
        selected.push(" AND (occurred_at, id) < (?, ?)", values![occurred_at, id.value()]);
    }
}

#[async_trait]
impl InteractionStore for WriteTx {
    async fn insert_interaction(&mut self, interaction: &Interaction) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("interactions", InteractionRow);
        self.execute(INSERT, InteractionRow::from(interaction).into_values()).await.map(drop)
    }

    async fn update_interaction(&mut self, interaction: &Interaction) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("interactions", InteractionRow);
        self.execute(UPDATE, InteractionRow::from(interaction).into_values()).await.map(drop)
    }

    async fn delete_interaction(&mut self, id: InteractionId) -> Result<(), StoreError> {
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM interactions WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }
}
