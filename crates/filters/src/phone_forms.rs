//! Phone numbers in filters, in the form in which numbers are stored.

use regulars_kernel::{Phone, phone_beginning, phone_part};

use crate::{FieldCondition, Filter, TextField, TextTest};

impl Filter {
    /// The filter with its phone numbers and parts of them in the form in which numbers are stored. One without a country
    /// code is of `country` (ISO 3166-1 alpha-2).
    #[must_use]
    pub fn with_phones_of(mut self, country: Option<&str>) -> Self {
        self.visit("", &mut |filter, _| {
            if let Self::Field(FieldCondition::Text(TextField::Phone, test)) = filter {
                match test {
                    TextTest::StartsWith(text) => replace_by(text, phone_beginning(text, country)),
                    TextTest::Contains(text) => replace_by(text, phone_part(text)),
                    _ => {}
                }
                for text in test.whole_texts_mut() {
                    let phone = Phone::parse(text, country).ok();
                    replace_by(text, phone.map(|phone| phone.expose().to_owned()));
                }
            }
        });
        self
    }
}

fn replace_by(text: &mut String, other: Option<String>) {
    if let Some(other) = other {
        *text = other;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_phone_is_looked_for_as_it_is_stored() {
        let phone = |op: &str, value: Value| json!({"field": "phone", "op": op, "value": value});
        let of_serbia = |json: Value| Filter::parse(&json).unwrap().with_phones_of(Some("RS")).to_json();
        assert_eq!(of_serbia(phone("eq", json!("064/123-4567"))), phone("eq", json!("+381641234567")));
        let both = phone("in", json!(["+381 (0)64 1234567", "nobody"]));
        assert_eq!(of_serbia(both), phone("in", json!(["+381641234567", "nobody"])));
        assert_eq!(of_serbia(phone("starts_with", json!("064"))), phone("starts_with", json!("+38164")));
        assert_eq!(of_serbia(phone("contains", json!("064/123"))), phone("contains", json!("64123")));
    }
}
