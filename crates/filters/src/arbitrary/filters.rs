//! Random filters, all of them valid.

use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::pool::{
    amount, attributes, birth_date, campaigns, categories, date, instant, links, millionths, newsletters,
    options, point_types, programmes, quantity, rewards, skus, stores, tags, text_for, tier_codes, users,
    whole_number,
};
use crate::{
    Aggregate, AnniversaryCondition, AttributeCondition, AttributeReference, AttributeTest, BuiltIn,
    CalendarUnit, CaseAssignee, CasesCondition, ChoiceField, ChoiceTest, ConsentCondition, Counted,
    DateField, DateTest, Day, Distance, Distinguished, EmploymentCondition, Field, FieldCondition, Filter,
    FilterAttribute, FlagField, FlagTest, InstantField, InstantTest, Measure, Moment, NumberComparison,
    NumberField, NumberTest, OneOf, Operator, Period, PointsCondition, PointsFigure, ProgrammeCondition,
    PurchaseTest, PurchasesCondition, ReactionCondition, ReactionKind, Redeemed, RedemptionsCondition,
    SegmentReference, Shared, TagReference, TextField, TextTest, TierCondition, catalogue,
};
use regulars_kernel::{
    AttributeKind, CaseState, Channel, ConsentState, CountryCode, EmployeeRole, OfferState, Purpose,
};

/// A random filter that refers to no segment.
pub fn filter() -> impl Strategy<Value = Filter> {
    tree(leaf())
}

/// A random filter that may refer to built-in target groups.
pub fn filter_with_references() -> impl Strategy<Value = Filter> {
    let reference = select(BuiltIn::ALL).prop_map(|group| Filter::Segment(SegmentReference::BuiltIn(group)));
    tree(prop_oneof![9 => leaf(), 1 => reference].boxed())
}

fn tree(leaf: BoxedStrategy<Filter>) -> BoxedStrategy<Filter> {
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..=3).prop_map(Filter::All),
            vec(inner.clone(), 0..=3).prop_map(Filter::Any),
            inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
    .boxed()
}

fn leaf() -> BoxedStrategy<Filter> {
    prop_oneof![
        8 => field().prop_map(Filter::Field),
        4 => attribute().prop_map(Filter::Attribute),
        1 => select(tags()).prop_map(|name| Filter::Tag(TagReference::named(name.to_uppercase()))),
        1 => consent().prop_map(Filter::Consent),
        4 => purchases().prop_map(Filter::Purchases),
        1 => anniversary().prop_map(Filter::Anniversary),
        2 => reaction().prop_map(Filter::Reaction),
        2 => employment().prop_map(Filter::Employment),
        2 => cases().prop_map(Filter::Cases),
        3 => points().prop_map(Filter::Points),
        1 => (of(select(programmes())), of(period())).prop_map(|(programme, joined)| {
            Filter::Programme(ProgrammeCondition { programme, joined })
        }),
        2 => tier().prop_map(Filter::Tier),
        2 => redemptions().prop_map(Filter::Redemptions),
    ]
    .boxed()
}

fn field() -> BoxedStrategy<FieldCondition> {
    prop_oneof![
        2 => existence(),
        4 => select(TextField::ALL).prop_flat_map(|field| {
            text_test(field).prop_map(move |test| FieldCondition::Text(field, test))
        }),
        3 => select(ChoiceField::ALL).prop_flat_map(|field| {
            choice_test(field).prop_map(move |test| FieldCondition::Choice(field, test))
        }),
        3 => select(NumberField::ALL).prop_flat_map(|field| {
            number_test(number_for(field)).prop_map(move |test| FieldCondition::Number(field, test))
        }),
        3 => (select(DateField::ALL), date_test()).prop_map(|(field, test)| FieldCondition::Date(field, test)),
        4 => (select(InstantField::ALL), instant_test())
            .prop_map(|(field, test)| FieldCondition::Instant(field, test)),
        1 => (any::<bool>(), any::<bool>(), select(FlagField::ALL)).prop_map(|(equal, value, field)| {
            let test = if equal { FlagTest::Equal(value) } else { FlagTest::NotEqual(value) };
            FieldCondition::Flag(field, test)
        }),
    ]
    .boxed()
}

