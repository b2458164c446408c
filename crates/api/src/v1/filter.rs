//! Filters on the wire.

use std::borrow::Cow;

use regulars_filters::Filter;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::error::ApiError;

/// A filter as it is sent: JSON that [`Filter::accept`] reads.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FilterBody(pub Value);

impl FilterBody {
    /// The filter. Every fault is told with its place below `/filter`. A phone number without a country code is of
    /// `country`.
    pub fn check(&self, country: Option<&str>) -> Result<Filter, ApiError> {
        Ok(Filter::accept(&self.0)?.with_phones_of(country))
    }
}

impl From<&Filter> for FilterBody {
    fn from(filter: &Filter) -> Self {
        Self(filter.to_json())
    }
}

/// The document writes the grammar in its place.
impl PartialSchema for FilterBody {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().into()
    }
}

impl ToSchema for FilterBody {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Filter")
    }
}
