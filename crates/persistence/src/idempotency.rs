//! Answers kept under an `Idempotency-Key`, in the same transaction as the effect.

use async_trait::async_trait;
use chrono::Duration;
use regulars_kernel::{Instant, StoreError};
use uuid::Uuid;

use crate::wall::{FromRow, PlatformSql, ScopedQuery, ScopedSql, SystemTx, WriteTx, values};

/// How long an answer is kept.
const KEPT_FOR: Duration = Duration::days(30);
/// The status of a key whose first request is still at work.
const AT_WORK: i64 = 0;

/// An answer as it was first given.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct KeptAnswer {
    /// The HTTP status.
    pub status: i64,
    /// The `Location` header.
    pub location: Option<String>,
    /// The body. None where the body held a secret that is shown once.
    pub body: Option<String>,
}

/// What a key means for the request that carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyReservation {
    /// The key is new: do the work, then keep the answer.
    New,
    /// The same request was answered before.
    Answered(KeptAnswer),
    /// Another request was sent under the same key.
    OtherRequest,
}

/// Keeps answers under keys.
#[async_trait]
pub trait IdempotencyStore: Send {
    /// Takes a key of `actor` for a request with that fingerprint. Waits while the same key is at work elsewhere.
    async fn reserve(
        &mut self,
        actor: Uuid,
        key: &str,
        fingerprint: &[u8],
        now: Instant,
    ) -> Result<KeyReservation, StoreError>;
    /// Keeps the answer under the key. Those of `named` that are ids of customers are whom it is about: when one of them is
    /// erased, it is forgotten.
    async fn keep(
        &mut self,
        actor: Uuid,
        key: &str,
        answer: &KeptAnswer,
        named: &[Uuid],
    ) -> Result<(), StoreError>;
}

#[derive(FromRow)]
struct KeptRow {
    fingerprint: Vec<u8>,
    status: i64,
    location: Option<String>,
    body: Option<String>,
}

impl KeptRow {
    fn judge(self, fingerprint: &[u8]) -> KeyReservation {
        if self.fingerprint == fingerprint {
            KeyReservation::Answered(KeptAnswer {
                status: self.status,
                location: self.location,
                body: self.body,
            })
        } else {
            KeyReservation::OtherRequest
        }
    }
}

#[async_trait]
impl IdempotencyStore for WriteTx {
    async fn reserve(
        &mut self,
        actor: Uuid,
        key: &str,
        fingerprint: &[u8],
        now: Instant,
    ) -> Result<KeyReservation, StoreError> {
        const RESERVE: ScopedSql = ScopedSql::new(
            "INSERT INTO idempotency_keys (merchant_id, actor_id, idempotency_key, fingerprint, status, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (merchant_id, actor_id, idempotency_key) DO UPDATE
             SET fingerprint = excluded.fingerprint, status = excluded.status, location = NULL, body = NULL,
                 created_at = excluded.created_at
             WHERE idempotency_keys.created_at < $7",
        );
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT fingerprint, status, location, body FROM idempotency_keys
             WHERE merchant_id = $1 AND actor_id = $2 AND idempotency_key = $3",
        );
        let reserved = self
            .execute(RESERVE, values![actor, key, fingerprint.to_vec(), AT_WORK, now, now - KEPT_FOR])
            .await?;
        if reserved == 1 {
            return Ok(KeyReservation::New);
        }
        let kept: KeptRow = self.one(FIND, values![actor, key]).await?;
        Ok(kept.judge(fingerprint))
    }

    async fn keep(
        &mut self,
        actor: Uuid,
        key: &str,
        answer: &KeptAnswer,
        named: &[Uuid],
    ) -> Result<(), StoreError> {
        const KEEP: ScopedSql = ScopedSql::new(
            "UPDATE idempotency_keys SET status = $4, location = $5, body = $6
             WHERE merchant_id = $1 AND actor_id = $2 AND idempotency_key = $3",
        );
        let KeptAnswer { status, location, body } = answer.clone();
        self.execute(KEEP, values![actor, key, status, location, body]).await?;
        note_customers(self, actor, key, named).await
    }
}

