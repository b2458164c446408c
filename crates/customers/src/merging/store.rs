//! What merging customers needs from a store.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_kernel::{
    CustomerId, Email, Environment, Instant, Label, MemberId, MergeId, Page, PageRequest, StoreError,
};

use crate::merging::merge::{ImageTaken, Merge, Moved, UndoConflict};
use crate::{CustomerReads, CustomerStore};

/// What the store keeps with a customer beside the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceFields {
    /// When processing was restricted.
    pub restricted_at: Option<Instant>,
    /// Since when the e-mail address is the present one.
    pub email_since: Option<Instant>,
    /// Since when the phone number is the present one.
    pub phone_since: Option<Instant>,
}

/// The merges of one merchant, as they are read.
#[async_trait]
pub trait MergeReads: CustomerReads {
    /// Of these ids those that were merged, each with the customer that it is part of now, however many merges that took.
    async fn survivors_of(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<BTreeMap<CustomerId, CustomerId>, StoreError>;
    /// Everybody who is part of a customer by now, however many merges that took, by their ids.
    async fn merged_into(&mut self, survivor: CustomerId) -> Result<Vec<CustomerId>, StoreError>;
    /// The merge that took a customer away, if it stands.
    async fn merge_of(&mut self, merged: CustomerId) -> Result<Option<Merge>, StoreError>;
    /// The merge with that id.
    async fn find_merge(&mut self, id: MergeId) -> Result<Option<Merge>, StoreError>;
    /// Merges, the newest first.
    async fn list_merges(&mut self, page: PageRequest<MergeId>) -> Result<Page<Merge, MergeId>, StoreError>;
}

/// The merges of one merchant.
#[async_trait]
pub trait MergeStore: MergeReads + CustomerStore {
    /// The merge with that id, which nobody else undoes until this transaction ends.
    async fn find_merge_for_change(&mut self, id: MergeId) -> Result<Option<Merge>, StoreError>;
    /// Adds a merge.
    async fn insert_merge(&mut self, merge: &Merge) -> Result<(), StoreError>;
    /// Writes what is known of a merge only at its end.
    async fn update_merge(&mut self, merge: &Merge) -> Result<(), StoreError>;
    /// Keeps the customer as it is, sealed with its own key.
    async fn keep_image(
        &mut self,
        environment: &Environment,
        merge: MergeId,
        customer: CustomerId,
        taken: ImageTaken,
    ) -> Result<(), StoreError>;
    /// Makes everything that hangs on one customer hang on another, and remembers each row of it. What both have stays with
    /// the first; of messages that are still to leave to both, one does.
    async fn move_what_hangs_on(
        &mut self,
        merge: MergeId,
        from: CustomerId,
        to: CustomerId,
        now: Instant,
    ) -> Result<Moved, StoreError>;
    /// Takes the record of a customer away. Its id means the other one from now on, and so does every id that meant it.
    async fn bury(
        &mut self,
        merge: MergeId,
        customer: CustomerId,
        into: CustomerId,
    ) -> Result<(), StoreError>;
    /// Makes the member's cards mean the customer, which is another member already.
    async fn join_member(
        &mut self,
        merge: MergeId,
        customer: CustomerId,
        member: MemberId,
    ) -> Result<(), StoreError>;
    /// Makes a number that no record has from now on mean the survivor of the merge, unless somebody is given it anew.
    async fn keep_external_id(&mut self, merge: MergeId, external_id: &Label) -> Result<(), StoreError>;
    /// Keeps an address that no record of the merge has from now on, so that a mail which still comes from there or goes there is
    /// put on record with the survivor. Nobody is written to by it, and no statement about consent is bound to it.
    async fn keep_email(&mut self, merge: MergeId, email: &Email) -> Result<(), StoreError>;
    /// Writes what is kept beside the record.
    async fn set_service_fields(
        &mut self,
        customer: CustomerId,
        fields: ServiceFields,
    ) -> Result<(), StoreError>;
    /// Counts anew what a customer has bought.
    async fn recount_purchases(&mut self, customer: CustomerId) -> Result<(), StoreError>;
    /// What was written since a merge and would be lost.
    async fn conflicts_since(&mut self, merge: &Merge) -> Result<Vec<UndoConflict>, StoreError>;
    /// Puts every customer of a merge back as the images show it, and gives each back what was moved.
    async fn restore(&mut self, merge: &Merge) -> Result<(), StoreError>;
}
