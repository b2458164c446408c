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
        self.only(members, pointer, &["newsletter", "kind", "link"]);
        let newsletter = self
            .required(members, pointer, "newsletter")
            .and_then(|value| self.newsletter(value, &child(pointer, "newsletter")));
        let kind = self.required(members, pointer, "kind").and_then(|value| {
            self.name(value, &child(pointer, "kind"), ReactionKind::ALL, ReactionKind::name)
        });
        let link = match members.get("link") {
            Some(value) => Some(self.link(value, &child(pointer, "link"), kind)?),
            None => None,
        };
        Some(ReactionCondition { newsletter: newsletter?, kind: kind?, link })
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
        if kind.is_some_and(|kind| kind != ReactionKind::Clicked) {
            return self.fault(pointer, FilterErrorCode::UnknownKey, "is known only with the kind clicked");
        }
        Some(text.to_owned())
    }
}