/// Notes whom an answer is about: the customers that are named, those whose case is, and companies, which may be one person.
async fn note_customers(tx: &WriteTx, actor: Uuid, key: &str, named: &[Uuid]) -> Result<(), StoreError> {
    const NOTE: ScopedSql = ScopedSql::new(
        "INSERT INTO idempotency_customers (merchant_id, customer_id, actor_id, idempotency_key)
         SELECT DISTINCT $1, c.about, $2, $3
         FROM (SELECT there.id, there.id AS about FROM customers AS there WHERE there.merchant_id = $1
               UNION ALL
               SELECT gone.id, gone.id FROM merged_customers AS gone WHERE gone.merchant_id = $1
               UNION ALL
               SELECT told.id, told.customer_id FROM service_cases AS told WHERE told.merchant_id = $1
               UNION ALL
               SELECT firm.id, firm.id FROM companies AS firm WHERE firm.merchant_id = $1
               UNION ALL
               SELECT paper.id, paper.company_id FROM company_documents AS paper WHERE paper.merchant_id = $1
               UNION ALL
               SELECT offer.id, offer.company_id FROM company_offers AS offer WHERE offer.merchant_id = $1) AS c
         WHERE c.id IN (",
    );
    if named.is_empty() {
        return Ok(());
    }
    let mut query = ScopedQuery::new(NOTE, tx.backend(), values![actor, key]);
    for (index, id) in named.iter().enumerate() {
        query.push(if index == 0 { "?" } else { ", ?" }, values![*id]);
    }
    query.push(") ON CONFLICT DO NOTHING", []);
    tx.run_query(query).await.map(drop)
}

/// Forgets every answer that is about a customer or a company, and the request that it answered. What comes under the same key
/// from then on is another request.
pub(crate) async fn forget_answers(tx: &WriteTx, whom: Uuid) -> Result<(), StoreError> {
    const ANSWERS: ScopedSql = ScopedSql::new(
        "UPDATE idempotency_keys SET fingerprint = $3, location = NULL, body = NULL
         WHERE merchant_id = $1 AND (actor_id, idempotency_key) IN (
             SELECT n.actor_id, n.idempotency_key FROM idempotency_customers AS n
             WHERE n.merchant_id = $1 AND n.customer_id = $2)",
    );
    const NOTES: ScopedSql =
        ScopedSql::new("DELETE FROM idempotency_customers WHERE merchant_id = $1 AND customer_id = $2");
    tx.execute(ANSWERS, values![whom, Vec::<u8>::new()]).await?;
    tx.execute(NOTES, values![whom]).await.map(drop)
}

#[async_trait]
impl IdempotencyStore for SystemTx {
    async fn reserve(
        &mut self,
        actor: Uuid,
        key: &str,
        fingerprint: &[u8],
        now: Instant,
    ) -> Result<KeyReservation, StoreError> {
        const RESERVE: PlatformSql = PlatformSql::new(
            "INSERT INTO platform_idempotency_keys (user_id, idempotency_key, fingerprint, status, created_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (user_id, idempotency_key) DO UPDATE
             SET fingerprint = excluded.fingerprint, status = excluded.status, location = NULL, body = NULL,
                 created_at = excluded.created_at
             WHERE platform_idempotency_keys.created_at < $6",
        );
        const FIND: PlatformSql = PlatformSql::new(
            "SELECT fingerprint, status, location, body FROM platform_idempotency_keys
             WHERE user_id = $1 AND idempotency_key = $2",
        );
        let reserved = self
            .execute(RESERVE, values![actor, key, fingerprint.to_vec(), AT_WORK, now, now - KEPT_FOR])
            .await?;
        if reserved == 1 {
            return Ok(KeyReservation::New);
        }
        let kept: Option<KeptRow> = self.optional(FIND, values![actor, key]).await?;
        kept.map(|kept| kept.judge(fingerprint))
            .ok_or_else(|| StoreError::inconsistent("idempotency_keys", "a key vanished"))
    }

    async fn keep(
        &mut self,
        actor: Uuid,
        key: &str,
        answer: &KeptAnswer,
        _: &[Uuid],
    ) -> Result<(), StoreError> {
        const KEEP: PlatformSql = PlatformSql::new(
            "UPDATE platform_idempotency_keys SET status = $3, location = $4, body = $5
             WHERE user_id = $1 AND idempotency_key = $2",
        );
        let KeptAnswer { status, location, body } = answer.clone();
        self.execute(KEEP, values![actor, key, status, location, body]).await.map(drop)
    }
}
