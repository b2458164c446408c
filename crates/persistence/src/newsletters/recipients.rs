//! The messages of newsletters by customer and channel.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, NewsletterId, Page, PageRequest, StoreError};
use regulars_newsletters::{DeliveryKey, DeliveryState, NewsletterRecipient, NewsletterRecipientReads};
use uuid::Uuid;

use super::profiling::may_be_profiled;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct RecipientRow {
    channel: String,
    customer_id: Uuid,
    address: String,
    state: String,
    reason: Option<String>,
    settled_at: Option<Instant>,
    opened_at: Option<Instant>,
    clicked_at: Option<Instant>,
}

impl TryFrom<RecipientRow> for NewsletterRecipient {
    type Error = StoreError;

    fn try_from(row: RecipientRow) -> Result<Self, StoreError> {
        Ok(Self {
            key: DeliveryKey {
                channel: row.channel.parse().map_err(|error| inconsistent("deliveries", error))?,
                customer: CustomerId::new(row.customer_id),
            },
            address: row.address,
            state: row.state.parse().map_err(|error| inconsistent("deliveries", error))?,
            reason: row.reason,
            settled_at: row.settled_at,
            opened_at: row.opened_at,
            clicked_at: row.clicked_at,
        })
    }
}

/// When the customer of a delivery `d` first did so in its message by their own hand, if that may be told.
macro_rules! first_reaction {
    ($kind:literal) => {
        concat!(
            "(SELECT min(h.occurred_at) FROM newsletter_hits AS h WHERE h.merchant_id = $1
                  AND h.newsletter_id = $2 AND h.kind = '",
            $kind,
            "' AND h.customer_id = d.customer_id AND h.channel = d.channel AND h.verdict = 'human' AND ",
            may_be_profiled!("d.customer_id"),
            ")"
        )
    };
}

#[in_reads_and_writes]
#[async_trait]
impl NewsletterRecipientReads for ReadTx {
    async fn list_recipients(
        &mut self,
        newsletter: NewsletterId,
        state: Option<DeliveryState>,
        page: PageRequest<DeliveryKey>,
    ) -> Result<Page<NewsletterRecipient, DeliveryKey>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(concat!(
            "SELECT channel, customer_id, address, state, reason, settled_at, ",
            first_reaction!("open"),
            " AS opened_at, ",
            first_reaction!("click"),
            " AS clicked_at FROM deliveries AS d WHERE merchant_id = $1 AND newsletter_id = $2"
        ));
        let mut query = ScopedQuery::new(LIST, self.backend(), values![newsletter.value()]);
        if let Some(state) = state {
            query.push(" AND state = ?", values![state.as_str()]);
        }
        if let Some(after) = page.after {
            let after = values![after.customer.value(), after.channel.name()];
            query.push(" AND (customer_id, channel) > (?, ?)", after);
        }
        query.push(" ORDER BY customer_id, channel LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<RecipientRow> = self.query(query).await?;
        let recipients =
            rows.into_iter().map(NewsletterRecipient::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(recipients, page.size, |recipient| recipient.key))
    }
}
