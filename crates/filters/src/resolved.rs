//! A filter in which nothing depends on the present day any more.

use regulars_kernel::{
    AttributeId, CaseState, CountryCode, Date, EmployeeRole, Instant, NewsletterId, OfferState, ProgrammeId,
    StoreId, SurveyKind, TagId, named,
};

use crate::{
    Aggregate, CaseAssignee, ConsentCondition, DateField, FlagField, InstantField, NumberComparison,
    PointsFigure, ReactionKind, Redeemed, TextField,
};

/// A filter of plain comparisons: what a SQL compiler translates and what [`matches()`](crate::matches()) interprets.
///
/// A node is either true or false for a customer. Where a comparison meets a missing value it is false: a compiler that
/// gets an SQL `NULL` out of one must make it false before a `Not` sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedFilter {
    /// All of these hold; true if there are none.
    All(Vec<ResolvedFilter>),
    /// At least one of these holds; false if there are none.
    Any(Vec<ResolvedFilter>),
    /// This does not hold.
    Not(Box<ResolvedFilter>),
    /// A comparison with a text in the form of [`TextField::compared`].
    Text(TextField, TextComparison),
    /// A comparison with a value of a closed list.
    Choice(ChoiceColumn, ChoiceComparison),
    /// A comparison with a stored number. Of one that is missing none holds.
    Number(NumberColumn, NumberComparison),
    /// A comparison with a figure over the customer's invoices.
    Credit(CreditFigure, NumberComparison),
    /// Something holds of the customer's carts that are abandoned at an instant.
    Carts {
        /// The instant.
        at: Instant,
        /// What holds of them.
        test: CartsTest,
    },
    /// A comparison with the latest score that the customer gave in surveys of a kind; false without one.
    LastScore(SurveyKind, NumberComparison),
    /// The date lies in the range. A range without ends holds every date, but no missing one.
    Date(DateField, HalfOpenRange<Date>),
    /// The birthday lies in one of the ranges.
    MonthDay(Vec<MonthDayRange>),
    /// The instant lies in the range. A range without ends holds every instant, but no missing one.
    Instant(InstantField, HalfOpenRange<Instant>),
    /// The truth value is this one.
    Flag(FlagField, bool),
    /// The customer has a value of the attribute of which this holds.
    Attribute(AttributeId, AttributeComparison),
    /// The customer carries the tag with this id, or with this folded name where the id is not known.
    Tag(Option<TagId>, String),
    /// The customer's statement that holds for the present address is this one.
    Consent(ConsentCondition),
    /// A figure over purchases stands in a relation.
    Purchases(ResolvedPurchases),
    /// The customer reacted so to a newsletter.
    Reaction(ResolvedReaction),
    /// The customer has an employment of which this holds.
    Employment(ResolvedEmployment),
    /// The number of service cases stands in a relation.
    Cases(ResolvedCases),
    /// A figure over points stands in a relation.
    Points(ResolvedPoints),
    /// The customer is in a programme of which this holds.
    Programme(ResolvedProgramme),
    /// The customer was in a tier of a programme.
    Tier(ResolvedTier),
    /// The number of coupons used, or of rewards ordered, stands in a relation.
    Redemptions(ResolvedRedemptions),
}

impl ResolvedFilter {
    /// The filter that everybody passes.
    pub const fn everybody() -> Self {
        Self::All(Vec::new())
    }

    /// The filter that nobody passes.
    pub const fn nobody() -> Self {
        Self::Any(Vec::new())
    }

    /// The opposite of this filter.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }
}

/// A comparison of a text with texts, all in the form of [`TextField::compared`], byte by byte.
///
/// For [`TextField::Language`] a text is one of these if it is a variety of one of them, such as `sr-RS` of `sr`.
///
/// For [`TextField::CardNumber`], of which a customer has several, it holds if it holds for any of the active cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextComparison {
    /// There is a text.
    Present,
    /// The text is one of these.
    OneOf(Vec<String>),
    /// This is a part of the text.
    Contains(String),
    /// The text begins with this.
    StartsWith(String),
}

/// A comparison of a value of a custom attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeComparison {
    /// There is a value.
    Present,
    /// A comparison of folded texts.
    Text(TextComparison),
    /// A comparison of numbers: of decimals in millionths, of truth values as one and zero.
    Number(NumberComparison),
    /// The date lies in the range.
    Date(HalfOpenRange<Date>),
}

named! {
    /// A stored field that holds one of a few values, spelled as the catalogue spells them.
    ChoiceColumn {
        /// The relation between the customer and the network.
        Type = "type",
        /// The gender.
        Gender = "gender",
        /// What made the record.
        CreatedBy = "created_by",
        /// How the active cards were issued; holds if it holds for any of them.
        CardForm = "card_form",
    }
}

/// A comparison of a value of a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceComparison {
    /// There is a value.
    Present,
    /// The value is one of these.
    OneOf(Vec<&'static str>),
}

named! {
    /// A stored number, which every customer has unless it says otherwise.
    NumberColumn {
        /// How many purchases were made, not counting those that were given back whole.
        PurchaseCount = "purchase_count",
        /// What all purchases came to, less refunds, in minor units.
        PurchaseTotal = "purchase_total",
        /// The median of the gaps between days with purchases; missing with fewer gaps than two.
        MedianGapDays = "median_gap_days",
    }
}

/// A figure over a customer's invoices, see [`CreditStanding`](regulars_kernel::CreditStanding).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditFigure {
    /// What is to be paid, in minor units; zero without invoices.
    Open,
    /// What of that is overdue; zero without invoices.
    Overdue {
        /// On which day.
        on: Date,
    },
    /// In how many days invoices were paid on average; missing where none is paid.
    DaysToPay,
}

