//! A price that was agreed upon.

use regulars_kernel::{
    Actor, CompanyId, Date, Instant, Label, Money, Personal, PriceAgreementId, Quantity, fold,
};

use super::discount::DiscountPercent;

/// What goods a price is agreed upon for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgreedGoods {
    /// Those with that number, as receipts have it.
    Sku(Label),
    /// Those of that category, without regard to letter case, accents and script.
    Category(Label),
}

impl AgreedGoods {
    /// What they are known again by.
    pub fn key(&self) -> String {
        match self {
            Self::Sku(sku) => sku.as_str().to_owned(),
            Self::Category(category) => fold(category.as_str()),
        }
    }
}

/// What was agreed upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreedTerms {
    /// A price of one.
    Price(Money),
    /// A part of whatever the price would be.
    Discount(DiscountPercent),
}

/// A price that was agreed upon with a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceAgreement {
    /// Its id.
    pub id: PriceAgreementId,
    /// With whom.
    pub company: CompanyId,
    /// For what.
    pub goods: AgreedGoods,
    /// From which quantity on.
    pub min_quantity: Quantity,
    /// What.
    pub terms: AgreedTerms,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
    /// What the staff should know about it.
    pub note: Option<Personal<Label>>,
    /// Who put it on record.
    pub added_by: Actor,
    /// When it was put on record.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What is wrong with an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementFault {
    /// It ends before it begins.
    #[error("must not be before `from`")]
    EndsBeforeItBegins,
    /// A price below zero.
    #[error("must not be below zero")]
    NegativePrice,
}

impl PriceAgreement {
    /// How many agreements there can be with a company.
    pub const MOST: i64 = 5_000;

    pub(super) fn check(&self) -> Result<(), AgreementFault> {
        if self.until.is_some_and(|until| until < self.from) {
            return Err(AgreementFault::EndsBeforeItBegins);
        }
        match self.terms {
            AgreedTerms::Price(price) if price.amount < 0 => Err(AgreementFault::NegativePrice),
            _ => Ok(()),
        }
    }

    /// Whether it holds on that day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
