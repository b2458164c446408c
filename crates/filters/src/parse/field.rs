//! Reading conditions on fields.

use regulars_kernel::{LanguageTag, RfmClass, SurveyId};
use serde_json::{Map, Value};

use super::reader::{Reader, child};
use crate::{
    ChoiceField, ChoiceTest, DateTest, Day, Field, FieldCondition, Filter, FilterErrorCode, FlagTest,
    InstantTest, Moment, NumberComparison, NumberField, NumberTest, Operator, TextField, TextTest,
};

/// The greatest age that can be compared with.
const OLDEST: i64 = 150;

impl Reader {
    /// The object with the keys `field`, `op` and, for most operators, `value`.
    pub(super) fn field(&mut self, members: &Map<String, Value>, pointer: &str) -> Option<FieldCondition> {
        let field = self.field_name(members, pointer);
        let operator = self.operator(members, pointer, field);
        if let Some(Operator::Exists | Operator::NotExists) = operator {
            self.only(members, pointer, &["field", "op"]);
            let (field, operator) = field.zip(operator)?;
            return Some(match operator {
                Operator::Exists => FieldCondition::Exists(field),
                _ => FieldCondition::NotExists(field),
            });
        }
        self.only(members, pointer, &["field", "op", "value"]);
        let operator = operator?;
        let value = self.required(members, pointer, "value");
        let field = field?;
        self.comparison(field, operator, value?, &child(pointer, "value"))
    }

    fn field_name(&mut self, members: &Map<String, Value>, pointer: &str) -> Option<Field> {
        let value = self.required(members, pointer, "field")?;
        let pointer = child(pointer, "field");
        match Field::from_name(self.string(value, &pointer)?) {
            Some(field) => Some(field),
            None => self.fault(&pointer, FilterErrorCode::UnknownField, "is not the name of a field"),
        }
    }

    fn operator(
        &mut self,
        members: &Map<String, Value>,
        pointer: &str,
        field: Option<Field>,
    ) -> Option<Operator> {
        let value = self.required(members, pointer, "op")?;
        let allowed =
            field.and_then(Field::definition).map_or(Operator::ALL, |definition| definition.operators);
        self.operator_of(value, &child(pointer, "op"), allowed)
    }

    /// The name of one of the `allowed` operators.
    pub(super) fn operator_of(
        &mut self,
        value: &Value,
        pointer: &str,
        allowed: &[Operator],
    ) -> Option<Operator> {
        let text = self.string(value, pointer)?;
        match Operator::from_name(text).filter(|operator| allowed.contains(operator)) {
            Some(operator) => Some(operator),
            None => {
                let names: Vec<&str> = allowed.iter().map(|operator| operator.name()).collect();
                let detail = format!("must be one of {}", names.join(", "));
                self.fault(pointer, FilterErrorCode::UnknownOperator, detail)
            }
        }
    }

    fn comparison(
        &mut self,
        field: Field,
        operator: Operator,
        value: &Value,
        pointer: &str,
    ) -> Option<FieldCondition> {
        match field {
            Field::Text(field) => {
                self.text_test(field, operator, value, pointer).map(|test| FieldCondition::Text(field, test))
            }
            Field::Choice(field) => self
                .choice_test(field, operator, value, pointer)
                .map(|test| FieldCondition::Choice(field, test)),
            Field::Number(field) => {
                let range = match field {
                    NumberField::Age => 0..=OLDEST,
                    NumberField::PurchaseCount
                    | NumberField::MedianGapDays
                    | NumberField::BuyingOverdueDays
                    | NumberField::PurchaseTotal
                    | NumberField::OpenAmount
                    | NumberField::OverdueAmount
                    | NumberField::DaysToPay
                    | NumberField::AbandonedCartTotal
                    | NumberField::LastNps
                    | NumberField::LastCsat => -Filter::MAX_NUMBER..=Filter::MAX_NUMBER,
                };
                self.number_test(operator, value, pointer, |reader, value, pointer| {
                    reader.integer(value, pointer, range.clone())
                })
                .map(|test| FieldCondition::Number(field, test))
            }
            Field::Date(field) => {
                self.date_test(operator, value, pointer).map(|test| FieldCondition::Date(field, test))
            }
            Field::Instant(field) => {
                self.instant_test(operator, value, pointer).map(|test| FieldCondition::Instant(field, test))
            }
            Field::Flag(field) => {
                self.flag_test(operator, value, pointer).map(|test| FieldCondition::Flag(field, test))
            }
        }
    }

    fn text_test(
        &mut self,
        field: TextField,
        operator: Operator,
        value: &Value,
        pointer: &str,
    ) -> Option<TextTest> {
        let read = match field {
            TextField::Language => Self::language,
            TextField::Rfm => Self::rfm_class,
            TextField::AnsweredSurvey => Self::survey,
            _ => Self::text,
        };
        self.text_comparison(operator, value, pointer, read)
    }

    fn language(&mut self, value: &Value, pointer: &str) -> Option<String> {
        match self.string(value, pointer)?.parse::<LanguageTag>() {
            Ok(tag) => Some(tag.as_str().to_owned()),
            Err(error) => self.fault(pointer, FilterErrorCode::InvalidValue, error.to_string()),
        }
    }

