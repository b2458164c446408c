//! To which receipts a rule gives: the filter tree over a receipt.

use std::collections::BTreeSet;

use chrono::{Datelike, Timelike};
use regulars_kernel::{Label, StoreId, TerminalId};

use super::receipt_facts::{ReceiptView, TenderFacts, is_gift_card};
use super::selector::is_under;

/// One question about a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptTest {
    /// `receipt.total`: at least the one, at most the other, in minor units.
    Total {
        /// At least.
        from: Option<i64>,
        /// At most.
        to: Option<i64>,
    },
    /// `receipt.line_count`: at least the one, at most the other.
    LineCount {
        /// At least.
        from: Option<i64>,
        /// At most.
        to: Option<i64>,
    },
    /// `receipt.store`: one of these.
    Store(BTreeSet<StoreId>),
    /// `receipt.terminal`: one of these.
    Terminal(BTreeSet<TerminalId>),
    /// `receipt.weekday`: one of these, from 1 for Monday.
    Weekday(BTreeSet<u8>),
    /// `receipt.hour`: one of these, from 0 to 23, on the merchant's wall.
    Hour(BTreeSet<u8>),
    /// `receipt.tender`: some of it was paid so: `money`, `points`, `coupon`, or by a method of money, such as `cash`.
    Tender(BTreeSet<Label>),
    /// `receipt.sku`: a line of one of these goods.
    Sku(BTreeSet<Label>),
    /// `receipt.category`: a line of one of these categories or under it.
    Category(BTreeSet<Label>),
}

/// A tree of questions, as filters are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptCondition {
    /// All of them hold.
    All(Vec<ReceiptCondition>),
    /// One of them holds.
    Any(Vec<ReceiptCondition>),
    /// It does not hold.
    Not(Box<ReceiptCondition>),
    /// What is asked holds.
    Test(ReceiptTest),
}

/// What a receipt lacks: the question that it fails, by its path in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionFault {
    /// The path, such as `all/0/any`.
    pub path: String,
}

impl ReceiptCondition {
    /// The most levels of a tree.
    pub const MOST_DEPTH: usize = 8;
    /// The most nodes of a tree.
    pub const MOST_NODES: usize = 100;

    /// What a receipt fails on, if it fails on anything: the first part of `all` that does not hold, an `any` of which no part
    /// does, a `not` of what holds. An `all` of nothing holds, an `any` of nothing does not.
    pub fn fails(&self, receipt: &ReceiptView) -> Option<ConditionFault> {
        if self.holds(receipt) {
            return None;
        }
        Some(ConditionFault { path: self.fault_path(receipt, Vec::new()).join("/") })
    }

    /// How many levels the tree has: 1 for a question alone.
    pub fn depth(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                1 + parts.iter().map(Self::depth).max().unwrap_or_default()
            }
            Self::Not(part) => 1 + part.depth(),
            Self::Test(_) => 1,
        }
    }

    /// How many nodes the tree has, questions and what joins them.
    pub fn nodes(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::nodes).sum::<usize>(),
            Self::Not(part) => 1 + part.nodes(),
            Self::Test(_) => 1,
        }
    }

    fn holds(&self, receipt: &ReceiptView) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(receipt)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(receipt)),
            Self::Not(part) => !part.holds(receipt),
            Self::Test(test) => test.holds(receipt),
        }
    }

    /// The path, after `path`, to what a condition that does not hold fails on.
    fn fault_path(&self, receipt: &ReceiptView, mut path: Vec<String>) -> Vec<String> {
        match self {
            Self::All(parts) => {
                let failing = parts.iter().enumerate().find(|(_, part)| !part.holds(receipt));
                let Some((index, part)) = failing else { return path };
                path.push(format!("all/{index}"));
                return part.fault_path(receipt, path);
            }
            Self::Any(_) => path.push("any".to_owned()),
            Self::Not(_) => path.push("not".to_owned()),
            Self::Test(_) => {}
        }
        path
    }
}

impl ReceiptTest {
    fn holds(&self, receipt: &ReceiptView) -> bool {
        match self {
            Self::Total { from, to } => is_within(receipt.total, *from, *to),
            Self::LineCount { from, to } => {
                is_within(i64::try_from(receipt.lines.len()).unwrap_or(i64::MAX), *from, *to)
            }
            Self::Store(stores) => receipt.store.is_some_and(|store| stores.contains(&store)),
            Self::Terminal(terminals) => {
                receipt.terminal.is_some_and(|terminal| terminals.contains(&terminal))
            }
            Self::Weekday(days) => {
                u8::try_from(receipt.at.weekday().number_from_monday()).is_ok_and(|day| days.contains(&day))
            }
            Self::Hour(hours) => u8::try_from(receipt.at.hour()).is_ok_and(|hour| hours.contains(&hour)),
            Self::Tender(names) => {
                let named = |tender: &TenderFacts| names.iter().any(|name| is_called(tender, name.as_str()));
                receipt.tenders.iter().any(named)
            }
            Self::Sku(goods) => {
                receipt.lines.iter().any(|line| line.sku.as_ref().is_some_and(|sku| goods.contains(sku)))
            }
            Self::Category(named) => {
                let mut there = receipt.lines.iter().filter_map(|line| line.category.as_ref());
                there.any(|there| named.iter().any(|named| is_under(there.as_str(), named.as_str())))
            }
        }
    }
}

fn is_within(number: i64, from: Option<i64>, to: Option<i64>) -> bool {
    from.is_none_or(|from| from <= number) && to.is_none_or(|to| number <= to)
}

/// Whether something was paid with what goes by that name, or paid out with it.
fn is_called(tender: &TenderFacts, name: &str) -> bool {
    match tender {
        TenderFacts::Money(amount, method) => {
            let is_method = method
                .as_ref()
                .map(Label::as_str)
                .is_some_and(|method| method == name || (is_gift_card(method) && is_gift_card(name)));
            *amount != 0 && (name == "money" || is_method)
        }
        TenderFacts::Points(amount) => *amount != 0 && name == "points",
        TenderFacts::Coupon(amount) => *amount != 0 && name == "coupon",
    }
}

#[cfg(test)]
#[path = "condition_tests.rs"]
mod tests;
