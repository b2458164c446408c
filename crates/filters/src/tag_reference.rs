//! References from a filter to tags.

use regulars_kernel::{Label, TagId};
use serde_json::{Value, json};

use crate::{Filter, fold};

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

    pub(crate) fn visit(&mut self, pointer: &str, look: &mut dyn FnMut(&mut Self, &str)) {
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
}
