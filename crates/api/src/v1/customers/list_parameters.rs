//! The parameters of the list of customers.

use chrono::{DateTime, Utc};
use regulars_customers::{CustomerSelection, Folded};
use regulars_kernel::{CustomerOrder, CustomerPosition, PageRequest, ViewId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::brief::CustomerTypeBody;
use super::columns::Columns;
use super::order::{CustomerSortBody, page_of_parameters};
use crate::error::{ApiError, Invalid};

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
    /// The customers of this view only, with its columns in its order; `fields` and `sort` go before those. A view that has a
    /// filter leaves no room for `q`, `type`, `tag`, `city` and `updated_since`.
    view: Option<Uuid>,
    /// The order of the items; the newest first when it is left out.
    #[param(inline, example = "-created_at")]
    sort: Option<CustomerSortBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer, under the same `sort`. Opaque.
    #[param(max_length = 2000)]
    cursor: Option<String>,
    /// `exact` adds how many customers there are on all pages, which takes longer.
    #[param(inline)]
    total: Option<TotalParameter>,
    /// Names of the fields of each item, separated by commas, single attributes as `attributes.shoe_size`; all of them when it
    /// is left out.
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

    /// The view that the list goes by.
    pub fn view(&self) -> Option<ViewId> {
        self.view.map(ViewId::new)
    }

    /// The order, in a list that otherwise has that one.
    pub fn order_or(&self, order: CustomerOrder) -> CustomerOrder {
        self.sort.map_or(order, Into::into)
    }

    /// Whether the list is narrowed by more than a view.
    pub fn is_narrowed(&self) -> bool {
        let Self { q, customer_type, tag, city, updated_since, .. } = self;
        !q.is_empty() || customer_type.is_some() || tag.is_some() || city.is_some() || updated_since.is_some()
    }

    /// The page.
    pub fn page(&self, order: CustomerOrder) -> Result<PageRequest<CustomerPosition>, ApiError> {
        page_of_parameters(order, self.limit, self.cursor.as_deref())
    }

    /// The fields of each item.
    pub fn columns(&self) -> Result<Columns, ApiError> {
        Columns::parse(self.fields.as_deref())
    }

    /// Whether the caller picks fields.
    pub const fn picks_fields(&self) -> bool {
        self.fields.is_some()
    }

    /// Whether the customers on all pages are counted.
    pub const fn is_counted(&self) -> bool {
        self.total.is_some()
    }
}
