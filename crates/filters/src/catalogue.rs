//! The field catalogue: everything about a customer that can be filtered, for whoever builds a filter.

use regulars_kernel::AttributeKind;

use crate::{ChoiceField, DateField, Field, FlagField, InstantField, NumberField, Operator, TextField};

/// One row of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldDefinition {
    /// The field.
    pub field: Field,
    /// The name in JSON.
    pub name: &'static str,
    /// The type of its values.
    pub value_type: ValueType,
    /// The operators that it can be compared with.
    pub operators: &'static [Operator],
    /// What the field holds, in one line.
    pub description: &'static str,
}

/// The type of the values that a field is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A text, compared without regard to letter case, accents and script.
    Text,
    /// A language tag, which holds its varieties: `sr` is also `sr-RS`.
    Language,
    /// One of these values.
    Choice(&'static [&'static str]),
    /// One of the classes of the merchant's grid, or [`RfmClass::PROSPECT`](regulars_kernel::RfmClass::PROSPECT).
    RfmClass,
    /// A date, `YYYY-MM-DD`, or `{"ago": n, "unit": "day|week|month|year"}`.
    Date,
    /// An RFC 3339 instant, a date (the start of that day of the merchant's calendar), or `{"ago", "unit"}`.
    Instant,
    /// A whole number.
    Integer,
    /// Whole minor units of the merchant's currency.
    Money,
    /// True or false.
    Boolean,
}

impl ValueType {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Language => "language",
            Self::Choice(_) | Self::RfmClass => "enum",
            Self::Date => "date",
            Self::Instant => "instant",
            Self::Integer => "integer",
            Self::Money => "money",
            Self::Boolean => "boolean",
        }
    }

    /// The values of an enumeration; empty for every other type.
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::Choice(values) => values,
            _ => &[],
        }
    }
}

/// Every field, in the order in which a front end would list them.
pub const fn catalogue() -> &'static [FieldDefinition] {
    CATALOGUE
}

/// The operators that a custom attribute of that type can be compared with.
pub const fn attribute_operators(kind: AttributeKind) -> &'static [Operator] {
    match kind {
        AttributeKind::Text => TEXT,
        AttributeKind::Integer | AttributeKind::Decimal => OPTIONAL_NUMBER,
        AttributeKind::Boolean => OPTIONAL_FLAG,
        AttributeKind::Date => DATE,
        AttributeKind::Choice | AttributeKind::Choices => OPTIONAL_CHOICE,
    }
}

impl Field {
    /// The field's row in the catalogue.
    pub fn definition(self) -> Option<&'static FieldDefinition> {
        CATALOGUE.iter().find(|definition| definition.field == self)
    }
}

const TEXT: &[Operator] = &[
    Operator::Equal,
    Operator::NotEqual,
    Operator::In,
    Operator::NotIn,
    Operator::Contains,
    Operator::StartsWith,
    Operator::Exists,
    Operator::NotExists,
];
const CHOICE: &[Operator] = &[Operator::Equal, Operator::NotEqual, Operator::In, Operator::NotIn];
const OPTIONAL_CHOICE: &[Operator] = &[
    Operator::Equal,
    Operator::NotEqual,
    Operator::In,
    Operator::NotIn,
    Operator::Exists,
    Operator::NotExists,
];
const NUMBER: &[Operator] = &[
    Operator::Equal,
    Operator::NotEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Between,
];
const OPTIONAL_NUMBER: &[Operator] = &[
    Operator::Equal,
    Operator::NotEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Between,
    Operator::Exists,
    Operator::NotExists,
];
const DATE: &[Operator] = &[
    Operator::Equal,
    Operator::NotEqual,
    Operator::Before,
    Operator::OnOrAfter,
    Operator::Between,
    Operator::Exists,
    Operator::NotExists,
];
const INSTANT: &[Operator] = &[Operator::Before, Operator::OnOrAfter, Operator::Between, Operator::InMonth];
const OPTIONAL_INSTANT: &[Operator] = &[
    Operator::Before,
    Operator::OnOrAfter,
    Operator::Between,
    Operator::InMonth,
    Operator::Exists,
    Operator::NotExists,
];
const FLAG: &[Operator] = &[Operator::Equal, Operator::NotEqual];
const OPTIONAL_FLAG: &[Operator] =
    &[Operator::Equal, Operator::NotEqual, Operator::Exists, Operator::NotExists];

