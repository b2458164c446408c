//! What the contact gate looks at: one statement, for one customer or for many.

use async_trait::async_trait;
use regulars_consent::{
    Contact, ContactAddress, ContactReads, ContactStore, OPT_IN_PERIOD, Suppression, SuppressionReason,
};
use regulars_kernel::{Channel, CustomerId, Instant, Page, PageRequest, StoreError};
use uuid::Uuid;

use super::named_column::named;
use super::suppressions;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct ContactRow {
    id: Uuid,
    address: Option<String>,
    email_verified_at: Option<Instant>,
    restricted_at: Option<Instant>,
    state: Option<String>,
    consent_address: Option<String>,
    reason: Option<String>,
    opt_ins: i64,
    merchant_status: String,
}

impl ContactRow {
    fn convert(self, channel: Channel) -> Result<(CustomerId, Contact, bool), StoreError> {
        let state = self.state.as_deref().map(|state| named("consent_states", state)).transpose()?;
        let consent_address = self.consent_address.map(ContactAddress::from_stored);
        let contact = Contact {
            address: self.address.map(ContactAddress::from_stored),
            verified_at: if channel == Channel::Email { self.email_verified_at } else { None },
            advertising: state.map(|state| (state, consent_address)),
            suppressed: self.reason.as_deref().map(|reason| named("suppressions", reason)).transpose()?,
            restricted_at: self.restricted_at,
            opt_ins: self.opt_ins,
        };
        Ok((CustomerId::new(self.id), contact, self.merchant_status == "active"))
    }
}

/// `$2` is the channel, `$3` now, `$4` the beginning of the period in which opt-in messages are counted.
macro_rules! select_contacts {
    ($address:literal, $condition:literal) => {
        concat!(
            "SELECT customers.id, ",
            $address,
            " AS address, customers.email_verified_at, customers.restricted_at, consent_states.state, \
             consent_states.address AS consent_address, suppressions.reason, \
             (SELECT count(*) FROM confirmation_tokens WHERE confirmation_tokens.merchant_id = $1 \
             AND confirmation_tokens.channel = $2 AND confirmation_tokens.address = ",
            $address,
            " AND confirmation_tokens.purpose = 'opt_in' AND confirmation_tokens.created_at > $4) AS opt_ins, \
             merchants.status AS merchant_status \
             FROM customers JOIN merchants ON merchants.id = customers.merchant_id \
             LEFT JOIN consent_states ON consent_states.merchant_id = $1 \
             AND consent_states.customer_id = customers.id AND consent_states.purpose = 'advertising' \
             AND consent_states.channel = $2 \
             LEFT JOIN suppressions ON suppressions.merchant_id = $1 AND suppressions.channel = $2 \
             AND suppressions.address = ",
            $address,
            " AND (suppressions.expires_at IS NULL OR suppressions.expires_at > $3) \
             WHERE customers.merchant_id = $1 AND customers.id ",
            $condition
        )
    };
}

/// The statement whose address is that of the channel. Push and Telegram addresses are not kept with the customer.
macro_rules! by_channel {
    ($channel:expr, $condition:literal) => {{
        const EMAIL: ScopedSql = ScopedSql::new(select_contacts!("customers.email_folded", $condition));
        const SMS: ScopedSql = ScopedSql::new(select_contacts!("customers.phone", $condition));
        const NONE: ScopedSql = ScopedSql::new(select_contacts!("CAST(NULL AS TEXT)", $condition));
        match $channel {
            Channel::Email => EMAIL,
            Channel::Sms => SMS,
            Channel::Push | Channel::Telegram => NONE,
        }
    }};
}

