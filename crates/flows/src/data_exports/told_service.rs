//! Interactions, cases and scores as an export tells them. Of the staff only their kind is told: who they are is theirs.

use data_encoding::BASE64;
use regulars_kernel::{Actor, RfmClass, RfmStanding};
use regulars_segments::RfmMove;
use regulars_service::{CustomerFile, Interaction, ServiceCase};
use serde_json::{Value, json};

use super::shown_value::told_instant;

/// Who did something, by kind.
pub(super) fn actor(actor: Actor) -> Value {
    let kind = match actor {
        Actor::User(_) => "user",
        Actor::Terminal(_) => "terminal",
        Actor::ApiKey(_) => "api_key",
        Actor::System => "system",
    };
    json!({"kind": kind})
}

/// One time that the merchant and the customer were in touch.
pub(super) fn interaction(one: &Interaction) -> Value {
    json!({
        "id": one.id.to_string(),
        "kind": one.kind.name(),
        "direction": one.direction.map(|direction| direction.name()),
        "subject": one.subject.as_ref().map(|subject| subject.expose().as_str()),
        "text": one.text.expose().as_str(),
        "occurred_at": told_instant(one.occurred_at),
        "recorded_by": actor(one.recorded_by),
        "created_at": told_instant(one.created_at),
        "updated_at": told_instant(one.updated_at),
    })
}

/// A complaint or a request.
pub(super) fn case(one: &ServiceCase) -> Value {
    json!({
        "id": one.id.to_string(),
        "subject": one.subject.expose().as_str(),
        "state": one.state.name(),
        "due_on": one.due_on.map(|day| day.to_string()),
        "opened_by": actor(one.opened_by),
        "resolved_at": one.resolved_at.map(told_instant),
        "closed_at": one.closed_at.map(told_instant),
        "created_at": told_instant(one.created_at),
        "updated_at": told_instant(one.updated_at),
    })
}

/// A file with its content (Base64, RFC 4648).
pub(super) fn file(one: &CustomerFile, content: &[u8]) -> Value {
    json!({
        "id": one.id.to_string(),
        "name": one.name.expose().as_str(),
        "kind": one.kind.name(),
        "content_type": one.kind.content_type(),
        "size": one.size,
        "added_by": actor(one.added_by),
        "created_at": told_instant(one.created_at),
        "updated_at": told_instant(one.updated_at),
        "content": BASE64.encode(content),
    })
}

/// A move between classes of scores.
pub(super) fn moved(one: &RfmMove) -> Value {
    let class = |class: Option<&RfmClass>| class.map_or(RfmClass::PROSPECT, RfmClass::as_str).to_owned();
    json!({
        "id": one.id.to_string(),
        "on": one.on.to_string(),
        "from": class(one.from.as_ref()),
        "to": class(one.to.as_ref().map(|to| &to.class)),
        "standing": one.to.as_ref().map(standing),
    })
}

/// Where the customer stands.
pub(super) fn standing(stands: &RfmStanding) -> Value {
    json!({
        "recency": stands.recency.get(),
        "frequency": stands.frequency.get(),
        "monetary": stands.monetary.get(),
        "class": stands.class.as_str(),
    })
}
