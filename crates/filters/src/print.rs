//! Writing a filter as JSON.

use chrono::SecondsFormat;
use regulars_kernel::{AttributeKind, Date, Decimal, Quantity};
use serde_json::{Map, Value, json};

use crate::{
    ATTRIBUTE_PREFIX, AttributeCondition, AttributeReference, AttributeTest, CaseAssignee, CasesCondition,
    ChoiceTest, DateTest, Day, EmploymentCondition, EmploymentKey, FieldCondition, Filter, FlagTest,
    InstantTest, Moment, NumberComparison, NumberTest, OneOf, Operator, Period, PointsCondition,
    PointsFigure, ProgrammeCondition, PurchaseTest, PurchasesCondition, Redeemed, RedemptionsCondition,
    SegmentReference, TagReference, TextTest, TierCondition, TierKey,
};

impl Filter {
    /// The filter as JSON. [`Filter::parse`] reads the same filter back.
    pub fn to_json(&self) -> Value {
        self.written(&|tag| json!(tag.name), &AttributeReference::to_json)
    }

    /// The filter as a store keeps it. [`Filter::parse_stored`] reads the same filter back.
    pub fn to_stored_json(&self) -> Value {
        self.written(&TagReference::to_stored_json, &AttributeReference::to_stored_json)
    }

    fn written(
        &self,
        write_tag: &dyn Fn(&TagReference) -> Value,
        write_attribute: WriteAttribute<'_>,
    ) -> Value {
        let written = |filter: &Self| filter.written(write_tag, write_attribute);
        match self {
            Self::All(filters) => {
                json!({ "all": filters.iter().map(written).collect::<Vec<_>>() })
            }
            Self::Any(filters) => {
                json!({ "any": filters.iter().map(written).collect::<Vec<_>>() })
            }
            Self::Not(filter) => json!({ "not": written(filter) }),
            Self::Field(condition) => field(condition),
            Self::Attribute(condition) => attribute(condition, write_attribute),
            Self::Tag(tag) => json!({ "tag": write_tag(tag) }),
            Self::Consent(condition) => {
                let mut members = Map::new();
                members.insert("purpose".to_owned(), condition.purpose.name().into());
                if let Some(channel) = condition.channel {
                    members.insert("channel".to_owned(), channel.name().into());
                }
                members.insert("state".to_owned(), condition.state.name().into());
                json!({ "consent": members })
            }
            Self::Purchases(condition) => json!({ "purchases": purchases(condition) }),
            Self::Anniversary(condition) => json!({ "anniversary": {
                "of": condition.of.name(),
                "from_days": condition.from_days,
                "to_days": condition.to_days,
            } }),
            Self::Reaction(condition) => {
                let mut members = Map::new();
                if let Some(newsletter) = condition.newsletter {
                    members.insert("newsletter".to_owned(), newsletter.to_string().into());
                }
                members.insert("kind".to_owned(), condition.kind.name().into());
                if let Some(link) = &condition.link {
                    members.insert("link".to_owned(), link.as_str().into());
                }
                if let Some(within) = condition.within {
                    members.insert("within".to_owned(), write_period(within));
                }
                json!({ "reaction": members })
            }
            Self::Employment(condition) => json!({ "employment": employment(condition) }),
            Self::Cases(condition) => json!({ "cases": cases(condition) }),
            Self::Points(condition) => json!({ "points": points(condition) }),
            Self::Programme(condition) => json!({ "programme": programme(*condition) }),
            Self::Tier(condition) => json!({ "tier": tier(condition) }),
            Self::Redemptions(condition) => {
                let mut members = Map::new();
                members.insert(condition.of.head().to_owned(), redemptions(*condition).into());
                members.into()
            }
            Self::Segment(SegmentReference::BuiltIn(group)) => json!({ "segment": group.key() }),
            Self::Segment(SegmentReference::Stored(id)) => json!({ "segment": id.to_string() }),
        }
    }
}

/// Writes an attribute of that type.
type WriteAttribute<'a> = &'a dyn Fn(&AttributeReference, Option<AttributeKind>) -> Value;