/// What holds of a customer's carts that are abandoned, see [`CartState`](regulars_kernel::CartState).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CartsTest {
    /// There is one.
    Any,
    /// What is in them stands in the relation, in minor units; zero where there is none.
    Total(NumberComparison),
    /// The latest was abandoned in the range; false where there is none.
    Latest(HalfOpenRange<Instant>),
}

/// Everything from `from` on and before `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfOpenRange<T> {
    /// The first value inside, if there is an end on this side.
    pub from: Option<T>,
    /// The first value behind, if there is an end on this side.
    pub until: Option<T>,
}

impl<T: PartialOrd> HalfOpenRange<T> {
    /// The range without ends.
    pub const fn unbounded() -> Self {
        Self { from: None, until: None }
    }

    /// Whether the value lies in the range.
    pub fn contains(&self, value: &T) -> bool {
        self.from.as_ref().is_none_or(|from| from <= value)
            && self.until.as_ref().is_none_or(|until| value < until)
    }
}

/// Days of a year as `month × 100 + day`, such as 1121 for 21 November, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthDayRange {
    /// The first day inside.
    pub from: u32,
    /// The last day inside.
    pub to: u32,
}

/// Which of a customer's service cases are counted, see [`CasesCondition`](crate::CasesCondition).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedCases {
    /// The states in which they stand; any where there are none.
    pub states: Vec<CaseState>,
    /// Whether they are overdue on that day.
    pub overdue: Option<(bool, Date)>,
    /// Who is in charge.
    pub assignee: Option<CaseAssignee>,
    /// When they were opened.
    pub period: HalfOpenRange<Instant>,
    /// How their number is compared.
    pub comparison: NumberComparison,
}

/// A figure over points, see [`PointsCondition`](crate::PointsCondition).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedPoints {
    /// The figure.
    pub figure: ResolvedPointsFigure,
    /// The code of the type of points; all together without one.
    pub point_type: Option<String>,
    /// The programme; any without one.
    pub programme: Option<ProgrammeId>,
    /// How it is compared.
    pub comparison: NumberComparison,
}

/// What is taken over points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolvedPointsFigure {
    /// What can be spent then, less what is owed.
    Balance {
        /// The instant.
        at: Instant,
    },
    /// What expires behind the one instant and by the other.
    Expiring {
        /// Behind this one.
        from: Instant,
        /// And by this one.
        until: Instant,
    },
    /// What was earned or spent.
    Moved {
        /// Which of the two.
        figure: PointsFigure,
        /// When it was recorded.
        period: HalfOpenRange<Instant>,
    },
}

/// Who is in a programme, see [`ProgrammeCondition`](crate::ProgrammeCondition).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedProgramme {
    /// The programme; any without one.
    pub programme: Option<ProgrammeId>,
    /// When the customer came in.
    pub joined: HalfOpenRange<Instant>,
}

/// Who was in a tier, see [`TierCondition`](crate::TierCondition).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedTier {
    /// The programme; any without one.
    pub programme: Option<ProgrammeId>,
    /// The codes of the tiers; any tier where there are none.
    pub tiers: Vec<String>,
    /// As it stood before this instant.
    pub until: Instant,
}

/// Which coupons and rewards are counted, see [`RedemptionsCondition`](crate::RedemptionsCondition).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedRedemptions {
    /// What is counted.
    pub of: Redeemed,
    /// When a coupon was used, or a reward ordered.
    pub period: HalfOpenRange<Instant>,
    /// How their number is compared.
    pub comparison: NumberComparison,
}

/// How a customer reacted to newsletters, see [`ReactionCondition`](crate::ReactionCondition).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedReaction {
    /// The newsletter; any without one.
    pub newsletter: Option<NewsletterId>,
    /// What the customer did.
    pub kind: ReactionKind,
    /// The places of the links of which one was followed. `None` does not restrict; an empty list lets nothing through.
    pub positions: Option<Vec<u16>>,
    /// When it happened.
    pub period: HalfOpenRange<Instant>,
}

/// An employment, see [`EmploymentCondition`](crate::EmploymentCondition). `None` does not restrict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedEmployment {
    /// Today.
    pub on: Date,
    /// Whether the customer works there on that day.
    pub current: Option<bool>,
    /// What the customer does there.
    pub roles: Option<Vec<EmployeeRole>>,
    /// Where the company is.
    pub countries: Option<Vec<CountryCode>>,
    /// Whether the company is out of use.
    pub archived: Option<bool>,
    /// Where an offer of the company stands on that day.
    pub offers: Option<Vec<OfferState>>,
}

/// A figure over purchases, see [`PurchasesCondition`](crate::PurchasesCondition) for what it is taken over.
///
/// `None` does not restrict; an empty list lets nothing through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedPurchases {
    /// The figure.
    pub aggregate: Aggregate,
    /// The stores whose purchases count.
    pub stores: Option<Vec<StoreId>>,
    /// The articles whose lines count, as written.
    pub skus: Option<Vec<String>>,
    /// The categories whose lines count, as written.
    pub categories: Option<Vec<String>>,
    /// When the purchases that count were made.
    pub period: HalfOpenRange<Instant>,
    /// How the figure is compared.
    pub comparison: NumberComparison,
}

impl ResolvedPurchases {
    /// The same of everything that was bought in the period.
    #[must_use]
    pub fn without_tests(&self) -> Self {
        Self { stores: None, skus: None, categories: None, ..self.clone() }
    }

    /// Whether purchases are reduced to some of their lines, and drop out if no line is left.
    pub const fn reduces_to_lines(&self) -> bool {
        self.skus.is_some() || self.categories.is_some()
    }
}
