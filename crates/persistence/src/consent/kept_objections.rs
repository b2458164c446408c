//! Objections that outlive the customers who made them. In the place of the address stands a keyed hash of it: an address
//! that comes is held against them, and none can be read out of them.

use async_trait::async_trait;
use regulars_consent::{ContactAddress, KeptObjection, KeptObjectionStore};
use regulars_kernel::{Channel, Instant, StoreError};
use sea_orm::Value;

use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

/// Which of the rows is about the address: its hash under each of the keys, the newest first.
fn digests(tx: &ReadTx, channel: Channel, address: &ContactAddress) -> Result<Vec<Value>, StoreError> {
    let digests = tx.sealing()?.address_digests(tx.scope().merchant(), channel, address);
    Ok(digests.into_iter().map(|digest| Value::from(digest.to_vec())).collect())
}

fn push_digests(query: &mut ScopedQuery, digests: Vec<Value>) {
    for (index, digest) in digests.into_iter().enumerate() {
        query.push(if index == 0 { "?" } else { ", ?" }, [digest]);
    }
    query.push(")", []);
}

#[async_trait]
impl KeptObjectionStore for WriteTx {
    async fn keep_objection(&mut self, kept: &KeptObjection) -> Result<(), StoreError> {
        // The reasons in the order of the alphabet are not in that of their strength.
        const KEEP: ScopedSql = ScopedSql::new(
            "INSERT INTO kept_objections (merchant_id, channel, address_digest, reason, made_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (merchant_id, channel, address_digest) DO UPDATE
             SET reason = CASE WHEN excluded.reason = 'objection' OR kept_objections.reason = 'withdrawn'
                     THEN excluded.reason ELSE kept_objections.reason END,
                 made_at = CASE WHEN excluded.made_at > kept_objections.made_at
                     THEN excluded.made_at ELSE kept_objections.made_at END",
        );
        let KeptObjection { channel, address, reason, made_at } = kept;
        let digest = digests(self, *channel, address)?.into_iter().next();
        let digest = digest.ok_or_else(|| StoreError::Defect("there is no key".into()))?;
        self.execute(KEEP, values![channel.name(), digest, reason.name(), *made_at]).await.map(drop)
    }

    async fn forget_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<(), StoreError> {
        const FORGET: ScopedSql = ScopedSql::new(
            "DELETE FROM suppressions WHERE merchant_id = $1 AND channel = $2 AND address = $3",
        );
        self.execute(FORGET, values![channel.name(), address.expose()]).await.map(drop)
    }
}

/// Whether somebody who was erased objected at that instant or later to advertising to the address.
pub(super) async fn exists_since(
    tx: &ReadTx,
    channel: Channel,
    address: &ContactAddress,
    instant: Instant,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Count {
        kept: i64,
    }
    const COUNT: ScopedSql = ScopedSql::new(
        "SELECT count(*) AS kept FROM kept_objections
         WHERE merchant_id = $1 AND channel = $2 AND made_at >= $3 AND address_digest IN (",
    );
    let mut query = ScopedQuery::new(COUNT, tx.backend(), values![channel.name(), instant]);
    push_digests(&mut query, digests(tx, channel, address)?);
    let counts: Vec<Count> = tx.query(query).await?;
    Ok(counts.iter().any(|count| count.kept > 0))
}

/// Keeps messages away from an address that a customer gets, where somebody who was erased had objected to all of them: from
/// now on the contact gate sees it. Of two reasons the stronger stays, which is the later in the alphabet.
pub(crate) async fn suppress_again(
    tx: &WriteTx,
    channel: Channel,
    address: &ContactAddress,
    now: Instant,
) -> Result<(), StoreError> {
    const SUPPRESS: ScopedSql = ScopedSql::new(
        "INSERT INTO suppressions (merchant_id, channel, address, reason, source, created_at)
         SELECT $1, $2, $3, max(k.reason), 'erasure', $4 FROM kept_objections AS k
         WHERE k.merchant_id = $1 AND k.channel = $2 AND k.reason IN ('complaint', 'objection') AND k.address_digest IN (",
    );
    const STRONGER: &str = " GROUP BY k.channel
         ON CONFLICT (merchant_id, channel, address) DO UPDATE
         SET reason = excluded.reason, source = excluded.source, created_at = excluded.created_at, expires_at = NULL
         WHERE excluded.reason > suppressions.reason OR suppressions.expires_at IS NOT NULL";
    let given = values![channel.name(), address.expose(), now];
    let mut query = ScopedQuery::new(SUPPRESS, tx.backend(), given);
    push_digests(&mut query, digests(tx, channel, address)?);
    query.push(STRONGER, []);
    tx.run_query(query).await.map(drop)
}
