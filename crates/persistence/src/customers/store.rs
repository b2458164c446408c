//! The store traits, spread over one file per concern.

use async_trait::async_trait;
use regulars_customers::{
    AttributeDefinition, AttributeReads, AttributeStore, Attributes, CardHolder, Customer, CustomerReads,
    CustomerRecord, CustomerSelection, CustomerStore, KnownAgainBy, RefusedValues, Tag, TagReads, TagStore,
    Written,
};
use regulars_kernel::{
    AttributeId, CustomerBrief, CustomerId, CustomerOrder, CustomerPosition, Email, Instant, Label, MemberId,
    Page, PageRequest, Phone, StoreError, TagId,
};
use regulars_network::CardNumber;

use super::{attribute_definitions, attributes, brief, read, same_person, tags, write};
use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl TagReads for ReadTx {
    async fn find_tag(&mut self, id: TagId) -> Result<Option<Tag>, StoreError> {
        tags::find(self, id).await
    }

    async fn find_tags(&mut self, ids: &[TagId]) -> Result<Vec<Tag>, StoreError> {
        tags::find_all(self, ids).await
    }

    async fn find_tags_named(&mut self, folded: &[String]) -> Result<Vec<Tag>, StoreError> {
        tags::find_named(self, folded).await
    }

    async fn list_tags(&mut self, page: PageRequest<TagId>) -> Result<Page<Tag, TagId>, StoreError> {
        tags::list(self, page).await
    }
}

#[async_trait]
impl TagStore for WriteTx {
    async fn insert_tag(&mut self, tag: &Tag) -> Result<bool, StoreError> {
        tags::insert(self, tag).await
    }

    async fn update_tag(&mut self, tag: &Tag) -> Result<bool, StoreError> {
        tags::update(self, tag).await
    }

    async fn delete_tag(&mut self, id: TagId) -> Result<bool, StoreError> {
        tags::delete(self, id).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl AttributeReads for ReadTx {
    async fn find_attribute(&mut self, id: AttributeId) -> Result<Option<AttributeDefinition>, StoreError> {
        attribute_definitions::find(self, id).await
    }

    async fn list_attributes(&mut self) -> Result<Vec<AttributeDefinition>, StoreError> {
        attribute_definitions::list(self).await
    }
}

#[async_trait]
impl AttributeStore for WriteTx {
    async fn insert_attribute(&mut self, definition: &AttributeDefinition) -> Result<bool, StoreError> {
        attribute_definitions::insert(self, definition).await
    }

    async fn update_attribute(&mut self, definition: &AttributeDefinition) -> Result<bool, StoreError> {
        attribute_definitions::update(self, definition).await
    }

    async fn has_values(&mut self, id: AttributeId, values: &RefusedValues) -> Result<bool, StoreError> {
        attributes::exist(self, id, values).await
    }

    async fn hide_attribute(&mut self, id: AttributeId, now: Instant) -> Result<bool, StoreError> {
        attribute_definitions::hide(self, id, now).await
    }

    async fn forget_values(&mut self, id: AttributeId, customers: u16) -> Result<bool, StoreError> {
        attributes::forget(self, id, customers).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl CustomerReads for ReadTx {
    async fn find_customer(&mut self, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
        read::find(self, id).await
    }

    async fn list_customers(
        &mut self,
        selection: &CustomerSelection,
        order: CustomerOrder,
        page: PageRequest<CustomerPosition>,
    ) -> Result<Page<CustomerRecord, CustomerPosition>, StoreError> {
        read::list(self, selection, order, page).await
    }

    async fn find_customers(&mut self, ids: &[CustomerId]) -> Result<Vec<CustomerRecord>, StoreError> {
        read::find_all(self, ids).await
    }

    async fn count_customers(&mut self, selection: &CustomerSelection) -> Result<i64, StoreError> {
        read::count(self, selection).await
    }

    async fn find_by_card(&mut self, number: &CardNumber) -> Result<Option<CardHolder>, StoreError> {
        brief::by_card(self, number).await
    }

    async fn find_by_phone(&mut self, phone: &Phone) -> Result<Option<CustomerBrief>, StoreError> {
        brief::by_phone(self, phone).await
    }

    async fn find_by_email(&mut self, email: &Email) -> Result<Option<CustomerBrief>, StoreError> {
        brief::by_email(self, email).await
    }

    async fn find_by_external_id(&mut self, external_id: &Label) -> Result<Option<CustomerId>, StoreError> {
        read::find_by_external_id(self, external_id).await
    }

    async fn find_same_person(&mut self, person: &KnownAgainBy) -> Result<Option<CustomerId>, StoreError> {
        same_person::find(self, person).await
    }
}

#[async_trait]
impl CustomerStore for WriteTx {
    async fn insert_customer(
        &mut self,
        customer: &Customer,
        search_text: &str,
    ) -> Result<Written, StoreError> {
        write::insert(self, customer, search_text).await
    }

    async fn update_customer(
        &mut self,
        customer: &Customer,
        search_text: &str,
    ) -> Result<Written, StoreError> {
        write::update(self, customer, search_text).await
    }

    async fn hold_attributes(&mut self) -> Result<Vec<AttributeDefinition>, StoreError> {
        attribute_definitions::hold(self).await
    }

    async fn set_customer_attributes(
        &mut self,
        id: CustomerId,
        attributes: &Attributes,
    ) -> Result<(), StoreError> {
        attributes::set_of_customer(self, id, attributes).await
    }

    async fn set_customer_tags(&mut self, id: CustomerId, tags: &[TagId]) -> Result<(), StoreError> {
        tags::set_of_customer(self, id, tags).await
    }

    async fn find_customer_for_change(
        &mut self,
        id: CustomerId,
    ) -> Result<Option<CustomerRecord>, StoreError> {
        read::find_for_change(self, id).await
    }

    async fn find_customers_for_change(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<Vec<CustomerRecord>, StoreError> {
        read::find_all_for_change(self, ids).await
    }

    async fn find_customer_of_member_for_change(
        &mut self,
        member: MemberId,
    ) -> Result<Option<CustomerRecord>, StoreError> {
        read::find_of_member_for_change(self, member).await
    }
}
