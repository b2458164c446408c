//! Who is in which programme.

use std::collections::BTreeMap;

use regulars_kernel::{
    ConsentState, CustomerId, Instant, Label, Page, PageRequest, ProgrammeId, ProgrammeMembershipId, Purpose,
    StoreError,
};
use regulars_loyalty::{Agreements, MembershipPosition, ProgrammeMembership};
use serde::Serialize;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

/// The columns of `programme_members`.
#[derive(FromRow, RowColumns, Serialize)]
pub(super) struct MembershipRow {
    id: Uuid,
    programme_id: Uuid,
    customer_id: Uuid,
    joined_at: Instant,
    left_at: Option<Instant>,
    terms_version: Option<String>,
}

impl From<&ProgrammeMembership> for MembershipRow {
    fn from(membership: &ProgrammeMembership) -> Self {
        let ProgrammeMembership { id, programme, customer, joined_at, left_at, terms_version } = membership;
        Self {
            id: id.value(),
            programme_id: programme.value(),
            customer_id: customer.value(),
            joined_at: *joined_at,
            left_at: *left_at,
            terms_version: terms_version.as_ref().map(|version| version.as_str().to_owned()),
        }
    }
}

impl TryFrom<MembershipRow> for ProgrammeMembership {
    type Error = StoreError;

    fn try_from(row: MembershipRow) -> Result<Self, StoreError> {
        let version = row.terms_version.as_deref().map(str::parse::<Label>).transpose();
        Ok(Self {
            id: ProgrammeMembershipId::new(row.id),
            programme: ProgrammeId::new(row.programme_id),
            customer: CustomerId::new(row.customer_id),
            joined_at: row.joined_at,
            left_at: row.left_at,
            terms_version: version.map_err(|error| inconsistent("programme_members", error))?,
        })
    }
}

#[derive(FromRow)]
struct IdRow {
    #[expect(dead_code, reason = "whether there is one is all that is asked")]
    id: Uuid,
}

/// One of somebody who was erased or merged is nobody's, as in [`list`].
pub(super) async fn find(
    tx: &ReadTx,
    programme: ProgrammeId,
    id: ProgrammeMembershipId,
) -> Result<Option<ProgrammeMembership>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT m.id, m.programme_id, m.customer_id, m.joined_at, m.left_at, m.terms_version
         FROM programme_members AS m
         WHERE m.merchant_id = $1 AND m.programme_id = $2 AND m.id = $3
             AND EXISTS (SELECT 1 FROM customers AS c WHERE c.merchant_id = $1 AND c.id = m.customer_id)",
    );
    let row: Option<MembershipRow> = tx.optional(FIND, values![programme.value(), id.value()]).await?;
    row.map(ProgrammeMembership::try_from).transpose()
}

pub(super) async fn find_of(
    tx: &ReadTx,
    programme: ProgrammeId,
    customer: CustomerId,
) -> Result<Option<ProgrammeMembership>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "programme_members",
        MembershipRow,
        "WHERE merchant_id = $1 AND programme_id = $2 AND customer_id = $3 AND left_at IS NULL"
    ));
    let row: Option<MembershipRow> = tx.optional(FIND, values![programme.value(), customer.value()]).await?;
    row.map(ProgrammeMembership::try_from).transpose()
}

/// Whether the customer is in the programme, and whether the customer was and has left.
pub(super) async fn was_in(
    tx: &ReadTx,
    programme: ProgrammeId,
    customer: CustomerId,
) -> Result<(bool, bool), StoreError> {
    #[derive(FromRow)]
    struct WasRow {
        is_in: bool,
        has_left: bool,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT EXISTS (SELECT 1 FROM programme_members AS m
                 WHERE m.merchant_id = $1 AND m.programme_id = $2 AND m.customer_id = $3 AND m.left_at IS NULL) AS is_in,
             EXISTS (SELECT 1 FROM programme_members AS gone
                 WHERE gone.merchant_id = $1 AND gone.programme_id = $2 AND gone.customer_id = $3
                     AND gone.left_at IS NOT NULL) AS has_left",
    );
    let WasRow { is_in, has_left } = tx.one(FIND, values![programme.value(), customer.value()]).await?;
    Ok((is_in, has_left))
}

