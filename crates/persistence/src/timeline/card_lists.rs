//! Short lists about one customer in one statement. Each row is of one list: it has the columns of that one, and nothing in those of
//! the others but where a name is of several.

use async_trait::async_trait;
use regulars_companies::EmployerOf;
use regulars_flows::{CardList, CardListReads, CardLists};
use regulars_kernel::{CustomerId, Date, StoreError};
use regulars_service::Interaction;
use uuid::Uuid;

use crate::companies::{EMPLOYERS, EmployerRow};
use crate::consent::StandingConsentRow;
use crate::service::InteractionRow;
use crate::wall::{
    Condition, FromRow, Piece, ReadTx, Row, RowColumns, RowError, ScopedQuery, ScopedSql,
    in_reads_and_writes, sql_text, values,
};

/// A row of one of the lists.
enum Listed {
    Consent(StandingConsentRow),
    Interaction(InteractionRow),
    Employer(EmployerRow),
    /// A list that is empty has a row as well.
    Nothing,
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self, RowError> {
        let has = |key: &str| -> Result<bool, RowError> { Ok(row.get::<Option<Uuid>>(key)?.is_some()) };
        let part: String = row.get("part")?;
        Ok(match part.as_str() {
            "consents" if has("event_id")? => Self::Consent(StandingConsentRow::from_row(row)?),
            "interactions" if has("id")? => Self::Interaction(InteractionRow::from_row(row)?),
            "employers" if has("company_id")? => Self::Employer(EmployerRow::from_row(row)?),
            _ => Self::Nothing,
        })
    }
}

/// `$2` is today, `$3` the customer, `$4` how many of a list at most.
const LISTS: ScopedSql = ScopedSql::new(sql_text!(
    Piece::Text(
        "SELECT p.part, coalesce(s.customer_id, i.customer_id, e.customer_id) AS customer_id,
             s.purpose, s.channel, s.state, s.address, s.since, s.source, s.event_id,
             i.id, i.kind, i.direction, i.subject, i.text, i.occurred_at, i.actor,
             e.employer, e.company_id, e.role, e.job_title, e.since_on, e.until_on, e.main_at,
             e.first_name, e.last_name, e.company, e.is_main,
             coalesce(i.created_at, e.created_at) AS created_at,
             coalesce(i.updated_at, e.updated_at) AS updated_at
         FROM (SELECT 'consents' AS part UNION ALL SELECT 'interactions' UNION ALL SELECT 'employers') AS p
         LEFT JOIN (SELECT t.customer_id, t.purpose, t.channel, t.state, t.address, t.since, t.source, t.event_id
             FROM consent_states AS t WHERE t.merchant_id = $1 AND t.customer_id = $3) AS s
             ON p.part = 'consents'
         LEFT JOIN (SELECT "
    ),
    Piece::Text(<InteractionRow as RowColumns>::LIST),
    Piece::Text(
        " FROM interactions WHERE merchant_id = $1 AND customer_id = $3
             ORDER BY occurred_at DESC, id DESC LIMIT $4) AS i ON p.part = 'interactions'
         LEFT JOIN ("
    ),
    Piece::Text(EMPLOYERS),
    Piece::Text(") AS e ON p.part = 'employers' WHERE "),
));

const ORDER: &str =
    " ORDER BY s.purpose, s.channel, i.occurred_at DESC, i.id DESC, e.main_at DESC, e.company_id DESC";

const fn name(list: CardList) -> &'static str {
    match list {
        CardList::Consents => "consents",
        CardList::Interactions => "interactions",
        CardList::Employers => "employers",
    }
}

#[in_reads_and_writes]
#[async_trait]
impl CardListReads for ReadTx {
    async fn card_lists(
        &mut self,
        customer: CustomerId,
        wanted: &[CardList],
        today: Option<Date>,
        most: u16,
    ) -> Result<CardLists, StoreError> {
        let parts: Vec<String> = wanted.iter().map(|list| name(*list).to_owned()).collect();
        let about = values![today, customer.value(), i64::from(most)];
        let mut query = ScopedQuery::new(LISTS, self.backend(), about);
        query.push_condition(Condition::one_of_texts(self.backend(), &["p.part"], &parts));
        query.push(ORDER, []);
        let mut lists = CardLists::default();
        for row in self.query::<Listed>(query).await? {
            match row {
                Listed::Consent(row) => lists.consents.push(row.convert()?.1),
                Listed::Interaction(row) => lists.interactions.push(Interaction::try_from(row)?),
                Listed::Employer(row) => lists.employers.push(EmployerOf::try_from(row)?),
                Listed::Nothing => {}
            }
        }
        Ok(lists)
    }
}
