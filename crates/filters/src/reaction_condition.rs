//! Conditions on how customers reacted to newsletters.

use regulars_kernel::NewsletterId;

use regulars_kernel::named;

/// How the customer reacted to a newsletter: `{"reaction": {"newsletter", "kind", "link"}}`.
///
/// Only newsletters that were sent under individual tracking can be asked for, and only customers who have consented to
/// profiling are told of: nobody else passes, whatever the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionCondition {
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// What the customer did.
    pub kind: ReactionKind,
    /// The address of the link that was followed, as the newsletter has it. Any link will do without one.
    pub link: Option<String>,
}

named! {
    /// What a customer did with a newsletter by their own hand.
    ReactionKind {
        /// Opened it.
        Opened = "opened",
        /// Followed a link in it.
        Clicked = "clicked",
        /// Was sent it, and did not open it.
        NotOpened = "not_opened",
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
