//! The tokens of links that a message carries: signed and stateless.
//!
//! A token is base64url of the kind, the merchant, the ids that the kind needs, and a signature of 128 bits over all of
//! it. The kind is inside the signature, so a token of one kind is never taken for another.

use data_encoding::BASE64URL_NOPAD;
use regulars_kernel::{
    CardLinkId, Channel, CustomerId, ExportId, MerchantId, NewsletterId, OfferId, SurveyId,
    SurveyInvitationId,
};
use uuid::Uuid;

use crate::links::keys::{AddressTag, LinkKeys};

const SIGNATURE_LENGTH: usize = 16;
/// Longer than the longest token, so that nothing else is ever decoded.
const LONGEST: usize = 200;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// `/u`: ends advertising to a customer over a channel.
    Unsubscribe {
        /// The customer.
        customer: CustomerId,
        /// The channel that the message came over.
        channel: Channel,
        /// The newsletter that held the link, where it was one.
        newsletter: Option<NewsletterId>,
    },
    /// `/p`: the customer's preferences.
    Preferences {
        /// The customer.
        customer: CustomerId,
        /// The address that the link was sent to.
        address: AddressTag,
        /// The newsletter that held the link, where it was one.
        newsletter: Option<NewsletterId>,
    },
    /// `/w`: a message in the browser.
    View {
        /// The newsletter.
        newsletter: NewsletterId,
        /// Whose message it is.
        customer: CustomerId,
    },
    /// `/l`: a tracked link.
    Click {
        /// The newsletter that holds the link.
        newsletter: NewsletterId,
        /// The place of the link among the newsletter's links, counted from one.
        position: u16,
        /// Whose message held it, or `None` where clicks are counted without telling whose they are.
        customer: Option<CustomerId>,
    },
    /// `/o`: the image that reports an open.
    Open {
        /// The newsletter.
        newsletter: NewsletterId,
        /// Whose message it is, or `None` where opens are counted without telling whose they are.
        customer: Option<CustomerId>,
    },
    /// `/f`: a survey in a message of a newsletter.
    Survey {
        /// The survey.
        survey: SurveyId,
        /// The newsletter.
        newsletter: NewsletterId,
        /// Whose message it is.
        customer: CustomerId,
    },
    /// `/f`: a survey that somebody was invited to.
    SurveyInvitation(SurveyInvitationId),
    /// `/a`: a version of an offer to a company.
    Offer {
        /// The offer.
        offer: OfferId,
        /// The version.
        version: u32,
    },
    /// `/k`: the page with a customer's card.
    Card(CardLinkId),
    /// `/e`: the file of an export.
    Export {
        /// The export.
        export: ExportId,
        /// Until when it holds, in seconds since 1970.
        until: i64,
    },
    /// `/mailbox`: the messages that a sandbox captured.
    Mailbox,
    /// `/u`, `/p` and `/w` of a test send: they work, and change and count nothing.
    Test {
        /// The newsletter.
        newsletter: NewsletterId,
    },
}

/// A link of a merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkToken {
    /// The merchant.
    pub merchant: MerchantId,
    /// What the link is for.
    pub link: Link,
}

