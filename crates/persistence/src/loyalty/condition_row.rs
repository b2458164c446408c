//! To which receipts a rule gives, as JSON.

use std::collections::BTreeSet;

use regulars_kernel::{Label, StoreError, StoreId, TerminalId};
use regulars_loyalty::{ReceiptCondition, ReceiptTest};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::configuration_row::wrong;

/// A tree of questions.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ConditionRow {
    All(Vec<ConditionRow>),
    Any(Vec<ConditionRow>),
    Not(Box<ConditionRow>),
    Test(TestRow),
}

/// A question.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TestRow {
    Total { from: Option<i64>, to: Option<i64> },
    LineCount { from: Option<i64>, to: Option<i64> },
    Store(Vec<Uuid>),
    Terminal(Vec<Uuid>),
    Weekday(BTreeSet<u8>),
    Hour(BTreeSet<u8>),
    Tender(Vec<String>),
    Sku(Vec<String>),
    Category(Vec<String>),
}

impl From<&ReceiptCondition> for ConditionRow {
    fn from(condition: &ReceiptCondition) -> Self {
        match condition {
            ReceiptCondition::All(parts) => Self::All(parts.iter().map(Self::from).collect()),
            ReceiptCondition::Any(parts) => Self::Any(parts.iter().map(Self::from).collect()),
            ReceiptCondition::Not(part) => Self::Not(Box::new(Self::from(&**part))),
            ReceiptCondition::Test(test) => Self::Test(TestRow::from(test)),
        }
    }
}

impl TryFrom<ConditionRow> for ReceiptCondition {
    type Error = StoreError;

    fn try_from(row: ConditionRow) -> Result<Self, StoreError> {
        let each = |rows: Vec<ConditionRow>| {
            rows.into_iter().map(Self::try_from).collect::<Result<Vec<_>, StoreError>>()
        };
        Ok(match row {
            ConditionRow::All(rows) => Self::All(each(rows)?),
            ConditionRow::Any(rows) => Self::Any(each(rows)?),
            ConditionRow::Not(row) => Self::Not(Box::new(Self::try_from(*row)?)),
            ConditionRow::Test(row) => Self::Test(ReceiptTest::try_from(row)?),
        })
    }
}

impl From<&ReceiptTest> for TestRow {
    fn from(test: &ReceiptTest) -> Self {
        let texts = |labels: &BTreeSet<Label>| labels.iter().map(|label| label.as_str().to_owned()).collect();
        match test {
            ReceiptTest::Total { from, to } => Self::Total { from: *from, to: *to },
            ReceiptTest::LineCount { from, to } => Self::LineCount { from: *from, to: *to },
            ReceiptTest::Store(ids) => Self::Store(ids.iter().map(|id| id.value()).collect()),
            ReceiptTest::Terminal(ids) => Self::Terminal(ids.iter().map(|id| id.value()).collect()),
            ReceiptTest::Weekday(days) => Self::Weekday(days.clone()),
            ReceiptTest::Hour(hours) => Self::Hour(hours.clone()),
            ReceiptTest::Tender(labels) => Self::Tender(texts(labels)),
            ReceiptTest::Sku(labels) => Self::Sku(texts(labels)),
            ReceiptTest::Category(labels) => Self::Category(texts(labels)),
        }
    }
}

impl TryFrom<TestRow> for ReceiptTest {
    type Error = StoreError;

    fn try_from(row: TestRow) -> Result<Self, StoreError> {
        Ok(match row {
            TestRow::Total { from, to } => Self::Total { from, to },
            TestRow::LineCount { from, to } => Self::LineCount { from, to },
            TestRow::Store(ids) => Self::Store(ids.into_iter().map(StoreId::new).collect()),
            TestRow::Terminal(ids) => Self::Terminal(ids.into_iter().map(TerminalId::new).collect()),
            TestRow::Weekday(days) => Self::Weekday(days),
            TestRow::Hour(hours) => Self::Hour(hours),
            TestRow::Tender(texts) => Self::Tender(labels(&texts)?),
            TestRow::Sku(texts) => Self::Sku(labels(&texts)?),
            TestRow::Category(texts) => Self::Category(labels(&texts)?),
        })
    }
}

fn labels(texts: &[String]) -> Result<BTreeSet<Label>, StoreError> {
    texts.iter().map(|text| text.parse::<Label>().map_err(wrong)).collect()
}
