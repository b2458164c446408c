//! For whom units are reserved.

use regulars_kernel::NewsletterId;
use uuid::Uuid;

/// What a reservation is made for. One spender has one reservation, which may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spender {
    /// One newsletter.
    Newsletter(NewsletterId),
    /// An automated mailing, or one message of it: whatever the automation settles by itself.
    Automation(Uuid),
    /// One mailing of a survey.
    Survey(Uuid),
}

/// The text does not name a kind of spender.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no kind of spender {0}")]
pub struct InvalidSpender(String);

impl Spender {
    /// The name of its kind, for stores and bodies.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Newsletter(_) => "newsletter",
            Self::Automation(_) => "automation",
            Self::Survey(_) => "survey",
        }
    }

    /// The bare id.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Newsletter(id) => id.value(),
            Self::Automation(id) | Self::Survey(id) => id,
        }
    }

    /// The spender that [`Self::kind`] and [`Self::id`] were taken from.
    pub fn parse(kind: &str, id: Uuid) -> Result<Self, InvalidSpender> {
        match kind {
            "newsletter" => Ok(Self::Newsletter(NewsletterId::new(id))),
            "automation" => Ok(Self::Automation(id)),
            "survey" => Ok(Self::Survey(id)),
            other => Err(InvalidSpender(other.to_owned())),
        }
    }
}
