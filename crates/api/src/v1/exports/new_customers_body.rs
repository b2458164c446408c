//! Which customers are wanted as a file, and what of them.

use chrono::{DateTime, Utc};
use regulars_customers::SearchTerm;
use regulars_filters::Filter;
use regulars_flows::{ExportRequest, ListedCustomers, MeantCustomers, NewExport};
use regulars_identity::MerchantFacts;
use regulars_interchange::CustomerColumn;
use regulars_kernel::{CustomerOrder, CustomerType, ViewId};
use regulars_segments::View;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::ExportFormatBody;
use crate::error::{ApiError, Invalid};
use crate::v1::customers::brief::CustomerTypeBody;
use crate::v1::customers::order::CustomerSortBody;
use crate::v1::filter::FilterBody;

/// Customers as `GET /v1/customers` lists them: the same words with the same meaning.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedCustomersBody {
    /// Parts of values, each of which must be found somewhere.
    #[schema(max_items = 10, example = json!(["petro"]))]
    #[serde(default)]
    q: Vec<String>,
    /// Customers of this type only.
    #[serde(default, rename = "type")]
    #[schema(inline)]
    customer_type: Option<CustomerTypeBody>,
    /// Customers with the tag of this name only.
    #[schema(min_length = 1, max_length = 200)]
    #[serde(default)]
    tag: Option<String>,
    /// Customers of this city only.
    #[schema(min_length = 1, max_length = 200)]
    #[serde(default)]
    city: Option<String>,
    /// Customers whose record was changed at this instant or later.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    updated_since: Option<DateTime<Utc>>,
}

/// Which customers, which columns, and which kind of file.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "filter": {"field": "city", "op": "in", "value": ["Novi Sad", "Beograd"]},
    "sort": "last_name", "fields": ["id", "first_name", "last_name", "email", "phone", "tags"], "format": "xlsx"
}))]
pub struct NewCustomerExportBody {
    /// Whom a filter means. Without it and without `list`, every customer.
    #[serde(default)]
    filter: Option<FilterBody>,
    /// The customers of a stored view, with its columns in its order; `fields` and `sort` go before those.
    #[serde(default)]
    view_id: Option<Uuid>,
    /// Whom the list means.
    #[serde(default)]
    list: Option<ListedCustomersBody>,
    /// The order of the rows; the newest first when it is left out. Who moves in the order while the file is written may be
    /// missing or stand twice, which nobody can by `created_at`.
    #[schema(inline)]
    #[serde(default)]
    sort: Option<CustomerSortBody>,
    /// Names of the columns: those of lists (`id`, `first_name`, `birthday`, `address`, `tags`, `attributes`, `source`, `purchases`,
    /// `buying_rhythm`, `rfm`, …), single ones of them (`city`, `attributes.shoe_size`, `purchase_total`, `utm_source`), and `consents`. Everything that
    /// an import takes back, and more, when it is left out.
    #[schema(max_items = 200)]
    #[serde(default)]
    fields: Option<Vec<String>>,
    /// The kind of file.
    format: ExportFormatBody,
}

/// What is wanted, as far as it can be checked without the store.
pub struct WantedCustomers {
    /// The filter, where there is one.
    pub filter: Option<Filter>,
    /// The view, where there is one.
    pub view: Option<ViewId>,
    list: Option<ListedCustomers>,
    order: Option<CustomerOrder>,
    fields: Option<Vec<String>>,
    format: ExportFormatBody,
}

impl NewCustomerExportBody {
    /// Checks it.
    pub fn check(self, country: Option<&str>) -> Result<WantedCustomers, ApiError> {
        let mut invalid = Invalid::default();
        if self.filter.is_some() && self.list.is_some() {
            invalid.add("/list", "invalid", "stands for a filter: give one of the two");
        }
        if self.view_id.is_some() && (self.filter.is_some() || self.list.is_some()) {
            invalid.add("/view_id", "invalid", "stands for a filter: give one of the two");
        }
        let list = self.list.map(|list| list.check(&mut invalid));
        invalid.finish()?;
        let filter = self.filter.map(|filter| filter.check(country)).transpose()?;
        let (view, order) = (self.view_id.map(ViewId::new), self.sort.map(Into::into));
        Ok(WantedCustomers { filter, view, list, order, fields: self.fields, format: self.format })
    }
}

impl ListedCustomersBody {
    fn check(self, invalid: &mut Invalid) -> ListedCustomers {
        for (index, term) in self.q.iter().enumerate() {
            invalid.check(&format!("/list/q/{index}"), term.parse::<SearchTerm>());
        }
        ListedCustomers {
            q: self.q,
            customer_type: self.customer_type.map(|kind| CustomerType::from(kind).name().to_owned()),
            tag: self.tag,
            city: self.city,
            updated_since: self.updated_since,
        }
    }
}

impl WantedCustomers {
    /// The same as the view has it, as far as nothing else was asked for.
    #[must_use]
    pub fn by_view(self, view: View, columns: Vec<String>) -> Self {
        let fields = self.fields.or_else(|| (!columns.is_empty()).then_some(columns));
        Self { filter: view.filter, order: self.order.or(Some(view.order)), fields, ..self }
    }

    /// The file, for a merchant with these attributes.
    pub fn into_new(self, attributes: &[String], facts: &MerchantFacts) -> Result<NewExport, ApiError> {
        let columns = CustomerColumn::of_names(self.fields.as_deref(), attributes);
        let columns = columns.map_err(|unknown| {
            let mut invalid = Invalid::default();
            for place in unknown {
                invalid.add(format!("/fields/{place}"), "unknown", "is not a column of a customer");
            }
            ApiError::from(invalid)
        })?;
        let (language, currency) = (facts.locale.language(), facts.currency.code());
        let meant = MeantCustomers {
            filter: self.filter.as_ref().map(Filter::to_stored_json),
            list: self.list,
            sort: self.order.unwrap_or(CustomerOrder::NEWEST_FIRST).name(),
            columns: columns.iter().map(ToString::to_string).collect(),
        };
        Ok(NewExport {
            request: ExportRequest::Customers(meant),
            format: self.format.into(),
            headings: columns.iter().map(|column| column.heading(language, currency)).collect(),
        })
    }
}
