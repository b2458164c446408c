//! The dashboard on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_analytics::{Birthday, CustomerCounts, DashboardCustomer};
use regulars_flows::MerchantDashboard;
use regulars_identity::Role;
use regulars_kernel::Currency;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::customers::brief::CustomerBriefBody;
use crate::v1::purchases::body::PurchaseBody;

/// A customer on the dashboard.
#[derive(Debug, Serialize, ToSchema)]
pub struct DashboardCustomerBody {
    #[serde(flatten)]
    brief: CustomerBriefBody,
    /// When the record was made.
    #[schema(example = "2026-11-20T14:33:50.652Z")]
    created_at: DateTime<Utc>,
}

/// A customer whose birthday comes.
#[derive(Debug, Serialize, ToSchema)]
pub struct UpcomingBirthdayBody {
    #[serde(flatten)]
    brief: CustomerBriefBody,
    /// The date of birth; `null` where the year is not known.
    #[schema(example = "1990-11-24")]
    birth_date: Option<NaiveDate>,
    /// The day and month of the birth, `--MM-DD`.
    #[schema(example = "--11-24", pattern = "^--[0-9]{2}-[0-9]{2}$")]
    birthday: String,
    /// The day of the birthday. That of 29 February is on 28 February in common years.
    #[schema(example = "2026-11-24")]
    date: NaiveDate,
    /// How old the customer becomes; `null` where the year of birth is not known.
    #[schema(example = 36)]
    age: Option<i32>,
}

/// How many customers there are of each kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerCountsBody {
    /// All of them.
    #[schema(example = 500)]
    customers: i64,
    /// Members whom the merchant registered, or who became its regulars.
    #[schema(example = 300)]
    regular: i64,
    /// Members who were registered elsewhere.
    #[schema(example = 50)]
    member: i64,
    /// Not members.
    #[schema(example = 150)]
    non_member: i64,
    /// Those who have not bought yet.
    #[schema(example = 60)]
    prospects: i64,
    /// Those who have bought within the last eight months.
    #[schema(example = 400)]
    active: i64,
    /// Those who have bought before, but not within the last eight months.
    #[schema(example = 40)]
    lost: i64,
    /// Those whose e-mail address is verified.
    #[schema(example = 350)]
    email_verified: i64,
}

/// What a merchant sees first.
#[derive(Debug, Serialize, ToSchema)]
pub struct DashboardBody {
    /// The newest customers, the newest first.
    newest_customers: Vec<DashboardCustomerBody>,
    /// The customers who have bought for the greatest sum, the greatest first.
    top_customers: Vec<DashboardCustomerBody>,
    /// The latest purchases, the latest first.
    latest_purchases: Vec<PurchaseBody>,
    /// Whose birthday comes in the next 28 days, today included, the next one first.
    upcoming_birthdays: Vec<UpcomingBirthdayBody>,
    /// How many customers there are of each kind.
    counts: CustomerCountsBody,
}

impl DashboardBody {
    /// The dashboard of a merchant that sells in `currency`, for a caller in that role.
    pub fn new(dashboard: MerchantDashboard, currency: Currency, role: Role) -> Self {
        let MerchantDashboard { customers: figures, latest_purchases } = dashboard;
        let customers = |customers: Vec<DashboardCustomer>| {
            let shown = customers.iter().map(|customer| DashboardCustomerBody {
                brief: CustomerBriefBody::new(&customer.brief, currency, role),
                created_at: customer.created_at,
            });
            shown.collect()
        };
        let birthday = |(customer, birthday): (DashboardCustomer, Birthday)| {
            let born = customer.birth_date?;
            Some(UpcomingBirthdayBody {
                brief: CustomerBriefBody::new(&customer.brief, currency, role),
                birth_date: born.date(),
                birthday: born.day_of_year().to_string(),
                date: birthday.date,
                age: birthday.age,
            })
        };
        Self {
            newest_customers: customers(figures.newest_customers),
            top_customers: customers(figures.top_customers),
            latest_purchases: latest_purchases.into_iter().map(PurchaseBody::from).collect(),
            upcoming_birthdays: figures.upcoming_birthdays.into_iter().filter_map(birthday).collect(),
            counts: figures.counts.into(),
        }
    }
}

impl From<CustomerCounts> for CustomerCountsBody {
    fn from(counts: CustomerCounts) -> Self {
        let CustomerCounts {
            customers,
            regular,
            member,
            non_member,
            prospects,
            active,
            lost,
            email_verified,
        } = counts;
        Self { customers, regular, member, non_member, prospects, active, lost, email_verified }
    }
}
