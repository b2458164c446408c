//! What made a record.

use regulars_kernel::Actor;

/// What made a record: `user`, `terminal`, `api`, `import`, `registration`, `web_form` or `system`: the values that filters know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedBy(String);

impl CreatedBy {
    /// Takes the text that a store holds.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// A file that was imported.
    pub fn import() -> Self {
        Self("import".to_owned())
    }

    /// The person, on the merchant's public page.
    pub fn registration() -> Self {
        Self("registration".to_owned())
    }

    /// The person, by a form on a web site.
    pub fn web_form() -> Self {
        Self("web_form".to_owned())
    }

    /// The text, for stores and bodies.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Actor> for CreatedBy {
    fn from(actor: Actor) -> Self {
        Self(match actor {
            Actor::User(_) => "user".to_owned(),
            Actor::Terminal(_) => "terminal".to_owned(),
            Actor::ApiKey(_) => "api".to_owned(),
            Actor::System => "system".to_owned(),
        })
    }
}
