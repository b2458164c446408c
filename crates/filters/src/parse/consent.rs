//! Reading conditions on consents.

use serde_json::Value;

use super::reader::{Reader, child};
use crate::ConsentCondition;
use regulars_kernel::{Channel, ConsentState, Purpose};

impl Reader {
    /// The object behind `consent`.
    pub(super) fn consent(&mut self, value: &Value, pointer: &str) -> Option<ConsentCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["purpose", "channel", "state"]);
        let purpose = self
            .required(members, pointer, "purpose")
            .and_then(|value| self.name(value, &child(pointer, "purpose"), Purpose::ALL, Purpose::name));
        let state = self.required(members, pointer, "state").and_then(|value| {
            self.name(value, &child(pointer, "state"), ConsentState::ALL, ConsentState::name)
        });
        let channel = match members.get("channel") {
            Some(value) => {
                let pointer = child(pointer, "channel");
                Some(self.name(value, &pointer, Channel::ALL, Channel::name)?)
            }
            None => None,
        };
        Some(ConsentCondition { purpose: purpose?, channel, state: state? })
    }
}
