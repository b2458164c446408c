use proptest::prelude::*;

use super::*;
use crate::{Fingerprint, ReceiptKey, ReceiptLine};

fn purchase(lines: Vec<ReceiptLine>) -> Purchase {
    let occurred_at = "2026-11-21T10:00:00Z".parse().unwrap();
    let total = lines.iter().map(|line| line.total).sum();
    let lines = (1..).zip(lines).map(|(number, line)| PurchaseLine {
        number,
        line,
        refunded_thousandths: 0,
        refunded_total: 0,
    });
    Purchase {
        id: "01930000-0000-7000-8000-000000000001".parse().unwrap(),
        key: ReceiptKey {
            source: "till".parse().unwrap(),
            business_date: "2026-11-21".parse().unwrap(),
            number: "1".parse().unwrap(),
        },
        fingerprint: Fingerprint([0; 32]),
        customer: None,
        identification: None,
        warning: None,
        store: None,
        terminal: None,
        occurred_at,
        recorded_at: occurred_at,
        clock_skewed: false,
        counts_as_recorded: false,
        currency: "RSD".parse().unwrap(),
        lines: lines.collect(),
        total,
        refunded_total: 0,
        fully_refunded: false,
        tenders: Vec::new(),
        coupons: Vec::new(),
        cart: None,
        warnings: Vec::new(),
        returnable_until: None,
        returnable_by: None,
    }
}

fn item(thousandths: i64, total: i64) -> ReceiptLine {
    ReceiptLine {
        kind: LineKind::Item,
        sku: Some("4006381333931".parse().unwrap()),
        name: None,
        category: None,
        quantity: Quantity::from_thousandths(thousandths),
        unit: None,
        unit_price: 0,
        discount: 0,
        total,
    }
}

fn part(line: u32, thousandths: i64) -> RefundLine {
    RefundLine { line, quantity: Quantity::from_thousandths(thousandths) }
}

/// Gives `parts` back and writes it down as a store does.
fn give(purchase: &mut Purchase, parts: &[RefundLine]) -> Effect {
    let effect = effect(purchase, parts).unwrap();
    for part in &effect.lines {
        let line = purchase.lines.iter_mut().find(|line| line.number == part.line).unwrap();
        line.refunded_thousandths += part.quantity.thousandths();
        line.refunded_total += part.total;
    }
    purchase.refunded_total += effect.total;
    purchase.fully_refunded = effect.completes;
    effect
}

#[test]
fn three_thirds_of_a_line_give_back_its_total() {
    let mut bought = purchase(vec![item(3000, 1000)]);
    let paid: Vec<_> = (0..3).map(|_| give(&mut bought, &[part(1, 1000)]).total).collect();
    assert_eq!(paid, [333, 334, 333]);
    assert!(bought.fully_refunded);
}

#[test]
fn the_rounding_goes_back_with_the_last_item() {
    let mut bought = purchase(vec![item(1000, 499), ReceiptLine::rounding(1), item(2000, 1000)]);
    assert_eq!(give(&mut bought, &[part(3, 2000)]).total, 1000);
    let last = give(&mut bought, &[part(1, 1000)]);
    assert_eq!((last.total, last.completes), (500, true));
    assert_eq!(bought.refunded_total, bought.total);
    assert!(bought.lines.iter().all(PurchaseLine::is_fully_refunded));
}

#[test]
fn more_than_was_bought_is_refused_with_the_line() {
    let mut bought = purchase(vec![item(2000, 1000), ReceiptLine::rounding(1), item(1000, 10)]);
    give(&mut bought, &[part(1, 500), part(3, 1000)]);
    let parts = [part(1, 1501), part(2, 1000), part(4, 1), part(3, 1), part(1, 1)];
    let found = effect(&bought, &parts).unwrap_err();
    let left = Quantity::from_thousandths(1500);
    let expected = [
        ("/lines/0/quantity", RefundProblemReason::MoreThanBought(left)),
        ("/lines/1/line", RefundProblemReason::NotAnItem),
        ("/lines/2/line", RefundProblemReason::UnknownLine),
        ("/lines/3/quantity", RefundProblemReason::NothingLeft),
        ("/lines/4/line", RefundProblemReason::Twice),
    ];
    let found: Vec<_> = found.iter().map(|problem| (problem.pointer.as_str(), problem.reason)).collect();
    assert_eq!(found, expected);
    let none = effect(&bought, &[]).unwrap_err();
    assert_eq!(none[0].reason, RefundProblemReason::Count(1, 500));
}

#[test]
fn what_was_handed_back_is_not_refunded_and_does_not_keep_a_receipt_from_being_given_back_whole() {
    let mut bought = purchase(vec![item(1000, 500), item(-2000, -140)]);
    let found = effect(&bought, &[part(2, 1000)]).unwrap_err();
    assert_eq!(
        (found[0].pointer.as_str(), found[0].reason),
        ("/lines/0/line", RefundProblemReason::HandedBack)
    );
    assert_eq!(bought.lines[1].refundable(), None);
    let whole = give(&mut bought, &[part(1, 1000)]);
    assert_eq!((whole.total, whole.completes), (500, true));
}

proptest! {
    #[test]
    fn any_partition_gives_back_exactly_what_was_paid(
        lines in prop::collection::vec((1..20_000_i64, 0..100_000_i64), 1..6),
        cuts in prop::collection::vec((0..6_usize, 1..7_000_i64), 0..40),
        rounding in -100..=100_i64,
    ) {
        let mut goods: Vec<_> = lines.iter().map(|(thousandths, total)| item(*thousandths, *total)).collect();
        goods.push(ReceiptLine::rounding(rounding));
        let mut bought = purchase(goods);
        let rest = lines.iter().enumerate().map(|(index, _)| (index, i64::MAX));
        for (index, wanted) in cuts.into_iter().chain(rest) {
            let Some(left) = bought.lines.get(index).and_then(PurchaseLine::refundable) else { continue };
            let number = bought.lines[index].number;
            let effect = give(&mut bought, &[part(number, wanted.min(left.thousandths()))]);
            let items = effect.lines.iter().filter(|line| line.line == number);
            prop_assert!(items.into_iter().all(|line| line.total >= 0));
        }
        prop_assert!(bought.fully_refunded);
        prop_assert_eq!(bought.refunded_total, bought.total);
        for line in &bought.lines {
            prop_assert_eq!(line.refunded_total, line.line.total);
        }
    }
}
