//! Conditions on fields as plain comparisons.

use regulars_kernel::{RfmClass, SurveyKind};

use super::age::birth_dates;
use super::overdue::overdue;
use super::time::Today;
use crate::{
    BuiltIn, CartsTest, ChoiceColumn, ChoiceComparison, ChoiceField, ChoiceTest, CreditFigure, DateField,
    DateTest, Field, FieldCondition, FlagField, FlagTest, HalfOpenRange, InstantField, InstantTest,
    NumberColumn, NumberComparison, NumberField, NumberTest, ResolvedFilter, TextComparison, TextField,
    TextTest,
};

/// The condition as plain comparisons.
pub(super) fn resolve(condition: &FieldCondition, today: &Today) -> ResolvedFilter {
    match condition {
        FieldCondition::Exists(field) => exists(*field, today),
        FieldCondition::NotExists(field) => exists(*field, today).negated(),
        FieldCondition::Text(field, test) => text(*field, test),
        FieldCondition::Choice(field, test) => choice(*field, test, today),
        FieldCondition::Number(field, test) => number(*field, *test, today),
        FieldCondition::Date(field, test) => date(*field, *test, today),
        FieldCondition::Instant(field, test) => instant(*field, instants(*test, today), today),
        FieldCondition::Flag(field, test) => flag(*field, *test, today),
    }
}

fn exists(field: Field, today: &Today) -> ResolvedFilter {
    match field {
        Field::Text(field) => ResolvedFilter::Text(field, TextComparison::Present),
        Field::Choice(field) => match column(field) {
            Some(column) => ResolvedFilter::Choice(column, ChoiceComparison::Present),
            None => ResolvedFilter::everybody(),
        },
        Field::Number(NumberField::Age) => {
            ResolvedFilter::Date(DateField::BirthDate, HalfOpenRange::unbounded())
        }
        Field::Date(field) => ResolvedFilter::Date(field, HalfOpenRange::unbounded()),
        Field::Instant(field) => instant(field, HalfOpenRange::unbounded(), today),
        Field::Number(NumberField::MedianGapDays) => {
            ResolvedFilter::Number(NumberColumn::MedianGapDays, NumberComparison::GreaterOrEqual(0))
        }
        Field::Number(NumberField::BuyingOverdueDays) => {
            ResolvedFilter::Date(DateField::NextPurchaseExpectedAt, HalfOpenRange::unbounded())
        }
        Field::Number(NumberField::DaysToPay) => {
            ResolvedFilter::Credit(CreditFigure::DaysToPay, NumberComparison::GreaterOrEqual(0))
        }
        Field::Number(NumberField::LastNps) => given_score(SurveyKind::Nps),
        Field::Number(NumberField::LastCsat) => given_score(SurveyKind::Csat),
        Field::Number(
            NumberField::PurchaseCount
            | NumberField::PurchaseTotal
            | NumberField::OpenAmount
            | NumberField::OverdueAmount
            | NumberField::AbandonedCartTotal,
        )
        | Field::Flag(_) => ResolvedFilter::everybody(),
    }
}

/// Any score at all.
const fn given_score(kind: SurveyKind) -> ResolvedFilter {
    ResolvedFilter::LastScore(kind, NumberComparison::GreaterOrEqual(0))
}

fn text(field: TextField, test: &TextTest) -> ResolvedFilter {
    let one_of = |texts: &[String]| match field {
        TextField::Rfm => rfm_class(texts),
        field => {
            let texts = texts.iter().map(|text| field.compared(text)).collect();
            ResolvedFilter::Text(field, TextComparison::OneOf(texts))
        }
    };
    match test {
        TextTest::Equal(text) => one_of(std::slice::from_ref(text)),
        TextTest::NotEqual(text) => one_of(std::slice::from_ref(text)).negated(),
        TextTest::In(texts) => one_of(texts),
        TextTest::NotIn(texts) => one_of(texts).negated(),
        TextTest::Contains(text) => {
            ResolvedFilter::Text(field, TextComparison::Contains(field.compared(text)))
        }
        TextTest::StartsWith(text) => {
            ResolvedFilter::Text(field, TextComparison::StartsWith(field.compared(text)))
        }
    }
}

/// Who is a prospect stands in no class.
fn rfm_class(classes: &[String]) -> ResolvedFilter {
    let named: Vec<String> = classes.iter().filter(|class| *class != RfmClass::PROSPECT).cloned().collect();
    let asks_prospects = named.len() < classes.len();
    let in_class = ResolvedFilter::Text(TextField::Rfm, TextComparison::OneOf(named));
    if !asks_prospects {
        return in_class;
    }
    let in_none = ResolvedFilter::Text(TextField::Rfm, TextComparison::Present).negated();
    ResolvedFilter::Any(vec![in_class, in_none])
}

fn choice(field: ChoiceField, test: &ChoiceTest, today: &Today) -> ResolvedFilter {
    let one_of = |names: &[&'static str]| match column(field) {
        Some(column) => ResolvedFilter::Choice(column, ChoiceComparison::OneOf(names.to_vec())),
        None => ResolvedFilter::Any(names.iter().map(|name| lifecycle(name, today)).collect()),
    };
    match test {
        ChoiceTest::Equal(name) => one_of(&[name]),
        ChoiceTest::NotEqual(name) => one_of(&[name]).negated(),
        ChoiceTest::In(names) => one_of(names),
        ChoiceTest::NotIn(names) => one_of(names).negated(),
    }
}

