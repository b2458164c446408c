//! What the dashboard asks of a merchant's data.

use async_trait::async_trait;
use regulars_filters::{ChoiceField, ChoiceTest, FieldCondition, Filter, ResolvedFilter};
use regulars_kernel::{BirthDate, CustomerBrief, Instant, MerchantCalendar, StoreError};

use crate::dashboard::birthday_window::BirthdayWindow;

/// A customer as the dashboard shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DashboardCustomer {
    /// The customer in brief.
    pub brief: CustomerBrief,
    /// The date of birth, or the birthday alone.
    pub birth_date: Option<BirthDate>,
    /// When the record was made.
    pub created_at: Instant,
}

/// How many customers there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomerCounts {
    /// All of them.
    pub customers: i64,
    /// Members whom the merchant registered, or who became its regulars.
    pub regular: i64,
    /// Members who were registered elsewhere.
    pub member: i64,
    /// Not members.
    pub non_member: i64,
    /// Those who have not bought yet.
    pub prospects: i64,
    /// Those who have bought lately.
    pub active: i64,
    /// Those who have bought before, but not lately.
    pub lost: i64,
    /// Those whose e-mail address is known to be theirs.
    pub email_verified: i64,
}

/// Who stands where in the life of a customer, as filters say it, so that the dashboard and segments count the same.
#[derive(Clone, Debug)]
pub struct LifecycleFilters {
    /// Has not bought yet.
    pub prospect: ResolvedFilter,
    /// Has bought lately.
    pub active: ResolvedFilter,
    /// Has bought before, but not lately.
    pub lost: ResolvedFilter,
}

impl LifecycleFilters {
    /// The filters at `now` in the merchant's calendar.
    pub fn at(calendar: &MerchantCalendar, now: Instant) -> Result<Self, StoreError> {
        let is = |name| {
            Filter::Field(FieldCondition::Choice(ChoiceField::Lifecycle, ChoiceTest::Equal(name)))
                .resolve(calendar, now)
                .map_err(|error| StoreError::Defect(error.into()))
        };
        Ok(Self { prospect: is("prospect")?, active: is("active")?, lost: is("lost")? })
    }
}

/// What the dashboard asks of a merchant's data: one statement each.
#[async_trait]
pub trait DashboardReads: Send {
    /// The customers whose records are the newest, the newest first.
    async fn newest_customers(&mut self, limit: u16) -> Result<Vec<DashboardCustomer>, StoreError>;
    /// The customers who have bought for the greatest sum, less what they gave back, the greatest first.
    async fn top_customers(&mut self, limit: u16) -> Result<Vec<DashboardCustomer>, StoreError>;
    /// The customers whose birthday lies in the window, in the order of the window.
    async fn customers_with_birthday(
        &mut self,
        window: &BirthdayWindow,
        limit: u16,
    ) -> Result<Vec<DashboardCustomer>, StoreError>;
    /// How many customers there are.
    async fn customer_counts(&mut self, lifecycle: &LifecycleFilters) -> Result<CustomerCounts, StoreError>;
}
