//! Segments.

use regulars_filters::{BuiltIn, Filter};
use regulars_kernel::{Instant, Label, Language, SegmentId};

use crate::built_in_id;

/// A segment as a merchant's store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSegment {
    /// Its id.
    pub id: SegmentId,
    /// Its name, unique within the merchant without regard to letter case.
    pub name: Label,
    /// Who is in it. It may refer to other segments.
    pub filter: Filter,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A segment of a merchant: one of its own, or a built-in target group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its id. That of a built-in group is the same at every merchant.
    pub id: SegmentId,
    /// The built-in group that it is, if any.
    pub built_in: Option<BuiltIn>,
    /// Its name.
    pub name: String,
    /// Who is in it. It may refer to other segments.
    pub filter: Filter,
    /// When it was made. Built-in groups have always been there.
    pub created_at: Option<Instant>,
    /// When it was last changed. Built-in groups never are.
    pub updated_at: Option<Instant>,
}

impl Segment {
    /// The same segment, a built-in group of which has its name in that language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        match self.built_in {
            Some(group) => Self { name: group.title_in(language).to_owned(), ..self },
            None => self,
        }
    }

    /// The key under which a built-in group is known.
    pub fn key(&self) -> Option<&'static str> {
        self.built_in.map(BuiltIn::key)
    }
}

impl From<BuiltIn> for Segment {
    fn from(group: BuiltIn) -> Self {
        Self {
            id: built_in_id(group),
            built_in: Some(group),
            name: group.title_in(Language::English).to_owned(),
            filter: group.filter(),
            created_at: None,
            updated_at: None,
        }
    }
}

impl From<StoredSegment> for Segment {
    fn from(stored: StoredSegment) -> Self {
        Self {
            id: stored.id,
            built_in: None,
            name: stored.name.into_string(),
            filter: stored.filter,
            created_at: Some(stored.created_at),
            updated_at: Some(stored.updated_at),
        }
    }
}
