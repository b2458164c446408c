use proptest::prelude::*;
use regulars_kernel::Quantity;

use super::*;
use crate::Tender;

fn item(quantity: &str, unit_price: i64, discount: i64, total: i64) -> ReceiptLine {
    ReceiptLine {
        kind: LineKind::Item,
        sku: Some("4006381333931".parse().unwrap()),
        name: None,
        category: None,
        quantity: quantity.parse().unwrap(),
        unit: None,
        unit_price,
        discount,
        total,
    }
}

fn receipt(lines: Vec<ReceiptLine>, total: i64) -> NewPurchase {
    NewPurchase {
        id: None,
        source: None,
        receipt_number: "1".parse().unwrap(),
        business_date: None,
        occurred_at: "2026-11-21T10:00:00Z".parse().unwrap(),
        historic: false,
        sent_at: None,
        store: None,
        identify: None,
        currency: "RSD".parse().unwrap(),
        lines,
        total,
        tenders: Vec::new(),
        coupons: Vec::new(),
        cart: None,
    }
}

fn problems(new: &NewPurchase) -> Vec<(String, ProblemReason)> {
    let rsd = "RSD".parse().unwrap();
    check(new, rsd).into_iter().map(|problem| (problem.place.to_string(), problem.reason)).collect()
}

#[test]
fn a_receipt_that_adds_up_is_taken() {
    let lines =
        vec![item("2", 12_000, 0, 24_000), item("0.345", 99_900, 500, 33_966), ReceiptLine::rounding(34)];
    assert_eq!(problems(&receipt(lines, 58_000)), []);
}

#[test]
fn an_exact_half_may_be_rounded_either_way_and_nothing_else_may() {
    for (total, fits) in [(62, true), (63, true), (61, false), (64, false)] {
        let found = problems(&receipt(vec![item("0.5", 125, 0, total)], total));
        let expected =
            if fits { vec![] } else { vec![("/lines/0/total".to_owned(), ProblemReason::LineTotal(63))] };
        assert_eq!(found, expected, "{total}");
    }
}

#[test]
fn every_wrong_line_is_named() {
    let mut nameless = item("1", 100, 0, 100);
    nameless.sku = None;
    let lines = vec![
        item("1", 100, 0, 101),
        item("1", 100, 101, 0),
        item("1", -1, 0, 0),
        item("1", 100, -1, 101),
        nameless,
        ReceiptLine::rounding(501),
        ReceiptLine::rounding(1),
    ];
    let found = problems(&receipt(lines, 804));
    let places: Vec<_> = found.iter().map(|(place, _)| place.as_str()).collect();
    let expected = [
        "/lines/0/total",
        "/lines/1/discount",
        "/lines/2/unit_price",
        "/lines/3/discount",
        "/lines/4/sku",
        "/lines/5/total",
        "/lines/6",
    ];
    assert_eq!(places, expected);
    assert_eq!(found[6].1, ProblemReason::SecondRounding);
}

#[test]
fn the_sum_the_currency_and_the_years_are_checked() {
    let mut new = receipt(vec![item("1", 100, 0, 100)], 99);
    new.currency = "EUR".parse().unwrap();
    new.occurred_at = "9999-12-31T23:59:59Z".parse().unwrap();
    let rsd = "RSD".parse().unwrap();
    let expected = [
        ("/currency".to_owned(), ProblemReason::OtherCurrency(rsd)),
        ("/occurred_at".to_owned(), ProblemReason::YearOutOfRange),
        ("/total".to_owned(), ProblemReason::SumOfLines(100)),
    ];
    assert_eq!(problems(&new), expected);
}

#[test]
fn a_receipt_has_1_to_500_lines_and_an_item_among_them() {
    assert_eq!(problems(&receipt(vec![], 0)), [("/lines".to_owned(), ProblemReason::Count(1, 500))]);
    let many = vec![item("1", 1, 0, 1); 501];
    assert_eq!(problems(&receipt(many, 501)), [("/lines".to_owned(), ProblemReason::Count(1, 500))]);
    assert_eq!(problems(&receipt(vec![item("1", 1, 0, 1); 500], 500)), []);
    let only_rounding = receipt(vec![ReceiptLine::rounding(1)], 1);
    assert_eq!(problems(&only_rounding), [("/lines".to_owned(), ProblemReason::NoItem)]);
}

