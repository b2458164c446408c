//! A document of a company.

use regulars_kernel::{Actor, CompanyDocumentId, CompanyId, Date, FileKind, Instant, Label, Personal, named};

named! {
    /// What a document is.
    DocumentKind {
        /// Something agreed upon.
        Contract = "contract",
        /// Something ordered.
        Order = "order",
        /// Something complained about.
        Complaint = "complaint",
        /// Something else.
        Other = "other",
    }
}

named! {
    /// Where a document stands.
    DocumentState {
        /// It is being written.
        Draft = "draft",
        /// It holds: a contract is signed, an order is placed, a complaint was received.
        InForce = "in_force",
        /// It is done with: a contract has ended, an order is delivered, a complaint is answered.
        Done = "done",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// A document that is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyDocument {
    /// Its id.
    pub id: CompanyDocumentId,
    /// Whose it is.
    pub company: CompanyId,
    /// What it is.
    pub kind: DocumentKind,
    /// Its number, as it is printed on it.
    pub number: Option<Personal<Label>>,
    /// What it is called.
    pub title: Personal<Label>,
    /// The day that stands on it.
    pub dated_on: Date,
    /// The last day on which it holds.
    pub valid_until: Option<Date>,
    /// Where it stands.
    pub state: DocumentState,
    /// The number of its newest version; nothing where there is no file yet.
    pub versions: u32,
    /// Who put it on record.
    pub added_by: Actor,
    /// When it was put on record.
    pub created_at: Instant,
    /// When it was last changed, or a version was added.
    pub updated_at: Instant,
}

/// What is wrong with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// It ends before it begins.
    #[error("must not be before `dated_on`")]
    EndsBeforeItBegins,
}

impl CompanyDocument {
    /// How many documents a company can have.
    pub const MOST: i64 = 1_000;
    /// How many versions a document can have.
    pub const MOST_VERSIONS: u32 = 50;
    /// How many bytes all versions of all documents of a company can have together: 200 MiB.
    pub const MOST_BYTES: u64 = 200 << 20;

    /// Whether it holds no longer, although nobody said so: it is in force, and its last day has passed.
    pub fn has_expired(&self, today: Date) -> bool {
        self.state == DocumentState::InForce && self.valid_until.is_some_and(|until| until < today)
    }

    pub(super) fn check(&self) -> Result<(), DocumentFault> {
        match self.valid_until {
            Some(until) if until < self.dated_on => Err(DocumentFault::EndsBeforeItBegins),
            _ => Ok(()),
        }
    }
}

/// A version of a document: a file as it was uploaded. It is never changed. Its content is kept apart from this, sealed with the
/// company's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentVersion {
    /// Of which document.
    pub document: CompanyDocumentId,
    /// Its number, from 1.
    pub version: u32,
    /// What the file was called.
    pub file_name: Personal<Label>,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub size: u64,
    /// Who uploaded it.
    pub uploaded_by: Actor,
    /// When.
    pub uploaded_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_force_expires_and_its_last_day_counts() {
        let today: Date = "2026-11-21".parse().unwrap();
        let document = |state, until: Option<Date>| CompanyDocument {
            id: "0193b3a0-0000-7000-8000-000000000001".parse().unwrap(),
            company: "0193b3a0-0000-7000-8000-000000000002".parse().unwrap(),
            kind: DocumentKind::Contract,
            number: None,
            title: Personal::new("Ugovor".parse().unwrap()),
            dated_on: today,
            valid_until: until,
            state,
            versions: 0,
            added_by: Actor::System,
            created_at: Instant::UNIX_EPOCH,
            updated_at: Instant::UNIX_EPOCH,
        };
        assert!(document(DocumentState::InForce, today.pred_opt()).has_expired(today));
        assert!(!document(DocumentState::InForce, Some(today)).has_expired(today));
        assert!(!document(DocumentState::InForce, None).has_expired(today));
        assert!(!document(DocumentState::Done, today.pred_opt()).has_expired(today));
        assert_eq!(
            document(DocumentState::Draft, today.pred_opt()).check(),
            Err(DocumentFault::EndsBeforeItBegins)
        );
        assert_eq!(document(DocumentState::Draft, Some(today)).check(), Ok(()));
    }
}