/// A comparison of one of the attributes, which has been looked up.
fn attribute() -> BoxedStrategy<AttributeCondition> {
    select(attributes())
        .prop_flat_map(|attribute| {
            let FilterAttribute { id, key, kind, .. } = attribute;
            let reference = AttributeReference { id: Some(id), key };
            prop_oneof![
                1 => Just(AttributeTest::Exists(kind)),
                1 => Just(AttributeTest::NotExists(kind)),
                6 => attribute_test(kind),
            ]
            .prop_map(move |test| AttributeCondition { attribute: reference.clone(), test })
        })
        .boxed()
}

fn attribute_test(kind: AttributeKind) -> BoxedStrategy<AttributeTest> {
    match kind {
        AttributeKind::Text => text_test(TextField::City).prop_map(AttributeTest::Text).boxed(),
        AttributeKind::Integer => {
            number_test(whole_number().boxed()).prop_map(AttributeTest::Integer).boxed()
        }
        AttributeKind::Decimal => number_test(millionths().boxed()).prop_map(AttributeTest::Decimal).boxed(),
        AttributeKind::Boolean => (any::<bool>(), any::<bool>())
            .prop_map(|(equal, value)| {
                let test = if equal { FlagTest::Equal(value) } else { FlagTest::NotEqual(value) };
                AttributeTest::Flag(test)
            })
            .boxed(),
        AttributeKind::Date => date_test().prop_map(AttributeTest::Date).boxed(),
        AttributeKind::Choice | AttributeKind::Choices => {
            let several = || subsequence(options(), 1..=options().len());
            prop_oneof![
                select(options()).prop_map(TextTest::Equal),
                select(options()).prop_map(TextTest::NotEqual),
                several().prop_map(TextTest::In),
                several().prop_map(TextTest::NotIn),
            ]
            .prop_map(move |test| AttributeTest::Choice(kind, test))
            .boxed()
        }
    }
}

fn existence() -> BoxedStrategy<FieldCondition> {
    let optional: Vec<Field> = catalogue()
        .iter()
        .filter(|definition| definition.operators.contains(&Operator::Exists))
        .map(|definition| definition.field)
        .collect();
    (select(optional), any::<bool>())
        .prop_map(
            |(field, exists)| {
                if exists { FieldCondition::Exists(field) } else { FieldCondition::NotExists(field) }
            },
        )
        .boxed()
}

fn text_test(field: TextField) -> BoxedStrategy<TextTest> {
    let text = || text_for(field);
    if let TextField::Language | TextField::Rfm | TextField::AnsweredSurvey = field {
        return prop_oneof![
            text().prop_map(TextTest::Equal),
            text().prop_map(TextTest::NotEqual),
            vec(text(), 1..4).prop_map(TextTest::In),
            vec(text(), 1..4).prop_map(TextTest::NotIn),
        ]
        .boxed();
    }
    prop_oneof![
        text().prop_map(TextTest::Equal),
        text().prop_map(TextTest::NotEqual),
        vec(text(), 1..4).prop_map(TextTest::In),
        vec(text(), 1..4).prop_map(TextTest::NotIn),
        text().prop_map(TextTest::Contains),
        text().prop_map(TextTest::StartsWith),
    ]
    .boxed()
}

fn choice_test(field: ChoiceField) -> BoxedStrategy<ChoiceTest> {
    let values = field.values();
    let several = || subsequence(values, 1..=values.len());
    prop_oneof![
        select(values).prop_map(ChoiceTest::Equal),
        select(values).prop_map(ChoiceTest::NotEqual),
        several().prop_map(ChoiceTest::In),
        several().prop_map(ChoiceTest::NotIn),
    ]
    .boxed()
}

fn number_for(field: NumberField) -> BoxedStrategy<i64> {
    match field {
        NumberField::Age => (0..100_i64).boxed(),
        NumberField::PurchaseCount => (-1..6_i64).boxed(),
        NumberField::PurchaseTotal | NumberField::OpenAmount | NumberField::OverdueAmount => amount().boxed(),
        NumberField::MedianGapDays | NumberField::BuyingOverdueDays => {
            prop_oneof![-2..40_i64, 0..2_000_i64].boxed()
        }
        NumberField::AbandonedCartTotal => prop_oneof![Just(0_i64), amount()].boxed(),
        NumberField::DaysToPay => (-1..30_i64).boxed(),
        NumberField::LastNps | NumberField::LastCsat => (-1..12_i64).boxed(),
    }
}