impl LinkToken {
    /// The token as it stands in an address.
    pub fn sign(&self, keys: &LinkKeys) -> String {
        let mut bytes = self.content();
        bytes.extend_from_slice(&keys.sign(&bytes));
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Reads a token. Unknown, forged and damaged ones are all `None`.
    pub fn verify(keys: &LinkKeys, text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let (content, signature) = bytes.split_last_chunk::<SIGNATURE_LENGTH>()?;
        if !keys.verifies(content, signature) {
            return None;
        }
        Self::read(content)
    }

    fn content(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(96);
        let letter = match self.link {
            Link::Unsubscribe { .. } => b'u',
            Link::Preferences { .. } => b'p',
            Link::View { .. } => b'w',
            Link::Click { .. } => b'l',
            Link::Open { .. } => b'o',
            Link::Survey { .. } => b'f',
            Link::SurveyInvitation(_) => b'i',
            Link::Offer { .. } => b'a',
            Link::Card(_) => b'k',
            Link::Export { .. } => b'e',
            Link::Mailbox => b'm',
            Link::Test { .. } => b't',
        };
        bytes.push(letter);
        bytes.extend_from_slice(self.merchant.value().as_bytes());
        // What a link may lack stands at the end.
        let last = match self.link {
            Link::Unsubscribe { customer, channel, newsletter } => {
                bytes.extend_from_slice(customer.value().as_bytes());
                bytes.push(channel_letter(channel));
                newsletter.map(NewsletterId::value)
            }
            Link::Preferences { customer, address, newsletter } => {
                bytes.extend_from_slice(customer.value().as_bytes());
                bytes.extend_from_slice(&address.0);
                newsletter.map(NewsletterId::value)
            }
            Link::View { newsletter, customer } => {
                bytes.extend_from_slice(newsletter.value().as_bytes());
                Some(customer.value())
            }
            Link::Click { newsletter, position, customer } => {
                bytes.extend_from_slice(newsletter.value().as_bytes());
                bytes.extend_from_slice(&position.to_be_bytes());
                customer.map(CustomerId::value)
            }
            Link::Open { newsletter, customer } => {
                bytes.extend_from_slice(newsletter.value().as_bytes());
                customer.map(CustomerId::value)
            }
            Link::Survey { survey, newsletter, customer } => {
                bytes.extend_from_slice(survey.value().as_bytes());
                bytes.extend_from_slice(newsletter.value().as_bytes());
                Some(customer.value())
            }
            Link::SurveyInvitation(invitation) => Some(invitation.value()),
            Link::Card(link) => Some(link.value()),
            Link::Offer { offer, version } => {
                bytes.extend_from_slice(&version.to_be_bytes());
                Some(offer.value())
            }
            Link::Export { export, until } => {
                bytes.extend_from_slice(&until.to_be_bytes());
                Some(export.value())
            }
            Link::Mailbox => None,
            Link::Test { newsletter } => Some(newsletter.value()),
        };
        if let Some(last) = last {
            bytes.extend_from_slice(last.as_bytes());
        }
        bytes
    }

    fn read(content: &[u8]) -> Option<Self> {
        let mut rest = Rest(content);
        let [letter] = rest.take()?;
        let merchant = MerchantId::new(rest.id()?);
        let link = match letter {
            b'u' => Link::Unsubscribe {
                customer: CustomerId::new(rest.id()?),
                channel: channel_of(rest.take()?)?,
                newsletter: rest.last()?.map(NewsletterId::new),
            },
            b'p' => Link::Preferences {
                customer: CustomerId::new(rest.id()?),
                address: AddressTag(rest.take()?),
                newsletter: rest.last()?.map(NewsletterId::new),
            },
            b'w' => Link::View {
                newsletter: NewsletterId::new(rest.id()?),
                customer: CustomerId::new(rest.id()?),
            },
            b'l' => Link::Click {
                newsletter: NewsletterId::new(rest.id()?),
                position: u16::from_be_bytes(rest.take()?),
                customer: rest.last()?.map(CustomerId::new),
            },
            b'o' => Link::Open {
                newsletter: NewsletterId::new(rest.id()?),
                customer: rest.last()?.map(CustomerId::new),
            },
            b'f' => Link::Survey {
                survey: SurveyId::new(rest.id()?),
                newsletter: NewsletterId::new(rest.id()?),
                customer: CustomerId::new(rest.id()?),
            },
            b'i' => Link::SurveyInvitation(SurveyInvitationId::new(rest.id()?)),
            b'a' => {
                Link::Offer { version: u32::from_be_bytes(rest.take()?), offer: OfferId::new(rest.id()?) }
            }
            b'k' => Link::Card(CardLinkId::new(rest.id()?)),
            b'e' => {
                Link::Export { until: i64::from_be_bytes(rest.take()?), export: ExportId::new(rest.id()?) }
            }
            b'm' => Link::Mailbox,
            b't' => Link::Test { newsletter: NewsletterId::new(rest.id()?) },
            _ => return None,
        };
        if rest.0.is_empty() { Some(Self { merchant, link }) } else { None }
    }
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn id(&mut self) -> Option<Uuid> {
        self.take().map(Uuid::from_bytes)
    }

    /// The id at the end: present, absent, or something that is neither.
    fn last(&mut self) -> Option<Option<Uuid>> {
        if self.0.is_empty() { Some(None) } else { self.id().map(Some) }
    }
}

const fn channel_letter(channel: Channel) -> u8 {
    match channel {
        Channel::Email => b'e',
        Channel::Sms => b's',
        Channel::Push => b'p',
        Channel::Telegram => b't',
    }
}

fn channel_of([letter]: [u8; 1]) -> Option<Channel> {
    Channel::ALL.iter().copied().find(|channel| channel_letter(*channel) == letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys() -> LinkKeys {
        LinkKeys::new(b"the secret of the tests")
    }

    fn id() -> impl Strategy<Value = Uuid> + Clone {
        any::<[u8; 16]>().prop_map(Uuid::from_bytes)
    }

    fn customer() -> impl Strategy<Value = CustomerId> + Clone {
        id().prop_map(CustomerId::new)
    }

    fn newsletter() -> impl Strategy<Value = NewsletterId> + Clone {
        id().prop_map(NewsletterId::new)
    }

    fn link() -> impl Strategy<Value = Link> {
        let (maybe_newsletter, maybe_customer) =
            (prop::option::of(newsletter()), prop::option::of(customer()));
        prop_oneof![
            (customer(), prop::sample::select(Channel::ALL), maybe_newsletter.clone()).prop_map(
                |(customer, channel, newsletter)| Link::Unsubscribe { customer, channel, newsletter }
            ),
            (customer(), any::<[u8; 8]>(), maybe_newsletter).prop_map(|(customer, tag, newsletter)| {
                Link::Preferences { customer, address: AddressTag(tag), newsletter }
            }),
            (newsletter(), customer()).prop_map(|(newsletter, customer)| Link::View { newsletter, customer }),
            (newsletter(), any::<u16>(), maybe_customer.clone())
                .prop_map(|(newsletter, position, customer)| Link::Click { newsletter, position, customer }),
            (newsletter(), maybe_customer)
                .prop_map(|(newsletter, customer)| Link::Open { newsletter, customer }),
            (id(), newsletter(), customer()).prop_map(|(survey, newsletter, customer)| Link::Survey {
                survey: SurveyId::new(survey),
                newsletter,
                customer,
            }),
            id().prop_map(|id| Link::SurveyInvitation(SurveyInvitationId::new(id))),
            id().prop_map(|id| Link::Card(CardLinkId::new(id))),
            (id(), any::<u32>()).prop_map(|(id, version)| Link::Offer { offer: OfferId::new(id), version }),
            (id(), any::<i64>())
                .prop_map(|(export, until)| Link::Export { export: ExportId::new(export), until }),
            Just(Link::Mailbox),
            newsletter().prop_map(|newsletter| Link::Test { newsletter }),
        ]
    }

    fn token() -> impl Strategy<Value = LinkToken> {
        (id(), link()).prop_map(|(merchant, link)| LinkToken { merchant: MerchantId::new(merchant), link })
    }

    proptest! {
        #[test]
        fn a_signed_token_reads_as_what_was_signed(token in token()) {
            let text = token.sign(&keys());
            prop_assert!(text.len() <= 110, "{}", text.len());
            prop_assert_eq!(LinkToken::verify(&keys(), &text), Some(token));
        }

        #[test]
        fn one_changed_letter_is_a_forgery(token in token(), at in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_-]") {
            let text = token.sign(&keys());
            let at = at.index(text.len());
            let mut changed = text.clone();
            changed.replace_range(at..=at, &letter);
            prop_assume!(changed != text);
            prop_assert_eq!(LinkToken::verify(&keys(), &changed), None);
        }

        #[test]
        fn a_token_of_another_kind_under_the_same_signature_is_a_forgery(token in token(), kind in any::<u8>()) {
            let mut bytes = BASE64URL_NOPAD.decode(token.sign(&keys()).as_bytes()).unwrap();
            prop_assume!(bytes[0] != kind);
            bytes[0] = kind;
            prop_assert_eq!(LinkToken::verify(&keys(), &BASE64URL_NOPAD.encode(&bytes)), None);
        }

        #[test]
        fn cut_lengthened_and_foreign_tokens_are_forgeries(token in token(), cut in any::<prop::sample::Index>()) {
            let text = token.sign(&keys());
            prop_assert_eq!(LinkToken::verify(&keys(), &text[..cut.index(text.len())]), None);
            prop_assert_eq!(LinkToken::verify(&keys(), &format!("{text}AAAA")), None);
            prop_assert_eq!(LinkToken::verify(&LinkKeys::new(b"another secret"), &text), None);
            prop_assert_eq!(
                LinkToken::verify(&LinkKeys::new(b"new").with_older(b"the secret of the tests"), &text),
                Some(token)
            );
        }

        #[test]
        fn any_text_may_be_presented(text in "\\PC*") {
            prop_assert_eq!(LinkToken::verify(&keys(), &text), None);
        }

        #[test]
        fn different_links_have_different_tokens(one in token(), other in token()) {
            prop_assert_eq!(one == other, one.sign(&keys()) == other.sign(&keys()));
        }
    }
}
