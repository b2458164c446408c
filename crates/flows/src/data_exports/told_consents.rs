//! Consents as an export tells them.

use regulars_consent::{ConsentText, HistoryEntry, StandingConsent};
use regulars_kernel::Label;
use serde_json::{Value, json};

use super::shown_value::told_instant;

/// A consent that stands.
pub(super) fn standing_consent(one: &StandingConsent) -> Value {
    json!({
        "purpose": one.purpose.name(),
        "channel": one.channel.map(|channel| channel.name()),
        "state": one.state.name(),
        "address": one.address.as_ref().map(|address| address.expose()),
        "since": told_instant(one.since),
        "source": one.source.as_str(),
    })
}

/// An entry of the ledger with the id that it was recorded under, its evidence, the text that was shown, and the hashes that chain it
/// to the others of that id.
pub(super) fn consent_entry(entry: &HistoryEntry, text: Option<&ConsentText>) -> Value {
    let event = &entry.event;
    json!({
        "id": event.id.to_string(),
        "recorded_for": event.customer.to_string(),
        "sequence": event.sequence,
        "purpose": event.purpose.name(),
        "channel": event.channel.map(|channel| channel.name()),
        "state": event.state.name(),
        "address": event.address.as_ref().map(|address| address.expose()),
        "source": event.source.as_str(),
        "text_version": event.text_version.as_ref().map(Label::as_str),
        "text": text.map(|text| text.text.as_str()),
        "text_sha256": text.map(|text| hexadecimal(&text.sha256)),
        "evidence": entry.evidence.as_ref().map(|one| one.expose()),
        "actor": {"kind": event.actor.kind()},
        "occurred_at": told_instant(event.occurred_at),
        "recorded_at": told_instant(event.recorded_at),
        "previous_hash": hexadecimal(&event.previous_hash),
        "hash": hexadecimal(&event.hash),
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
