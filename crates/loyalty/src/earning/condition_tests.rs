use proptest::prelude::*;

use super::super::sample::{line, receipt, store};
use super::*;

fn labels(texts: &[&str]) -> BTreeSet<Label> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn total(from: i64) -> ReceiptCondition {
    ReceiptCondition::Test(ReceiptTest::Total { from: Some(from), to: None })
}

/// Monday, between eight and nine, in the first store: diesel and a coffee for 1,000, partly by card.
fn monday() -> ReceiptView {
    let lines = vec![line(1, "fuel/diesel", 4000, 800), line(2, "shop", 1000, 200)];
    let mut receipt = receipt("2026-11-02T08:30:00", lines);
    let card = TenderFacts::Money(700, Some("card".parse().unwrap()));
    receipt.tenders = vec![card, TenderFacts::Points(300), TenderFacts::Coupon(0)];
    receipt
}

fn path_of(condition: &ReceiptCondition, receipt: &ReceiptView) -> Option<String> {
    condition.fails(receipt).map(|fault| fault.path)
}

#[test]
fn each_question_is_about_what_it_names() {
    let receipt = monday();
    let terminal: TerminalId = "01930000-0000-7000-8000-000000000301".parse().unwrap();
    for (test, holds) in [
        (ReceiptTest::Total { from: Some(1000), to: Some(1000) }, true),
        (ReceiptTest::Total { from: Some(1001), to: None }, false),
        (ReceiptTest::Total { from: None, to: Some(999) }, false),
        (ReceiptTest::LineCount { from: Some(2), to: None }, true),
        (ReceiptTest::LineCount { from: None, to: Some(1) }, false),
        (ReceiptTest::Store(BTreeSet::from([store(1), store(2)])), true),
        (ReceiptTest::Store(BTreeSet::from([store(2)])), false),
        (ReceiptTest::Terminal(BTreeSet::from([terminal])), false),
        (ReceiptTest::Weekday(BTreeSet::from([1])), true),
        (ReceiptTest::Weekday(BTreeSet::from([7])), false),
        (ReceiptTest::Hour(BTreeSet::from([8])), true),
        (ReceiptTest::Hour(BTreeSet::from([9])), false),
        (ReceiptTest::Tender(labels(&["money"])), true),
        (ReceiptTest::Tender(labels(&["cash", "card"])), true),
        (ReceiptTest::Tender(labels(&["points"])), true),
        (ReceiptTest::Tender(labels(&["coupon", "cash"])), false),
        (ReceiptTest::Sku(labels(&["G2"])), true),
        (ReceiptTest::Sku(labels(&["G3"])), false),
        (ReceiptTest::Category(labels(&["fuel"])), true),
        (ReceiptTest::Category(labels(&["fuel/lpg", "sho"])), false),
    ] {
        assert_eq!(ReceiptCondition::Test(test.clone()).fails(&receipt).is_none(), holds, "{test:?}");
    }
}

#[test]
fn what_a_receipt_lacks_is_told_by_its_path() {
    let receipt = monday();
    let any = ReceiptCondition::Any(vec![total(2000), total(3000)]);
    let all = ReceiptCondition::All(vec![total(500), any.clone(), total(4000)]);
    assert_eq!(path_of(&total(1000), &receipt), None);
    assert_eq!(path_of(&total(2000), &receipt).as_deref(), Some(""));
    assert_eq!(path_of(&any, &receipt).as_deref(), Some("any"));
    assert_eq!(path_of(&all, &receipt).as_deref(), Some("all/1/any"));
    let nested = ReceiptCondition::All(vec![ReceiptCondition::All(vec![total(0), total(2000)])]);
    assert_eq!(path_of(&nested, &receipt).as_deref(), Some("all/0/all/1"));
    assert_eq!(path_of(&ReceiptCondition::Not(Box::new(total(1000))), &receipt).as_deref(), Some("not"));
    assert_eq!(path_of(&ReceiptCondition::All(Vec::new()), &receipt), None);
    assert_eq!(path_of(&ReceiptCondition::Any(Vec::new()), &receipt).as_deref(), Some("any"));
    assert_eq!((all.depth(), all.nodes()), (3, 6));
    assert_eq!((total(1).depth(), total(1).nodes()), (1, 1));
}

fn tree() -> BoxedStrategy<ReceiptCondition> {
    let at_eight = ReceiptCondition::Test(ReceiptTest::Hour(BTreeSet::from([8])));
    let leaf = prop_oneof![(0_i64..2000).prop_map(total), Just(at_eight)];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..=3).prop_map(ReceiptCondition::All),
            prop::collection::vec(inner.clone(), 0..=3).prop_map(ReceiptCondition::Any),
            inner.prop_map(|part| ReceiptCondition::Not(Box::new(part))),
        ]
    })
    .boxed()
}

/// The part of a tree to which a path leads.
fn at<'a>(condition: &'a ReceiptCondition, path: &str) -> &'a ReceiptCondition {
    let mut steps = path.split('/');
    match (condition, steps.next()) {
        (ReceiptCondition::All(parts), Some("all")) => {
            let index: usize = steps.next().unwrap().parse().unwrap();
            at(&parts[index], &steps.collect::<Vec<_>>().join("/"))
        }
        _ => condition,
    }
}

proptest! {
    #[test]
    fn a_tree_fails_where_its_turned_one_holds_and_names_a_part_that_fails(condition in tree()) {
        let receipt = monday();
        let fault = condition.fails(&receipt);
        let turned = ReceiptCondition::Not(Box::new(condition.clone()));
        prop_assert_eq!(turned.fails(&receipt).is_none(), fault.is_some());
        prop_assert!(condition.depth() <= condition.nodes());
        prop_assert_eq!(turned.depth(), condition.depth() + 1);
        prop_assert_eq!(turned.nodes(), condition.nodes() + 1);
        if let Some(fault) = fault {
            prop_assert!(at(&condition, &fault.path).fails(&receipt).is_some());
        }
    }
}
