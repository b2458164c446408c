//! An invoice as it is sent.

use chrono::NaiveDate;
use regulars_flows::{NewInvoice, NewInvoiceLine};
use regulars_invoices::{BuyerFacts, InvoiceNumber};
use regulars_kernel::{Currency, CustomerId, Label, Personal, StoreId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::tax_body::TaxBody;
use crate::error::{ApiError, Invalid};
use crate::v1::money::AmountBody;
use crate::v1::purchases::new_body::{LineKindBody, NewLineBody};

/// An invoice to be recorded.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41",
    "currency": "RSD",
    "lines": [
        {"sku": "1001", "name": "Kafa", "category": "drinks", "quantity": "20", "unit": "kom",
         "unit_price": {"amount": 18000, "currency": "RSD"}, "total": {"amount": 360000, "currency": "RSD"},
         "tax": {"category": "standard", "percent": "20"}}
    ],
    "total": {"amount": 360000, "currency": "RSD"},
    "buyer_reference": "Order 4711"
}))]
pub struct NewInvoiceBody {
    /// Its number. Left out it is the next one of your own series, which has no gaps.
    #[schema(min_length = 1, max_length = 40)]
    number: Option<String>,
    /// Whose it is.
    customer_id: Uuid,
    /// The day of issue, in the merchant's time zone; by default today. Not after today.
    issued_on: Option<NaiveDate>,
    /// The day by which it is to be paid; by default as many days after the issue as the invoice settings say.
    due_on: Option<NaiveDate>,
    /// The store.
    store_id: Option<Uuid>,
    /// ISO 4217 code: the merchant's currency.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: String,
    /// What was bought. Amounts include the tax, as on any receipt.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<NewInvoiceLineBody>,
    /// The sum of the lines: more than zero.
    total: AmountBody,
    /// What the buyer wants to find on it, such as the number of an order.
    #[schema(min_length = 1, max_length = 200)]
    buyer_reference: Option<String>,
    /// The number under which the buyer pays taxes.
    #[schema(min_length = 1, max_length = 200)]
    buyer_tax_id: Option<String>,
    /// Why lines bear no tax that are exempt from it; by default what the invoice settings say.
    #[schema(min_length = 1, max_length = 200)]
    exemption_reason: Option<String>,
}

/// A line of an invoice: an item, or what the sum was rounded by.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvoiceLineBody {
    /// `item` (the default) or `rounding`.
    #[serde(default)]
    kind: LineKindBody,
    /// The article.
    #[schema(max_length = 200)]
    sku: Option<String>,
    /// Its name.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Its category.
    #[schema(max_length = 200)]
    category: Option<String>,
    /// A decimal with at most three places. A rounding line needs none.
    #[schema(example = "10.250")]
    quantity: Option<String>,
    /// The unit of the quantity.
    #[schema(max_length = 200)]
    unit: Option<String>,
    /// The price of one unit, tax included. A rounding line needs none.
    unit_price: Option<AmountBody>,
    /// What was taken off the line.
    discount: Option<AmountBody>,
    /// Quantity times unit price, less the discount.
    total: AmountBody,
    /// How it is taxed; by default as the invoice settings say. A rounding line has none.
    tax: Option<TaxBody>,
}

impl NewInvoiceBody {
    /// The checked invoice.
    pub fn check(self) -> Result<NewInvoice, ApiError> {
        let mut invalid = Invalid::default();
        let number = invalid.parse_option::<InvoiceNumber>("/number", self.number);
        let Some(currency) = invalid.check("/currency", Currency::from_stored(&self.currency)) else {
            return Err(invalid.into());
        };
        let lines = self.lines.into_iter().enumerate();
        let lines: Vec<NewInvoiceLine> = lines
            .filter_map(|(index, line)| line.check(&mut invalid, &format!("/lines/{index}"), currency))
            .collect();
        let total = invalid.check("/total", self.total.minor_units(currency));
        let mut label = |pointer: &str, text: Option<String>| invalid.parse_option::<Label>(pointer, text);
        let buyer = BuyerFacts {
            reference: label("/buyer_reference", self.buyer_reference).map(Personal::new),
            tax_id: label("/buyer_tax_id", self.buyer_tax_id).map(Personal::new),
        };
        let exemption_reason = label("/exemption_reason", self.exemption_reason);
        invalid.finish_with(total.map(|total| NewInvoice {
            number,
            customer: CustomerId::new(self.customer_id),
            issued_on: self.issued_on,
            due_on: self.due_on,
            store: self.store_id.map(StoreId::new),
            currency,
            lines,
            total,
            buyer,
            exemption_reason,
        }))
    }
}

impl NewInvoiceLineBody {
    fn check(self, invalid: &mut Invalid, pointer: &str, currency: Currency) -> Option<NewInvoiceLine> {
        let Self { kind, sku, name, category, quantity, unit, unit_price, discount, total, tax } = self;
        if kind == LineKindBody::Rounding && tax.is_some() {
            invalid.add(format!("{pointer}/tax"), "does_not_fit", "a rounding line is not taxed");
            return None;
        }
        let tax = match tax {
            Some(tax) => Some(tax.check(invalid, &format!("{pointer}/tax"))?),
            None => None,
        };
        let line = NewLineBody { kind, sku, name, category, quantity, unit, unit_price, discount, total };
        Some(NewInvoiceLine { line: line.check(invalid, pointer, currency)?, tax })
    }
}