pub(super) async fn of_customers(
    tx: &ReadTx,
    programme: ProgrammeId,
    customers: &[CustomerId],
) -> Result<Vec<ProgrammeMembership>, StoreError> {
    const OF_CUSTOMERS: ScopedSql = ScopedSql::new(select_from!(
        "programme_members",
        MembershipRow,
        "WHERE merchant_id = $1 AND programme_id = $2 AND left_at IS NULL AND "
    ));
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
    let mut query = ScopedQuery::new(OF_CUSTOMERS, tx.backend(), values![programme.value()]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "customer_id", &ids));
    query.push(" ORDER BY customer_id", []);
    let rows: Vec<MembershipRow> = tx.query(query).await?;
    rows.into_iter().map(ProgrammeMembership::try_from).collect()
}

pub(super) async fn first_of_customer(
    tx: &ReadTx,
    customer: CustomerId,
    most: u16,
) -> Result<Vec<ProgrammeMembership>, StoreError> {
    const OF_CUSTOMER: ScopedSql = ScopedSql::new(select_from!(
        "programme_members",
        MembershipRow,
        "WHERE merchant_id = $1 AND customer_id = $2 AND left_at IS NULL ORDER BY joined_at, id LIMIT $3"
    ));
    let asked = values![customer.value(), i64::from(most)];
    let rows: Vec<MembershipRow> = tx.all(OF_CUSTOMER, asked).await?;
    rows.into_iter().map(ProgrammeMembership::try_from).collect()
}

/// A membership outlives its customer, whose id is nobody's then, and one of a customer who was merged waits for the merge to be
/// undone. Neither is anybody's.
pub(super) async fn list(
    tx: &ReadTx,
    programme: ProgrammeId,
    page: PageRequest<MembershipPosition>,
) -> Result<Page<ProgrammeMembership, MembershipPosition>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT m.id, m.programme_id, m.customer_id, m.joined_at, m.left_at, m.terms_version
         FROM programme_members AS m
         WHERE m.merchant_id = $1 AND m.programme_id = $2 AND m.left_at IS NULL
             AND EXISTS (SELECT 1 FROM customers AS c WHERE c.merchant_id = $1 AND c.id = m.customer_id)",
    );
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![programme.value()]);
    if let Some(MembershipPosition { joined_at, id }) = page.after {
        query.push(" AND (m.joined_at, m.id) > (?, ?)", values![joined_at, id.value()]);
    }
    query.push(" ORDER BY m.joined_at, m.id LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<MembershipRow> = tx.query(query).await?;
    let memberships: Vec<ProgrammeMembership> =
        rows.into_iter().map(ProgrammeMembership::try_from).collect::<Result<_, _>>()?;
    let position = |it: &ProgrammeMembership| MembershipPosition { joined_at: it.joined_at, id: it.id };
    Ok(Page::from_surplus(memberships, page.size, position))
}

/// Those in whose row of `member_tiers` it does not say that they were counted since then, and those who have none.
pub(super) async fn not_counted(
    tx: &ReadTx,
    programme: ProgrammeId,
    since: Instant,
    page: PageRequest<MembershipPosition>,
) -> Result<Vec<ProgrammeMembership>, StoreError> {
    const NOT_COUNTED: ScopedSql = ScopedSql::new(
        "SELECT m.id, m.programme_id, m.customer_id, m.joined_at, m.left_at, m.terms_version
         FROM programme_members AS m
         WHERE m.merchant_id = $1 AND m.programme_id = $2 AND m.left_at IS NULL
             AND EXISTS (SELECT 1 FROM customers AS c WHERE c.merchant_id = $1 AND c.id = m.customer_id)
             AND NOT EXISTS (
                 SELECT 1 FROM member_tiers AS t
                 WHERE t.merchant_id = $1 AND t.programme_id = m.programme_id AND t.customer_id = m.customer_id
                     AND t.counted_since = $3)",
    );
    let mut query = ScopedQuery::new(NOT_COUNTED, tx.backend(), values![programme.value(), since]);
    if let Some(MembershipPosition { joined_at, id }) = page.after {
        query.push(" AND (m.joined_at, m.id) > (?, ?)", values![joined_at, id.value()]);
    }
    query.push(" ORDER BY m.joined_at, m.id LIMIT ?", values![i64::from(page.size.get())]);
    let rows: Vec<MembershipRow> = tx.query(query).await?;
    rows.into_iter().map(ProgrammeMembership::try_from).collect()
}