const CATALOGUE: &[FieldDefinition] = &[
    choice(
        ChoiceField::Type,
        CHOICE,
        "Member registered here or regular, member registered elsewhere, or no member",
    ),
    choice(
        ChoiceField::Lifecycle,
        CHOICE,
        "No purchase yet, a purchase in the last eight months, or none since",
    ),
    text(TextField::Title, "Academic title"),
    text(TextField::FirstName, "Given name"),
    text(TextField::LastName, "Family name"),
    choice(ChoiceField::Gender, OPTIONAL_CHOICE, "Gender"),
    date(DateField::BirthDate, "Date of birth; for birthdays use an anniversary condition"),
    number(NumberField::Age, ValueType::Integer, OPTIONAL_NUMBER, "Completed years of life, today"),
    text(TextField::Company, "Company that the customer is or belongs to"),
    text(TextField::Email, "E-mail address"),
    flag(FlagField::EmailVerified, "Whether the e-mail address is known to belong to the customer"),
    text(TextField::Phone, "Phone number, whole or in part in any written form, kept as +381641234567"),
    row(
        Field::Text(TextField::Language),
        ValueType::Language,
        OPTIONAL_CHOICE,
        "Language that the customer is written to in, by its tag; sr finds sr-RS and sr-Cyrl too",
    ),
    text(TextField::Street, "Street and house number"),
    text(TextField::Postcode, "Postcode"),
    text(TextField::City, "City"),
    text(TextField::Country, "Country"),
    text(TextField::ExternalId, "The merchant's own number of the customer"),
    text(TextField::CardNumber, "Number of any active card of the customer"),
    choice(ChoiceField::CardForm, OPTIONAL_CHOICE, "How any active card of the customer was issued"),
    row(
        Field::Text(TextField::Rfm),
        ValueType::RfmClass,
        CHOICE,
        "RFM class; `prospect` is whoever has bought nothing, or nothing yet when customers were scored last",
    ),
    instant(InstantField::RegularSince, OPTIONAL_INSTANT, "When the customer became a regular"),
    number(
        NumberField::PurchaseCount,
        ValueType::Integer,
        NUMBER,
        "Purchases, without those given back whole",
    ),
    number(
        NumberField::PurchaseTotal,
        ValueType::Money,
        NUMBER,
        "Sum of all purchases less refunds, in minor units",
    ),
    number(
        NumberField::OpenAmount,
        ValueType::Money,
        NUMBER,
        "What is to be paid of invoices, in minor units",
    ),
    number(
        NumberField::OverdueAmount,
        ValueType::Money,
        NUMBER,
        "What is to be paid of invoices that are overdue, in minor units",
    ),
    number(
        NumberField::DaysToPay,
        ValueType::Integer,
        OPTIONAL_NUMBER,
        "Days from the issue of invoices to their last payment, on average of those that are paid",
    ),
    number(
        NumberField::MedianGapDays,
        ValueType::Integer,
        OPTIONAL_NUMBER,
        "Median of the gaps between days with purchases, in days; of who has bought on three days or more",
    ),
    date(
        DateField::NextPurchaseExpectedAt,
        "Day on which the next purchase is expected: the latest day with one and the median gap",
    ),
    number(
        NumberField::BuyingOverdueDays,
        ValueType::Integer,
        OPTIONAL_NUMBER,
        "Days by which the next purchase is overdue today; 0 while it is not",
    ),
    flag(FlagField::HasAbandonedCart, "Whether a cart of the customer is abandoned and not expired"),
    instant(
        InstantField::AbandonedCartAt,
        OPTIONAL_INSTANT,
        "When the latest cart was abandoned of those that are",
    ),
    number(
        NumberField::AbandonedCartTotal,
        ValueType::Money,
        NUMBER,
        "What is in carts that are abandoned, in minor units",
    ),
    instant(InstantField::FirstPurchaseAt, OPTIONAL_INSTANT, "First purchase that was not given back whole"),
    instant(InstantField::LastPurchaseAt, OPTIONAL_INSTANT, "Latest purchase that was not given back whole"),
    number(
        NumberField::LastNps,
        ValueType::Integer,
        OPTIONAL_NUMBER,
        "Latest score, 0 to 10, of how likely the customer is to recommend the merchant",
    ),
    number(
        NumberField::LastCsat,
        ValueType::Integer,
        OPTIONAL_NUMBER,
        "Latest score, 1 to 5, of how satisfied the customer is",
    ),
    instant(InstantField::LastAnswerAt, OPTIONAL_INSTANT, "Latest answer to a survey"),
    row(
        Field::Text(TextField::AnsweredSurvey),
        ValueType::Text,
        OPTIONAL_CHOICE,
        "Survey that the customer has answered, by its id",
    ),
    text(TextField::ReferralId, "Who brought the customer"),
    text(TextField::UtmSource, "utm_source of the first contact"),
    text(TextField::UtmMedium, "utm_medium of the first contact"),
    text(TextField::UtmCampaign, "utm_campaign of the first contact"),
    text(TextField::UtmTerm, "utm_term of the first contact"),
    text(TextField::UtmContent, "utm_content of the first contact"),
    text(TextField::LastUtmSource, "utm_source of the latest contact"),
    text(TextField::LastUtmMedium, "utm_medium of the latest contact"),
    text(TextField::LastUtmCampaign, "utm_campaign of the latest contact"),
    text(TextField::LastUtmTerm, "utm_term of the latest contact"),
    text(TextField::LastUtmContent, "utm_content of the latest contact"),
    instant(InstantField::LastUtmAt, OPTIONAL_INSTANT, "When the latest contact by a campaign was noted"),
    choice(ChoiceField::CreatedBy, CHOICE, "What made the record"),
    instant(InstantField::CreatedAt, INSTANT, "When the record was made"),
    instant(InstantField::UpdatedAt, INSTANT, "When the record was changed last; purchases do not change it"),
];

