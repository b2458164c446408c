//! What the use cases of this crate need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    AttributeId, CustomerBrief, CustomerId, CustomerOrder, CustomerPosition, Email, Instant, Label, MemberId,
    Page, PageRequest, Phone, StoreError, TagId,
};
use regulars_network::CardNumber;

use crate::{
    AttributeDefinition, Attributes, CardHolder, Customer, CustomerRecord, CustomerSelection, KnownAgainBy,
    RefusedValues, Tag,
};

/// The tags of one merchant, as they are read.
#[async_trait]
pub trait TagReads: Send {
    /// The tag with that id. Inside a write nobody else changes it until that write ends.
    async fn find_tag(&mut self, id: TagId) -> Result<Option<Tag>, StoreError>;
    /// The tags with these ids; those that are not there are left out.
    async fn find_tags(&mut self, ids: &[TagId]) -> Result<Vec<Tag>, StoreError>;
    /// The tags whose folded names are among `folded`.
    async fn find_tags_named(&mut self, folded: &[String]) -> Result<Vec<Tag>, StoreError>;
    /// Tags by id, the oldest first.
    async fn list_tags(&mut self, page: PageRequest<TagId>) -> Result<Page<Tag, TagId>, StoreError>;
}

/// The tags of one merchant.
#[async_trait]
pub trait TagStore: TagReads + AuditTrail {
    /// Adds a tag. False when its name is taken.
    async fn insert_tag(&mut self, tag: &Tag) -> Result<bool, StoreError>;
    /// Writes a tag. False when its name is taken; then the transaction must be given up.
    async fn update_tag(&mut self, tag: &Tag) -> Result<bool, StoreError>;
    /// Deletes a tag, and takes it from every customer. False when there is none with that id.
    async fn delete_tag(&mut self, id: TagId) -> Result<bool, StoreError>;
}

/// The definitions of the custom attributes of one merchant, as they are read.
#[async_trait]
pub trait AttributeReads: Send {
    /// The attribute with that id. Inside a write nobody else changes it until that write ends.
    async fn find_attribute(&mut self, id: AttributeId) -> Result<Option<AttributeDefinition>, StoreError>;
    /// Every attribute, in the order of forms.
    async fn list_attributes(&mut self) -> Result<Vec<AttributeDefinition>, StoreError>;
}

/// The definitions of the custom attributes of one merchant.
#[async_trait]
pub trait AttributeStore: AttributeReads + AuditTrail {
    /// Adds a definition. False when its key is taken.
    async fn insert_attribute(&mut self, definition: &AttributeDefinition) -> Result<bool, StoreError>;
    /// Writes a definition. False when its key is taken; then the transaction must be given up.
    async fn update_attribute(&mut self, definition: &AttributeDefinition) -> Result<bool, StoreError>;
    /// Whether a customer has such a value of the attribute.
    async fn has_values(&mut self, id: AttributeId, values: &RefusedValues) -> Result<bool, StoreError>;
    /// Hides an attribute and every value of it from everybody. False when there is none with that id.
    async fn hide_attribute(&mut self, id: AttributeId, now: Instant) -> Result<bool, StoreError>;
    /// Takes values of a hidden attribute away, from as many customers at most, and its definition once there are none.
    /// False when nothing is left.
    async fn forget_values(&mut self, id: AttributeId, customers: u16) -> Result<bool, StoreError>;
}

/// How the writing of a customer went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The customer is written.
    Done,
    /// Another customer of the merchant has the external id.
    ExternalIdTaken,
    /// Another customer of the merchant is about the member.
    MemberTaken,
}

/// The customers of one merchant, as they are read.
#[async_trait]
pub trait CustomerReads: TagReads {
    /// The customer with that id.
    async fn find_customer(&mut self, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError>;
    /// The selected customers in that order.
    async fn list_customers(
        &mut self,
        selection: &CustomerSelection,
        order: CustomerOrder,
        page: PageRequest<CustomerPosition>,
    ) -> Result<Page<CustomerRecord, CustomerPosition>, StoreError>;
    /// The customers with these ids, in the order of the ids; those that are not there are left out.
    async fn find_customers(&mut self, ids: &[CustomerId]) -> Result<Vec<CustomerRecord>, StoreError>;
    /// How many customers are selected.
    async fn count_customers(&mut self, selection: &CustomerSelection) -> Result<i64, StoreError>;
    /// The card with that number, whatever its status, and the customer who holds it. One statement.
    async fn find_by_card(&mut self, number: &CardNumber) -> Result<Option<CardHolder>, StoreError>;
    /// The customer with that phone number: of several the one who bought last, else the oldest record.
    async fn find_by_phone(&mut self, phone: &Phone) -> Result<Option<CustomerBrief>, StoreError>;
    /// The customer with that e-mail address: of several the one who bought last, else the oldest record.
    async fn find_by_email(&mut self, email: &Email) -> Result<Option<CustomerBrief>, StoreError>;
    /// The customer with that number of the merchant's own; where nobody has it, the survivor of the latest merge in which it
    /// went away.
    async fn find_by_external_id(&mut self, external_id: &Label) -> Result<Option<CustomerId>, StoreError>;
    /// The customer who is probably that person: of several the oldest record.
    async fn find_same_person(&mut self, person: &KnownAgainBy) -> Result<Option<CustomerId>, StoreError>;
}

/// The customers of one merchant.
#[async_trait]
pub trait CustomerStore: CustomerReads + TagStore {
    /// Adds a customer, with the text in which the quick search looks. When a value is taken, nothing is changed and
    /// the transaction can go on.
    async fn insert_customer(
        &mut self,
        customer: &Customer,
        search_text: &str,
    ) -> Result<Written, StoreError>;
    /// Writes a customer, with the text in which the quick search looks. When a value is taken, the transaction must
    /// be given up.
    async fn update_customer(
        &mut self,
        customer: &Customer,
        search_text: &str,
    ) -> Result<Written, StoreError>;
    /// The definitions of all attributes, which nobody changes until this transaction ends.
    async fn hold_attributes(&mut self) -> Result<Vec<AttributeDefinition>, StoreError>;
    /// Gives a customer these attributes and no others.
    async fn set_customer_attributes(
        &mut self,
        id: CustomerId,
        attributes: &Attributes,
    ) -> Result<(), StoreError>;
    /// Gives a customer these tags and no others.
    async fn set_customer_tags(&mut self, id: CustomerId, tags: &[TagId]) -> Result<(), StoreError>;
    /// The customer with that id, which nobody else changes until this transaction ends.
    async fn find_customer_for_change(
        &mut self,
        id: CustomerId,
    ) -> Result<Option<CustomerRecord>, StoreError>;
    /// The customers with these ids, whom nobody else changes until this transaction ends; those that are not there are left
    /// out. They are held in the order of their ids, so that two who want the same ones never wait for each other.
    async fn find_customers_for_change(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<Vec<CustomerRecord>, StoreError>;
    /// The customer who is that member, whom nobody else changes until this transaction ends.
    async fn find_customer_of_member_for_change(
        &mut self,
        member: MemberId,
    ) -> Result<Option<CustomerRecord>, StoreError>;
}
