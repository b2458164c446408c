//! The links in newsletters, signed.

use regulars_consent::{Channel, ContactAddress, Link, LinkKeys, LinkToken};
use regulars_kernel::{DeliveryId, MediaId, MerchantId};
use regulars_newsletters::{LinkKind, LinkOwner, LinkSigner, delivery_id};

/// Signs links with the keys of the installation.
pub struct SignedLinks {
    keys: LinkKeys,
}

impl SignedLinks {
    /// Signs with these keys.
    pub const fn new(keys: LinkKeys) -> Self {
        Self { keys }
    }
}

impl LinkSigner for SignedLinks {
    fn link(&self, kind: LinkKind, owner: &LinkOwner<'_>) -> String {
        let delivery: Option<DeliveryId> =
            owner.customer.map(|customer| delivery_id(owner.newsletter, customer));
        let newsletter = owner.newsletter;
        let (folder, link, end) = match (kind, owner.customer, delivery) {
            (LinkKind::Unsubscribe, Some(customer), delivery) => {
                ("u", Link::Unsubscribe { customer, channel: Channel::Email, delivery }, "")
            }
            (LinkKind::Preferences, Some(customer), delivery) => {
                let address = ContactAddress::of_email(owner.address);
                let address = self.keys.address_tag(owner.merchant, &address);
                ("p", Link::Preferences { customer, address, delivery }, "")
            }
            (LinkKind::ViewInBrowser, _, Some(delivery)) => ("w", Link::View { delivery }, ""),
            (LinkKind::Click { position }, _, delivery) => {
                ("l", Link::Click { newsletter, position, delivery }, "")
            }
            (LinkKind::Open, _, delivery) => ("o", Link::Open { newsletter, delivery }, ".gif"),
            // Links of a person are asked for with the person.
            (LinkKind::Unsubscribe | LinkKind::Preferences | LinkKind::ViewInBrowser, ..) => {
                return owner.origin.to_owned();
            }
        };
        let token = LinkToken { merchant: owner.merchant, link }.sign(&self.keys);
        format!("{}/{folder}/{token}{end}", owner.origin)
    }

    fn media(&self, merchant: MerchantId, origin: &str, media: MediaId) -> String {
        format!("{origin}/media/{merchant}/{media}")
    }
}