impl AttributeReference {
    fn to_json(&self, _: Option<AttributeKind>) -> Value {
        format!("{ATTRIBUTE_PREFIX}{}", self.key).into()
    }

    /// How a store keeps the reference: with the type, by which the filter can be read without the definition.
    fn to_stored_json(&self, kind: Option<AttributeKind>) -> Value {
        match (self.id, kind) {
            (Some(id), Some(kind)) => {
                json!({ "attribute": id.to_string(), "key": self.key, "type": kind.name() })
            }
            _ => self.to_json(kind),
        }
    }
}

fn attribute(condition: &AttributeCondition, write: WriteAttribute<'_>) -> Value {
    let field = write(&condition.attribute, condition.test.kind());
    let (operator, value) = match &condition.test {
        AttributeTest::Unbound(operator, value) => (*operator, value.clone()),
        AttributeTest::Exists(_) => (Operator::Exists, None),
        AttributeTest::NotExists(_) => (Operator::NotExists, None),
        AttributeTest::Text(test) | AttributeTest::Choice(_, test) => with_value(text(test)),
        AttributeTest::Integer(test) => with_value(number(*test, Value::from)),
        AttributeTest::Decimal(test) => {
            let decimal = |millionths| Decimal::from_millionths(millionths).to_string().into();
            with_value(number(*test, decimal))
        }
        AttributeTest::Flag(test) => with_value(flag(*test)),
        AttributeTest::Date(test) => with_value(date(*test)),
    };
    match value {
        Some(value) => json!({ "field": field, "op": operator.name(), "value": value }),
        None => json!({ "field": field, "op": operator.name() }),
    }
}

fn with_value((operator, value): (Operator, Value)) -> (Operator, Option<Value>) {
    (operator, Some(value))
}

fn flag(test: FlagTest) -> (Operator, Value) {
    match test {
        FlagTest::Equal(flag) => (Operator::Equal, flag.into()),
        FlagTest::NotEqual(flag) => (Operator::NotEqual, flag.into()),
    }
}

fn field(condition: &FieldCondition) -> Value {
    let (name, operator, value) = match condition {
        FieldCondition::Exists(field) => {
            return json!({ "field": field.name(), "op": Operator::Exists.name() });
        }
        FieldCondition::NotExists(field) => {
            return json!({ "field": field.name(), "op": Operator::NotExists.name() });
        }
        FieldCondition::Text(field, test) => {
            let (operator, value) = text(test);
            (field.name(), operator, value)
        }
        FieldCondition::Choice(field, test) => {
            let (operator, value) = choice(test);
            (field.name(), operator, value)
        }
        FieldCondition::Number(field, test) => {
            let (operator, value) = number(*test, Value::from);
            (field.name(), operator, value)
        }
        FieldCondition::Date(field, test) => {
            let (operator, value) = date(*test);
            (field.name(), operator, value)
        }
        FieldCondition::Instant(field, test) => {
            let (operator, value) = instant(*test);
            (field.name(), operator, value)
        }
        FieldCondition::Flag(field, test) => {
            let (operator, value) = flag(*test);
            (field.name(), operator, value)
        }
    };
    json!({ "field": name, "op": operator.name(), "value": value })
}

fn text(test: &TextTest) -> (Operator, Value) {
    match test {
        TextTest::Equal(text) => (Operator::Equal, json!(text)),
        TextTest::NotEqual(text) => (Operator::NotEqual, json!(text)),
        TextTest::In(texts) => (Operator::In, json!(texts)),
        TextTest::NotIn(texts) => (Operator::NotIn, json!(texts)),
        TextTest::Contains(text) => (Operator::Contains, json!(text)),
        TextTest::StartsWith(text) => (Operator::StartsWith, json!(text)),
    }
}

fn choice(test: &ChoiceTest) -> (Operator, Value) {
    match test {
        ChoiceTest::Equal(name) => (Operator::Equal, json!(name)),
        ChoiceTest::NotEqual(name) => (Operator::NotEqual, json!(name)),
        ChoiceTest::In(names) => (Operator::In, json!(names)),
        ChoiceTest::NotIn(names) => (Operator::NotIn, json!(names)),
    }
}

