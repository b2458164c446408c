//! What is left of an objection when the customer who made it is erased.

use regulars_kernel::{Channel, ConsentState, Instant, Purpose, named};

use crate::decisions::change_of_address::CHANGE_OF_ADDRESS;
use crate::decisions::set_preferences::PREFERENCE_PAGE;
use crate::decisions::subject::Subject;
use crate::decisions::unsubscribe::UNSUBSCRIBE_LINK;
use crate::gate::contact_address::ContactAddress;
use crate::gate::suppression::{Suppression, SuppressionReason};
use crate::ledger::event::ConsentEvent;

named! {
    /// What an objection comes to, the weakest first.
    KeptReason {
        /// Advertising was refused or withdrawn: only its reader opens the address again, by their own hand.
        Withdrawn = "withdrawn",
        /// A message was reported as unwanted: no message goes there.
        Complaint = "complaint",
        /// The person objected (GDPR, article 21): no message goes there.
        Objection = "objection",
    }
}

/// An objection that outlives its customer. The store keeps a keyed hash in the place of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptObjection {
    /// Over which channel no advertising comes.
    pub channel: Channel,
    /// To which address.
    pub address: ContactAddress,
    /// What the objection comes to.
    pub reason: KeptReason,
    /// When it was made.
    pub made_at: Instant,
}

/// What is left, at an instant, of what a customer said about advertising to an address, and of what keeps messages from it.
///
/// Whatever refusal or withdrawal stands goes on, and so does one that was made by a link, even where the same record was
/// opened again by its own confirmation: for every other record it stands. A withdrawal that only followed from a change of
/// the address is none. A bounce is about a mailbox, and says nothing about its owner.
pub fn surviving_objection(
    subject: &Subject,
    ledger: &[ConsentEvent],
    suppression: Option<&Suppression>,
    channel: Channel,
    address: &ContactAddress,
    now: Instant,
) -> Option<KeptObjection> {
    let is_present = subject.address(channel) == Some(address);
    let is_about_it = |event: &&ConsentEvent| {
        event.purpose == Purpose::Advertising
            && event.channel == Some(channel)
            && (event.address.as_ref() == Some(address) || is_present)
    };
    let stands = subject.standing(Purpose::Advertising, Some(channel)).map(|standing| standing.event);
    let withdrawn = ledger.iter().filter(is_about_it).rfind(|event| {
        let by_link = [UNSUBSCRIBE_LINK, PREFERENCE_PAGE].contains(&event.source.as_str());
        let counts = stands == Some(event.id) && event.source.as_str() != CHANGE_OF_ADDRESS;
        event.state != ConsentState::Granted && (by_link || counts)
    });
    let suppression = suppression.filter(|one| one.expires_at.is_none_or(|end| end > now));
    let (reason, made_at) = match (suppression.map(|one| (one.reason, one.created_at)), withdrawn) {
        (Some((SuppressionReason::Objection, at)), _) => (KeptReason::Objection, at),
        (Some((SuppressionReason::Complaint, at)), _) => (KeptReason::Complaint, at),
        (_, Some(event)) => (KeptReason::Withdrawn, event.occurred_at),
        (Some((SuppressionReason::Bounce, _)) | None, None) => return None,
    };
    Some(KeptObjection { channel, address: address.clone(), reason, made_at })
}