/// The column that holds the field, if it is stored.
const fn column(field: ChoiceField) -> Option<ChoiceColumn> {
    match field {
        ChoiceField::Type => Some(ChoiceColumn::Type),
        ChoiceField::Gender => Some(ChoiceColumn::Gender),
        ChoiceField::CreatedBy => Some(ChoiceColumn::CreatedBy),
        ChoiceField::CardForm => Some(ChoiceColumn::CardForm),
        ChoiceField::Lifecycle => None,
    }
}

/// The lifecycle as a range of latest purchases: lost is who is in the target group of that name.
fn lifecycle(name: &str, today: &Today) -> ResolvedFilter {
    let latest_purchase = |range| ResolvedFilter::Instant(InstantField::LastPurchaseAt, range);
    let lost_before = Some(today.start_of(today.less(BuiltIn::LOST_AFTER)));
    match name {
        "prospect" => latest_purchase(HalfOpenRange::unbounded()).negated(),
        "active" => latest_purchase(HalfOpenRange { from: lost_before, until: None }),
        "lost" => latest_purchase(HalfOpenRange { from: None, until: lost_before }),
        _ => ResolvedFilter::nobody(),
    }
}

fn number(field: NumberField, test: NumberTest, today: &Today) -> ResolvedFilter {
    let is = |comparison| match field {
        NumberField::Age => ResolvedFilter::Date(DateField::BirthDate, birth_dates(comparison, today)),
        NumberField::PurchaseCount => ResolvedFilter::Number(NumberColumn::PurchaseCount, comparison),
        NumberField::PurchaseTotal => ResolvedFilter::Number(NumberColumn::PurchaseTotal, comparison),
        NumberField::OpenAmount => ResolvedFilter::Credit(CreditFigure::Open, comparison),
        NumberField::OverdueAmount => {
            ResolvedFilter::Credit(CreditFigure::Overdue { on: today.date() }, comparison)
        }
        NumberField::DaysToPay => ResolvedFilter::Credit(CreditFigure::DaysToPay, comparison),
        NumberField::MedianGapDays => ResolvedFilter::Number(NumberColumn::MedianGapDays, comparison),
        NumberField::BuyingOverdueDays => overdue(comparison, today),
        NumberField::AbandonedCartTotal => carts(CartsTest::Total(comparison), today),
        NumberField::LastNps => ResolvedFilter::LastScore(SurveyKind::Nps, comparison),
        NumberField::LastCsat => ResolvedFilter::LastScore(SurveyKind::Csat, comparison),
    };
    test.resolved_by(is)
}

fn date(field: DateField, test: DateTest, today: &Today) -> ResolvedFilter {
    date_range(test, today, |range| ResolvedFilter::Date(field, range))
}

/// The test as a filter, where `is` makes a filter of a range.
pub(super) fn date_range(
    test: DateTest,
    today: &Today,
    is: impl Fn(HalfOpenRange<regulars_kernel::Date>) -> ResolvedFilter,
) -> ResolvedFilter {
    let from = |day| Some(today.date_of(day));
    let behind = |day| Some(Today::next_day(today.date_of(day)));
    let range = match test {
        DateTest::NotEqual(day) => return date_range(DateTest::Equal(day), today, is).negated(),
        DateTest::Equal(day) => HalfOpenRange { from: from(day), until: behind(day) },
        DateTest::Before(day) => HalfOpenRange { from: None, until: from(day) },
        DateTest::OnOrAfter(day) => HalfOpenRange { from: from(day), until: None },
        DateTest::Between(first, last) => HalfOpenRange { from: from(first), until: behind(last) },
    };
    is(range)
}

fn instants(test: InstantTest, today: &Today) -> HalfOpenRange<regulars_kernel::Instant> {
    match test {
        InstantTest::Before(moment) => HalfOpenRange { from: None, until: Some(today.beginning(moment)) },
        InstantTest::OnOrAfter(moment) => HalfOpenRange { from: Some(today.beginning(moment)), until: None },
        InstantTest::Between(first, last) => {
            HalfOpenRange { from: Some(today.beginning(first)), until: Some(today.ending(last)) }
        }
        InstantTest::InMonth(month) => today.month(month),
    }
}

fn flag(field: FlagField, test: FlagTest, today: &Today) -> ResolvedFilter {
    let is = |value: bool| match field {
        FlagField::EmailVerified => ResolvedFilter::Flag(field, value),
        FlagField::HasAbandonedCart if value => carts(CartsTest::Any, today),
        FlagField::HasAbandonedCart => carts(CartsTest::Any, today).negated(),
    };
    match test {
        FlagTest::Equal(value) => is(value),
        FlagTest::NotEqual(value) => is(value).negated(),
    }
}

fn instant(
    field: InstantField,
    range: HalfOpenRange<regulars_kernel::Instant>,
    today: &Today,
) -> ResolvedFilter {
    match field {
        InstantField::AbandonedCartAt => carts(CartsTest::Latest(range), today),
        field => ResolvedFilter::Instant(field, range),
    }
}

fn carts(test: CartsTest, today: &Today) -> ResolvedFilter {
    ResolvedFilter::Carts { at: today.now(), test }
}

impl NumberTest {
    /// The test as a filter, where `is` makes a filter of a relation.
    pub(super) fn resolved_by(
        self,
        is: impl FnOnce(crate::NumberComparison) -> ResolvedFilter,
    ) -> ResolvedFilter {
        match self {
            Self::Is(comparison) => is(comparison),
            Self::NotEqual(number) => is(crate::NumberComparison::Equal(number)).negated(),
        }
    }
}
