//! The address of the page with a customer's card.

use regulars_consent::{Link, LinkKeys, LinkToken};
use regulars_identity::Merchant;
use regulars_kernel::{CardLinkId, MerchantId};

use crate::newsletters::link_origin;

/// Signs the addresses of the cards of one merchant's customers.
#[derive(Clone)]
pub struct CardLinks {
    keys: LinkKeys,
    merchant: MerchantId,
    origin: String,
}

impl CardLinks {
    /// Those of the merchant. `shared_origin` is where links lead of merchants without a host of their own.
    pub fn new(keys: LinkKeys, merchant: &Merchant, shared_origin: &str) -> Self {
        Self { keys, merchant: merchant.id, origin: link_origin(merchant, shared_origin) }
    }

    /// The address of a link: it says whose it is only to this program.
    pub fn address(&self, link: CardLinkId) -> String {
        let token = LinkToken { merchant: self.merchant, link: Link::Card(link) }.sign(&self.keys);
        format!("{}/k/{token}", self.origin)
    }
}
