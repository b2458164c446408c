//! Customers and tags, and the trail of what is changed.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_audit::{AuditNote, AuditTrail};
use regulars_consent::ContactAddress;
use regulars_customers::{
    AttributeDefinition, Attributes, CardHolder, Customer, CustomerReads, CustomerRecord, CustomerSelection,
    CustomerStore, KnownAgainBy, Merge, MergeReads, Tag, TagReads, TagStore, Written,
};
use regulars_kernel::{
    Channel, CustomerBrief, CustomerId, CustomerOrder, CustomerPosition, Email, Environment, Label, MemberId,
    MergeId, Page, PageRequest, Phone, StoreError, TagId,
};
use regulars_network::CardNumber;

use super::ImportChunk;
use super::ahead::{asked_person, person_of};
use crate::audit::{audit_row, keys_of, wrong};
use crate::customers::{WrittenCustomerRow, update_plainly, value_rows};
use crate::wall::{RowColumns, WriteTx, values};

fn addresses_of(customer: &Customer) -> Vec<(Channel, ContactAddress)> {
    let email = customer.email.as_ref().map(|email| (Channel::Email, ContactAddress::of_email(email)));
    let phone = customer.phone.as_ref().map(|phone| (Channel::Sms, ContactAddress::of_phone(phone)));
    email.into_iter().chain(phone).collect()
}

impl ImportChunk<'_> {
    /// The transaction, with everything written where that is needed.
    async fn settled_where(&mut self, is_needed: bool) -> Result<&mut WriteTx, StoreError> {
        if is_needed { self.settled().await } else { Ok(self.tx) }
    }

    /// What was read of addresses and people no longer holds for this customer.
    fn forget(&mut self, customer: &Customer, addresses: &[(Channel, ContactAddress)]) {
        let person = person_of(&customer.names, customer.birth_date.as_ref());
        self.ahead.forget(person.as_ref(), addresses);
        if let Some(external_id) = &customer.external_id {
            self.ahead.external_ids.remove(external_id.as_str());
        }
    }

    /// Whether the customer's key is at hand, which one who was made here gets now.
    async fn has_key(&mut self, environment: &Environment, customer: CustomerId) -> Result<bool, StoreError> {
        if self.fresh.key(customer).is_some() {
            return Ok(true);
        }
        if let Some(known) = self.keys.get(&customer) {
            return Ok(known.is_some());
        }
        if self.fresh.is(customer) {
            let merchant = self.tx.scope().merchant();
            let made = self.tx.sealing()?.new_customer_key(environment, merchant, customer);
            let (key, sealed) = made.map_err(wrong)?;
            self.pending.keys.push(values![customer.value(), sealed.0.clone(), environment.now()]);
            self.fresh.set_key(customer, Some(key), &sealed);
            return Ok(true);
        }
        let mut met: Vec<CustomerId> = self.held.iter().copied().collect();
        met.push(customer);
        let mut found = keys_of(self.tx, &met).await?;
        self.keys.extend(met.into_iter().map(|customer| (customer, found.remove(&customer))));
        Ok(self.keys.get(&customer).is_some_and(Option::is_some))
    }
}

#[async_trait]
impl AuditTrail for ImportChunk<'_> {
    async fn note(&mut self, environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        let Some(customer) = note.about else { return self.tx.note(environment, note).await };
        if !self.has_key(environment, customer).await? {
            // Which gives the customer one.
            self.keys.remove(&customer);
            self.subjects.remove(&customer);
            return self.settled().await?.note(environment, note).await;
        }
        let key = self.fresh.key(customer).or_else(|| self.keys.get(&customer)?.as_ref());
        let row = audit_row(environment, self.tx.scope().actor(), &note, key)?;
        self.pending.audit.push(row);
        Ok(())
    }
}

