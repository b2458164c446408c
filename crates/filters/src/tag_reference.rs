//! References from a filter to tags.

use regulars_kernel::{Label, Phone, TagId, phone_beginning, phone_part};
use serde_json::{Value, json};

use crate::{FieldCondition, Filter, TextField, TextTest, fold};

/// A tag: `{"tag": "vip"}`, in any spelling that folds alike. A filter that is stored also keeps the id, so that it means
/// the same tag under another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagReference {
    /// The tag's id, once it has been looked up.
    pub id: Option<TagId>,
    /// The tag's name.
    pub name: String,
}

impl TagReference {
    /// A tag of which only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { id: None, name: name.into() }
    }

    /// How a store keeps the reference.
    pub(crate) fn to_stored_json(&self) -> Value {
        match self.id {
            Some(id) => json!({ "id": id.to_string(), "name": self.name }),
            None => json!(self.name),
        }
    }

    /// Reads what [`Self::to_stored_json`] has written.
    pub(crate) fn from_stored_json(value: &Value) -> Option<Self> {
        if let Some(name) = value.as_str() {
            return name.parse::<Label>().ok().map(|name| Self::named(name.into_string()));
        }
        let id = value.get("id")?.as_str()?.parse().ok()?;
        Some(Self { id: Some(id), name: value.get("name")?.as_str()?.to_owned() })
    }
}

impl Filter {
    /// Shows `look` every tag that the filter names, with the JSON pointer of its name.
    pub fn for_each_tag(&mut self, look: &mut dyn FnMut(&mut TagReference, &str)) {
        self.visit("", &mut |filter, pointer| {
            if let Self::Tag(tag) = filter {
                look(tag, &format!("{pointer}/tag"));
            }
        });
    }

    /// The ids of the tags that the filter refers to, as far as they have been looked up.
    pub fn tag_ids(&self) -> Vec<TagId> {
        let mut ids = Vec::new();
        self.clone().for_each_tag(&mut |tag, _| ids.extend(tag.id));
        ids
    }

    /// The folded names of the tags that the filter refers to.
    pub fn folded_tag_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.clone().for_each_tag(&mut |tag, _| names.push(fold(&tag.name)));
        names
    }

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

    fn visit(&mut self, pointer: &str, look: &mut dyn FnMut(&mut Self, &str)) {
        match self {
            Self::All(filters) => {
                for (index, filter) in filters.iter_mut().enumerate() {
                    filter.visit(&format!("{pointer}/all/{index}"), look);
                }
            }
            Self::Any(filters) => {
                for (index, filter) in filters.iter_mut().enumerate() {
                    filter.visit(&format!("{pointer}/any/{index}"), look);
                }
            }
            Self::Not(filter) => filter.visit(&format!("{pointer}/not"), look),
            leaf => look(leaf, pointer),
        }
    }
}

fn replace_by(text: &mut String, other: Option<String>) {
    if let Some(other) = other {
        *text = other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_shown_with_its_place() {
        let json = json!({"all": [{"tag": "VIP"}, {"not": {"any": [{"tag": "Novi"}]}}]});
        let mut filter = Filter::parse(&json).unwrap();
        let mut seen = Vec::new();
        filter.for_each_tag(&mut |tag, pointer| seen.push((tag.name.clone(), pointer.to_owned())));
        let places = [("VIP", "/all/0/tag"), ("Novi", "/all/1/not/any/0/tag")];
        assert_eq!(seen, places.map(|(name, place)| (name.to_owned(), place.to_owned())));
    }

    #[test]
    fn a_stored_filter_keeps_the_id_and_a_shown_one_the_name() {
        let id = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f10";
        let mut filter = Filter::parse(&json!({"not": {"tag": "VIP"}})).unwrap();
        assert_eq!(Filter::parse_stored(&filter.to_stored_json()), Ok(filter.clone()));
        filter.for_each_tag(&mut |tag, _| tag.id = id.parse().ok());
        let stored = filter.to_stored_json();
        assert_eq!(stored, json!({"not": {"tag": {"id": id, "name": "VIP"}}}));
        assert_eq!(Filter::parse_stored(&stored), Ok(filter.clone()));
        assert_eq!(filter.to_json(), json!({"not": {"tag": "VIP"}}));
        assert!(Filter::parse(&stored).is_err());
    }

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
