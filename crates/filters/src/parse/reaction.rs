//! Reading conditions on reactions.

use regulars_kernel::NewsletterId;
use serde_json::Value;

use super::reader::{Reader, child};
use crate::{FilterErrorCode, ReactionCondition, ReactionKind};

/// The most characters of a link's address.
const MAX_LINK: usize = 2_000;

impl Reader {
    /// The object behind `reaction`.
    pub(super) fn reaction(&mut self, value: &Value, pointer: &str) -> Option<ReactionCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["newsletter", "kind", "link", "within"]);
        let newsletter = match members.get("newsletter") {
            Some(value) => self.newsletter(value, &child(pointer, "newsletter")).map(Some),
            None => Some(None),
        };
        let kind = self.required(members, pointer, "kind").and_then(|value| {
            self.name(value, &child(pointer, "kind"), ReactionKind::ALL, ReactionKind::name)
        });
        let link = match members.get("link") {
            Some(value) => Some(self.link(value, &child(pointer, "link"), kind)?),
            None => None,
        };
        let within = match members.get("within") {
            Some(value) => Some(self.period(value, &child(pointer, "within"))?),
            None => None,
        };
        let newsletter = newsletter?;
        if link.is_some() && newsletter.is_none() {
            let detail = "is one of a newsletter, which has to be named";
            return self.fault(&child(pointer, "link"), FilterErrorCode::UnknownKey, detail);
        }
        Some(ReactionCondition { newsletter, kind: kind?, link, within })
    }

    fn newsletter(&mut self, value: &Value, pointer: &str) -> Option<NewsletterId> {
        match self.string(value, pointer)?.parse() {
            Ok(id) => Some(id),
            Err(_) => self.fault(pointer, FilterErrorCode::InvalidValue, "must be the id of a newsletter"),
        }
    }

    fn link(&mut self, value: &Value, pointer: &str, kind: Option<ReactionKind>) -> Option<String> {
        let text = self.string(value, pointer)?;
        if text.is_empty() || text.chars().count() > MAX_LINK {
            let detail = format!("must be an address of at most {MAX_LINK} characters");
            return self.fault(pointer, FilterErrorCode::InvalidValue, detail);
        }
        if kind.is_some_and(|kind| !kind.is_of_links()) {
            return self.fault(
                pointer,
                FilterErrorCode::UnknownKey,
                "is known only with the kinds clicked and not_clicked",
            );
        }
        Some(text.to_owned())
    }
}
