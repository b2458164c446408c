//! The columns that the caller picks of each customer in a list.

use std::borrow::Cow;
use std::sync::LazyLock;

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

/// The columns that the caller picked; all of them when it picked none.
#[derive(Debug, Clone)]
pub struct Columns(Option<Vec<&'static str>>);

impl Columns {
    /// Reads names separated by commas.
    pub fn parse(names: Option<&str>) -> Result<Self, ApiError> {
        let Some(names) = names else { return Ok(Self(None)) };
        let (mut picked, mut invalid) = (Vec::new(), Invalid::default());
        for name in names.split(',').map(str::trim) {
            match column(name) {
                Some(column) => picked.push(column),
                None => invalid.add("?fields", "unknown", format!("{name:?} is not a field of a customer")),
            }
        }
        invalid.finish()?;
        Ok(Self(Some(picked)))
    }

    /// Takes a list of names, the field `fields` of a body.
    pub fn of_names(names: Option<&[String]>) -> Result<Self, ApiError> {
        let Some(names) = names else { return Ok(Self(None)) };
        let (mut picked, mut invalid) = (Vec::new(), Invalid::default());
        for (index, name) in names.iter().enumerate() {
            match column(name) {
                Some(column) => picked.push(column),
                None => {
                    let detail = format!("{name:?} is not a field of a customer");
                    invalid.add(format!("/fields/{index}"), "unknown", detail);
                }
            }
        }
        invalid.finish()?;
        Ok(Self(Some(picked)))
    }

    /// The customer with these columns only.
    pub fn pick(&self, customer: &CustomerBody) -> Result<CustomerColumns, ApiError> {
        let whole = serde_json::to_value(customer);
        let whole = whole.map_err(ApiError::defect)?;
        let Value::Object(mut fields) = whole else { return Ok(CustomerColumns(Map::new())) };
        if let Some(picked) = &self.0 {
            fields.retain(|name, _| picked.contains(&name.as_str()));
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
    fn what_is_no_column_is_refused() {
        assert!(Columns::parse(Some("id, type")).is_ok());
        for names in ["", "id,", "name", "address.city", "ID"] {
            assert!(Columns::parse(Some(names)).is_err(), "{names:?}");
        }
    }
}
