//! Receipts whose buyer was erased: they stay, and are nobody's.

use regulars_consent::Digest;
use regulars_kernel::{CustomerId, Instant, MemberId, StoreError};
use regulars_purchases::{Fingerprint, Identify, Receipt, ReceiptOutcome};
use sea_orm::Value;
use uuid::Uuid;

use super::buyer::looked_for;
use super::record_as_it_is;
use crate::customers::who_is_meant::member_of_card;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct Count {
    found: i64,
}

/// Makes the receipts of a customer those of nobody, and tells how many there were.
pub(crate) async fn make_anonymous(tx: &WriteTx, customer: CustomerId) -> Result<u64, StoreError> {
    const OF_CUSTOMER: ScopedSql = ScopedSql::new(
        "UPDATE purchases SET customer_id = NULL, identified_by = NULL, card_number = NULL,
             cart_external_id = NULL, fingerprint = $3
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    // A blocked card identifies nobody, and its number was kept all the same.
    const OF_CARDS: ScopedSql = ScopedSql::new(
        "UPDATE purchases SET identified_by = NULL, card_number = NULL, fingerprint = $3
         WHERE merchant_id = $1 AND customer_id IS NULL AND card_number > ''
             AND replace(replace(card_number, ' ', ''), '-', '') IN (
                 SELECT c.number FROM cards AS c WHERE c.member_id IN (
                     SELECT k.member_id FROM customers AS k WHERE k.merchant_id = $1 AND k.id = $2
                     UNION ALL
                     SELECT j.member_id FROM joined_members AS j WHERE j.merchant_id = $1 AND j.customer_id = $2))",
    );
    let erased = values![customer.value(), Fingerprint::ERASED.0.to_vec()];
    tx.execute(OF_CARDS, erased.clone()).await?;
    tx.execute(OF_CUSTOMER, erased).await
}

/// Records a receipt; a late one of somebody who was erased is nobody's.
pub(super) async fn record(tx: &mut WriteTx, receipt: &Receipt) -> Result<ReceiptOutcome, StoreError> {
    if is_late_of_erased(tx, receipt).await? {
        return record_as_it_is(tx, &nobody_s(receipt)).await;
    }
    let outcome = record_as_it_is(tx, receipt).await?;
    match (&outcome, &receipt.identify) {
        (ReceiptOutcome::UnknownCustomer, Some(Identify::Customer(customer)))
            if was_erased(tx, *customer).await? =>
        {
            record_as_it_is(tx, &nobody_s(receipt)).await
        }
        _ => Ok(outcome),
    }
}

fn nobody_s(receipt: &Receipt) -> Receipt {
    Receipt { identify: None, cart: None, fingerprint: Fingerprint::ERASED, ..receipt.clone() }
}

async fn was_erased(tx: &ReadTx, customer: CustomerId) -> Result<bool, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT count(*) AS found FROM erased_customers WHERE merchant_id = $1 AND customer_id = $2",
    );
    let Count { found } = tx.one(FIND, values![customer.value()]).await?;
    Ok(found > 0)
}

/// Whether the sale was before the erasure of the member whose card was scanned. Only of a receipt that comes late is that
/// asked: one that comes at once is a sale of today.
async fn is_late_of_erased(tx: &ReadTx, receipt: &Receipt) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Holder {
        member_id: Option<Uuid>,
    }
    const HOLDER: ScopedSql = ScopedSql::new(concat!(
        "SELECT ",
        member_of_card!("$2"),
        " AS member_id FROM merchants AS own WHERE own.id = $1 AND EXISTS (
             SELECT 1 FROM erased_customers AS e
             WHERE e.merchant_id = $1 AND e.member_digest IS NOT NULL)"
    ));
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT count(*) AS found FROM erased_customers
         WHERE merchant_id = $1 AND erased_at > $2 AND member_digest IN (",
    );
    if receipt.occurred_at + LATE > receipt.recorded_at {
        return Ok(false);
    }
    let Some(card) = looked_for(receipt.identify.as_ref()).card else { return Ok(false) };
    let holder: Option<Holder> = tx.optional(HOLDER, values![card]).await?;
    let Some(member) = holder.and_then(|holder| holder.member_id).map(MemberId::new) else {
        return Ok(false);
    };
    let digests: Vec<Digest> = tx.sealing()?.member_digests(tx.scope().merchant(), member);
    let at: Instant = receipt.occurred_at;
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![at]);
    for (index, digest) in digests.into_iter().enumerate() {
        query.push(if index == 0 { "?" } else { ", ?" }, [Value::from(digest.to_vec())]);
    }
    query.push(")", []);
    let counts: Vec<Count> = tx.query(query).await?;
    Ok(counts.iter().any(|count| count.found > 0))
}

/// What comes that long after the sale comes late.
const LATE: chrono::Duration = chrono::Duration::minutes(1);
