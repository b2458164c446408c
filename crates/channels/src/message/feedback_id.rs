//! How a mailbox provider sums up complaints.

use super::header_text::InvalidHeaderText;

/// The `Feedback-ID` header: by what the mailbox provider groups its complaint rates. It must not hold personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackId(String);

impl FeedbackId {
    /// Up to three groupings, such as campaign, merchant and kind of mail, and the id of the sender, 5 to 15
    /// characters, which stays the same for all mail.
    pub fn new(groupings: &[&str], sender: &str) -> Result<Self, InvalidHeaderText> {
        let is_part = |part: &&str| {
            (1..=64).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        if groupings.len() > 3
            || !groupings.iter().all(is_part)
            || !(5..=15).contains(&sender.len())
            || !is_part(&sender)
        {
            return Err(InvalidHeaderText("Feedback-ID".to_owned()));
        }
        let parts: Vec<&str> = groupings.iter().copied().chain([sender]).collect();
        Ok(Self(parts.join(":")))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_joined_and_checked() {
        assert_eq!(
            FeedbackId::new(&["c1", "m1", "newsletter"], "sender1").unwrap().as_str(),
            "c1:m1:newsletter:sender1"
        );
        assert_eq!(FeedbackId::new(&[], "sender1").unwrap().as_str(), "sender1");
        for (groupings, sender) in [
            (&["a", "b", "c", "d"][..], "sender1"),
            (&["a:b"], "sender1"),
            (&["a\r\n"], "sender1"),
            (&[], "four"),
        ] {
            assert!(FeedbackId::new(groupings, sender).is_err(), "{groupings:?} {sender}");
        }
    }
}
