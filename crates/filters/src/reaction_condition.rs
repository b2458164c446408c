//! Conditions on how customers reacted to newsletters.

use regulars_kernel::NewsletterId;

use crate::Period;
use regulars_kernel::named;

/// How the customer reacted to newsletters: `{"reaction": {"newsletter", "kind", "link", "within"}}`.
///
/// What was sent is told of every newsletter and every customer. What a customer did is told of newsletters alone that were
/// sent under individual tracking, and of customers alone who have consented to profiling: nobody else passes, whatever the
/// kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionCondition {
    /// The newsletter; any that there is without one.
    pub newsletter: Option<NewsletterId>,
    /// What the customer did.
    pub kind: ReactionKind,
    /// The address of the link that was followed, as the newsletter has it. Any link will do without one.
    pub link: Option<String>,
    /// When it happened; at any time without one. Who did not do something did not do it in that period, and was sent
    /// something in it.
    pub within: Option<Period>,
}

named! {
    /// What a customer did with a newsletter by their own hand.
    ReactionKind {
        /// Was sent it: over any channel it was handed over and accepted.
        Sent = "sent",
        /// Opened it.
        Opened = "opened",
        /// Followed a link in it.
        Clicked = "clicked",
        /// Was sent it as a mail, and did not open it.
        NotOpened = "not_opened",
        /// Was sent it as a mail, and followed no link in it, or not that one.
        NotClicked = "not_clicked",
    }
}

impl ReactionKind {
    /// Whether it is known of newsletters alone that were sent under individual tracking.
    pub const fn is_tracked(self) -> bool {
        !matches!(self, Self::Sent)
    }

    /// Whether it may be about one link.
    pub const fn is_of_links(self) -> bool {
        matches!(self, Self::Clicked | Self::NotClicked)
    }
}

/// What is known of a newsletter that a filter asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReactedNewsletter {
    /// Whether it was sent under individual tracking.
    pub names_customers: bool,
    /// Where its links lead, the first at position one. The same address may stand at several places.
    pub links: Vec<String>,
}

impl ReactedNewsletter {
    /// The places at which an address stands.
    pub fn positions_of(&self, url: &str) -> Vec<u16> {
        (1_u16..).zip(&self.links).filter(|(_, link)| *link == url).map(|(position, _)| position).collect()
    }
}
