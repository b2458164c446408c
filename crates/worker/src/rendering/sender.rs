//! In whose name a merchant sends.

use regulars_channels::Mailbox;
use regulars_identity::Merchant;

/// The mailboxes of a merchant's `From` and `Reply-To`, or `None` if it has no address to send from.
pub fn sender_of(merchant: &Merchant) -> Option<(Mailbox, Option<Mailbox>)> {
    let address = merchant.sender.email.clone()?;
    let name = merchant.sender.name.as_ref().unwrap_or(&merchant.name).as_str().to_owned();
    Some((Mailbox { name: Some(name), address }, merchant.sender.reply_to.clone().map(Mailbox::from)))
}
