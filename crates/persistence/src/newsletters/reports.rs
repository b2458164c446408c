//! What became of newsletters.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, NewsletterId, Page, PageRequest, StoreError};
use regulars_newsletters::{
    DeliveryState, LinkCount, NewsletterRecipient, NewsletterReportStore, ReactionCount, Reactions,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{ScopedQuery, ScopedSql, Tx, values};

#[derive(FromQueryResult)]
struct ReactionRow {
    kind: String,
    total: i64,
    all_customers: i64,
    human: i64,
    machine: i64,
}

#[derive(FromQueryResult)]
struct LinkRow {
    position: i64,
    total: i64,
    all_customers: i64,
}

#[derive(FromQueryResult)]
struct CountRow {
    unsubscribes: i64,
    deferred: i64,
}

#[derive(FromQueryResult)]
struct RecipientRow {
    customer_id: Uuid,
    address: String,
    state: String,
    reason: Option<String>,
    settled_at: Option<Instant>,
}

impl TryFrom<RecipientRow> for NewsletterRecipient {
    type Error = StoreError;

    fn try_from(row: RecipientRow) -> Result<Self, StoreError> {
        Ok(Self {
            customer: CustomerId::new(row.customer_id),
            address: row.address,
            state: row.state.parse().map_err(|error| inconsistent("deliveries", error))?,
            reason: row.reason,
            settled_at: row.settled_at,
        })
    }
}

#[async_trait]
impl NewsletterReportStore for Tx {
    async fn reactions_to(&mut self, newsletter: NewsletterId) -> Result<Reactions, StoreError> {
        const REACTIONS: ScopedSql = ScopedSql::new(
            "SELECT kind, count(*) AS total, count(DISTINCT customer_id) AS all_customers,
                 count(DISTINCT CASE WHEN verdict = 'human' THEN customer_id END) AS human,
                 count(DISTINCT CASE WHEN verdict = 'machine' THEN customer_id END) AS machine
             FROM newsletter_hits WHERE merchant_id = $1 AND newsletter_id = $2 GROUP BY kind",
        );
        const LINKS: ScopedSql = ScopedSql::new(
            "SELECT position, count(*) AS total, count(DISTINCT customer_id) AS all_customers FROM newsletter_hits
             WHERE merchant_id = $1 AND newsletter_id = $2 AND kind = 'click' GROUP BY position ORDER BY position",
        );
        const COUNTS: ScopedSql = ScopedSql::new(
            "SELECT (SELECT count(*) FROM newsletter_unsubscribes AS u
                     WHERE u.merchant_id = $1 AND u.newsletter_id = $2) AS unsubscribes,
                 (SELECT count(*) FROM deliveries AS d
                     WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.state = 'deferred') AS deferred",
        );
        let CountRow { unsubscribes, deferred } = self.one(COUNTS, values![newsletter.value()]).await?;
        let mut reactions = Reactions { unsubscribes, deferred, ..Reactions::default() };
        for row in self.all::<ReactionRow>(REACTIONS, values![newsletter.value()]).await? {
            let ReactionRow { kind, total, all_customers, human, machine } = row;
            let count = ReactionCount { total, unique: all_customers, human, machine };
            match kind.as_str() {
                "open" => reactions.opens = count,
                "click" => reactions.clicks = count,
                other => return Err(inconsistent("newsletter_hits", other)),
            }
        }
        let links: Vec<LinkRow> = self.all(LINKS, values![newsletter.value()]).await?;
        reactions.links = links
            .into_iter()
            .map(|LinkRow { position, total, all_customers }| LinkCount {
                position,
                total,
                unique: all_customers,
            })
            .collect();
        Ok(reactions)
    }

    async fn list_recipients(
        &mut self,
        newsletter: NewsletterId,
        state: Option<DeliveryState>,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<NewsletterRecipient, CustomerId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT customer_id, address, state, reason, settled_at FROM deliveries
             WHERE merchant_id = $1 AND newsletter_id = $2",
        );
        let mut query = ScopedQuery::new(LIST, self.backend(), values![newsletter.value()]);
        if let Some(state) = state {
            query.push(" AND state = ?", values![state.as_str()]);
        }
        if let Some(after) = page.after {
            query.push(" AND customer_id > ?", values![after.value()]);
        }
        query.push(" ORDER BY customer_id LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<RecipientRow> = self.query(query).await?;
        let recipients =
            rows.into_iter().map(NewsletterRecipient::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(recipients, page.size, |recipient| recipient.customer))
    }
}
