//! Lines of an offer on the wire.

use regulars_companies::{DiscountPercent, LineDiscount, NewOfferLine, OfferLine};
use regulars_kernel::{Currency, Label, Money, Personal, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;
use crate::v1::invoices::tax_body::TaxBody;
use crate::v1::money::MoneyBody;

/// What is offered, how much of it, and for how much.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOfferLineBody {
    /// The number of the goods, as receipts have it. With it the line has the price that was agreed upon with the company, unless
    /// one is sent.
    #[schema(min_length = 1, max_length = 200)]
    sku: Option<String>,
    /// Their category, where prices are agreed upon for categories.
    #[schema(min_length = 1, max_length = 200)]
    category: Option<String>,
    /// What they are called.
    #[schema(min_length = 1, max_length = 200)]
    description: String,
    /// How much of them: a decimal with at most three places; 1 when nothing is said.
    #[schema(max_length = 40, example = "20")]
    quantity: Option<String>,
    /// In which unit.
    #[schema(min_length = 1, max_length = 200, example = "kg")]
    unit: Option<String>,
    /// The price of one with its tax, in minor units of the offer's currency. Needed where none was agreed upon for the goods.
    #[schema(minimum = 0, maximum = 1_000_000_000_000_i64)]
    unit_price: Option<i64>,
    /// What is taken off, in percent: a decimal up to 100, with at most two places. When nothing is said, the discount that was
    /// agreed upon, where one was; `0` gives none.
    #[schema(pattern = "^[0-9]{1,3}([.][0-9]{1,2})?$", max_length = 6, example = "5")]
    discount_percent: Option<String>,
    /// How it is taxed.
    tax: Option<TaxBody>,
}

impl NewOfferLineBody {
    fn check(self, pointer: &str, invalid: &mut Invalid) -> Option<NewOfferLine> {
        let at = |name: &str| format!("{pointer}/{name}");
        let sku = invalid.check_option(&at("sku"), self.sku.map(|text| text.parse::<Label>()));
        let category = invalid.check_option(&at("category"), self.category.map(|text| text.parse::<Label>()));
        let description = invalid.check(&at("description"), self.description.parse::<Label>());
        let quantity = self.quantity.map(|text| text.parse::<Quantity>());
        let quantity = invalid.check_option(&at("quantity"), quantity);
        let unit = invalid.check_option(&at("unit"), self.unit.map(|text| text.parse::<Label>()));
        let tax = match self.tax {
            Some(tax) => tax.check(invalid, &at("tax")).map(Some),
            None => Some(None),
        };
        let discount = match self.discount_percent {
            None => Some(LineDiscount::AsAgreed),
            Some(text) if text.bytes().all(|byte| matches!(byte, b'0' | b'.')) => Some(LineDiscount::None),
            Some(text) => {
                let percent = invalid.check(&at("discount_percent"), text.parse::<DiscountPercent>());
                percent.map(LineDiscount::Percent)
            }
        };
        Some(NewOfferLine {
            sku: sku?,
            category: category?,
            description: Personal::new(description?),
            quantity: quantity?.unwrap_or(Quantity::from_thousandths(1_000)),
            unit: unit?,
            unit_price: self.unit_price,
            discount: discount?,
            tax: tax?,
        })
    }
}

/// The checked lines; nothing after errors were noted.
pub fn check_lines(lines: Vec<NewOfferLineBody>, invalid: &mut Invalid) -> Option<Vec<NewOfferLine>> {
    let checked: Vec<Option<NewOfferLine>> = lines
        .into_iter()
        .enumerate()
        .map(|(place, line)| line.check(&format!("/lines/{place}"), invalid))
        .collect();
    checked.into_iter().collect()
}

/// A line of an offer.
#[derive(Serialize, ToSchema)]
pub struct OfferLineBody {
    /// The number of the goods.
    #[schema(example = "1003", max_length = 200)]
    sku: Option<String>,
    /// Their category.
    #[schema(max_length = 200)]
    category: Option<String>,
    /// What they are called.
    #[schema(example = "Rolls", max_length = 200)]
    description: String,
    /// How much of them.
    #[schema(example = "200.000", max_length = 20)]
    quantity: String,
    /// In which unit.
    #[schema(example = "kg", max_length = 200)]
    unit: Option<String>,
    /// The price of one with its tax.
    unit_price: MoneyBody,
    /// What is taken off, in percent; `null` where nothing is.
    #[schema(example = "5.00", max_length = 6)]
    discount_percent: Option<String>,
    /// What the line comes to: quantity by price less the discount.
    total: MoneyBody,
    /// How it is taxed; `null` where nothing was said.
    tax: Option<TaxBody>,
    /// The agreement from which the price or the discount was drawn; `null` where it was said.
    price_agreement_id: Option<Uuid>,
}

impl OfferLineBody {
    /// The line of an offer in that currency.
    pub fn new(line: OfferLine, currency: Currency) -> Self {
        let total = Money::new(line.total().unwrap_or(Money::MAX_AMOUNT), currency);
        let OfferLine { sku, category, description, quantity, unit, unit_price, discount, tax, agreement } =
            line;
        Self {
            sku: sku.map(Label::into_string),
            category: category.map(Label::into_string),
            description: description.into_exposed().into_string(),
            quantity: quantity.to_string(),
            unit: unit.map(Label::into_string),
            unit_price: Money::new(unit_price, currency).into(),
            discount_percent: discount.map(|percent| percent.to_string()),
            total: total.into(),
            tax: tax.map(TaxBody::from),
            price_agreement_id: agreement.map(|id| id.value()),
        }
    }
}
