//! What merges have kept of somebody who is erased.

use std::collections::BTreeSet;

use regulars_consent::{ContactAddress, Digest};
use regulars_customers::{Attributes, ImageTaken};
use regulars_flows::FormerSelf;
use regulars_kernel::{Channel, CustomerId, Instant, MemberId, MergeId, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use super::images::open;
use crate::companies::erase::{forget_employments, forget_offers};
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct ImageRow {
    merge_id: Uuid,
    customer_id: Uuid,
}

#[derive(FromRow)]
struct UndoneRow {
    survivor_id: Uuid,
    created_at: Instant,
    undone_at: Instant,
}

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

/// What the customer and everybody who went into it were before each merge.
pub(crate) async fn former_selves(tx: &ReadTx, customer: CustomerId) -> Result<Vec<FormerSelf>, StoreError> {
    const IMAGES: ScopedSql = ScopedSql::new(
        "SELECT i.merge_id, i.customer_id FROM customer_merges AS m
         JOIN customer_merge_images AS i ON i.merchant_id = $1 AND i.merge_id = m.id AND i.taken = 'before'
         WHERE m.merchant_id = $1 AND (m.survivor_id = $2 OR m.survivor_id IN (
             SELECT gone.id FROM merged_customers AS gone WHERE gone.merchant_id = $1 AND gone.survivor_id = $2))",
    );
    let rows: Vec<ImageRow> = tx.all(IMAGES, values![customer.value()]).await?;
    let mut found = Vec::new();
    for ImageRow { merge_id, customer_id } in rows {
        let id = CustomerId::new(customer_id);
        if let Some(image) = open(tx, MergeId::new(merge_id), id, ImageTaken::Before).await? {
            let before = image.row.into_customer(Attributes::default())?;
            let email = before.email.as_ref().map(|email| (Channel::Email, ContactAddress::of_email(email)));
            let phone = before.phone.as_ref().map(|phone| (Channel::Sms, ContactAddress::of_phone(phone)));
            found.push(FormerSelf {
                customer: id,
                addresses: email.into_iter().chain(phone).collect(),
                email: before.email,
                external_id: before.external_id,
                names: before.names,
            });
        }
    }
    Ok(found)
}

/// The survivor of an undone merge has entries in its ledger that the merge and its undoing wrote, at their instants.
pub(crate) async fn forget_carried(
    tx: &WriteTx,
    customer: CustomerId,
    addresses: &BTreeSet<(Channel, ContactAddress)>,
    now: Instant,
) -> Result<(), StoreError> {
    const UNDONE: ScopedSql = ScopedSql::new(
        "SELECT m.survivor_id, m.created_at, m.undone_at FROM customer_merge_moves AS part
         JOIN customer_merges AS m ON m.merchant_id = $1 AND m.id = part.merge_id
         WHERE part.merchant_id = $1 AND part.customer_id = $2 AND part.kind = 'record' AND m.undone_at IS NOT NULL",
    );
    const FORGET: ScopedSql = ScopedSql::new(
        "UPDATE consent_events SET address = NULL, evidence = NULL, erased_at = $6
         WHERE merchant_id = $1 AND customer_id = $2 AND address = $3 AND recorded_at IN ($4, $5) AND erased_at IS NULL",
    );
    let undone: Vec<UndoneRow> = tx.all(UNDONE, values![customer.value()]).await?;
    for UndoneRow { survivor_id, created_at, undone_at } in undone {
        for (_, address) in addresses {
            tx.execute(FORGET, values![survivor_id, address.expose(), created_at, undone_at, now]).await?;
        }
    }
    Ok(())
}

/// Notes of every id that means the customer what `note` notes of the customer itself, each with one of the members whose
/// cards meant it, and throws away what merges have kept.
pub(crate) async fn forget(tx: &WriteTx, customer: CustomerId, note: Vec<Value>) -> Result<(), StoreError> {
    const ALIASES: ScopedSql = ScopedSql::new(
        "SELECT gone.id FROM merged_customers AS gone
         WHERE gone.merchant_id = $1 AND gone.survivor_id = $2 ORDER BY gone.id",
    );
    const MEMBERS: ScopedSql = ScopedSql::new(
        "SELECT joined.member_id AS id FROM joined_members AS joined
         WHERE joined.merchant_id = $1 AND joined.customer_id = $2",
    );
    const NOTE: ScopedSql = ScopedSql::new(
        "INSERT INTO erased_customers (merchant_id, customer_id, member_digest, reason, requested_by_person,
             erased_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    const DISMISSALS: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_dismissals WHERE merchant_id = $1 AND (one_id = $2 OR other_id = $2)",
    );
    const IMAGES: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_merge_images WHERE merchant_id = $1 AND merge_id IN (
             SELECT m.id FROM customer_merges AS m WHERE m.merchant_id = $1 AND m.survivor_id = $2)",
    );
    const NUMBERS: ScopedSql = ScopedSql::new(
        "DELETE FROM merged_external_ids WHERE merchant_id = $1 AND merge_id IN (
             SELECT m.id FROM customer_merges AS m WHERE m.merchant_id = $1 AND m.survivor_id = $2)",
    );
    const EMAILS: ScopedSql = ScopedSql::new(
        "DELETE FROM merged_emails WHERE merchant_id = $1 AND merge_id IN (
             SELECT m.id FROM customer_merges AS m WHERE m.merchant_id = $1 AND m.survivor_id = $2)",
    );
    let aliases: Vec<IdRow> = tx.all(ALIASES, values![customer.value()]).await?;
    let members: Vec<IdRow> = tx.all(MEMBERS, values![customer.value()]).await?;
    let mut digests: Vec<Digest> = Vec::new();
    for IdRow { id } in members {
        let all = tx.sealing()?.member_digests(tx.scope().merchant(), MemberId::new(id));
        digests.extend(all.into_iter().next());
    }
    let mut digests = digests.into_iter();
    let ids: BTreeSet<Uuid> = aliases.into_iter().map(|row| row.id).collect();
    for id in &ids {
        let mut row = note.clone();
        let digest = digests.next().map(|digest| digest.to_vec());
        for (place, value) in [Value::from(*id), Value::from(digest)].into_iter().enumerate() {
            if let Some(held) = row.get_mut(place) {
                *held = value;
            }
        }
        tx.execute(NOTE, row).await?;
    }
    for id in ids.into_iter().chain([customer.value()]) {
        for sql in [DISMISSALS, IMAGES, NUMBERS, EMAILS] {
            tx.execute(sql, values![id]).await?;
        }
        forget_employments(tx, id).await?;
        forget_offers(tx, id).await?;
    }
    Ok(())
}