    /// The id of a survey. One that there is not is answered by nobody.
    fn survey(&mut self, value: &Value, pointer: &str) -> Option<String> {
        match self.string(value, pointer)?.parse::<SurveyId>() {
            Ok(survey) => Some(survey.to_string()),
            Err(_) => self.fault(pointer, FilterErrorCode::InvalidValue, "must be the id of a survey"),
        }
    }

    /// The name of a class. Whether the merchant's grid has it is looked up later.
    fn rfm_class(&mut self, value: &Value, pointer: &str) -> Option<String> {
        let text = self.string(value, pointer)?;
        if text == RfmClass::PROSPECT || text.parse::<RfmClass>().is_ok() {
            return Some(text.to_owned());
        }
        self.fault(pointer, FilterErrorCode::InvalidValue, "must be the name of an RFM class")
    }

    fn choice_test(
        &mut self,
        field: ChoiceField,
        operator: Operator,
        value: &Value,
        pointer: &str,
    ) -> Option<ChoiceTest> {
        let read = |reader: &mut Self, value: &Value, pointer: &str| {
            reader.name(value, pointer, field.values(), |name| name)
        };
        match operator {
            Operator::Equal => read(self, value, pointer).map(ChoiceTest::Equal),
            Operator::NotEqual => read(self, value, pointer).map(ChoiceTest::NotEqual),
            Operator::In => self.list(value, pointer, read).map(ChoiceTest::In),
            Operator::NotIn => self.list(value, pointer, read).map(ChoiceTest::NotIn),
            _ => self.unfit(pointer),
        }
    }

    /// A comparison of numbers, each read by `read`.
    pub(super) fn number_test(
        &mut self,
        operator: Operator,
        value: &Value,
        pointer: &str,
        read: impl Fn(&mut Self, &Value, &str) -> Option<i64>,
    ) -> Option<NumberTest> {
        let comparison = match operator {
            Operator::NotEqual => return read(self, value, pointer).map(NumberTest::NotEqual),
            Operator::Equal => NumberComparison::Equal(read(self, value, pointer)?),
            Operator::Greater => NumberComparison::Greater(read(self, value, pointer)?),
            Operator::GreaterOrEqual => NumberComparison::GreaterOrEqual(read(self, value, pointer)?),
            Operator::Less => NumberComparison::Less(read(self, value, pointer)?),
            Operator::LessOrEqual => NumberComparison::LessOrEqual(read(self, value, pointer)?),
            Operator::Between => {
                let (from, to) = self.pair(value, pointer, read)?;
                if from > to {
                    return self.reversed(pointer);
                }
                NumberComparison::Between(from, to)
            }
            _ => return self.unfit(pointer),
        };
        Some(NumberTest::Is(comparison))
    }

    pub(super) fn date_test(&mut self, operator: Operator, value: &Value, pointer: &str) -> Option<DateTest> {
        match operator {
            Operator::Equal => self.day(value, pointer).map(DateTest::Equal),
            Operator::NotEqual => self.day(value, pointer).map(DateTest::NotEqual),
            Operator::Before => self.day(value, pointer).map(DateTest::Before),
            Operator::OnOrAfter => self.day(value, pointer).map(DateTest::OnOrAfter),
            Operator::Between => match self.pair(value, pointer, Self::day)? {
                (Day::On(from), Day::On(to)) if from > to => self.reversed(pointer),
                (from, to) => Some(DateTest::Between(from, to)),
            },
            _ => self.unfit(pointer),
        }
    }

    fn instant_test(&mut self, operator: Operator, value: &Value, pointer: &str) -> Option<InstantTest> {
        match operator {
            Operator::Before => self.moment(value, pointer).map(InstantTest::Before),
            Operator::OnOrAfter => self.moment(value, pointer).map(InstantTest::OnOrAfter),
            Operator::Between => match self.pair(value, pointer, Self::moment)? {
                (Moment::At(from), Moment::At(to)) if from > to => self.reversed(pointer),
                (Moment::Day(Day::On(from)), Moment::Day(Day::On(to))) if from > to => self.reversed(pointer),
                (from, to) => Some(InstantTest::Between(from, to)),
            },
            Operator::InMonth => self.month(value, pointer).map(InstantTest::InMonth),
            _ => self.unfit(pointer),
        }
    }

    pub(super) fn flag_test(&mut self, operator: Operator, value: &Value, pointer: &str) -> Option<FlagTest> {
        let Some(flag) = value.as_bool() else {
            return self.fault(pointer, FilterErrorCode::WrongType, "must be true or false");
        };
        match operator {
            Operator::Equal => Some(FlagTest::Equal(flag)),
            Operator::NotEqual => Some(FlagTest::NotEqual(flag)),
            _ => self.unfit(pointer),
        }
    }

    fn reversed<T>(&mut self, pointer: &str) -> Option<T> {
        self.fault(pointer, FilterErrorCode::EmptyRange, "must not end before it begins")
    }

    pub(super) fn unfit<T>(&mut self, pointer: &str) -> Option<T> {
        self.fault(pointer, FilterErrorCode::UnknownOperator, "cannot be compared with this operator")
    }
}
