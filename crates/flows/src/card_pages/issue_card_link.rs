//! Gives the link to a customer's card away.

use regulars_customers::CardLink;
use regulars_kernel::{CustomerId, Environment, StoreError};

use super::store::IssueCardLinkStore;

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
pub enum IssueCardLinkError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer is not a member, and so has no card.
    #[error("the customer is not a member, and so has no card")]
    NotAMember,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The link of a customer, and whether it is a new one: the one that holds, or, where there is none or a new one is asked for, one
/// that is issued now. A new one ends every other link of the customer.
pub async fn issue_card_link(
    store: &mut dyn IssueCardLinkStore,
    environment: &Environment,
    id: CustomerId,
    anew: bool,
) -> Result<(CardLink, bool), IssueCardLinkError> {
    let record = store.find_customer_for_change(id).await?.ok_or(IssueCardLinkError::UnknownCustomer)?;
    if record.customer.member.is_none() {
        return Err(IssueCardLinkError::NotAMember);
    }
    if !anew && let Some(link) = store.card_link_of(id).await? {
        return Ok((link, false));
    }
    store.revoke_card_links(id, environment.now()).await?;
    let link = CardLink::issued(environment, id, None);
    store.insert_card_link(&link).await?;
    Ok((link, true))
}
