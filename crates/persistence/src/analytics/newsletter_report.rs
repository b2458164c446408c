//! What became of newsletters.

use async_trait::async_trait;
use regulars_analytics::{
    LinkCount, MessageCounts, NewsletterOutcome, NewsletterReportReads, ReactionCount, Reactions,
};
use regulars_kernel::{NewsletterId, StoreError};

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct ReactionRow {
    kind: String,
    total: i64,
    readers: i64,
    human: i64,
}

#[derive(FromRow)]
struct LinkRow {
    position: i64,
    total: i64,
    readers: i64,
    human: i64,
}

#[derive(FromRow)]
struct MessageRow {
    tracking: Option<String>,
    recipients: i64,
    sent: i64,
    failed: i64,
    unknown: i64,
    excluded_later: i64,
    cancelled: i64,
    deferred: i64,
    waiting: i64,
    unsubscribes: i64,
}

#[in_reads_and_writes]
#[async_trait]
impl NewsletterReportReads for ReadTx {
    async fn outcome_of(
        &mut self,
        newsletter: NewsletterId,
    ) -> Result<Option<NewsletterOutcome>, StoreError> {
        // One statement, so that the counters and the messages that are still on their way are of one instant.
        const MESSAGES: ScopedSql = ScopedSql::new(
            "SELECT n.tracking, n.recipients, n.sent, n.failed, n.unknown, n.excluded_later, n.cancelled,
                 (SELECT count(*) FROM deliveries AS d WHERE d.merchant_id = $1 AND d.newsletter_id = $2
                      AND d.lease_id IS NULL AND d.settled_at IS NULL AND d.state = 'deferred') AS deferred,
                 (SELECT count(*) FROM deliveries AS d WHERE d.merchant_id = $1 AND d.newsletter_id = $2
                      AND d.lease_id IS NULL AND d.settled_at IS NULL AND d.state = 'queued')
                 + (SELECT count(*) FROM deliveries AS d WHERE d.merchant_id = $1 AND d.newsletter_id = $2
                      AND d.lease_id IS NOT NULL) AS waiting,
                 (SELECT count(*) FROM newsletter_unsubscribes AS u
                     WHERE u.merchant_id = $1 AND u.newsletter_id = $2) AS unsubscribes
             FROM newsletters AS n WHERE n.merchant_id = $1 AND n.id = $2",
        );
        let found: Option<MessageRow> = self.optional(MESSAGES, values![newsletter.value()]).await?;
        let Some(row) = found else { return Ok(None) };
        let tracking = row.tracking.as_deref().map(str::parse).transpose();
        let mut reactions = reactions_to(self, newsletter).await?;
        reactions.unsubscribes = row.unsubscribes;
        Ok(Some(NewsletterOutcome {
            messages: MessageCounts {
                recipients: row.recipients,
                sent: row.sent,
                failed: row.failed,
                unknown: row.unknown,
                excluded_later: row.excluded_later,
                cancelled: row.cancelled,
                deferred: row.deferred,
                waiting: row.waiting,
            },
            reactions,
            tracking: tracking.map_err(|error| inconsistent("newsletters", error))?,
        }))
    }
}

/// Customers are told apart by their marks. What has none is only counted.
async fn reactions_to(tx: &ReadTx, newsletter: NewsletterId) -> Result<Reactions, StoreError> {
    const REACTIONS: ScopedSql = ScopedSql::new(
        "SELECT kind, count(*) AS total, count(DISTINCT reader) AS readers,
             count(DISTINCT CASE WHEN verdict = 'human' THEN reader END) AS human
         FROM newsletter_hits WHERE merchant_id = $1 AND newsletter_id = $2 GROUP BY kind",
    );
    const LINKS: ScopedSql = ScopedSql::new(
        "SELECT position, count(CASE WHEN verdict = 'human' THEN 1 END) AS total,
             count(DISTINCT reader) AS readers,
             count(DISTINCT CASE WHEN verdict = 'human' THEN reader END) AS human
         FROM newsletter_hits
         WHERE merchant_id = $1 AND newsletter_id = $2 AND kind = 'click' GROUP BY position ORDER BY position",
    );
    let mut reactions = Reactions::default();
    for row in tx.all::<ReactionRow>(REACTIONS, values![newsletter.value()]).await? {
        let ReactionRow { kind, total, readers, human } = row;
        let count = ReactionCount { total, unique: readers, human };
        match kind.as_str() {
            "open" => reactions.opens = count,
            "click" => reactions.clicks = count,
            other => return Err(inconsistent("newsletter_hits", other)),
        }
    }
    let links: Vec<LinkRow> = tx.all(LINKS, values![newsletter.value()]).await?;
    reactions.links = links
        .into_iter()
        .map(|LinkRow { position, total, readers, human }| LinkCount {
            position,
            total,
            unique: human,
            machine: readers - human,
        })
        .collect();
    Ok(reactions)
}
