//! An invoice that is on record.

use regulars_kernel::{
    Actor, Currency, CustomerId, Date, Instant, InvoiceAmounts, InvoiceId, InvoiceState, Label, Personal,
    PurchaseId, StoreId,
};

use crate::InvoiceNumber;

/// What an invoice says about its buyer besides who it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuyerFacts {
    /// What the buyer wants to find on it, such as the number of an order (EN 16931, BT-10).
    pub reference: Option<Personal<Label>>,
    /// The number under which the buyer pays taxes (BT-48).
    pub tax_id: Option<Personal<Label>>,
}

/// An invoice: a purchase on credit. Its lines are those of the purchase, and what was credited is what was given back of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// Its number, which no other invoice of the merchant has.
    pub number: InvoiceNumber,
    /// The purchase that it is.
    pub purchase: PurchaseId,
    /// Whose it is. Nobody's once the customer was erased.
    pub customer: Option<CustomerId>,
    /// The store of the purchase.
    pub store: Option<StoreId>,
    /// The day of issue, in the merchant's time zone.
    pub issued_on: Date,
    /// The day by which it is to be paid.
    pub due_on: Date,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What it comes to.
    pub amounts: InvoiceAmounts,
    /// The latest day on which something was paid.
    pub last_paid_on: Option<Date>,
    /// What it says about its buyer.
    pub buyer: BuyerFacts,
    /// Why lines bear no tax that are exempt from it (BT-120).
    pub exemption_reason: Option<Label>,
    /// Who put it on record.
    pub recorded_by: Actor,
    /// When it was put on record.
    pub created_at: Instant,
    /// When it was last changed, otherwise than by payments and credit notes.
    pub updated_at: Instant,
}

impl Invoice {
    /// Where it stands on a day of the merchant's calendar.
    pub fn state_on(&self, today: Date) -> InvoiceState {
        InvoiceState::of(self.amounts, self.due_on, today)
    }
}
