//! What the demo's stores sell.

use regulars_kernel::Quantity;
use regulars_purchases::{LineKind, ReceiptLine};

use super::draw::Draw;
use super::label;
use crate::SeedError;

/// Goods on the shelf.
pub struct Goods {
    sku: &'static str,
    name: &'static str,
    category: &'static str,
    sold: Sold,
    /// In paras, for a piece or for a kilogram. A multiple of 1000, so that every weight costs whole paras.
    price: i64,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sold {
    /// Pieces.
    ByPiece,
    /// Kilograms.
    ByWeight,
}

use Sold::{ByPiece, ByWeight};

const fn goods(
    sku: &'static str,
    name: &'static str,
    category: &'static str,
    sold: Sold,
    price: i64,
) -> Goods {
    Goods { sku, name, category, sold, price }
}

/// Coffee and cheese, which the examples buy.
pub const COFFEE: Goods = goods("1001", "Kafa", "drinks", ByPiece, 18_000);
/// The cheese.
pub const CHEESE: Goods = goods("2002", "Sir", "dairy", ByWeight, 120_000);

/// Everything on the shelves.
const ASSORTMENT: [Goods; 32] = [
    COFFEE,
    goods("1002", "Sok od jabuke 1 l", "drinks", ByPiece, 16_000),
    goods("1003", "Kisela voda 1,5 l", "drinks", ByPiece, 9_000),
    goods("1004", "Čaj od nane", "drinks", ByPiece, 15_000),
    goods("1101", "Vino Prokupac 0,75 l", "wine", ByPiece, 89_000),
    goods("1102", "Vino Tamjanika 0,75 l", "wine", ByPiece, 99_000),
    goods("1103", "Šljivovica 0,7 l", "spirits", ByPiece, 145_000),
    goods("1201", "Pivo 0,5 l", "beer", ByPiece, 11_000),
    goods("2001", "Mleko 1 l", "dairy", ByPiece, 17_000),
    CHEESE,
    goods("2003", "Kajmak", "dairy", ByWeight, 160_000),
    goods("2004", "Jogurt 1 kg", "dairy", ByPiece, 19_000),
    goods("2005", "Pavlaka 400 g", "dairy", ByPiece, 16_000),
    goods("2006", "Jaja, 10 komada", "dairy", ByPiece, 24_000),
    goods("3001", "Hleb Sava", "bakery", ByPiece, 9_000),
    goods("3002", "Kifla", "bakery", ByPiece, 6_000),
    goods("3003", "Burek sa sirom", "bakery", ByPiece, 22_000),
    goods("3004", "Pita sa višnjama", "bakery", ByPiece, 25_000),
    goods("4001", "Jabuke Ajdared", "fruit", ByWeight, 9_000),
    goods("4002", "Šljive", "fruit", ByWeight, 14_000),
    goods("4003", "Maline", "fruit", ByWeight, 52_000),
    goods("4101", "Paprika", "vegetables", ByWeight, 18_000),
    goods("4102", "Paradajz", "vegetables", ByWeight, 21_000),
    goods("4103", "Krompir", "vegetables", ByWeight, 8_000),
    goods("5001", "Kulen", "meat", ByWeight, 260_000),
    goods("5002", "Pršuta", "meat", ByWeight, 240_000),
    goods("5003", "Ćevapi", "meat", ByWeight, 110_000),
    goods("6001", "Ajvar 580 g", "pantry", ByPiece, 48_000),
    goods("6002", "Med bagremov 900 g", "pantry", ByPiece, 95_000),
    goods("6003", "Džem od šipka", "pantry", ByPiece, 32_000),
    goods("6004", "Plazma keks 300 g", "pantry", ByPiece, 29_000),
    goods("7001", "Deterdžent za rublje 3 kg", "household", ByPiece, 82_000),
];

impl Goods {
    /// So many thousandths of it as a line, less a discount in paras.
    pub fn line(&self, thousandths: i64, discount: i64) -> Result<ReceiptLine, SeedError> {
        let unit = match self.sold {
            ByPiece => "kom",
            ByWeight => "kg",
        };
        Ok(ReceiptLine {
            kind: LineKind::Item,
            sku: Some(label(self.sku)?),
            name: Some(label(self.name)?),
            category: Some(label(self.category)?),
            quantity: Quantity::from_thousandths(thousandths),
            unit: Some(label(unit)?),
            unit_price: self.price,
            discount,
            total: self.price * thousandths / 1000 - discount,
        })
    }
}

/// What somebody carries to the till: one to seven lines.
pub fn draw_basket(draw: &Draw) -> Result<Vec<ReceiptLine>, SeedError> {
    (0..=draw.below(4) + draw.below(4)).map(|_| draw_line(draw)).collect()
}

fn draw_line(draw: &Draw) -> Result<ReceiptLine, SeedError> {
    let goods = draw.pick(&ASSORTMENT);
    let drawn = i64::try_from(draw.below(24)).unwrap_or_default();
    let thousandths = match goods.sold {
        ByPiece => (1 + drawn / 10) * 1000,
        ByWeight => 200 + drawn * 50,
    };
    // A tenth off, in whole dinars.
    let discount = if draw.below(12) == 0 { goods.price * thousandths / 1_000_000 * 100 } else { 0 };
    goods.line(thousandths, discount)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_weight_costs_whole_paras_and_no_number_comes_twice() {
        assert!(ASSORTMENT.iter().all(|goods| goods.price % 1000 == 0 && goods.price > 0));
        let numbers: BTreeSet<_> = ASSORTMENT.iter().map(|goods| goods.sku).collect();
        assert_eq!(numbers.len(), ASSORTMENT.len());
    }
}