const fn text(field: TextField, description: &'static str) -> FieldDefinition {
    row(Field::Text(field), ValueType::Text, TEXT, description)
}

const fn choice(
    field: ChoiceField,
    operators: &'static [Operator],
    description: &'static str,
) -> FieldDefinition {
    row(Field::Choice(field), ValueType::Choice(field.values()), operators, description)
}

const fn number(
    field: NumberField,
    value_type: ValueType,
    operators: &'static [Operator],
    description: &'static str,
) -> FieldDefinition {
    row(Field::Number(field), value_type, operators, description)
}

const fn date(field: DateField, description: &'static str) -> FieldDefinition {
    row(Field::Date(field), ValueType::Date, DATE, description)
}

const fn instant(
    field: InstantField,
    operators: &'static [Operator],
    description: &'static str,
) -> FieldDefinition {
    row(Field::Instant(field), ValueType::Instant, operators, description)
}

const fn flag(field: FlagField, description: &'static str) -> FieldDefinition {
    row(Field::Flag(field), ValueType::Boolean, FLAG, description)
}

const fn row(
    field: Field,
    value_type: ValueType,
    operators: &'static [Operator],
    description: &'static str,
) -> FieldDefinition {
    FieldDefinition { field, name: field.name(), value_type, operators, description }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_field() -> Vec<Field> {
        let mut fields: Vec<Field> = TextField::ALL.iter().copied().map(Field::Text).collect();
        fields.extend(ChoiceField::ALL.iter().copied().map(Field::Choice));
        fields.extend(NumberField::ALL.iter().copied().map(Field::Number));
        fields.extend(DateField::ALL.iter().copied().map(Field::Date));
        fields.extend(InstantField::ALL.iter().copied().map(Field::Instant));
        fields.extend(FlagField::ALL.iter().copied().map(Field::Flag));
        fields
    }

    #[test]
    fn every_field_has_exactly_one_row() {
        for field in every_field() {
            let rows = catalogue().iter().filter(|definition| definition.field == field).count();
            assert_eq!(rows, 1, "{field:?}");
        }
        assert_eq!(catalogue().len(), every_field().len());
    }

    #[test]
    fn a_field_is_found_by_its_name() {
        for definition in catalogue() {
            assert_eq!(Field::from_name(definition.name), Some(definition.field));
            assert!(!definition.operators.is_empty() && !definition.description.is_empty());
        }
        assert_eq!(Field::from_name("shoe_size"), None);
    }
}