pub(super) async fn of_customer(
    tx: &ReadTx,
    customer: CustomerId,
) -> Result<Vec<ProgrammeMembership>, StoreError> {
    const OF_CUSTOMER: ScopedSql = ScopedSql::new(select_from!(
        "programme_members",
        MembershipRow,
        "WHERE merchant_id = $1 AND customer_id = $2 AND left_at IS NULL ORDER BY id"
    ));
    let rows: Vec<MembershipRow> = tx.all(OF_CUSTOMER, values![customer.value()]).await?;
    rows.into_iter().map(ProgrammeMembership::try_from).collect()
}

/// What a customer has said that bears on programmes: statements that are about no channel.
pub(super) async fn agreements(tx: &ReadTx, customer: CustomerId) -> Result<Agreements, StoreError> {
    const SAID: ScopedSql = ScopedSql::new(
        "SELECT customer_id, purpose, state FROM consent_states
         WHERE merchant_id = $1 AND customer_id = $2 AND channel = ''",
    );
    let rows: Vec<SaidRow> = tx.all(SAID, values![customer.value()]).await?;
    let mut agreements = Agreements::default();
    for row in &rows {
        row.add_to(&mut agreements)?;
    }
    Ok(agreements)
}

/// The same of many customers. Who has said nothing is not among them.
pub(super) async fn agreements_among(
    tx: &ReadTx,
    customers: &[CustomerId],
) -> Result<BTreeMap<CustomerId, Agreements>, StoreError> {
    const SAID: ScopedSql = ScopedSql::new(
        "SELECT customer_id, purpose, state FROM consent_states WHERE merchant_id = $1 AND channel = '' AND ",
    );
    if customers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
    let mut query = ScopedQuery::new(SAID, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "customer_id", &ids));
    let rows: Vec<SaidRow> = tx.query(query).await?;
    let mut agreements: BTreeMap<CustomerId, Agreements> = BTreeMap::new();
    for row in &rows {
        row.add_to(agreements.entry(CustomerId::new(row.customer_id)).or_default())?;
    }
    Ok(agreements)
}

#[derive(FromRow)]
struct SaidRow {
    customer_id: Uuid,
    purpose: String,
    state: String,
}

impl SaidRow {
    fn add_to(&self, agreements: &mut Agreements) -> Result<(), StoreError> {
        let purpose: Purpose = self.purpose.parse().map_err(|error| inconsistent("consent_states", error))?;
        let state: ConsentState =
            self.state.parse().map_err(|error| inconsistent("consent_states", error))?;
        match (purpose, state) {
            (_, ConsentState::Granted) => {
                agreements.granted.insert(purpose);
            }
            (Purpose::DataProcessing, _) => agreements.refuses_processing = true,
            _ => {}
        }
        Ok(())
    }
}

pub(super) async fn accept_terms(
    tx: &WriteTx,
    id: ProgrammeMembershipId,
    version: &Label,
) -> Result<(), StoreError> {
    const ACCEPT: ScopedSql =
        ScopedSql::new("UPDATE programme_members SET terms_version = $3 WHERE merchant_id = $1 AND id = $2");
    tx.execute(ACCEPT, values![id.value(), version.as_str()]).await.map(drop)
}

pub(super) async fn is_customer(tx: &ReadTx, customer: CustomerId) -> Result<bool, StoreError> {
    const FIND: ScopedSql = ScopedSql::new("SELECT id FROM customers WHERE merchant_id = $1 AND id = $2");
    let row: Option<IdRow> = tx.optional(FIND, values![customer.value()]).await?;
    Ok(row.is_some())
}

pub(super) async fn insert(tx: &WriteTx, membership: &ProgrammeMembership) -> Result<bool, StoreError> {
    const INSERT: ScopedSql = insert_into!("programme_members", MembershipRow, "ON CONFLICT DO NOTHING");
    Ok(tx.execute(INSERT, MembershipRow::from(membership).into_values()).await? > 0)
}

pub(super) async fn end(tx: &WriteTx, id: ProgrammeMembershipId, left_at: Instant) -> Result<(), StoreError> {
    const END: ScopedSql = ScopedSql::new(
        "UPDATE programme_members SET left_at = $3 WHERE merchant_id = $1 AND id = $2 AND left_at IS NULL",
    );
    tx.execute(END, values![id.value(), left_at]).await.map(drop)
}