fn number(test: NumberTest, write: impl Fn(i64) -> Value) -> (Operator, Value) {
    match test {
        NumberTest::NotEqual(number) => (Operator::NotEqual, write(number)),
        NumberTest::Is(NumberComparison::Equal(number)) => (Operator::Equal, write(number)),
        NumberTest::Is(NumberComparison::Greater(number)) => (Operator::Greater, write(number)),
        NumberTest::Is(NumberComparison::GreaterOrEqual(number)) => (Operator::GreaterOrEqual, write(number)),
        NumberTest::Is(NumberComparison::Less(number)) => (Operator::Less, write(number)),
        NumberTest::Is(NumberComparison::LessOrEqual(number)) => (Operator::LessOrEqual, write(number)),
        NumberTest::Is(NumberComparison::Between(from, to)) => {
            (Operator::Between, json!([write(from), write(to)]))
        }
    }
}

fn date(test: DateTest) -> (Operator, Value) {
    match test {
        DateTest::Equal(day) => (Operator::Equal, write_day(day)),
        DateTest::NotEqual(day) => (Operator::NotEqual, write_day(day)),
        DateTest::Before(day) => (Operator::Before, write_day(day)),
        DateTest::OnOrAfter(day) => (Operator::OnOrAfter, write_day(day)),
        DateTest::Between(from, to) => (Operator::Between, json!([write_day(from), write_day(to)])),
    }
}

fn instant(test: InstantTest) -> (Operator, Value) {
    match test {
        InstantTest::Before(moment) => (Operator::Before, write_moment(moment)),
        InstantTest::OnOrAfter(moment) => (Operator::OnOrAfter, write_moment(moment)),
        InstantTest::Between(from, to) => (Operator::Between, json!([write_moment(from), write_moment(to)])),
        InstantTest::InMonth(month) => (Operator::InMonth, month.into()),
    }
}

fn write_day(day: Day) -> Value {
    match day {
        Day::On(date) => write_date(date),
        Day::Ago(distance) => json!({ "ago": distance.count, "unit": distance.unit.name() }),
    }
}

fn write_moment(moment: Moment) -> Value {
    match moment {
        Moment::At(instant) => instant.to_rfc3339_opts(SecondsFormat::AutoSi, true).into(),
        Moment::Day(day) => write_day(day),
    }
}

fn write_date(date: Date) -> Value {
    date.to_string().into()
}

fn employment(condition: &EmploymentCondition) -> Map<String, Value> {
    let EmploymentCondition { current, roles, countries, archived, offers } = condition;
    let names = |names: Vec<&str>| Value::from(names);
    let roles = roles.as_ref().map(|roles| names(roles.iter().map(|role| role.name()).collect()));
    let countries = countries.as_ref().map(|all| names(all.iter().map(|country| country.code()).collect()));
    let offers = offers.as_ref().map(|states| names(states.iter().map(|state| state.name()).collect()));
    let members = [
        (EmploymentKey::Current, current.map(Value::from)),
        (EmploymentKey::Roles, roles),
        (EmploymentKey::Countries, countries),
        (EmploymentKey::Archived, archived.map(Value::from)),
        (EmploymentKey::Offers, offers),
    ];
    members.into_iter().filter_map(|(key, value)| Some((key.name().to_owned(), value?))).collect()
}

fn purchases(condition: &PurchasesCondition) -> Map<String, Value> {
    let mut members = Map::new();
    members.insert("fn".to_owned(), condition.aggregate.function_name().into());
    members.insert("of".to_owned(), condition.aggregate.of_name().into());
    match condition.tests.as_slice() {
        [] => {}
        [test] => {
            members.insert("where".to_owned(), purchase_test(test));
        }
        tests => {
            let all: Vec<Value> = tests.iter().map(purchase_test).collect();
            members.insert("where".to_owned(), json!({ "all": all }));
        }
    }
    if let Some(period) = condition.within {
        members.insert("within".to_owned(), write_period(period));
    }
    let (operator, value) = if condition.aggregate.is_quantity() {
        number(condition.test, |number| Quantity::from_thousandths(number).to_string().into())
    } else {
        number(condition.test, Value::from)
    };
    members.insert("op".to_owned(), operator.name().into());
    members.insert("value".to_owned(), value);
    members
}

