//! What made a record.

use regulars_kernel::Actor;

/// What made a record: the kind of the actor and its id, such as `terminal:0193…`, or `system`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedBy(String);

impl CreatedBy {
    /// Takes the text that a store holds.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The text, for stores and bodies.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Actor> for CreatedBy {
    fn from(actor: Actor) -> Self {
        Self(match actor {
            Actor::User(id) => format!("user:{id}"),
            Actor::Terminal(id) => format!("terminal:{id}"),
            Actor::ApiKey(id) => format!("api_key:{id}"),
            Actor::System => "system".to_owned(),
        })
    }
}
