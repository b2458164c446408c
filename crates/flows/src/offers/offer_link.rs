//! The address at which a company accepts or declines a version of an offer.

use regulars_companies::Offer;
use regulars_consent::{Link, LinkKeys, LinkToken};
use regulars_identity::Merchant;
use regulars_kernel::{Date, OfferState};

use crate::newsletters::link_origin;

/// Signs the addresses of one merchant's offers.
#[derive(Clone)]
pub struct OfferLinks {
    keys: LinkKeys,
    merchant: regulars_kernel::MerchantId,
    origin: String,
}

impl OfferLinks {
    /// Those of the merchant. `shared_origin` is where links lead of merchants without a host of their own.
    pub fn new(keys: LinkKeys, merchant: &Merchant, shared_origin: &str) -> Self {
        Self { keys, merchant: merchant.id, origin: link_origin(merchant, shared_origin) }
    }

    /// The address of the present version, which knows where it stands.
    pub fn link(&self, offer: &Offer) -> String {
        let link = Link::Offer { offer: offer.id, version: offer.version };
        let token = LinkToken { merchant: self.merchant, link }.sign(&self.keys);
        format!("{}/a/{token}", self.origin)
    }

    /// The same, where the page shows the offer on that day.
    pub fn shown_link(&self, offer: &Offer, today: Date) -> Option<String> {
        match offer.state_on(today) {
            OfferState::Sent | OfferState::Accepted | OfferState::Declined => Some(self.link(offer)),
            OfferState::Draft | OfferState::Expired | OfferState::Withdrawn => None,
        }
    }
}
