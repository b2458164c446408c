//! What was agreed upon: a price or a discount.

use regulars_companies::{AgreedTerms, DiscountPercent};
use regulars_kernel::{Currency, Money};

use crate::error::Invalid;
use crate::v1::money::MoneyBody;

/// The checked terms, of which exactly one is given; nothing after errors were noted.
pub fn check_terms(
    price: Option<MoneyBody>,
    discount: Option<String>,
    invalid: &mut Invalid,
) -> Option<AgreedTerms> {
    match (price, discount) {
        (Some(MoneyBody { amount, currency }), None) => {
            let currency = invalid.check("/price/currency", currency.parse::<Currency>())?;
            if amount < 0 {
                invalid.add("/price/amount", "too_small", "must not be below zero");
                return None;
            }
            Some(AgreedTerms::Price(Money::new(amount, currency)))
        }
        (None, Some(percent)) => {
            let percent = invalid.check("/discount_percent", percent.parse::<DiscountPercent>());
            percent.map(AgreedTerms::Discount)
        }
        (Some(_), Some(_)) => {
            invalid.add(
                "/discount_percent",
                "does_not_fit",
                "is given beside a price; one of the two is agreed upon",
            );
            None
        }
        (None, None) => {
            invalid.add("/price", "required", "is required, or `discount_percent`");
            None
        }
    }
}
