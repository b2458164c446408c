//! Interactions, cases and scores as an export tells them. Of the staff only their kind is told: who they are is theirs.

use data_encoding::BASE64;
use regulars_kernel::{Actor, RfmClass, RfmStanding};
use regulars_segments::RfmMove;
use regulars_service::{AttachmentFate, CustomerFile, CustomerMail, Interaction, MailAddress, ServiceCase};
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

/// A mail with its text.
pub(super) fn mail(one: &CustomerMail, text: &str) -> Value {
    let address = |MailAddress { name, address }: &MailAddress| json!({"name": name, "address": address});
    let head = one.head.expose();
    let attachments = head.attachments.iter().map(|attached| {
        let (file_id, left_out) = match attached.fate {
            AttachmentFate::Kept(file) => (Some(file.to_string()), None),
            AttachmentFate::Left(reason) => (None, Some(reason.name())),
        };
        json!({
            "name": attached.name.as_ref().map(|name| name.as_str()),
            "content_type": attached.media_type,
            "size": attached.size,
            "file_id": file_id,
            "left_out": left_out,
        })
    });
    json!({
        "id": one.id.to_string(),
        "direction": one.direction.name(),
        "origin": one.origin.name(),
        "automatic": one.automatic,
        "subject": head.subject.as_ref().map(|subject| subject.as_str()),
        "from": head.from.as_ref().map(address),
        "to": head.to.iter().map(address).collect::<Value>(),
        "cc": head.cc.iter().map(address).collect::<Value>(),
        "sent_at": told_instant(one.sent_at),
        "received_at": told_instant(one.received_at),
        "size": one.size,
        "attachments": attachments.collect::<Value>(),
        "more_attachments": head.more_attachments,
        "text_cut": head.text_cut,
        "text": text,
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
