//! A new member on the wire.

use regulars_flows::RegisteredMember;
use regulars_identity::MerchantFacts;
use regulars_kernel::Instant;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::customers::body::CustomerBody;

/// A person registered in the network.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f48")]
    id: Uuid,
    /// Numbers of its cards.
    #[schema(example = json!(["2000000000008"]))]
    cards: Vec<String>,
}

/// Somebody who has just become a member and the merchant's regular.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredMemberBody {
    /// The member with its first card.
    member: MemberBody,
    /// The merchant's own record, of type `regular`.
    customer: CustomerBody,
}

impl RegisteredMemberBody {
    /// The member and the record as it stands at `now` with its merchant.
    pub fn new(registered: RegisteredMember, facts: &MerchantFacts, now: Instant) -> Self {
        let RegisteredMember { member, card, customer } = registered;
        Self {
            member: MemberBody { id: member.value(), cards: vec![card.number.expose().to_owned()] },
            customer: CustomerBody::new(customer, facts, now),
        }
    }

    /// Where the merchant's record is.
    pub fn location(&self) -> String {
        format!("/v1/customers/{}", self.customer.id)
    }
}
