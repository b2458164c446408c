//! What mails that come need from a store.

use async_trait::async_trait;
use regulars_customers::MergeReads;
use regulars_identity::IdentityReads;
use regulars_kernel::{CustomerId, StoreError};
use regulars_service::MailFilingStore;

/// Whose addresses those are.
#[async_trait]
pub trait CorrespondentReads: Send {
    /// The customers who have one of these folded addresses, with that address, `most` at most: of one that nobody has any more, into
    /// whom those went who had it before they were merged. A customer may be there with several. One statement.
    async fn customers_of_addresses(
        &mut self,
        folded: &[String],
        most: usize,
    ) -> Result<Vec<(CustomerId, String)>, StoreError>;
}

/// What mails that come are put on record in.
pub trait ReceiveMailStore: MailFilingStore + CorrespondentReads + MergeReads + IdentityReads {}

impl<Store: MailFilingStore + CorrespondentReads + MergeReads + IdentityReads> ReceiveMailStore for Store {}
