//! The ledger: one entry per counter and step, never changed.

use regulars_kernel::{Date, Instant, QuotaEntryId, QuotaPackId};

use crate::{Counter, Spender};

/// What happened to units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A month was granted, or the first month was granted more.
    Grant,
    /// A pack was granted.
    Pack,
    /// Units were held for messages.
    Reserve,
    /// Messages left, or may have left.
    Use,
    /// Units came back to where they came from.
    Return,
    /// Units came back to a month that was over, and are gone.
    Lapse,
}

/// What made an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntrySource {
    /// The month that begins on that day.
    Month(Date),
    /// The granting of that pack.
    Pack(QuotaPackId),
    /// A send.
    Spender(Spender),
}

/// One entry of the ledger. The source, its step, the kind and the counter together occur once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaEntry {
    /// Its id.
    pub id: QuotaEntryId,
    /// What happened.
    pub kind: EntryKind,
    /// To which counter.
    pub counter: Counter,
    /// How many units, always more than zero.
    pub amount: i64,
    /// What made it.
    pub source: EntrySource,
    /// Which step of its source.
    pub step: i64,
    /// When.
    pub created_at: Instant,
}

/// The text does not name a kind or a source of entries.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no ledger entry of that kind or source: {0}")]
pub struct InvalidEntry(String);

impl EntryKind {
    /// Its name, for stores and bodies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Pack => "pack",
            Self::Reserve => "reserve",
            Self::Use => "use",
            Self::Return => "return",
            Self::Lapse => "lapse",
        }
    }

    /// The kind with that name.
    pub fn parse(name: &str) -> Result<Self, InvalidEntry> {
        [Self::Grant, Self::Pack, Self::Reserve, Self::Use, Self::Return, Self::Lapse]
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| InvalidEntry(name.to_owned()))
    }
}

impl EntrySource {
    /// The name of its kind, for stores and bodies.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Month(_) => "month",
            Self::Pack(_) => "pack",
            Self::Spender(spender) => spender.kind(),
        }
    }

    /// What tells it from others of its kind.
    pub fn id(self) -> String {
        match self {
            Self::Month(period) => period.to_string(),
            Self::Pack(id) => id.to_string(),
            Self::Spender(spender) => spender.id().to_string(),
        }
    }

    /// The source that [`Self::kind`] and [`Self::id`] were taken from.
    pub fn parse(kind: &str, id: &str) -> Result<Self, InvalidEntry> {
        let invalid = || InvalidEntry(format!("{kind} {id}"));
        match kind {
            "month" => id.parse().ok().map(Self::Month).ok_or_else(invalid),
            "pack" => id.parse().ok().map(Self::Pack).ok_or_else(invalid),
            spender => id
                .parse()
                .ok()
                .and_then(|id| Spender::parse(spender, id).ok())
                .map(Self::Spender)
                .ok_or_else(invalid),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_as_it_was_written() {
        let id = "01900000-0000-7000-8000-000000000001".parse().unwrap();
        for source in [
            EntrySource::Month("2026-11-01".parse().unwrap()),
            EntrySource::Pack(QuotaPackId::new(id)),
            EntrySource::Spender(Spender::Automation(id)),
            EntrySource::Spender(Spender::parse("newsletter", id).unwrap()),
            EntrySource::Spender(Spender::Survey(id)),
        ] {
            assert_eq!(EntrySource::parse(source.kind(), &source.id()), Ok(source));
        }
        assert!(EntrySource::parse("gift", "1").is_err());
        assert_eq!(EntryKind::parse("lapse"), Ok(EntryKind::Lapse));
        assert!(EntryKind::parse("gift").is_err());
    }
}
