//! What a merchant says about itself in a newsletter, and in whose name it sends.

use regulars_channels::Mailbox;
use regulars_identity::{Merchant, MerchantMode, Tracking};
use regulars_kernel::{Email, Label};
use regulars_newsletters::{LinkSigner, LinkTracking, MerchantProfile, PostalAddress};

/// Where a sandbox merchant without an address of its own writes from. Its mail never leaves.
const SANDBOX_SENDER: &str = "sender@sandbox.invalid";

/// Scheme and host of the links in a merchant's messages.
pub(super) fn origin(merchant: &Merchant, public_url: &str) -> String {
    match &merchant.link_host {
        Some(host) => format!("https://{}", host.as_str()),
        None => public_url.to_owned(),
    }
}

/// The mailboxes of a merchant's `From` and `Reply-To`, or `None` if it has no address to send from.
pub fn sender_of(merchant: &Merchant) -> Option<(Mailbox, Option<Mailbox>)> {
    let own = merchant.sender.email.clone();
    let address: Email = match merchant.mode {
        MerchantMode::Live => own?,
        MerchantMode::Sandbox => {
            own.or_else(|| merchant.contact.email.clone()).or_else(|| SANDBOX_SENDER.parse().ok())?
        }
    };
    let name = merchant.sender.name.as_ref().unwrap_or(&merchant.name).as_str().to_owned();
    Some((Mailbox { name: Some(name), address }, merchant.sender.reply_to.clone().map(Mailbox::from)))
}

/// What may be recorded of reactions.
pub(super) const fn tracking(merchant: &Merchant) -> LinkTracking {
    match merchant.tracking {
        Tracking::Off => LinkTracking::Off,
        Tracking::Anonymous => LinkTracking::Anonymous,
        Tracking::Individual => LinkTracking::Individual,
    }
}

/// The merchant as the footer of a newsletter shows it.
pub(super) fn profile(merchant: &Merchant, origin: &str, signer: &dyn LinkSigner) -> MerchantProfile {
    let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let address = &merchant.address;
    let has_address = address.street.is_some() || address.city.is_some() || address.postcode.is_some();
    let logo = merchant.logo_media_id.map(|media| signer.media(merchant.id, origin, media));
    MerchantProfile {
        name: merchant.name.as_str().to_owned(),
        legal_name: text(&merchant.legal_name),
        address: has_address.then(|| PostalAddress {
            street: text(&address.street).unwrap_or_default(),
            postcode: text(&address.postcode).unwrap_or_default(),
            city: text(&address.city).unwrap_or_default(),
            country: address.country.clone().unwrap_or_default(),
        }),
        opening_hours: merchant.opening_hours.as_ref().map(|text| text.as_str().to_owned()),
        phone: merchant.contact.phone.as_ref().map(|phone| phone.expose().to_owned()),
        email: merchant.contact.email.as_ref().map(|email| email.expose().to_owned()),
        website: merchant.contact.website.as_ref().and_then(|website| website.as_str().parse().ok()),
        imprint: merchant.imprint.as_ref().map(|text| text.as_str().to_owned()),
        publisher: text(&merchant.publisher),
        copyright: text(&merchant.copyright),
        logo: logo.and_then(|logo| logo.parse().ok()),
    }
}