#[in_reads_and_writes]
#[async_trait]
impl ContactReads for ReadTx {
    async fn find_contact(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<Option<(Contact, bool)>, StoreError> {
        let sql = by_channel!(channel, "= $5");
        let sought = values![channel.name(), now, now - OPT_IN_PERIOD, customer.value()];
        let row: Option<ContactRow> = self.optional(sql, sought).await?;
        let found = row.map(|row| row.convert(channel)).transpose()?;
        Ok(found.map(|(_, contact, merchant_active)| (contact, merchant_active)))
    }

    async fn find_contacts(
        &mut self,
        customers: &[CustomerId],
        channel: Channel,
        now: Instant,
    ) -> Result<Vec<(CustomerId, Contact, bool)>, StoreError> {
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let given = values![channel.name(), now, now - OPT_IN_PERIOD];
        let mut query = ScopedQuery::new(by_channel!(channel, "IN ("), self.backend(), given);
        for (index, customer) in customers.iter().enumerate() {
            query.push(if index == 0 { "?" } else { ", ?" }, values![customer.value()]);
        }
        query.push(")", []);
        let rows: Vec<ContactRow> = self.query(query).await?;
        rows.into_iter().map(|row| row.convert(channel)).collect()
    }

    async fn find_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Option<Suppression>, StoreError> {
        suppressions::find(self, channel, address).await
    }

    async fn list_suppressions(
        &mut self,
        channel: Channel,
        page: PageRequest<ContactAddress>,
    ) -> Result<Page<Suppression, ContactAddress>, StoreError> {
        suppressions::list(self, channel, page).await
    }
}

#[async_trait]
impl ContactStore for WriteTx {
    async fn mark_verified(
        &mut self,
        customer: CustomerId,
        address: &ContactAddress,
        now: Instant,
    ) -> Result<(), StoreError> {
        const MARK: ScopedSql = ScopedSql::new(
            "UPDATE customers SET email_verified_at = $4, updated_at = $4
             WHERE merchant_id = $1 AND id = $2 AND email_folded = $3 AND email_verified_at IS NULL",
        );
        self.execute(MARK, values![customer.value(), address.expose(), now]).await.map(drop)
    }

    async fn clear_verified(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError> {
        const CLEAR: ScopedSql = ScopedSql::new(
            "UPDATE customers SET email_verified_at = NULL, updated_at = $3
             WHERE merchant_id = $1 AND id = $2 AND email_verified_at IS NOT NULL",
        );
        self.execute(CLEAR, values![customer.value(), now]).await.map(drop)
    }

    async fn set_address_since(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<(), StoreError> {
        const EMAIL: ScopedSql =
            ScopedSql::new("UPDATE customers SET email_since = $3 WHERE merchant_id = $1 AND id = $2");
        const PHONE: ScopedSql =
            ScopedSql::new("UPDATE customers SET phone_since = $3 WHERE merchant_id = $1 AND id = $2");
        let sql = match channel {
            Channel::Email => EMAIL,
            Channel::Sms => PHONE,
            Channel::Push | Channel::Telegram => return Ok(()),
        };
        self.execute(sql, values![customer.value(), now]).await.map(drop)
    }

    async fn set_restricted(
        &mut self,
        customer: CustomerId,
        restricted: bool,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const RESTRICT: ScopedSql = ScopedSql::new(
            "UPDATE customers SET restricted_at = coalesce(restricted_at, $3), updated_at = $3
             WHERE merchant_id = $1 AND id = $2",
        );
        const RELEASE: ScopedSql = ScopedSql::new(
            "UPDATE customers SET restricted_at = NULL, updated_at = $3 WHERE merchant_id = $1 AND id = $2",
        );
        let sql = if restricted { RESTRICT } else { RELEASE };
        Ok(self.execute(sql, values![customer.value(), now]).await? == 1)
    }

    async fn put_suppression(&mut self, suppression: &Suppression) -> Result<(), StoreError> {
        suppressions::put(self, suppression).await
    }

    async fn delete_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        reason: SuppressionReason,
    ) -> Result<bool, StoreError> {
        suppressions::delete(self, channel, address, reason).await
    }
}
