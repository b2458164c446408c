//! The parameters of the list of customers.

use regulars_customers::SearchTerm;
use regulars_kernel::{CustomerId, PageRequest};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

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
    #[param(max_items = 10, example = json!(["petro", "novi sad"]))]
    #[serde(default)]
    q: Vec<String>,
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

/// The most terms of one search.
const MOST_TERMS: usize = 10;

impl CustomerListParameters {
    /// The terms that every customer of the list matches.
    pub fn terms(&self) -> Result<Vec<SearchTerm>, ApiError> {
        let mut invalid = Invalid::default();
        if self.q.len() > MOST_TERMS {
            invalid.add("?q", "invalid", format!("can be given at most {MOST_TERMS} times"));
        }
        let terms =
            self.q.iter().take(MOST_TERMS).filter_map(|term| invalid.check("?q", term.parse())).collect();
        invalid.finish()?;
        Ok(terms)
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