#[async_trait]
impl TagReads for ImportChunk<'_> {
    async fn find_tag(&mut self, id: TagId) -> Result<Option<Tag>, StoreError> {
        self.tx.find_tag(id).await
    }

    async fn find_tags(&mut self, ids: &[TagId]) -> Result<Vec<Tag>, StoreError> {
        self.tx.find_tags(ids).await
    }

    async fn find_tags_named(&mut self, folded: &[String]) -> Result<Vec<Tag>, StoreError> {
        if let Some(known) = self.tags.get(folded) {
            return Ok(known.clone());
        }
        let found = self.tx.find_tags_named(folded).await?;
        self.tags.insert(folded.to_vec(), found.clone());
        Ok(found)
    }

    async fn list_tags(&mut self, page: PageRequest<TagId>) -> Result<Page<Tag, TagId>, StoreError> {
        self.tx.list_tags(page).await
    }
}

#[async_trait]
impl TagStore for ImportChunk<'_> {
    async fn insert_tag(&mut self, tag: &Tag) -> Result<bool, StoreError> {
        self.settled().await?.insert_tag(tag).await
    }

    async fn update_tag(&mut self, tag: &Tag) -> Result<bool, StoreError> {
        self.settled().await?.update_tag(tag).await
    }

    async fn delete_tag(&mut self, id: TagId) -> Result<bool, StoreError> {
        self.settled().await?.delete_tag(id).await
    }
}

#[async_trait]
impl CustomerReads for ImportChunk<'_> {
    async fn find_customer(&mut self, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
        if let Some(record) = self.records.get(&id) {
            return Ok(Some(record.clone()));
        }
        self.settled_where(self.fresh.is(id)).await?.find_customer(id).await
    }

    async fn list_customers(
        &mut self,
        selection: &CustomerSelection,
        order: CustomerOrder,
        page: PageRequest<CustomerPosition>,
    ) -> Result<Page<CustomerRecord, CustomerPosition>, StoreError> {
        self.settled().await?.list_customers(selection, order, page).await
    }

    async fn find_customers(&mut self, ids: &[CustomerId]) -> Result<Vec<CustomerRecord>, StoreError> {
        let known: Option<Vec<_>> = ids.iter().map(|id| self.records.get(id).cloned()).collect();
        match known {
            Some(known) => Ok(known),
            None => self.settled().await?.find_customers(ids).await,
        }
    }

    async fn count_customers(&mut self, selection: &CustomerSelection) -> Result<i64, StoreError> {
        self.settled().await?.count_customers(selection).await
    }

    async fn find_by_card(&mut self, number: &CardNumber) -> Result<Option<CardHolder>, StoreError> {
        match self.ahead.cards.get(number.expose()) {
            Some(known) => Ok(known.clone()),
            None => self.tx.find_by_card(number).await,
        }
    }

    async fn find_by_phone(&mut self, phone: &Phone) -> Result<Option<CustomerBrief>, StoreError> {
        self.settled().await?.find_by_phone(phone).await
    }

    async fn find_by_email(&mut self, email: &Email) -> Result<Option<CustomerBrief>, StoreError> {
        self.settled().await?.find_by_email(email).await
    }

    async fn find_by_external_id(&mut self, external_id: &Label) -> Result<Option<CustomerId>, StoreError> {
        if let Some(made) = self.fresh.numbered(external_id.as_str()) {
            return Ok(Some(made));
        }
        match self.ahead.external_ids.get(external_id.as_str()) {
            Some(known) => Ok(*known),
            None => self.settled().await?.find_by_external_id(external_id).await,
        }
    }

    async fn find_same_person(&mut self, person: &KnownAgainBy) -> Result<Option<CustomerId>, StoreError> {
        if let Some(asked) = asked_person(person)
            && self.ahead.absent.contains(&asked)
            && !self.fresh.has_person(&asked)
        {
            return Ok(None);
        }
        self.settled().await?.find_same_person(person).await
    }
}