fn number_test(number: BoxedStrategy<i64>) -> BoxedStrategy<NumberTest> {
    let is = |make: fn(i64) -> NumberComparison| {
        number.clone().prop_map(move |number| NumberTest::Is(make(number)))
    };
    prop_oneof![
        number.clone().prop_map(NumberTest::NotEqual),
        is(NumberComparison::Equal),
        is(NumberComparison::Greater),
        is(NumberComparison::GreaterOrEqual),
        is(NumberComparison::Less),
        is(NumberComparison::LessOrEqual),
        (number.clone(), number.clone()).prop_map(|(one, other)| NumberTest::Is(NumberComparison::Between(
            one.min(other),
            one.max(other)
        ))),
    ]
    .boxed()
}

fn distance() -> BoxedStrategy<Distance> {
    (0..15_u32, select(CalendarUnit::ALL)).prop_map(|(count, unit)| Distance { count, unit }).boxed()
}

fn date_test() -> BoxedStrategy<DateTest> {
    let day = || prop_oneof![birth_date().prop_map(Day::On), distance().prop_map(Day::Ago)];
    prop_oneof![
        day().prop_map(DateTest::Equal),
        day().prop_map(DateTest::NotEqual),
        day().prop_map(DateTest::Before),
        day().prop_map(DateTest::OnOrAfter),
        (day(), day()).prop_map(|(one, other)| match (one, other) {
            (Day::On(first), Day::On(last)) if first > last => DateTest::Between(other, one),
            _ => DateTest::Between(one, other),
        }),
    ]
    .boxed()
}

fn instant_test() -> BoxedStrategy<InstantTest> {
    let moment = || {
        prop_oneof![
            instant().prop_map(Moment::At),
            date().prop_map(|date| Moment::Day(Day::On(date))),
            distance().prop_map(|distance| Moment::Day(Day::Ago(distance))),
        ]
    };
    prop_oneof![
        moment().prop_map(InstantTest::Before),
        moment().prop_map(InstantTest::OnOrAfter),
        (-15..3_i32).prop_map(InstantTest::InMonth),
        (moment(), moment()).prop_map(|(one, other)| match (one, other) {
            (Moment::At(first), Moment::At(last)) if first > last => InstantTest::Between(other, one),
            (Moment::Day(Day::On(first)), Moment::Day(Day::On(last))) if first > last => {
                InstantTest::Between(other, one)
            }
            _ => InstantTest::Between(one, other),
        }),
    ]
    .boxed()
}

fn consent() -> BoxedStrategy<ConsentCondition> {
    (select(Purpose::ALL), of(select(Channel::ALL)), select(ConsentState::ALL))
        .prop_map(|(purpose, channel, state)| ConsentCondition { purpose, channel, state })
        .boxed()
}

fn anniversary() -> BoxedStrategy<AnniversaryCondition> {
    let farthest = AnniversaryCondition::FARTHEST;
    prop_oneof![4 => (-60..60, 1..60), 1 => (-farthest..0, 1..=farthest)]
        .prop_map(|(from_days, length)| AnniversaryCondition {
            of: DateField::BirthDate,
            from_days,
            to_days: from_days + length,
        })
        .boxed()
}

fn cases() -> BoxedStrategy<CasesCondition> {
    let assignee = prop_oneof![select(users()).prop_map(CaseAssignee::User), Just(CaseAssignee::Nobody)];
    let states = subsequence(CaseState::ALL.to_vec(), 0..=CaseState::ALL.len());
    (states, of(any::<bool>()), of(assignee), weighted(0.3, period()), number_test((0..4_i64).boxed()))
        .prop_map(|(states, overdue, assignee, within, test)| CasesCondition {
            states,
            overdue,
            assignee,
            within,
            test,
        })
        .boxed()
}

fn points() -> BoxedStrategy<PointsCondition> {
    let number = prop_oneof![Just(0_i64), -60..120_i64].boxed();
    let types = weighted(0.8, select(point_types()));
    (select(PointsFigure::ALL), types, of(select(programmes())), of(period()), 0..40_u32, number_test(number))
        .prop_map(|(figure, point_type, programme, within, days, test)| PointsCondition {
            figure,
            point_type,
            programme,
            within: within.filter(|_| figure.has_period()),
            days: if figure == PointsFigure::Expiring { days } else { 0 },
            test,
        })
        .boxed()
}

fn tier() -> BoxedStrategy<TierCondition> {
    let codes = subsequence(tier_codes(), 0..=tier_codes().len());
    let day = prop_oneof![date().prop_map(Day::On), distance().prop_map(Day::Ago)];
    (of(select(programmes())), codes, of(day))
        .prop_map(|(programme, tiers, on)| TierCondition { programme, tiers, on })
        .boxed()
}

