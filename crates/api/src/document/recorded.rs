//! What the program answers to the examples on the demo. A test asks for it in the order of the document, writes it down when
//! it is told to, and otherwise fails when something else is answered.

use std::sync::LazyLock;

use serde_json::Value;

/// By operation and status.
static ANSWERS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("recorded_answers.json")).unwrap_or_default());

/// The body that an operation's example was answered with under that status.
pub(super) fn answer_of(operation: &str, status: &str) -> Option<&'static Value> {
    ANSWERS.get(operation)?.get(status)
}
