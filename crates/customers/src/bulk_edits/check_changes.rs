//! Checks changes as they are asked for, so that whoever asks hears of every mistake at once.

use std::collections::BTreeMap;

use regulars_kernel::{BirthDate, Date, Label};

use crate::bulk_edits::born_changes::BornChanges;
use crate::bulk_edits::changes::{BulkChanges, NamedTag, Replacement, TagChanges};
use crate::bulk_edits::field::{BulkField, FieldValue};
use crate::bulk_edits::given_changes::{ChangeFault, FaultyChange, GivenChanges, GivenTags};
use crate::bulk_edits::plain_field::PlainField;
use crate::bulk_edits::vocabulary::Vocabulary;
use crate::recorded::attribute;
use crate::resolve_tags::MAX_TAGS;
use crate::{AttributeKey, Tag, check_attributes, check_birth_date, fold};

/// Fields of a customer that are not changed in bulk: what a person is known again by, and what is only shown.
const NOT_IN_BULK: &[&str] = &[
    "address",
    "attributes",
    "cards",
    "consents",
    "created_at",
    "data_consent",
    "email",
    "email_verified",
    "external_id",
    "id",
    "lifecycle",
    "member_id",
    "phone",
    "purchases",
    "regular_since",
    "rfm",
    "source",
    "source.created_by",
    "source.last_utm",
    "source.last_utm_at",
    "source.utm",
    "type",
    "updated_at",
];

/// The changes by the ids of what they name, or everything that is wrong with them. `today` is the merchant's.
pub fn check_changes(
    given: GivenChanges,
    vocabulary: &Vocabulary,
    today: Date,
) -> Result<BulkChanges, Vec<FaultyChange>> {
    let mut checking = Checking { vocabulary, today, named: Vec::new(), faults: Vec::new() };
    let GivenChanges { set, clear, replace, tags } = given;
    let is_nothing = set.is_empty() && clear.is_empty() && replace.is_empty() && tags.is_none();
    let (mut changes, mut born) = (BulkChanges::default(), BornChanges::default());
    for (name, value) in set {
        let pointer = format!("/set/{}", escape(&name));
        if let Some(field) = checking.new_field(&name, &pointer)
            && let Some(value) = checking.value(&field, value, &pointer)
        {
            born.set(&field, Some(&value), &pointer);
            changes.set.push((field, value));
        }
    }
    for (place, name) in clear.iter().enumerate() {
        let pointer = format!("/clear/{place}");
        if let Some(field) = checking.new_field(name, &pointer) {
            born.set(&field, None, &pointer);
            changes.clear.push(field);
        }
    }
    let mut replaced: Vec<BulkField> = Vec::new();
    for (place, given) in replace.into_iter().enumerate() {
        let pointer = format!("/replace/{place}");
        let Some(field) = checking.field(&given.field, &format!("{pointer}/field")) else { continue };
        // Several values of one field may be exchanged.
        if !replaced.iter().any(|known| known.is_same(&field)) {
            if !checking.name_once(&field, &format!("{pointer}/field")) {
                continue;
            }
            replaced.push(field.clone());
        }
        let from = checking.value(&field, given.from, &format!("{pointer}/from"));
        let to = match given.to {
            FieldValue(serde_json::Value::Null) => Some(FieldValue::NOTHING),
            value => checking.value(&field, value, &format!("{pointer}/to")),
        };
        if let (Some(from), Some(to)) = (from, to) {
            born.exchange(&field, &to, &format!("{pointer}/to"));
            changes.replace.push(Replacement { field, from, to });
        }
    }
    checking.faults.extend(born.faults());
    changes.tags = tags.and_then(|tags| checking.tags(tags));
    if is_nothing {
        checking.fault(String::new(), ChangeFault::Nothing);
    }
    if checking.faults.is_empty() { Ok(changes) } else { Err(checking.faults) }
}

/// A name as one segment of a JSON pointer (RFC 6901).
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

struct Checking<'v> {
    vocabulary: &'v Vocabulary,
    today: Date,
    named: Vec<BulkField>,
    faults: Vec<FaultyChange>,
}

