//! What the audit trail notes of customers and tags.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{BirthDate, Label, Personal, Phone};
use serde_json::Value;

use crate::{AttributeDefinition, AttributeRule, AttributeValue, CustomerRecord, Tag, Touch, Utm};

impl Recorded for CustomerRecord {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Customer, id: self.customer.id.value() }
    }

    fn fields(&self) -> Fields {
        let Self { customer, tags, cards, purchases: _, rfm: _, rhythm: _ } = self;
        let born = customer.birth_date.as_ref().map(|born| *born.expose());
        let mut list = FieldList::default()
            .text("type", Some(customer.customer_type.name()))
            .instant("regular_since", customer.regular_since)
            .value("member_id", customer.member.map(|member| member.to_string()))
            .text("external_id", customer.external_id.as_ref().map(Label::as_str))
            .text("gender", customer.gender.map(|gender| gender.name()))
            .text("email", customer.email.as_ref().map(|email| email.expose()))
            .value("email_verified", customer.email_verified())
            .text("phone", customer.phone.as_ref().map(Phone::expose))
            .value("birth_date", born.and_then(BirthDate::date).map(|date| date.to_string()))
            .value("birthday", born.map(|born| born.day_of_year().to_string()))
            .text("language", customer.language.as_ref().map(|language| language.as_str()))
            .text("address.street", personal(&customer.address.street))
            .text("address.postcode", personal(&customer.address.postcode))
            .text("address.city", personal(&customer.address.city))
            .text("address.country", customer.address.country.as_ref().map(|country| country.code()))
            .text("source.referral_id", customer.source.referral_id.as_ref().map(Label::as_str))
            .value("tags", tags.iter().map(Label::as_str).collect::<Vec<_>>())
            .value("cards", cards.iter().map(|card| card.expose()).collect::<Vec<_>>());
        let (touch, none) = (customer.source.last_touch.as_ref(), Utm::default());
        for (field, utm) in [("utm", &customer.source.utm), ("last_utm", touch.map_or(&none, Touch::utm))] {
            for (name, label) in [
                ("source", &utm.source),
                ("medium", &utm.medium),
                ("campaign", &utm.campaign),
                ("term", &utm.term),
                ("content", &utm.content),
            ] {
                list = list.text(format!("source.{field}.{name}"), label.as_ref().map(Label::as_str));
            }
        }
        list = list.instant("source.last_utm_at", touch.map(Touch::at));
        let mut names = Vec::new();
        customer.names.as_ref().map(|name, value| names.push((name, personal(value))));
        for (name, value) in names {
            list = list.text(name, value);
        }
        for (key, held) in customer.attributes.iter() {
            list = list.value(format!("attributes.{}", key.as_str()), attribute(&held.value));
        }
        list.into_fields()
    }
}

impl CustomerRecord {
    /// The note that the customer was made.
    pub fn note_created(&self) -> AuditNote {
        AuditNote::created(self).about(self.customer.id)
    }

    /// The note of what is different since `before`, if anything is.
    pub fn note_updated(&self, before: &Self) -> Option<AuditNote> {
        AuditNote::updated(before, self).map(|note| note.about(self.customer.id))
    }
}

impl Recorded for Tag {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Tag, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("colour", Some(self.colour.as_str()))
            .into_fields()
    }
}

fn personal(label: &Option<Personal<Label>>) -> Option<&str> {
    label.as_ref().map(|label| label.expose().as_str())
}

pub(crate) fn attribute(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::Text(text) | AttributeValue::Choice(text) => text.expose().as_str().into(),
        AttributeValue::Integer(number) => (*number).into(),
        AttributeValue::Decimal(number) => number.to_string().into(),
        AttributeValue::Boolean(is_so) => (*is_so).into(),
        AttributeValue::Date(date) => date.expose().to_string().into(),
        AttributeValue::Choices(options) => {
            options.iter().map(|option| option.expose().as_str()).collect::<Vec<_>>().into()
        }
    }
}

impl Recorded for AttributeDefinition {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Attribute, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let list = FieldList::default()
            .text("key", Some(self.key.as_str()))
            .text("name", Some(self.name.as_str()))
            .text("type", Some(self.kind().name()))
            .value("position", self.position);
        let list = match &self.rule {
            AttributeRule::Text(length) => {
                list.value("min_length", length.min).value("max_length", length.max)
            }
            AttributeRule::Integer(range) => list.value("min", range.min).value("max", range.max),
            AttributeRule::Decimal { decimals, range } => list
                .value("decimals", *decimals)
                .value("min", range.min.map(|number| number.to_string()))
                .value("max", range.max.map(|number| number.to_string())),
            AttributeRule::Date(range) => list
                .value("min", range.min.map(|date| date.to_string()))
                .value("max", range.max.map(|date| date.to_string())),
            AttributeRule::Boolean => list,
            AttributeRule::Choice(options) | AttributeRule::Choices(options) => {
                list.value("options", options.as_slice().iter().map(Label::as_str).collect::<Vec<_>>())
            }
        };
        list.into_fields()
    }
}
