//! The links in newsletters, signed.

use regulars_consent::{ContactAddress, Link, LinkKeys, LinkToken};
use regulars_kernel::{Channel, MediaId, MerchantId};
use regulars_newsletters::{LinkKind, LinkOwner, LinkSigner};

/// Signs links with the keys of the installation.
#[derive(Clone)]
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
        let newsletter = owner.newsletter;
        let (folder, link, end) = match (kind, owner.customer) {
            (LinkKind::Unsubscribe, Some(customer)) => {
                let newsletter = Some(newsletter);
                ("u", Link::Unsubscribe { customer, channel: Channel::Email, newsletter }, "")
            }
            (LinkKind::Preferences, Some(customer)) => {
                let address = ContactAddress::of_email(owner.address);
                let address = self.keys.address_tag(owner.merchant, &address);
                ("p", Link::Preferences { customer, address, newsletter: Some(newsletter) }, "")
            }
            (LinkKind::ViewInBrowser, Some(customer)) => ("w", Link::View { newsletter, customer }, ""),
            (LinkKind::Click { position }, customer) => {
                ("l", Link::Click { newsletter, position, customer }, "")
            }
            (LinkKind::Survey { survey }, Some(customer)) => {
                ("f", Link::Survey { survey, newsletter, customer }, "")
            }
            (LinkKind::Open, customer) => ("o", Link::Open { newsletter, customer }, ".gif"),
            // Links of a person are asked for with the person.
            (
                LinkKind::Unsubscribe
                | LinkKind::Preferences
                | LinkKind::ViewInBrowser
                | LinkKind::Survey { .. },
                None,
            ) => {
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
