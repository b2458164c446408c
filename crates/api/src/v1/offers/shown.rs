//! How offers are shown to a caller: as of today, with the addresses of their pages.

use regulars_companies::Offer;
use regulars_consent::LinkKeys;
use regulars_flows::OfferLinks;
use regulars_identity::IdentityReads;
use regulars_kernel::{Date, StoreError};

use super::body::OfferBody;
use crate::access::Operation;
use crate::application::Application;
use crate::auth::Caller;

/// What showing offers needs besides the store.
#[derive(Clone)]
pub struct Showing {
    keys: LinkKeys,
    shared_origin: String,
    /// Today, in the merchant's calendar.
    pub today: Date,
}

/// Shows offers.
pub struct Shown {
    links: OfferLinks,
    today: Date,
}

impl Showing {
    /// To that caller.
    pub fn to<Op: Operation>(caller: &Caller<Op>, application: &Application) -> Self {
        Self {
            keys: application.links.clone(),
            shared_origin: application.settings.link_hosts.shared_origin(),
            today: caller.facts().calendar.date_of(caller.environment(application).now()),
        }
    }

    /// As links of the merchant lead.
    pub async fn shown(&self, reads: &mut dyn IdentityReads) -> Result<Shown, StoreError> {
        let merchant = reads.own_merchant().await?;
        let links = OfferLinks::new(self.keys.clone(), &merchant, &self.shared_origin);
        Ok(Shown { links, today: self.today })
    }
}

impl Shown {
    /// The offer as it is shown.
    pub fn body(&self, offer: Offer) -> OfferBody {
        let url = self.links.shown_link(&offer, self.today);
        OfferBody::new(offer, self.today, url)
    }
}
