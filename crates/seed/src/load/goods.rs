//! What the merchant sells.

use regulars_kernel::{Label, Quantity};
use regulars_purchases::{LineKind, ReceiptLine};

use crate::SeedError;
use crate::demo::draw::Draw;
use crate::label;

const CATEGORIES: [&str; 8] =
    ["Bakery", "Fruit", "Vegetables", "Dairy", "Meat", "Wine", "Household", "Sweets"];
/// How many goods there are.
const COUNT: u32 = 400;
/// The dearest costs this much in minor units; every other one is cheaper.
const DEAREST: u32 = 240_000;

/// One of the goods.
struct Article {
    sku: Label,
    name: Label,
    category: Label,
    unit_price: i64,
    /// Whether it is sold by weight.
    weighed: bool,
}

/// All that is sold.
pub(super) struct Goods(Vec<Article>);

impl Goods {
    pub fn new() -> Result<Self, SeedError> {
        let article = |number: u32| {
            let category = CATEGORIES[number as usize % CATEGORIES.len()];
            Ok(Article {
                sku: label(&format!("S-{number:04}"))?,
                name: label(&format!("{category} {number}"))?,
                category: label(category)?,
                // Steps of 7,919, which has no divisor in common with the dearest price, reach every part of the range.
                unit_price: i64::from(1_000 + number * 7_919 % DEAREST / 100 * 100),
                weighed: matches!(category, "Fruit" | "Vegetables" | "Meat"),
            })
        };
        (1..=COUNT).map(article).collect::<Result<Vec<_>, _>>().map(Self)
    }

    /// One line of a receipt.
    pub fn line(&self, draw: &Draw, kilogram: &Label) -> ReceiptLine {
        let article = draw.pick(&self.0);
        let thousandths = if article.weighed { 200 + draw.below(1_800) } else { 1_000 * (1 + draw.below(3)) };
        let thousandths = i64::try_from(thousandths).unwrap_or(1_000);
        ReceiptLine {
            kind: LineKind::Item,
            sku: Some(article.sku.clone()),
            name: Some(article.name.clone()),
            category: Some(article.category.clone()),
            quantity: Quantity::from_thousandths(thousandths),
            unit: article.weighed.then(|| kilogram.clone()),
            unit_price: article.unit_price,
            discount: 0,
            // A price is a multiple of a hundred and a weight one of a gram: halves are rounded up, as tills do.
            total: (thousandths * article.unit_price + 500) / 1_000,
        }
    }
}
