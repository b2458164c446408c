//! The values of one recipient, as the engine asks for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Object;
use regulars_kernel::{Language, Names, Personal};

use super::addressed::names_of;
use super::typed_value::value_of;
use super::{MergeAttribute, MergeField, MergeValue};
use crate::compose::links::RecipientLinks;
use crate::compose::recipient::Recipient;
use crate::salutation::{Addressee, NamePart, addressed, all_written_in, greeting, salutation, vocative};
use regulars_kernel::Gender;

/// The longest value in characters; a longer one is cut.
const MAX_LENGTH: usize = 200;

/// The fields of one recipient and the links of their message. Only what a template uses is computed.
#[derive(Debug)]
pub(crate) struct RecipientValues {
    language: Language,
    gender: Option<Gender>,
    names: Names<String>,
    email: String,
    attributes: BTreeMap<MergeAttribute, MergeValue>,
    merchant: Arc<MerchantValues>,
    links: RecipientLinks,
}

/// The fields that are the same for every recipient.
#[derive(Debug)]
pub(crate) struct MerchantValues {
    pub(crate) name: Value,
    pub(crate) website: Value,
}

impl RecipientValues {
    /// The values of a recipient, cleaned.
    pub(crate) fn new(
        language: Language,
        recipient: &Recipient,
        merchant: Arc<MerchantValues>,
        links: RecipientLinks,
    ) -> Self {
        Self {
            language,
            gender: recipient.gender,
            names: all_written_in(language, recipient.names.as_ref().map(|_, text| name(text.as_ref()))),
            email: recipient.email.as_ref().map_or_else(String::new, |email| email.expose().to_owned()),
            attributes: recipient.attributes.clone(),
            merchant,
            links,
        }
    }

    fn addressee(&self) -> Addressee<'_> {
        Addressee::of(self.gender, &self.names)
    }

    fn field(&self, field: MergeField) -> Value {
        match field {
            MergeField::Salutation => Value::from(salutation(self.language, &self.addressee())),
            MergeField::Greeting => Value::from(greeting(self.language, &self.addressee())),
            MergeField::FullName => Value::from(self.addressee().full_name()),
            MergeField::Email => Value::from(self.email.as_str()),
            MergeField::Gender => Value::from(self.gender.map_or("", Gender::name)),
            MergeField::MerchantName => self.merchant.name.clone(),
            MergeField::MerchantWebsite => self.merchant.website.clone(),
            name => Value::from(name.among(&self.names)),
        }
    }

    /// An attribute, blank for who has none.
    fn attribute(&self, key: &str) -> Value {
        self.attributes.get(key).map_or_else(|| Value::from(""), |value| value_of(self.language, value))
    }

    /// The salutation with these names behind it.
    fn addressed(&self, names: &[(MergeField, bool)]) -> String {
        let written = names.iter().filter_map(|(field, is_vocative)| {
            let value = self.field(*field);
            let name = value.as_str()?;
            Some(if *is_vocative { self.vocative(name) } else { name.to_owned() })
        });
        let names: Vec<String> = written.filter(|name| !name.is_empty()).collect();
        addressed(self.language, &self.addressee(), &names.join(" "))
    }

    /// The vocative of a value: of the family name, the given name or both, by what the value is.
    pub(super) fn vocative(&self, value: &str) -> String {
        let person = self.addressee();
        if value.is_empty() {
            String::new()
        } else if value == self.names.last_name {
            person.last_name_vocative(self.language)
        } else if value == self.names.first_name {
            person.first_name_vocative(self.language)
        } else if value == person.full_name() {
            let first = person.first_name_vocative(self.language);
            format!("{first} {}", person.last_name_vocative(self.language))
        } else {
            vocative(self.language, self.gender, NamePart::First, value)
        }
    }
}

impl Object for RecipientValues {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        if key == VALUES {
            return Some(Value::from_dyn_object(Arc::clone(self)));
        }
        MergeField::named(key)
            .map(|field| self.field(field))
            .or_else(|| MergeAttribute::of_variable(key).map(|key| self.attribute(key)))
            .or_else(|| names_of(key).map(|names| Value::from(self.addressed(&names))))
            .or_else(|| self.links.value(key))
    }
}

/// The whole salutation of a person, as newsletters in that language write it, without a closing mark.
pub fn greeting_of(language: Language, recipient: &Recipient) -> String {
    let names = recipient.names.as_ref().map(|_, text| name(text.as_ref()));
    greeting(language, &Addressee::of(recipient.gender, &names))
}

/// The name under which filters find the recipient. Not a field, so no merchant can use it.
pub(super) const VALUES: &str = "recipient values";

/// A name as it may be shown.
fn name(value: Option<&Personal<String>>) -> String {
    value.map_or_else(String::new, |value| cleaned(value.expose()))
}

/// What somebody has written, as a message may show it. Line breaks and other control characters become spaces, marks that
/// turn the direction of writing go, and a "name" that is a link, as robots fill into forms, counts as missing.
pub(super) fn cleaned(text: &str) -> String {
    if text.contains("://") || text.contains("www.") {
        return String::new();
    }
    let shown = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|letter| if letter.is_control() || letter == '\u{2028}' || letter == '\u{2029}' { ' ' } else { letter })
        .take(MAX_LENGTH)
        .collect::<String>();
    shown.trim().to_owned()
}
