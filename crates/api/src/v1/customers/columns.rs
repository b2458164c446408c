//! The columns that the caller picks of each customer in a list.

use std::borrow::Cow;
use std::sync::LazyLock;

use regulars_customers::AttributeKey;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::body::CustomerBody;
use crate::error::{ApiError, Invalid};

/// Every column: the fields of [`CustomerBody`].
static COLUMNS: LazyLock<Vec<String>> = LazyLock::new(|| match CustomerBody::schema() {
    RefOr::T(Schema::Object(object)) => object.properties.into_keys().collect(),
    _ => Vec::new(),
});

fn column(name: &str) -> Option<&'static str> {
    COLUMNS.iter().find(|column| *column == name).map(String::as_str)
}

/// What stands before the key of a custom attribute.
const ATTRIBUTE: &str = "attributes.";

/// The columns that the caller picked; all of them when it picked none.
#[derive(Debug, Clone)]
pub struct Columns(Option<Picked>);

#[derive(Debug, Clone, Default)]
struct Picked {
    fields: Vec<&'static str>,
    /// Keys of single attributes.
    attributes: Vec<String>,
}

impl Picked {
    /// Adds a name. False when it means nothing.
    fn add(&mut self, name: &str) -> bool {
        let key = name.strip_prefix(ATTRIBUTE).and_then(|key| key.parse::<AttributeKey>().ok());
        match (column(name), key) {
            (Some(column), _) => self.fields.push(column),
            (None, Some(key)) => self.attributes.push(key.as_str().to_owned()),
            (None, None) => return false,
        }
        true
    }
}

impl Columns {
    /// Reads names separated by commas.
    pub fn parse(names: Option<&str>) -> Result<Self, ApiError> {
        let Some(names) = names else { return Ok(Self(None)) };
        let (mut picked, mut invalid) = (Picked::default(), Invalid::default());
        for name in names.split(',').map(str::trim) {
            if !picked.add(name) {
                invalid.add("?fields", "unknown", format!("{name:?} is not a field of a customer"));
            }
        }
        invalid.finish()?;
        Ok(Self(Some(picked)))
    }

    /// Takes a list of names, the field `fields` of a body.
    pub fn of_names(names: Option<&[String]>) -> Result<Self, ApiError> {
        let Some(names) = names else { return Ok(Self(None)) };
        let mut invalid = Invalid::default();
        let picked = Self::check_names(names, "/fields", &mut invalid);
        invalid.finish()?;
        Ok(picked)
    }

    /// Takes a list of names; each that means nothing is noted behind `pointer`.
    pub fn check_names(names: &[String], pointer: &str, invalid: &mut Invalid) -> Self {
        let mut picked = Picked::default();
        for (index, name) in names.iter().enumerate() {
            if !picked.add(name) {
                let detail = format!("{name:?} is not a field of a customer");
                invalid.add(format!("{pointer}/{index}"), "unknown", detail);
            }
        }
        Self(Some(picked))
    }

    /// The columns of a view: all of them where it names none.
    pub fn of_view(names: &[String]) -> Self {
        if names.is_empty() {
            return Self(None);
        }
        Self::check_names(names, "?view", &mut Invalid::default())
    }

    /// The customer with these columns only.
    pub fn pick(&self, customer: &CustomerBody) -> Result<CustomerColumns, ApiError> {
        let whole = serde_json::to_value(customer);
        let whole = whole.map_err(ApiError::defect)?;
        let Value::Object(mut fields) = whole else { return Ok(CustomerColumns(Map::new())) };
        if let Some(picked) = &self.0 {
            let has_all = picked.fields.contains(&"attributes");
            if !has_all && let Some(Value::Object(attributes)) = fields.get_mut("attributes") {
                attributes.retain(|key, _| picked.attributes.contains(key));
            }
            let has_some = has_all || !picked.attributes.is_empty();
            fields.retain(|name, _| {
                picked.fields.contains(&name.as_str()) || (has_some && name == "attributes")
            });
        }
        Ok(CustomerColumns(fields))
    }
}

/// A customer, or those fields of it that the caller picked.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct CustomerColumns(Map<String, Value>);

impl PartialSchema for CustomerColumns {
    /// The schema of a customer, of which no field must be there.
    fn schema() -> RefOr<Schema> {
        let mut schema = CustomerBody::schema();
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.required.clear();
            object.description = Some("A customer, or the fields of it that were picked.".to_owned());
        }
        schema
    }
}

impl ToSchema for CustomerColumns {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("CustomerColumns")
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        CustomerBody::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use regulars_interchange::CustomerColumn;

    use super::*;

    #[test]
    fn every_field_of_a_customer_is_a_column() {
        for name in
            ["id", "type", "lifecycle", "first_name", "email_verified", "address", "cards", "updated_at"]
        {
            assert!(Columns::parse(Some(name)).is_ok(), "{name}");
        }
        assert!(COLUMNS.len() >= 24, "{}", COLUMNS.len());
    }

    #[test]
    fn every_column_of_a_list_is_one_of_a_file() {
        for name in COLUMNS.iter() {
            let columns = CustomerColumn::of_names(Some(std::slice::from_ref(name)), &[]);
            assert!(columns.is_ok(), "{name}");
        }
    }

    #[test]
    fn what_is_no_column_is_refused() {
        assert!(Columns::parse(Some("id, type, attributes.shoe_size")).is_ok());
        for names in ["", "id,", "name", "address.city", "ID", "attributes."] {
            assert!(Columns::parse(Some(names)).is_err(), "{names:?}");
        }
    }
}
