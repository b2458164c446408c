//! The signed links of one recipient's message, under the merchant's tracking mode.

use regulars_kernel::{CustomerId, Email, MediaId, MerchantId, NewsletterId, SurveyId, Tracking};

use crate::compose::links::Links;

/// What a link in a message does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Ends advertising to the recipient.
    Unsubscribe,
    /// Shows what the recipient gets, to be changed.
    Preferences,
    /// Shows the message in a browser.
    ViewInBrowser,
    /// Counts a click and leads on to the content link at a position, counted from one.
    Click {
        /// The position.
        position: u16,
    },
    /// The invisible image that counts an open.
    Open,
    /// Asks the recipient a survey.
    Survey {
        /// The survey.
        survey: SurveyId,
    },
}

/// Whose message a link stands in.
#[derive(Clone, Copy, Debug)]
pub struct LinkOwner<'a> {
    /// The merchant.
    pub merchant: MerchantId,
    /// Scheme and host of the link, without a slash at the end: the merchant's own where it has one.
    pub origin: &'a str,
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// The recipient, or `None` where hits are counted without telling whose they are.
    pub customer: Option<CustomerId>,
    /// The address that the message goes to.
    pub address: &'a Email,
}

/// Makes the addresses of links.
pub trait LinkSigner: Send + Sync {
    /// The signed address of a link in a newsletter.
    fn link(&self, kind: LinkKind, owner: &LinkOwner<'_>) -> String;
    /// The address of an uploaded image.
    fn media(&self, merchant: MerchantId, origin: &str, media: MediaId) -> String;
}

/// The links of one recipient's message.
#[derive(Clone, Copy)]
pub struct DeliveryLinks<'a> {
    /// Who signs.
    pub signer: &'a dyn LinkSigner,
    /// Whose message it is; with the customer, whatever the tracking mode.
    pub owner: LinkOwner<'a>,
    /// What may be recorded.
    pub tracking: Tracking,
}

impl DeliveryLinks<'_> {
    fn personal(&self, kind: LinkKind) -> String {
        self.signer.link(kind, &self.owner)
    }

    /// A link that tells whose message it stands in, as the one that unsubscribes does. What is kept of a hit is decided
    /// when it is recorded.
    fn counted(&self, kind: LinkKind) -> Option<String> {
        match self.tracking {
            Tracking::Off => None,
            Tracking::Anonymous | Tracking::Individual => Some(self.signer.link(kind, &self.owner)),
        }
    }
}

impl Links for DeliveryLinks<'_> {
    fn link(&self, position: u16, url: &str) -> String {
        // What does not lead to a page, such as a phone number, cannot be counted on the way.
        let leads_to_a_page = url.starts_with("https://") || url.starts_with("http://");
        let counted = if leads_to_a_page { self.counted(LinkKind::Click { position }) } else { None };
        counted.unwrap_or_else(|| url.to_owned())
    }

    fn open_pixel(&self) -> Option<String> {
        self.counted(LinkKind::Open)
    }

    fn unsubscribe(&self) -> String {
        self.personal(LinkKind::Unsubscribe)
    }

    fn preferences(&self) -> String {
        self.personal(LinkKind::Preferences)
    }

    fn view_in_browser(&self) -> String {
        self.personal(LinkKind::ViewInBrowser)
    }

    fn survey(&self, survey: SurveyId) -> String {
        self.personal(LinkKind::Survey { survey })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    struct Spelled;

    impl LinkSigner for Spelled {
        fn link(&self, kind: LinkKind, owner: &LinkOwner<'_>) -> String {
            format!("{}/{kind:?}/{}", owner.origin, owner.customer.is_some())
        }

        fn media(&self, _: MerchantId, origin: &str, media: MediaId) -> String {
            format!("{origin}/{media}")
        }
    }

    fn links(tracking: Tracking, address: &Email) -> [Option<String>; 4] {
        let owner = LinkOwner {
            merchant: MerchantId::new(Uuid::nil()),
            origin: "https://mail.example",
            newsletter: NewsletterId::new(Uuid::nil()),
            customer: Some(CustomerId::new(Uuid::nil())),
            address,
        };
        let links = DeliveryLinks { signer: &Spelled, owner, tracking };
        [
            Some(links.link(2, "https://shop.example/a")),
            Some(links.link(3, "tel:+381")),
            links.open_pixel(),
            Some(links.unsubscribe()),
        ]
    }

    #[test]
    fn the_tracking_mode_decides_what_is_counted() {
        let address: Email = "ana@example.com".parse().unwrap();
        let some = |text: &str| Some(text.to_owned());
        let unsubscribe = some("https://mail.example/Unsubscribe/true");
        let phone = some("tel:+381");
        assert_eq!(
            links(Tracking::Off, &address),
            [some("https://shop.example/a"), phone.clone(), None, unsubscribe.clone()]
        );
        for tracking in [Tracking::Anonymous, Tracking::Individual] {
            assert_eq!(
                links(tracking, &address),
                [
                    some("https://mail.example/Click { position: 2 }/true"),
                    phone.clone(),
                    some("https://mail.example/Open/true"),
                    unsubscribe.clone()
                ]
            );
        }
    }
}
