//! In whose name a merchant sends.

use regulars_channels::Mailbox;
use regulars_identity::{Merchant, MerchantMode};
use regulars_kernel::Email;

/// Where a sandbox merchant without an address of its own writes from. Its mail never leaves.
const SANDBOX_SENDER: &str = "sender@sandbox.invalid";

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