#[test]
fn amounts_beyond_any_receipt_are_refused() {
    let price = Money::MAX_AMOUNT;
    let mut new = receipt(vec![item("1000000", price, 0, price)], price);
    assert_eq!(problems(&new), [("/lines/0/total".to_owned(), ProblemReason::LineTotal(price * 1_000_000))]);
    new = receipt(vec![item("1", price, 0, price), item("1", price, 0, price)], 2 * price);
    assert_eq!(problems(&new), [("/total".to_owned(), ProblemReason::OutOfRange(-price, price))]);
    new = receipt(vec![item("1", 1, 0, 1)], 1);
    new.tenders = vec![Tender::Points { amount: i64::MIN, points: 1 }];
    assert_eq!(problems(&new), [("/tenders/0".to_owned(), ProblemReason::OutOfRange(-price, price))]);
}

fn handed_back(quantity: &str, unit_price: i64, discount: i64, total: i64) -> ReceiptLine {
    ReceiptLine {
        quantity: Quantity::parse_signed(quantity).unwrap(),
        ..item("1", unit_price, discount, total)
    }
}

#[test]
fn a_line_may_be_handed_back_and_a_receipt_may_be_negative() {
    let bottles = handed_back("-12", 700, 0, -8_400);
    assert_eq!(problems(&receipt(vec![item("1", 5_000, 0, 5_000), bottles.clone()], -3_400)), []);
    assert_eq!(problems(&receipt(vec![bottles, ReceiptLine::rounding(-500)], -8_900)), []);
    assert_eq!(problems(&receipt(vec![handed_back("-0.5", 125, 0, -62)], -62)), []);
    assert_eq!(problems(&receipt(vec![handed_back("-2", 100, -20, -180)], -180)), []);
    for (line, place) in [
        (handed_back("-2", 100, 0, -201), "/lines/0/total"),
        (handed_back("-2", 100, 0, 200), "/lines/0/total"),
        (handed_back("-2", -100, 0, -200), "/lines/0/unit_price"),
        (handed_back("-2", 100, 20, -220), "/lines/0/discount"),
        (handed_back("-2", 100, -201, 0), "/lines/0/discount"),
        (item("2", 100, 0, -200), "/lines/0/total"),
    ] {
        let total = line.total;
        let found = problems(&receipt(vec![line], total));
        assert_eq!(found.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), [place]);
    }
}

#[test]
fn a_rounding_is_at_most_five_of_the_currency() {
    for (currency, most) in [("RSD", 500), ("JPY", 5), ("KWD", 5_000)] {
        for (rounding, fits) in [(most, true), (-most, true), (most + 1, false), (-most - 1, false)] {
            let mut new = receipt(
                vec![item("1", 100_000, 0, 100_000), ReceiptLine::rounding(rounding)],
                100_000 + rounding,
            );
            new.currency = currency.parse().unwrap();
            assert_eq!(check(&new, new.currency).is_empty(), fits, "{currency} {rounding}");
        }
    }
}

#[test]
fn more_than_twenty_payments_or_coupons_are_refused() {
    let mut new = receipt(vec![item("1", 1, 0, 1)], 1);
    new.tenders = vec![Tender::Money { amount: 1, method: None }; 20];
    new.coupons = vec!["A".parse().unwrap(); 20];
    assert_eq!(problems(&new), []);
    new.tenders.push(Tender::Money { amount: 1, method: None });
    new.coupons.push("A".parse().unwrap());
    let count = ProblemReason::Count(0, 20);
    assert_eq!(problems(&new), [("/tenders".to_owned(), count), ("/coupons".to_owned(), count)]);
}

proptest! {
    #[test]
    fn a_total_is_taken_exactly_when_it_is_within_half_a_unit(
        thousandths in 1..5_000_000_i64, unit_price in 0..1_000_000_i64, off in -2..=2_i64, share in 0..=100_i64,
    ) {
        let gross = i128::from(thousandths) * i128::from(unit_price);
        let rounded = i64::try_from((gross + 500) / 1000).unwrap();
        let discount = rounded * share / 100;
        let total = rounded - discount + off;
        let mut line = item("1", unit_price, discount, total);
        line.quantity = Quantity::from_thousandths(thousandths);
        let distance = (1000 * i128::from(total + discount) - gross).abs();
        let taken = problems(&receipt(vec![line], total)).is_empty();
        prop_assert_eq!(taken, distance <= 500 && total >= 0);
    }
}
