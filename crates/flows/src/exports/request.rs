//! What an export is a list of, as it is kept until the file is gone.

use regulars_customers::{CustomerSelection, Folded, SearchTerm};
use regulars_filters::Filter;
use regulars_interchange::CustomerColumn;
use regulars_kernel::{
    CustomerId, CustomerOrder, CustomerType, Instant, PointAccountId, StoreError, StoreId,
};
use regulars_loyalty::OperationQuery;
use regulars_purchases::PurchaseFilter;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What an export is a list of.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportRequest {
    /// Customers.
    Customers(MeantCustomers),
    /// Purchases.
    Purchases(MeantPurchases),
    /// Operations of an account of points.
    PointOperations(MeantPointOperations),
}

/// Customers and what is told of each.
#[derive(Clone, Serialize, Deserialize)]
pub struct MeantCustomers {
    /// Who: those whom a stored filter means, or the list.
    pub filter: Option<Value>,
    /// Who, as the list says it.
    pub list: Option<ListedCustomers>,
    /// The name of the order.
    pub sort: String,
    /// The names of the columns.
    pub columns: Vec<String>,
}

/// The parameters of the list of customers.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct ListedCustomers {
    /// What each must hold somewhere.
    pub q: Vec<String>,
    /// Of this type.
    pub customer_type: Option<String>,
    /// With the tag of this name.
    pub tag: Option<String>,
    /// Of this city.
    pub city: Option<String>,
    /// Changed at this instant or later.
    pub updated_since: Option<Instant>,
}

/// The parameters of the list of purchases.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct MeantPurchases {
    /// Of this customer.
    pub customer: Option<Uuid>,
    /// In this store.
    pub store: Option<Uuid>,
    /// With this number.
    pub receipt_number: Option<String>,
    /// That count as of this instant or later.
    pub from: Option<Instant>,
    /// That count as of an instant before this one.
    pub until: Option<Instant>,
    /// Whether each line is a row.
    pub by_line: bool,
}

/// The parameters of the list of an account's operations.
#[derive(Clone, Serialize, Deserialize)]
pub struct MeantPointOperations {
    /// Of this account.
    pub account: Uuid,
    /// How many decimals its points have.
    pub decimals: u8,
    /// The name of the kind of operation.
    pub kind: Option<String>,
    /// Recorded at this instant or later.
    pub from: Option<Instant>,
    /// Recorded before this instant.
    pub until: Option<Instant>,
}

pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    StoreError::inconsistent("exports", what)
}

impl ExportRequest {
    /// As it is kept.
    pub fn to_json(&self) -> Result<Value, StoreError> {
        serde_json::to_value(self).map_err(wrong)
    }

    /// What [`Self::to_json`] has written.
    pub fn from_json(json: &Value) -> Result<Self, StoreError> {
        serde_json::from_value(json.clone()).map_err(|_| wrong("a request cannot be read"))
    }
}

impl MeantCustomers {
    pub(super) fn order(&self) -> Result<CustomerOrder, StoreError> {
        CustomerOrder::from_name(&self.sort).ok_or_else(|| wrong("there is no such order"))
    }

    pub(super) fn columns(&self) -> Result<Vec<CustomerColumn>, StoreError> {
        self.columns.iter().map(|name| name.parse().map_err(wrong)).collect()
    }

    pub(super) fn filter(&self) -> Result<Option<Filter>, StoreError> {
        let read = |json| Filter::parse_stored(json).map_err(|_| wrong("a filter cannot be read"));
        self.filter.as_ref().map(read).transpose()
    }

    pub(super) fn selection(&self) -> Result<CustomerSelection, StoreError> {
        let ListedCustomers { q, customer_type, tag, city, updated_since } =
            self.list.clone().unwrap_or_default();
        let terms = q.iter().map(|term| term.parse::<SearchTerm>().map_err(wrong));
        let customer_type = customer_type.map(|name| name.parse::<CustomerType>().map_err(wrong));
        Ok(CustomerSelection {
            terms: terms.collect::<Result<_, _>>()?,
            customer_type: customer_type.transpose()?,
            tag: tag.as_deref().map(Folded::of),
            city: city.as_deref().map(Folded::of),
            updated_since,
        })
    }
}

impl MeantPurchases {
    pub(super) fn filter(&self) -> Result<PurchaseFilter, StoreError> {
        let number = self.receipt_number.as_ref().map(|number| number.parse().map_err(wrong));
        Ok(PurchaseFilter {
            customer: self.customer.map(CustomerId::new),
            store: self.store.map(StoreId::new),
            receipt_number: number.transpose()?,
            from: self.from,
            until: self.until,
        })
    }
}

impl MeantPointOperations {
    pub(super) fn asked(&self) -> Result<(PointAccountId, OperationQuery), StoreError> {
        let kind = self.kind.as_ref().map(|kind| kind.parse().map_err(wrong)).transpose()?;
        let query = OperationQuery { from: self.from, until: self.until, kind };
        Ok((PointAccountId::new(self.account), query))
    }
}