/// Rows merge nobody.
#[async_trait]
impl MergeReads for ImportChunk<'_> {
    async fn survivors_of(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<BTreeMap<CustomerId, CustomerId>, StoreError> {
        let known: Option<Vec<_>> =
            ids.iter().map(|id| Some((*id, *self.ahead.survivors.get(id)?))).collect();
        match known {
            Some(known) => Ok(known.into_iter().filter_map(|(id, into)| Some((id, into?))).collect()),
            None => self.tx.survivors_of(ids).await,
        }
    }

    async fn merged_into(&mut self, survivor: CustomerId) -> Result<Vec<CustomerId>, StoreError> {
        self.tx.merged_into(survivor).await
    }

    async fn merge_of(&mut self, merged: CustomerId) -> Result<Option<Merge>, StoreError> {
        self.tx.merge_of(merged).await
    }

    async fn find_merge(&mut self, id: MergeId) -> Result<Option<Merge>, StoreError> {
        self.tx.find_merge(id).await
    }

    async fn list_merges(&mut self, page: PageRequest<MergeId>) -> Result<Page<Merge, MergeId>, StoreError> {
        self.tx.list_merges(page).await
    }
}

#[async_trait]
impl CustomerStore for ImportChunk<'_> {
    async fn insert_customer(
        &mut self,
        customer: &Customer,
        search_text: &str,
    ) -> Result<Written, StoreError> {
        let addresses = addresses_of(customer);
        let number = customer.external_id.as_ref().map(Label::as_str);
        let is_free = |number: &str| {
            self.ahead.external_ids.get(number) == Some(&None) && self.fresh.numbered(number).is_none()
        };
        let is_simple = customer.member.is_none()
            && addresses.iter().all(|address| self.ahead.is_unobjected(address))
            && number.is_none_or(is_free);
        if !is_simple {
            let tx = self.settled().await?;
            let written = tx.insert_customer(customer, search_text).await?;
            self.forget(customer, &addresses);
            return Ok(written);
        }
        self.pending.customers.push(WrittenCustomerRow::of(customer, search_text).into_values());
        self.fresh.add(customer);
        Ok(Written::Done)
    }

    async fn update_customer(
        &mut self,
        customer: &Customer,
        search_text: &str,
    ) -> Result<Written, StoreError> {
        let addresses = addresses_of(customer);
        let before = self.records.remove(&customer.id);
        self.subjects.remove(&customer.id);
        let is_simple = addresses.iter().all(|address| self.ahead.is_unobjected(address));
        self.forget(customer, &addresses);
        match &before {
            Some(before) => self.forget(&before.customer, &addresses_of(&before.customer)),
            // Which addresses the customer had is not known here.
            None => self.ahead.forget_carriers(),
        }
        if before.is_none() || !is_simple {
            return self.settled().await?.update_customer(customer, search_text).await;
        }
        update_plainly(self.tx, customer, search_text).await
    }

    async fn hold_attributes(&mut self) -> Result<Vec<AttributeDefinition>, StoreError> {
        if let Some(known) = &self.attributes {
            return Ok(known.clone());
        }
        let held = self.tx.hold_attributes().await?;
        self.attributes = Some(held.clone());
        Ok(held)
    }

    async fn set_customer_attributes(
        &mut self,
        id: CustomerId,
        attributes: &Attributes,
    ) -> Result<(), StoreError> {
        if self.fresh.is(id) {
            self.pending.attributes.extend(value_rows(id, attributes));
            return Ok(());
        }
        self.tx.set_customer_attributes(id, attributes).await
    }

    async fn set_customer_tags(&mut self, id: CustomerId, tags: &[TagId]) -> Result<(), StoreError> {
        if self.fresh.is(id) {
            self.pending.tags.extend(tags.iter().map(|tag| values![id.value(), tag.value()]));
            return Ok(());
        }
        self.tx.set_customer_tags(id, tags).await
    }

    async fn find_customer_for_change(
        &mut self,
        id: CustomerId,
    ) -> Result<Option<CustomerRecord>, StoreError> {
        if let Some(record) = self.records.get(&id) {
            return Ok(Some(record.clone()));
        }
        self.settled_where(self.fresh.is(id)).await?.find_customer_for_change(id).await
    }

    async fn find_customers_for_change(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<Vec<CustomerRecord>, StoreError> {
        self.settled().await?.find_customers_for_change(ids).await
    }

    async fn find_customer_of_member_for_change(
        &mut self,
        member: MemberId,
    ) -> Result<Option<CustomerRecord>, StoreError> {
        self.settled().await?.find_customer_of_member_for_change(member).await
    }
}
