//! The sums of a document by the calculation rules of EN 16931 (BR-CO-10 to BR-CO-17). Receipts are priced with the tax, and
//! the standard reckons without it: each line is taken without its tax to the minor unit, the tax is reckoned of the sum of
//! each rate, and what that makes of a difference is the rounding amount (BT-114), so that what is to be paid is what was billed.

use std::collections::BTreeMap;

use super::document::{UblDocument, UblLine};
use crate::{LineTax, TaxCategory, TaxPercent};

/// A whole in the hundredths of percentages.
const WHOLE: i128 = 10_000;
/// Parts of a minor unit in which prices are reckoned.
const PRICE_PARTS: i128 = 100_000_000;

/// A line without tax, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UblLineFigures {
    /// What it comes to (BT-131).
    pub net: i64,
    /// What was taken off it (BT-136).
    pub allowance: i64,
    /// The price of one (BT-146), in hundred-millionths of a minor unit.
    pub price: i128,
}

/// The tax of one category and rate (BG-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UblTax {
    /// The category and rate.
    pub tax: LineTax,
    /// The sum of its lines (BT-116).
    pub taxable: i64,
    /// The tax (BT-117).
    pub amount: i64,
}

/// The sums of a document, in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UblFigures {
    /// The lines, in their order.
    pub lines: Vec<UblLineFigures>,
    /// The taxes.
    pub taxes: Vec<UblTax>,
    /// The sum of the lines (BT-106), which is that without tax (BT-109), because nothing is taken off the whole.
    pub net: i64,
    /// The sum of the taxes (BT-110).
    pub tax: i64,
    /// The sum with tax (BT-112).
    pub gross: i64,
    /// What the sum is rounded by (BT-114).
    pub rounding: i64,
    /// What is to be paid (BT-115).
    pub payable: i64,
}

/// `amount × numerator / denominator`, a half rounded up.
const fn share(amount: i128, numerator: i128, denominator: i128) -> i128 {
    (2 * amount * numerator + denominator).div_euclid(2 * denominator)
}

/// The same of minor units, which are no more than they were.
fn minor_share(amount: i64, numerator: i128, denominator: i128) -> i64 {
    i64::try_from(share(amount.into(), numerator, denominator)).unwrap_or(amount)
}

fn rate(percent: TaxPercent) -> i128 {
    i128::from(percent.hundredths())
}

fn without_tax(line: &UblLine) -> UblLineFigures {
    let whole = WHOLE + rate(line.tax.percent());
    let net = minor_share(line.total, WHOLE, whole);
    let allowance = minor_share(line.discount, WHOLE, whole);
    let price = share(i128::from(line.unit_price) * PRICE_PARTS, WHOLE, whole);
    UblLineFigures { net, allowance, price }
}

/// The sums of a document.
pub fn figures(document: &UblDocument) -> UblFigures {
    let lines: Vec<UblLineFigures> = document.lines.iter().map(without_tax).collect();
    let mut taxable: BTreeMap<(TaxCategory, TaxPercent), (LineTax, i64)> = BTreeMap::new();
    for (line, figures) in document.lines.iter().zip(&lines) {
        let key = (line.tax.category(), line.tax.percent());
        taxable.entry(key).or_insert((line.tax, 0)).1 += figures.net;
    }
    let taxes: Vec<UblTax> = taxable
        .into_values()
        .map(|(tax, taxable)| UblTax {
            tax,
            taxable,
            amount: minor_share(taxable, rate(tax.percent()), WHOLE),
        })
        .collect();
    let net: i64 = lines.iter().map(|line| line.net).sum();
    let tax: i64 = taxes.iter().map(|tax| tax.amount).sum();
    let gross = net + tax;
    UblFigures { lines, taxes, net, tax, gross, rounding: document.total - gross, payable: document.total }
}
