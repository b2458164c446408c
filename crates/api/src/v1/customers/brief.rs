//! A customer in brief: what a till shows.

use chrono::{DateTime, Utc};
use regulars_identity::Role;
use regulars_kernel::{Currency, CustomerBrief, CustomerType, Money, Personal, PurchaseTotals};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::money::MoneyBody;

/// How a customer stands to the network and to the merchant.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerTypeBody {
    /// A member whom this merchant registered, who was given a card of its own, or who became its regular.
    Regular,
    /// A member who was registered elsewhere.
    Member,
    /// Not a member of the network.
    NonMember,
}

impl From<CustomerType> for CustomerTypeBody {
    fn from(customer_type: CustomerType) -> Self {
        match customer_type {
            CustomerType::Regular => Self::Regular,
            CustomerType::Member => Self::Member,
            CustomerType::NonMember => Self::NonMember,
        }
    }
}

impl From<CustomerTypeBody> for CustomerType {
    fn from(customer_type: CustomerTypeBody) -> Self {
        match customer_type {
            CustomerTypeBody::Regular => Self::Regular,
            CustomerTypeBody::Member => Self::Member,
            CustomerTypeBody::NonMember => Self::NonMember,
        }
    }
}

/// What a customer has bought. Refunds are taken off; a purchase that was given back in whole does not count.
#[derive(Debug, Serialize, ToSchema)]
pub struct PurchaseTotalsBody {
    /// How many purchases.
    #[schema(example = 12)]
    count: i64,
    /// Their sum.
    total: MoneyBody,
    /// When the first one was; `null` before it.
    #[schema(example = "2025-02-01T09:30:00Z")]
    first_at: Option<DateTime<Utc>>,
    /// When the last one was; `null` before the first.
    #[schema(example = "2026-11-14T16:05:00Z")]
    last_at: Option<DateTime<Utc>>,
}

impl PurchaseTotalsBody {
    /// The totals of a merchant that sells in `currency`.
    pub fn new(totals: PurchaseTotals, currency: Currency) -> Self {
        let PurchaseTotals { count, total, first_at, last_at } = totals;
        Self { count, total: Money::new(total, currency).into(), first_at, last_at }
    }
}

/// A customer in brief.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerBriefBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    id: Uuid,
    /// What to call the customer; `null` when no name is known. A terminal gets the first name and the first letter of
    /// the last name.
    #[schema(example = "Milica P.")]
    display_name: Option<String>,
    /// How the customer stands to the network and to the merchant.
    #[schema(example = "regular")]
    #[serde(rename = "type")]
    customer_type: CustomerTypeBody,
    /// What the customer has bought.
    purchases: PurchaseTotalsBody,
}

impl CustomerBriefBody {
    /// The brief for a caller in that role.
    pub fn new(brief: &CustomerBrief, currency: Currency, role: Role) -> Self {
        let name =
            if role == Role::Terminal { brief.display_name_at_terminal() } else { brief.display_name() };
        Self {
            id: brief.id.value(),
            display_name: name.map(Personal::into_exposed),
            customer_type: brief.customer_type.into(),
            purchases: PurchaseTotalsBody::new(brief.purchases, currency),
        }
    }
}
