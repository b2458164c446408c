//! The parameters of the list of customers.

use chrono::{DateTime, Utc};
use regulars_customers::{CustomerSelection, Folded};
use regulars_kernel::{CustomerId, PageRequest};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::brief::CustomerTypeBody;
use super::columns::Columns;
use crate::error::{ApiError, Invalid};
use crate::extract::PageParameters;

/// Which customers, which fields of them, and which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomerListParameters {
    /// A part of any name, company, e-mail address, phone number, card number, street, postcode, city, country, external
    /// id, date of birth, tag, custom attribute or source, without regard to letter case, accents and script: `petrovic`
    /// finds Petrović and Петровић, đ is also dj and d. A phone number can be written in any form. Repeat it to search
    /// for several parts: every one must be found somewhere.
    #[param(max_items = 10, example = json!(["petro", "beograd"]))]
    #[serde(default)]
    q: Vec<String>,
    /// Customers of this type only.
    #[serde(rename = "type")]
    #[param(rename = "type", inline)]
    customer_type: Option<CustomerTypeBody>,
    /// Customers with the tag of this name only, such as `VIP`, without regard to letter case, accents and script.
    #[param(min_length = 1, max_length = 200)]
    tag: Option<String>,
    /// Customers of this city only, compared in the same way.
    #[param(min_length = 1, max_length = 200)]
    city: Option<String>,
    /// Customers whose record was changed at this instant or later. Purchases do not change the record.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    updated_since: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
    /// `exact` adds how many customers there are on all pages, which takes longer.
    #[param(inline)]
    total: Option<TotalParameter>,
    /// Names of the fields of each item, separated by commas; all of them when it is left out.
    #[param(max_length = 500, example = "id,first_name,last_name,email")]
    fields: Option<String>,
}

/// Whether the items on all pages are counted.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TotalParameter {
    /// They are counted.
    Exact,
}

impl CustomerListParameters {
    /// Which customers are meant.
    pub fn selection(&self) -> Result<CustomerSelection, ApiError> {
        let mut invalid = Invalid::default();
        let terms = self.q.iter().filter_map(|term| invalid.check("?q", term.parse())).collect();
        invalid.finish()?;
        Ok(CustomerSelection {
            terms,
            customer_type: self.customer_type.map(Into::into),
            tag: self.tag.as_deref().map(Folded::of),
            city: self.city.as_deref().map(Folded::of),
            updated_since: self.updated_since,
        })
    }

    /// The page.
    pub fn page(&self) -> Result<PageRequest<CustomerId>, ApiError> {
        PageParameters { limit: self.limit, cursor: self.cursor.clone() }.by_id(CustomerId::new)
    }

    /// The fields of each item.
    pub fn columns(&self) -> Result<Columns, ApiError> {
        Columns::parse(self.fields.as_deref())
    }

    /// Whether the customers on all pages are counted.
    pub const fn is_counted(&self) -> bool {
        self.total.is_some()
    }
}
