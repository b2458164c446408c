//! Writes customers.

use regulars_consent::ContactAddress;
use regulars_customers::{Customer, Written};
use regulars_kernel::{Channel, Label, MemberId, StoreError, UniqueValue};
use uuid::Uuid;

use super::row::{FollowingTexts, WrittenRow};
use crate::consent::suppress_again;
use crate::wall::{FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, insert_into, update, values};

pub(super) async fn insert(
    tx: &WriteTx,
    customer: &Customer,
    search_text: &str,
) -> Result<Written, StoreError> {
    const INSERT: ScopedSql = insert_into!("customers", WrittenRow, "ON CONFLICT DO NOTHING");
    if tx.execute(INSERT, WrittenRow::of(customer, search_text).into_values()).await? == 1 {
        honour_objections(tx, customer).await?;
        return Ok(Written::Done);
    }
    what_is_taken(tx, customer).await
}

/// Every address of a customer is written here: those that somebody who was erased had objected for are not reached.
async fn honour_objections(tx: &WriteTx, customer: &Customer) -> Result<(), StoreError> {
    let email = customer.email.as_ref().map(ContactAddress::of_email);
    let phone = customer.phone.as_ref().map(ContactAddress::of_phone);
    for (channel, address) in [(Channel::Email, email), (Channel::Sms, phone)] {
        if let Some(address) = address {
            suppress_again(tx, channel, &address, customer.updated_at).await?;
        }
    }
    Ok(())
}

/// Why an insert changed nothing.
async fn what_is_taken(tx: &ReadTx, customer: &Customer) -> Result<Written, StoreError> {
    #[derive(FromRow)]
    struct Other {
        external_id: Option<String>,
        member_id: Option<Uuid>,
    }
    const OTHERS: ScopedSql = ScopedSql::new(
        "SELECT external_id, member_id FROM customers
         WHERE merchant_id = $1 AND (external_id = $2 OR member_id = $3)",
    );
    let external_id = customer.external_id.as_ref().map(Label::as_str);
    let member = customer.member.map(MemberId::value);
    let others: Vec<Other> = tx.all(OTHERS, values![external_id, member]).await?;
    let is_taken = |taken: &dyn Fn(&Other) -> bool| others.iter().any(taken);
    if external_id.is_some() && is_taken(&|other| other.external_id.as_deref() == external_id) {
        Ok(Written::ExternalIdTaken)
    } else if member.is_some() && is_taken(&|other| other.member_id == member) {
        Ok(Written::MemberTaken)
    } else {
        Err(StoreError::Contended)
    }
}

pub(super) async fn update(
    tx: &WriteTx,
    customer: &Customer,
    search_text: &str,
) -> Result<Written, StoreError> {
    let written = update_plainly(tx, customer, search_text).await?;
    if written == Written::Done {
        honour_objections(tx, customer).await?;
    }
    Ok(written)
}

/// As [`update`], of a customer with whose addresses it is known that nobody has objected.
pub(crate) async fn update_plainly(
    tx: &WriteTx,
    customer: &Customer,
    search_text: &str,
) -> Result<Written, StoreError> {
    const UPDATE: ScopedSql = update!("customers", WrittenRow);
    match tx.execute(UPDATE, WrittenRow::of(customer, search_text).into_values()).await {
        Ok(1) => Ok(Written::Done),
        Ok(_) => Err(StoreError::inconsistent("customers", "one that was to be written does not exist")),
        Err(StoreError::Taken(UniqueValue::CustomerExternalId)) => Ok(Written::ExternalIdTaken),
        Err(StoreError::Taken(UniqueValue::CustomerMember)) => Ok(Written::MemberTaken),
        Err(error) => Err(error),
    }
}

/// Writes the texts that follow from those of the customer.
pub(crate) async fn update_following_texts(
    tx: &WriteTx,
    customer: &Customer,
    search_text: &str,
) -> Result<(), StoreError> {
    #[derive(RowColumns)]
    struct Row {
        id: Uuid,
        #[nested]
        texts: FollowingTexts,
    }
    const UPDATE: ScopedSql = update!("customers", Row);
    let row = Row { id: customer.id.value(), texts: FollowingTexts::of(customer, search_text) };
    tx.execute(UPDATE, row.into_values()).await.map(drop)
}
