//! Conditions on what a customer has bought.

use regulars_kernel::{Date, StoreId};

use crate::{Distance, NumberTest};
use regulars_kernel::named;

/// A comparison of a figure over purchases:
/// `{"purchases": {"fn": "sum", "of": "total", "where": …, "within": {"last": 90, "unit": "day"}, "op": "gte", "value": 100000}}`.
///
/// Which purchases are looked at, in this order:
///
/// 1. A purchase that was given back whole does not count, nor does a line that was given back whole. All other totals
///    and quantities are net of refunds.
/// 2. `within` keeps the purchases whose instant as of which they count lies in the period.
/// 3. `where` keeps the purchases of the stores named. Where it names a `sku` or a `category`, it reduces every
///    purchase to its lines that pass all tests, and drops the purchases that no line is left of.
///
/// The figure is then taken over purchases or over lines, as [`Aggregate`] says. `sku` and `category` are compared as
/// written, because they are keys of the merchant's own systems.
///
/// Over nothing at all, `count`, `sum` and `distinct` are 0. `avg`, `min` and `max` are missing: every comparison with them
/// is false but `ne`, which is true. An average is not rounded: it is compared as `sum` with `value × count`.
///
/// `share` is in percent, from 0 to 100, and sets what passes `where` against everything of the same period: with a `sku` or a
/// `category` in `where` both are taken over lines, else both over purchases. It is not rounded either, and missing where everything
/// comes to nothing or less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchasesCondition {
    /// The figure.
    pub aggregate: Aggregate,
    /// The tests of `where`, which must all hold.
    pub tests: Vec<PurchaseTest>,
    /// The period, or all time.
    pub within: Option<Period>,
    /// How the figure is compared. Totals are minor units, quantities are thousandths.
    pub test: NumberTest,
}

/// A figure over purchases: `fn` and `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// How many there are.
    Count(Counted),
    /// The sum.
    Sum(Measure),
    /// The arithmetic mean.
    Average(Measure),
    /// The least.
    Minimum(Measure),
    /// The greatest.
    Maximum(Measure),
    /// How many different ones there are, not counting the missing.
    Distinct(Distinguished),
    /// Of how many hundredths of everything the tests of `where` hold.
    Share(Shared),
}

impl Aggregate {
    /// The name of the function in JSON.
    pub const fn function_name(self) -> &'static str {
        match self {
            Self::Count(_) => "count",
            Self::Sum(_) => "sum",
            Self::Average(_) => "avg",
            Self::Minimum(_) => "min",
            Self::Maximum(_) => "max",
            Self::Distinct(_) => "distinct",
            Self::Share(_) => "share",
        }
    }

    /// The name in JSON of what the function is applied to.
    pub const fn of_name(self) -> &'static str {
        match self {
            Self::Count(counted) => counted.name(),
            Self::Sum(measure) | Self::Average(measure) | Self::Minimum(measure) | Self::Maximum(measure) => {
                measure.name()
            }
            Self::Distinct(distinguished) => distinguished.name(),
            Self::Share(shared) => shared.name(),
        }
    }

    /// Whether the figure is taken over lines, not over purchases.
    pub const fn is_over_lines(self) -> bool {
        match self {
            Self::Count(counted) => matches!(counted, Counted::Lines),
            Self::Sum(measure) | Self::Average(measure) | Self::Minimum(measure) | Self::Maximum(measure) => {
                matches!(measure, Measure::Quantity | Measure::LineTotal)
            }
            Self::Distinct(distinguished) => {
                matches!(distinguished, Distinguished::Skus | Distinguished::Categories)
            }
            Self::Share(shared) => matches!(shared, Shared::Quantity),
        }
    }

    /// Whether the figure is a quantity, whose values are thousandths and are written as decimals.
    pub const fn is_quantity(self) -> bool {
        matches!(
            self,
            Self::Sum(Measure::Quantity)
                | Self::Average(Measure::Quantity)
                | Self::Minimum(Measure::Quantity)
                | Self::Maximum(Measure::Quantity)
        )
    }
}

named! {
    /// What can be counted.
    Counted {
        /// Purchases.
        Purchases = "purchases",
        /// Lines of purchases.
        Lines = "lines",
    }
}

named! {
    /// What can be added up.
    Measure {
        /// What a purchase came to, in minor units. Where `where` reduces purchases to some of their lines, what these
        /// lines came to.
        Total = "total",
        /// How much of the goods a line holds, in thousandths.
        Quantity = "quantity",
        /// What a line came to, in minor units.
        LineTotal = "line_total",
    }
}

named! {
    /// What can be told apart.
    Distinguished {
        /// The stores of the purchases.
        Stores = "stores",
        /// The article numbers of the lines.
        Skus = "skus",
        /// The categories of the lines.
        Categories = "categories",
        /// The days of the merchant's calendar on which the purchases were made.
        Days = "days",
    }
}

named! {
    /// What there can be a share of.
    Shared {
        /// What was spent.
        Total = "total",
        /// How much of the goods was bought.
        Quantity = "quantity",
        /// Receipts. One fits if a line of it does.
        Purchases = "purchases",
    }
}

/// One test of `where`: `{"field": "category", "op": "in", "value": ["fuel"]}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PurchaseTest {
    /// The purchase was made in one of these stores.
    Store(OneOf<StoreId>),
    /// The line is of one of these articles.
    Sku(OneOf<String>),
    /// The line is of one of these categories.
    Category(OneOf<String>),
}

impl PurchaseTest {
    /// The name of the field in JSON.
    pub const fn field_name(&self) -> &'static str {
        match self {
            Self::Store(_) => "store_id",
            Self::Sku(_) => "sku",
            Self::Category(_) => "category",
        }
    }
}

/// One value, or one of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneOf<T> {
    /// `eq`
    Equal(T),
    /// `in`
    In(Vec<T>),
}

impl<T> OneOf<T> {
    /// The values.
    pub fn values(&self) -> &[T] {
        match self {
            Self::Equal(value) => std::slice::from_ref(value),
            Self::In(values) => values,
        }
    }
}

/// A period of the merchant's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From the start of the day that lies so far back: `{"last": 90, "unit": "day"}`.
    Last(Distance),
    /// The calendar month that lies so many months after this one: `{"month": -1}`.
    Month(i32),
    /// From one day to another, both included: `{"from": "2026-01-01", "to": "2026-06-30"}`. Either may be absent.
    Days(Option<Date>, Option<Date>),
}
