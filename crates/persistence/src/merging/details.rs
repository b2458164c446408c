//! What a merge did, as JSON: names of fields and ids, and no value.

use std::collections::BTreeMap;

use regulars_customers::{Merge, Moved, UnitedConsent};
use regulars_kernel::{Channel, ConsentState, CustomerId, Purpose, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::error::inconsistent;

#[derive(Serialize, Deserialize)]
pub(super) struct Details {
    pub(super) merged: Vec<Uuid>,
    sources: BTreeMap<String, Uuid>,
    moved: Moved,
    consents: Vec<ConsentDetails>,
}

#[derive(Serialize, Deserialize)]
struct ConsentDetails {
    purpose: String,
    channel: Option<String>,
    state: String,
    from: Uuid,
}

pub(super) fn written(merge: &Merge) -> Result<Value, StoreError> {
    let consent = |one: &UnitedConsent| ConsentDetails {
        purpose: one.purpose.name().to_owned(),
        channel: one.channel.map(|channel| channel.name().to_owned()),
        state: one.state.name().to_owned(),
        from: one.from.value(),
    };
    let details = Details {
        merged: merge.merged.iter().map(|id| id.value()).collect(),
        sources: merge.sources.iter().map(|(field, of)| (field.clone(), of.value())).collect(),
        moved: merge.moved,
        consents: merge.consents.iter().map(consent).collect(),
    };
    serde_json::to_value(details).map_err(|error| StoreError::Defect(error.into()))
}

/// The parts of a merge.
pub(super) struct Read {
    pub(super) merged: Vec<CustomerId>,
    pub(super) sources: BTreeMap<String, CustomerId>,
    pub(super) moved: Moved,
    pub(super) consents: Vec<UnitedConsent>,
}

pub(super) fn read(details: Value) -> Result<Read, StoreError> {
    let wrong = |error: &dyn std::fmt::Display| inconsistent("customer_merges", error.to_string());
    let Details { merged, sources, moved, consents } =
        serde_json::from_value(details).map_err(|error| wrong(&error))?;
    let consent = |one: ConsentDetails| {
        let named = Purpose::from_name(&one.purpose).zip(ConsentState::from_name(&one.state));
        let (purpose, state) = named.ok_or_else(|| wrong(&"a consent has no such name"))?;
        let channel = one.channel.as_deref().and_then(Channel::from_name);
        Ok(UnitedConsent { purpose, channel, state, from: CustomerId::new(one.from) })
    };
    Ok(Read {
        merged: merged.into_iter().map(CustomerId::new).collect(),
        sources: sources.into_iter().map(|(field, of)| (field, CustomerId::new(of))).collect(),
        moved,
        consents: consents.into_iter().map(consent).collect::<Result<Vec<_>, StoreError>>()?,
    })
}
