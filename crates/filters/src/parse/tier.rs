//! Reading conditions on tiers.

use serde_json::Value;

use super::reader::{Reader, child};
use crate::{TierCondition, TierKey};

impl Reader {
    /// The object behind `tier`.
    pub(super) fn tier(&mut self, value: &Value, pointer: &str) -> Option<TierCondition> {
        let members = self.object(value, pointer)?;
        let keys: Vec<&str> = TierKey::ALL.iter().map(|key| key.name()).collect();
        self.only(members, pointer, &keys);
        let programme = self.programme_id(members, pointer);
        let tiers = match members.get(TierKey::Tiers.name()) {
            Some(value) => self.list(value, &child(pointer, TierKey::Tiers.name()), Self::text),
            None => Some(Vec::new()),
        };
        let on = match members.get(TierKey::On.name()) {
            Some(value) => self.day(value, &child(pointer, TierKey::On.name())).map(Some),
            None => Some(None),
        };
        Some(TierCondition { programme: programme?, tiers: tiers?, on: on? })
    }
}
