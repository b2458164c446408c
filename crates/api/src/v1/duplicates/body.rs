//! Customers who may be one person, on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::{CustomerRecord, Dismissal, Doubt, Likeness, SharedSign};
use regulars_identity::Role;
use regulars_kernel::Currency;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::customers::brief::CustomerBriefBody;

/// What two customers have in common.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SharedSignBody {
    /// The merchant's own number, but for letter case and script.
    ExternalId,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
    /// Given and family name, but for letter case, accents and script.
    Name,
    /// Names of which one may be a slip of the other.
    SimilarName,
    /// The date of birth.
    BirthDate,
    /// The birthday, where the year of one of the two is not known. It weighs less.
    Birthday,
    /// Street and city or postcode.
    Address,
}

impl From<SharedSign> for SharedSignBody {
    fn from(sign: SharedSign) -> Self {
        match sign {
            SharedSign::ExternalId => Self::ExternalId,
            SharedSign::Email => Self::Email,
            SharedSign::Phone => Self::Phone,
            SharedSign::Name => Self::Name,
            SharedSign::SimilarName => Self::SimilarName,
            SharedSign::BirthDate => Self::BirthDate,
            SharedSign::Birthday => Self::Birthday,
            SharedSign::Address => Self::Address,
        }
    }
}

/// What speaks against one person.
#[expect(clippy::enum_variant_names, reason = "the variants are called as their names on the wire are")]
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DoubtBody {
    /// The given names are different ones: a family shares a mailbox.
    OtherFirstName,
    /// The family names are different ones.
    OtherLastName,
    /// The dates of birth are different ones: father and son.
    OtherBirthDate,
    /// They are addressed differently.
    OtherGender,
    /// They are two members of the network. Merged, they are one customer with the cards of both.
    OtherMember,
}

impl From<Doubt> for DoubtBody {
    fn from(doubt: Doubt) -> Self {
        match doubt {
            Doubt::OtherFirstName => Self::OtherFirstName,
            Doubt::OtherLastName => Self::OtherLastName,
            Doubt::OtherBirthDate => Self::OtherBirthDate,
            Doubt::OtherGender => Self::OtherGender,
            Doubt::OtherMember => Self::OtherMember,
        }
    }
}

/// Two customers who may be one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct DuplicateBody {
    /// The two, the older record first.
    #[schema(min_items = 2, max_items = 2)]
    customers: Vec<CustomerBriefBody>,
    /// How sure it is, from 1 to 100.
    #[schema(minimum = 1, maximum = 100, example = 97)]
    score: u8,
    /// Whether it is certain: from a score of 95 on.
    #[schema(example = true)]
    certain: bool,
    /// What they have in common.
    #[schema(max_items = 10)]
    reasons: Vec<SharedSignBody>,
    /// What speaks against it. Where anything does, nothing is certain.
    #[schema(max_items = 10)]
    doubts: Vec<DoubtBody>,
}

impl DuplicateBody {
    /// Two customers and how alike they are.
    pub fn new(
        (one, other, likeness): (CustomerRecord, CustomerRecord, Likeness),
        currency: Currency,
        role: Role,
    ) -> Self {
        let certain = likeness.is_certain();
        let Likeness { score, shared, doubts } = likeness;
        Self {
            customers: vec![
                CustomerBriefBody::new(&one.brief(), currency, role),
                CustomerBriefBody::new(&other.brief(), currency, role),
            ],
            score,
            certain,
            reasons: shared.into_iter().map(SharedSignBody::from).collect(),
            doubts: doubts.into_iter().map(DoubtBody::from).collect(),
        }
    }
}

/// The customers who may be the same person as one.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerDuplicatesBody {
    /// The pairs, the surest first.
    pub items: Vec<DuplicateBody>,
}

/// A statement that customers are not the same person.
#[derive(Debug, Serialize, ToSchema)]
pub struct DismissalBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc5")]
    pub id: Uuid,
    /// Of these no two are one person.
    #[schema(min_items = 2, max_items = 10)]
    customer_ids: Vec<Uuid>,
    /// When it was said.
    #[schema(example = "2026-11-20T16:30:00Z")]
    dismissed_at: DateTime<Utc>,
}

impl From<Dismissal> for DismissalBody {
    fn from(dismissal: Dismissal) -> Self {
        let Dismissal { id, customers, dismissed_at } = dismissal;
        let customer_ids = customers.into_iter().map(|customer| customer.value()).collect();
        Self { id: id.value(), customer_ids, dismissed_at }
    }
}