fn redemptions() -> BoxedStrategy<RedemptionsCondition> {
    let counted = prop_oneof![
        of(select(campaigns())).prop_map(Redeemed::Coupons),
        of(select(rewards())).prop_map(Redeemed::Rewards),
    ];
    (counted, weighted(0.4, period()), number_test((0..4_i64).boxed()))
        .prop_map(|(of, within, test)| RedemptionsCondition { of, within, test })
        .boxed()
}

fn reaction() -> BoxedStrategy<ReactionCondition> {
    let mut addresses = links();
    addresses.push("https://shop.example/nowhere".to_owned());
    (weighted(0.6, select(newsletters())), select(ReactionKind::ALL), of(select(addresses)), of(period()))
        .prop_map(|(newsletter, kind, link, within)| ReactionCondition {
            newsletter,
            kind,
            link: link.filter(|_| kind.is_of_links() && newsletter.is_some()),
            within,
        })
        .boxed()
}

fn employment() -> BoxedStrategy<EmploymentCondition> {
    fn some<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> BoxedStrategy<Option<Vec<T>>> {
        weighted(0.4, subsequence(all.to_vec(), 1..=all.len().div_ceil(2))).boxed()
    }
    let countries: Vec<CountryCode> =
        ["RS", "PL", "ME"].iter().filter_map(|code| code.parse().ok()).collect();
    let (roles, offers) = (some(EmployeeRole::ALL), some(OfferState::ALL));
    (of(any::<bool>()), roles, some(&countries), weighted(0.2, any::<bool>()), offers)
        .prop_map(|(current, roles, countries, archived, offers)| EmploymentCondition {
            current,
            roles,
            countries,
            archived,
            offers,
        })
        .boxed()
}

fn aggregate() -> BoxedStrategy<Aggregate> {
    prop_oneof![
        2 => select(Counted::ALL).prop_map(Aggregate::Count),
        2 => select(Measure::ALL).prop_map(Aggregate::Sum),
        2 => select(Measure::ALL).prop_map(Aggregate::Average),
        2 => select(Measure::ALL).prop_map(Aggregate::Minimum),
        2 => select(Measure::ALL).prop_map(Aggregate::Maximum),
        2 => select(Distinguished::ALL).prop_map(Aggregate::Distinct),
        2 => select(Shared::ALL).prop_map(Aggregate::Share),
    ]
    .boxed()
}

fn figure_of(aggregate: Aggregate) -> BoxedStrategy<i64> {
    match aggregate {
        Aggregate::Count(_) | Aggregate::Distinct(_) => (0..6_i64).boxed(),
        Aggregate::Share(_) => select(vec![0, 1, 25, 33, 50, 51, 99, 100]).boxed(),
        _ if aggregate.is_quantity() => quantity().boxed(),
        _ => amount().boxed(),
    }
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(values: Vec<T>) -> BoxedStrategy<OneOf<T>> {
    let most = values.len();
    prop_oneof![
        select(values.clone()).prop_map(OneOf::Equal),
        subsequence(values, 1..=most).prop_map(OneOf::In)
    ]
    .boxed()
}

fn purchase_test() -> BoxedStrategy<PurchaseTest> {
    prop_oneof![
        one_of(stores()).prop_map(PurchaseTest::Store),
        one_of(skus()).prop_map(PurchaseTest::Sku),
        one_of(categories()).prop_map(PurchaseTest::Category),
    ]
    .boxed()
}

fn period() -> BoxedStrategy<Period> {
    prop_oneof![
        distance().prop_map(Period::Last),
        (-15..3_i32).prop_map(Period::Month),
        date().prop_map(|from| Period::Days(Some(from), None)),
        date().prop_map(|to| Period::Days(None, Some(to))),
        (date(), date()).prop_map(|(one, other)| Period::Days(Some(one.min(other)), Some(one.max(other)))),
    ]
    .boxed()
}

fn purchases() -> BoxedStrategy<PurchasesCondition> {
    aggregate()
        .prop_flat_map(|aggregate| {
            let least = usize::from(matches!(aggregate, Aggregate::Share(_)));
            (vec(purchase_test(), least..=2), weighted(0.6, period()), number_test(figure_of(aggregate)))
                .prop_map(move |(tests, within, test)| PurchasesCondition { aggregate, tests, within, test })
        })
        .boxed()
}
