//! Puts prices on the lines of an offer: those that are said, or else those that were agreed upon.

use regulars_kernel::{CompanyId, Currency, Date, Money, StoreError};

use super::line::{LineDiscount, NewOfferLine, OfferLine};
use super::offer::{OfferFault, OfferTerms};
use super::store::OfferReads;
use crate::prices::agreement::AgreedTerms;
use crate::prices::in_force::{PriceQuestion, agreement_in_force};
use crate::{NewOffer, PriceAgreement};

/// Why there are no terms.
#[derive(Debug, thiserror::Error)]
pub enum PriceLinesError {
    /// The offer makes no sense.
    #[error(transparent)]
    Fault(#[from] OfferFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The terms of an offer to a company, with the prices and discounts that hold today where none are said. One statement, however
/// many lines there are.
pub(super) async fn priced(
    store: &mut dyn OfferReads,
    company: CompanyId,
    today: Date,
    new: NewOffer,
) -> Result<OfferTerms, PriceLinesError> {
    let NewOffer { title, message, currency, valid_until, lines } = new;
    if valid_until < today {
        return Err(OfferFault::ValidUntilPassed.into());
    }
    let agreements = agreements_for(store, company, today, &lines).await?;
    let mut priced = Vec::with_capacity(lines.len());
    let mut total = 0_i64;
    for (place, line) in lines.into_iter().enumerate() {
        let line = price(line, &agreements, (today, currency)).ok_or(OfferFault::NoPrice(place))?;
        total += line.total().ok_or(OfferFault::LineTooLarge(place))?;
        priced.push(line);
    }
    if total > Money::MAX_AMOUNT {
        return Err(OfferFault::TooLarge.into());
    }
    Ok(OfferTerms { title, message, currency, valid_until, lines: priced, total })
}

async fn agreements_for(
    store: &mut dyn OfferReads,
    company: CompanyId,
    today: Date,
    lines: &[NewOfferLine],
) -> Result<Vec<PriceAgreement>, StoreError> {
    let is_open = |line: &&NewOfferLine| line.unit_price.is_none() || line.discount == LineDiscount::AsAgreed;
    let asked: Vec<PriceQuestion> =
        lines.iter().filter(is_open).filter_map(|line| question(line, today)).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    store.agreements_for_offer(company, today, &asked).await
}

/// Nothing is agreed upon for goods that have no number.
fn question(line: &NewOfferLine, today: Date) -> Option<PriceQuestion> {
    let sku = line.sku.clone()?;
    Some(PriceQuestion { sku, category: line.category.clone(), quantity: line.quantity, day: today })
}

/// The line with a price. None when none is said and none was agreed upon.
fn price(
    line: NewOfferLine,
    agreements: &[PriceAgreement],
    (today, currency): (Date, Currency),
) -> Option<OfferLine> {
    let found = question(&line, today).and_then(|asked| agreement_in_force(agreements, &asked).cloned());
    let NewOfferLine { sku, category, description, quantity, unit, unit_price, discount, tax } = line;
    let said = match discount {
        LineDiscount::Percent(percent) => Some(percent),
        LineDiscount::AsAgreed | LineDiscount::None => None,
    };
    let (unit_price, discount, agreement) = match (unit_price, found) {
        (None, Some(PriceAgreement { id, terms: AgreedTerms::Price(price), .. }))
            if price.currency == currency =>
        {
            (price.amount, said, Some(id))
        }
        (None, _) => return None,
        (Some(price), Some(PriceAgreement { id, terms: AgreedTerms::Discount(percent), .. }))
            if discount == LineDiscount::AsAgreed =>
        {
            (price, Some(percent), Some(id))
        }
        (Some(price), _) => (price, said, None),
    };
    Some(OfferLine { sku, category, description, quantity, unit, unit_price, discount, tax, agreement })
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{Actor, Instant, Personal, PriceAgreementId};
    use uuid::Uuid;

    use super::*;
    use crate::AgreedGoods;

    fn agreement(number: u128, sku: &str, min: &str, terms: AgreedTerms) -> PriceAgreement {
        PriceAgreement {
            id: PriceAgreementId::new(Uuid::from_u128(number)),
            company: CompanyId::new(Uuid::nil()),
            goods: AgreedGoods::Sku(sku.parse().unwrap()),
            min_quantity: min.parse().unwrap(),
            terms,
            from: "2026-01-01".parse().unwrap(),
            until: None,
            note: None,
            added_by: Actor::System,
            created_at: Instant::UNIX_EPOCH,
            updated_at: Instant::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_is_said_goes_before_what_was_agreed_upon() {
        let (dinar, euro): (Currency, Currency) = ("RSD".parse().unwrap(), "EUR".parse().unwrap());
        let agreements = [
            agreement(1, "1001", "1", AgreedTerms::Price(Money::new(100, dinar))),
            agreement(2, "1001", "20", AgreedTerms::Price(Money::new(90, dinar))),
            agreement(3, "2002", "1", AgreedTerms::Discount("10".parse().unwrap())),
        ];
        let today = "2026-11-21".parse().unwrap();
        let told = |sku: Option<&str>, quantity: &str, unit_price, discount, currency| {
            let line = NewOfferLine {
                sku: sku.map(|sku| sku.parse().unwrap()),
                category: None,
                description: Personal::new("Hleb".parse().unwrap()),
                quantity: quantity.parse().unwrap(),
                unit: None,
                unit_price,
                discount,
                tax: None,
            };
            price(line, &agreements, (today, currency)).map(|line| {
                let percent = line.discount.map(|percent| percent.hundredths());
                (line.unit_price, percent, line.agreement.map(|id| id.value().as_u128()))
            })
        };
        let five = LineDiscount::Percent("5".parse().unwrap());
        let agreed = LineDiscount::AsAgreed;
        assert_eq!(told(Some("1001"), "1", None, agreed, dinar), Some((100, None, Some(1))));
        assert_eq!(told(Some("1001"), "20", None, five, dinar), Some((90, Some(500), Some(2))));
        assert_eq!(told(Some("1001"), "20", Some(95), agreed, dinar), Some((95, None, None)));
        assert_eq!(told(Some("1001"), "20", None, agreed, euro), None);
        assert_eq!(told(Some("1001"), "0.5", None, agreed, dinar), None);
        assert_eq!(told(Some("2002"), "1", Some(50), agreed, euro), Some((50, Some(1_000), Some(3))));
        assert_eq!(told(Some("2002"), "1", Some(50), LineDiscount::None, dinar), Some((50, None, None)));
        assert_eq!(told(Some("2002"), "1", Some(50), five, dinar), Some((50, Some(500), None)));
        assert_eq!(told(Some("2002"), "1", None, agreed, dinar), None);
        assert_eq!(told(None, "1", None, agreed, dinar), None);
        assert_eq!(told(None, "1", Some(7), agreed, dinar), Some((7, None, None)));
    }
}