fn cases(condition: &CasesCondition) -> Map<String, Value> {
    let mut members = Map::new();
    if !condition.states.is_empty() {
        let names: Vec<&str> = condition.states.iter().map(|state| state.name()).collect();
        members.insert("state".to_owned(), json!(names));
    }
    if let Some(overdue) = condition.overdue {
        members.insert("overdue".to_owned(), overdue.into());
    }
    match condition.assignee {
        Some(CaseAssignee::User(user)) => {
            members.insert("assignee_id".to_owned(), user.to_string().into());
        }
        Some(CaseAssignee::Nobody) => {
            members.insert("assignee_id".to_owned(), Value::Null);
        }
        None => {}
    }
    if let Some(period) = condition.within {
        members.insert("within".to_owned(), write_period(period));
    }
    let (operator, value) = number(condition.test, Value::from);
    members.insert("op".to_owned(), operator.name().into());
    members.insert("value".to_owned(), value);
    members
}

fn points(condition: &PointsCondition) -> Map<String, Value> {
    let PointsCondition { figure, point_type, programme, within, days, test } = condition;
    let (operator, value) = number(*test, Value::from);
    let members = [
        ("of", Some(figure.name().into())),
        ("type", point_type.as_deref().map(Value::from)),
        ("programme_id", programme.map(|programme| programme.to_string().into())),
        ("within", within.map(write_period)),
        ("days", (*figure == PointsFigure::Expiring).then(|| (*days).into())),
        ("op", Some(operator.name().into())),
        ("value", Some(value)),
    ];
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn programme(condition: ProgrammeCondition) -> Map<String, Value> {
    let ProgrammeCondition { programme, joined } = condition;
    let members = [
        ("programme_id", programme.map(|programme| programme.to_string().into())),
        ("joined", joined.map(write_period)),
    ];
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn tier(condition: &TierCondition) -> Map<String, Value> {
    let TierCondition { programme, tiers, on } = condition;
    let members = [
        (TierKey::Programme, programme.map(|programme| programme.to_string().into())),
        (TierKey::Tiers, (!tiers.is_empty()).then(|| tiers.as_slice().into())),
        (TierKey::On, on.map(write_day)),
    ];
    members.into_iter().filter_map(|(key, value)| Some((key.name().to_owned(), value?))).collect()
}

fn redemptions(condition: RedemptionsCondition) -> Map<String, Value> {
    let RedemptionsCondition { of, within, test } = condition;
    let id = match of {
        Redeemed::Coupons(campaign) => campaign.map(|campaign| campaign.to_string()),
        Redeemed::Rewards(reward) => reward.map(|reward| reward.to_string()),
    };
    let (operator, value) = number(test, Value::from);
    let members = [
        (of.id_key(), id.map(Value::from)),
        ("within", within.map(write_period)),
        ("op", Some(operator.name().into())),
        ("value", Some(value)),
    ];
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

fn purchase_test(test: &PurchaseTest) -> Value {
    let (operator, value) = match test {
        PurchaseTest::Store(stores) => one_of(stores, |store| store.to_string().into()),
        PurchaseTest::Sku(texts) | PurchaseTest::Category(texts) => {
            one_of(texts, |text| text.as_str().into())
        }
    };
    json!({ "field": test.field_name(), "op": operator.name(), "value": value })
}

fn one_of<T>(values: &OneOf<T>, write: impl Fn(&T) -> Value) -> (Operator, Value) {
    match values {
        OneOf::Equal(value) => (Operator::Equal, write(value)),
        OneOf::In(values) => (Operator::In, values.iter().map(write).collect()),
    }
}

fn write_period(period: Period) -> Value {
    match period {
        Period::Last(distance) => json!({ "last": distance.count, "unit": distance.unit.name() }),
        Period::Month(month) => json!({ "month": month }),
        Period::Days(from, to) => {
            let ends = [("from", from), ("to", to)];
            let members =
                ends.into_iter().filter_map(|(key, date)| Some((key.to_owned(), write_date(date?))));
            Value::Object(members.collect())
        }
    }
}