impl Checking<'_> {
    fn fault(&mut self, pointer: impl Into<String>, fault: ChangeFault) {
        self.faults.push(FaultyChange { pointer: pointer.into(), fault });
    }

    /// A field that nothing else changes.
    fn new_field(&mut self, name: &str, pointer: &str) -> Option<BulkField> {
        let field = self.field(name, pointer)?;
        self.name_once(&field, pointer).then_some(field)
    }

    fn name_once(&mut self, field: &BulkField, pointer: &str) -> bool {
        let is_new = !self.named.iter().any(|known| known.is_same(field));
        if is_new {
            self.named.push(field.clone());
        } else {
            self.fault(pointer, ChangeFault::Twice);
        }
        is_new
    }

    fn field(&mut self, name: &str, pointer: &str) -> Option<BulkField> {
        if let Some(field) = PlainField::from_name(name) {
            return Some(BulkField::Plain(field));
        }
        let key = name.strip_prefix(BulkField::ATTRIBUTES).and_then(|key| key.parse::<AttributeKey>().ok());
        let mut definitions = self.vocabulary.attributes.iter();
        if let Some(definition) = key.and_then(|key| definitions.find(|definition| definition.key == key)) {
            return Some(BulkField::Attribute(definition.id, definition.key.clone()));
        }
        let fault = match name {
            BulkField::TAGS => ChangeFault::TagsApart,
            name if NOT_IN_BULK.contains(&name) => ChangeFault::NotInBulk,
            _ => ChangeFault::UnknownField,
        };
        self.fault(pointer, fault);
        None
    }

    /// The value as the field keeps it.
    fn value(&mut self, field: &BulkField, value: FieldValue, pointer: &str) -> Option<FieldValue> {
        let checked = match field {
            BulkField::Plain(field) => self.plain(*field, &value),
            BulkField::Attribute(_, key) => return self.attribute(key, &value, pointer),
            BulkField::Tags => Err(ChangeFault::TagsApart),
            BulkField::KnownBy(_) => Err(ChangeFault::NotInBulk),
        };
        checked.map_err(|fault| self.fault(pointer, fault)).ok()
    }

    fn plain(&self, field: PlainField, value: &FieldValue) -> Result<FieldValue, ChangeFault> {
        let text = value.text().ok_or(ChangeFault::WrongType("a text"))?;
        let text = field.accept(text).map_err(ChangeFault::Invalid)?;
        if field == PlainField::BirthDate
            && let Ok(date) = text.parse::<BirthDate>()
        {
            check_birth_date(date, self.today).map_err(|error| ChangeFault::Invalid(error.to_string()))?;
        }
        Ok(FieldValue(text.into()))
    }

    fn attribute(&mut self, key: &AttributeKey, value: &FieldValue, pointer: &str) -> Option<FieldValue> {
        let Some(given) = value.given() else {
            let expected = "a text of one line, a whole number, true or false, or a list of texts";
            self.fault(pointer, ChangeFault::WrongType(expected));
            return None;
        };
        let given = BTreeMap::from([(key.clone(), Some(given))]);
        match check_attributes(&self.vocabulary.attributes, given) {
            Ok(mut checked) => {
                let held = checked.remove(key).flatten();
                Some(held.map_or(FieldValue::NOTHING, |held| FieldValue(attribute(&held.value))))
            }
            Err(faults) => {
                for faulty in faults {
                    let item = faulty.item.map_or_else(String::new, |item| format!("/{item}"));
                    self.fault(format!("{pointer}{item}"), ChangeFault::Attribute(faulty.fault));
                }
                None
            }
        }
    }

    fn tags(&mut self, given: GivenTags) -> Option<TagChanges> {
        let GivenTags { add, remove, replace } = given;
        if let Some(all) = replace {
            if !add.is_empty() || !remove.is_empty() {
                self.fault("/tags/replace", ChangeFault::ReplaceAlone);
                return None;
            }
            return self.named_tags(&all, "/tags/replace").map(TagChanges::All);
        }
        if add.is_empty() && remove.is_empty() {
            self.fault("/tags", ChangeFault::Nothing);
            return None;
        }
        let (add, remove) = (self.named_tags(&add, "/tags/add"), self.named_tags(&remove, "/tags/remove"));
        let (add, remove) = (add?, remove?);
        if let Some(place) = remove.iter().position(|tag| add.iter().any(|added| added.id == tag.id)) {
            self.fault(format!("/tags/remove/{place}"), ChangeFault::Twice);
            return None;
        }
        Some(TagChanges::Some { add, remove })
    }

    /// The tags of these names, each once.
    fn named_tags(&mut self, names: &[Label], pointer: &str) -> Option<Vec<NamedTag>> {
        let mut tags: Vec<NamedTag> = Vec::with_capacity(names.len());
        let mut is_whole = true;
        for (place, name) in names.iter().enumerate() {
            let folded = fold(name.as_str());
            let is_meant = |tag: &&Tag| fold(tag.name.as_str()) == folded;
            match self.vocabulary.tags.iter().find(is_meant) {
                Some(tag) if tags.iter().any(|known| known.id == tag.id) => {}
                Some(tag) => tags.push(NamedTag { id: tag.id, name: tag.name.clone() }),
                None => {
                    is_whole = false;
                    self.fault(format!("{pointer}/{place}"), ChangeFault::UnknownTag(name.clone()));
                }
            }
        }
        if tags.len() > MAX_TAGS {
            self.fault(pointer, ChangeFault::TooManyTags);
            return None;
        }
        is_whole.then_some(tags)
    }
}
