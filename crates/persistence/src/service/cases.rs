//! Service cases and their messages.

use async_trait::async_trait;
use regulars_kernel::{
    CaseMessageId, CustomerId, Date, Instant, Page, PageRequest, PageSize, Personal, ServiceCaseId,
    StoreError, UserId,
};
use regulars_service::{CaseMessage, CasePosition, CaseQuery, CaseReads, CaseStore, ServiceCase};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::page_weight::lightened;
use crate::wall::{
    Condition, FromRow, PlatformSql, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx,
    in_reads_and_writes, insert_into, select_from, update, values,
};

const CASES: &str = "service_cases";
const MESSAGES: &str = "service_case_messages";

#[derive(FromRow, RowColumns)]
struct CaseRow {
    id: Uuid,
    customer_id: Uuid,
    subject: String,
    state: String,
    assignee_id: Option<Uuid>,
    due_on: Option<Date>,
    actor: String,
    resolved_at: Option<Instant>,
    closed_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<CaseRow> for ServiceCase {
    type Error = StoreError;

    fn try_from(row: CaseRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ServiceCaseId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            subject: Personal::new(row.subject.parse().map_err(|error| inconsistent(CASES, error))?),
            state: row.state.parse().map_err(|error| inconsistent(CASES, error))?,
            assignee: row.assignee_id.map(UserId::new),
            due_on: row.due_on,
            opened_by: actor_of(CASES, &row.actor)?,
            resolved_at: row.resolved_at,
            closed_at: row.closed_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<&ServiceCase> for CaseRow {
    fn from(case: &ServiceCase) -> Self {
        let ServiceCase { id, customer, subject, state, assignee, due_on, opened_by, .. } = case;
        let ServiceCase { resolved_at, closed_at, created_at, updated_at, .. } = case;
        Self {
            id: id.value(),
            customer_id: customer.value(),
            subject: subject.expose().as_str().to_owned(),
            state: state.name().to_owned(),
            assignee_id: assignee.map(UserId::value),
            due_on: *due_on,
            actor: actor_text(*opened_by),
            resolved_at: *resolved_at,
            closed_at: *closed_at,
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

#[derive(FromRow, RowColumns)]
struct MessageRow {
    id: Uuid,
    case_id: Uuid,
    kind: String,
    text: String,
    actor: String,
    created_at: Instant,
}

impl TryFrom<MessageRow> for CaseMessage {
    type Error = StoreError;

    fn try_from(row: MessageRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: CaseMessageId::new(row.id),
            case: ServiceCaseId::new(row.case_id),
            kind: row.kind.parse().map_err(|error| inconsistent(MESSAGES, error))?,
            text: Personal::new(row.text.parse().map_err(|error| inconsistent(MESSAGES, error))?),
            recorded_by: actor_of(MESSAGES, &row.actor)?,
            created_at: row.created_at,
        })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl CaseReads for ReadTx {
    async fn find_case(&mut self, id: ServiceCaseId) -> Result<Option<ServiceCase>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_in_writes(select_from!(
            "service_cases",
            CaseRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<CaseRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(ServiceCase::try_from).transpose()
    }

    async fn list_cases(
        &mut self,
        query: &CaseQuery,
        page: PageRequest<CasePosition>,
    ) -> Result<Page<ServiceCase, CasePosition>, StoreError> {
        const LIST: ScopedSql =
            ScopedSql::new(select_from!("service_cases", CaseRow, "WHERE merchant_id = $1"));
        let mut selected = ScopedQuery::new(LIST, self.backend(), values![]);
        if !query.states.is_empty() {
            let states: Vec<String> = query.states.iter().map(|state| state.name().to_owned()).collect();
            let condition = Condition::one_of_texts(self.backend(), &["state"], &states);
            selected.push(" AND ", []).push_condition(condition);
        }
        if let Some(customer) = query.customer {
            selected.push(" AND customer_id = ?", values![customer.value()]);
        }
        if let Some(user) = query.assignee {
            selected.push(" AND assignee_id = ?", values![user.value()]);
        }
        if let Some(from) = query.due_from {
            selected.push(" AND due_on >= ?", values![from]);
        }
        if let Some(before) = query.due_before {
            selected.push(" AND due_on < ?", values![before]);
        }
        if let Some(CasePosition { created_at, id }) = page.after {
            selected.push(" AND (created_at, id) < (?, ?)", values![created_at, id.value()]);
        }
        let most = values![i64::from(page.size.get()) + 1];
        selected.push(" ORDER BY created_at DESC, id DESC LIMIT ?", most);
        let rows: Vec<CaseRow> = self.query(selected).await?;
        let cases = rows.into_iter().map(ServiceCase::try_from).collect::<Result<Vec<_>, _>>()?;
        let position = |case: &ServiceCase| CasePosition { created_at: case.created_at, id: case.id };
        Ok(Page::from_surplus(cases, page.size, position))
    }

    async fn list_case_messages(
        &mut self,
        case: ServiceCaseId,
        page: PageRequest<CaseMessageId>,
    ) -> Result<Page<CaseMessage, CaseMessageId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "service_case_messages",
            MessageRow,
            "WHERE merchant_id = $1 AND case_id = $2"
        ));
        const WEIGHTS: ScopedSql = ScopedSql::by_dialect(
            "SELECT length(CAST(text AS BLOB)) AS weight FROM service_case_messages
             WHERE merchant_id = $1 AND case_id = $2",
            "SELECT octet_length(text)::bigint AS weight FROM service_case_messages
             WHERE merchant_id = $1 AND case_id = $2",
        );
        let narrowed = |text: ScopedSql, most: i64| {
            let mut selected = ScopedQuery::new(text, self.backend(), values![case.value()]);
            if let Some(after) = page.after {
                selected.push(" AND id > ?", values![after.value()]);
            }
            selected.push(" ORDER BY id LIMIT ?", values![most]);
            selected
        };
        let size: PageSize =
            lightened(self, narrowed(WEIGHTS, i64::from(page.size.get())), page.size).await?;
        let rows: Vec<MessageRow> = self.query(narrowed(LIST, i64::from(size.get()) + 1)).await?;
        let messages = rows.into_iter().map(CaseMessage::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(messages, size, |message| message.id))
    }

    async fn is_active_staff(&mut self, user: UserId) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct UserRow {
            #[expect(dead_code, reason = "only whether there is one matters")]
            id: Uuid,
        }
        const FIND: PlatformSql =
            PlatformSql::new("SELECT id FROM users WHERE id = $1 AND merchant_id = $2 AND status = 'active'");
        let asked = values![user.value(), self.scope().merchant().value()];
        let found: Option<UserRow> = self.platform().optional(FIND, asked).await?;
        Ok(found.is_some())
    }
}

#[async_trait]
impl CaseStore for WriteTx {
    async fn customer_of_case(&mut self, id: ServiceCaseId) -> Result<Option<CustomerId>, StoreError> {
        #[derive(FromRow)]
        struct OwnerRow {
            customer_id: Uuid,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT customer_id FROM service_cases WHERE merchant_id = $1 AND id = $2");
        let row: Option<OwnerRow> = self.optional(FIND, values![id.value()]).await?;
        Ok(row.map(|row| CustomerId::new(row.customer_id)))
    }

    async fn insert_case(&mut self, case: &ServiceCase) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("service_cases", CaseRow);
        self.execute(INSERT, CaseRow::from(case).into_values()).await.map(drop)
    }

    async fn update_case(&mut self, case: &ServiceCase) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("service_cases", CaseRow);
        self.execute(UPDATE, CaseRow::from(case).into_values()).await.map(drop)
    }

    async fn insert_case_message(&mut self, message: &CaseMessage) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("service_case_messages", MessageRow);
        let CaseMessage { id, case, kind, text, recorded_by, created_at } = message;
        let row = MessageRow {
            id: id.value(),
            case_id: case.value(),
            kind: kind.name().to_owned(),
            text: text.expose().as_str().to_owned(),
            actor: actor_text(*recorded_by),
            created_at: *created_at,
        };
        self.execute(INSERT, row.into_values()).await.map(drop)
    }
}
