//! A salutation with names behind it is one greeting, which is whole whatever is known of the person.
//!
//! `{{ salutation }} {{ last_name | vocative }}` is how merchants greet. Left to themselves, the two fields would give
//! "Dear ," for somebody without a name, and "Szanowni Państwo Matić" for somebody whose gender is not stated.

use super::{MergeField, Piece, Tag, TagKind};

/// What the key of such a greeting begins with; no field is called so.
const PREFIX: &str = "addressed";
/// Stands between the parts of the key.
const SEPARATOR: &str = "__";
/// What a field in the vocative ends with.
const VOCATIVE: &str = "_vocative";

/// The pieces with each salutation and the names behind it made one tag.
pub(super) fn joined_salutations(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Piece::Tag(tag) = &piece else {
            joined.push(piece);
            continue;
        };
        match (name_in(&tag.source), &mut joined[..]) {
            (Some(name), [.., Piece::Tag(before), Piece::Text(gap)])
                if is_gap(gap) && begins_greeting(&before.source) =>
            {
                let key = key_in(&before.source).unwrap_or(PREFIX);
                before.source = format!("{{{{ {key}{SEPARATOR}{name} }}}}");
                before.fields.extend(&tag.fields);
                joined.pop();
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// The names behind the salutation that a key asks for, each with whether it is in the vocative.
pub(super) fn names_of(key: &str) -> Option<Vec<(MergeField, bool)>> {
    let names = key.strip_prefix(PREFIX)?.strip_prefix(SEPARATOR)?;
    names
        .split(SEPARATOR)
        .map(|name| match name.strip_suffix(VOCATIVE) {
            Some(field) => Some((MergeField::named(field)?, true)),
            None => Some((MergeField::named(name)?, false)),
        })
        .collect()
}

fn is_gap(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| matches!(letter, ' ' | '\u{a0}'))
}

fn key_in(source: &str) -> Option<&str> {
    let key = source.strip_prefix("{{ ")?.strip_suffix(" }}")?;
    key.starts_with(PREFIX).then_some(key)
}

fn begins_greeting(source: &str) -> bool {
    source == "{{ salutation }}" || key_in(source).is_some()
}

fn name_in(source: &str) -> Option<&'static str> {
    match source {
        "{{ first_name }}" => Some("first_name"),
        "{{ first_name | vocative }}" => Some("first_name_vocative"),
        "{{ last_name }}" => Some("last_name"),
        "{{ last_name | vocative }}" => Some("last_name_vocative"),
        "{{ full_name }}" => Some("full_name"),
        "{{ full_name | vocative }}" => Some("full_name_vocative"),
        _ => None,
    }
}

impl Tag {
    /// Whether the tag writes a value that is never empty.
    pub(crate) fn is_greeting(&self) -> bool {
        self.kind == TagKind::Value && begins_greeting(&self.source)
    }
}
