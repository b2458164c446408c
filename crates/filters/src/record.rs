//! A customer as the interpreter sees one.

use std::collections::BTreeMap;

use regulars_kernel::{
    AttributeId, BilledAmounts, BirthDate, BuyingRhythm, CartTimes, CaseState, Channel, ConsentState,
    CountryCode, CouponCampaignId, Date, EmployeeRole, Instant, NewsletterId, OfferStage, ProgrammeId,
    Purpose, RewardId, StoreId, SurveyId, SurveyKind, UserId,
};

use crate::TextField;

/// Everything about one customer that a filter can ask for. Texts are as written; the interpreter folds them.
///
/// `Debug` shows nothing, except in tests, because a record is personal data.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(any(test, feature = "generator"), derive(Debug))]
pub struct Record {
    /// `regular`, `member` or `non_member`.
    pub customer_type: String,
    /// `male`, `female` or `other`.
    pub gender: Option<String>,
    /// The tag of the language.
    pub language: Option<String>,
    /// What made the record.
    pub created_by: String,
    /// Names, address, and whatever else is a text and nothing more: all fields but those that have a place of their own.
    pub texts: BTreeMap<TextField, String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether the e-mail address is known to belong to the customer.
    pub email_verified: bool,
    /// The phone number in E.164 form.
    pub phone: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The merchant's own number of the customer.
    pub external_id: Option<String>,
    /// The active cards.
    pub cards: Vec<RecordCard>,
    /// The date of birth, or the birthday alone.
    pub birth_date: Option<BirthDate>,
    /// When the record was made.
    pub created_at: Instant,
    /// When the record was changed last.
    pub updated_at: Instant,
    /// The RFM class, if the customer stands in one.
    pub rfm: Option<String>,
    /// When the customer became a regular.
    pub regular_since: Option<Instant>,
    /// When the latest contact by a campaign was noted: where one is known.
    pub last_utm_at: Option<Instant>,
    /// The names of the tags.
    pub tags: Vec<String>,
    /// The custom attributes, each with its values: one, or several options.
    pub attributes: BTreeMap<AttributeId, Vec<RecordAttribute>>,
    /// The latest statement per purpose and channel, as far as it holds for the present address.
    pub consents: Vec<RecordConsent>,
    /// All purchases, in any order.
    pub purchases: Vec<RecordPurchase>,
    /// All invoices, in any order.
    pub invoices: Vec<BilledAmounts>,
    /// All carts, in any order.
    pub carts: Vec<RecordCart>,
    /// All service cases, in any order.
    pub cases: Vec<RecordCase>,
    /// What the customer answered to surveys. Of two answers of one instant the one behind the other is the later one.
    pub answers: Vec<RecordAnswer>,
    /// The companies that the customer works for, or did, each once.
    pub employments: Vec<RecordEmployment>,
    /// The newsletters that were written to the customer, each once.
    pub reactions: Vec<RecordReaction>,
    /// The programmes that the customer is in, each once, and since when.
    pub programmes: Vec<(ProgrammeId, Instant)>,
    /// The accounts of points, one for each programme and type.
    pub points: Vec<RecordPoints>,
    /// How the customer stood among the tiers of programmes, one for each programme.
    pub tiers: Vec<RecordTiers>,
    /// The coupons that the customer has used, and the rewards that the customer has ordered, as far as they count.
    pub redemptions: Vec<RecordRedemption>,
}

#[cfg(not(any(test, feature = "generator")))]
impl std::fmt::Debug for Record {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[record]")
    }
}

/// An active card.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(any(test, feature = "generator"), derive(Debug))]
pub struct RecordCard {
    /// Its number.
    pub number: String,
    /// How it was issued, as [`ChoiceField::CardForm`](crate::ChoiceField::CardForm) names it.
    pub form: String,
}

/// A cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordCart {
    /// The instants that tell where it stands.
    pub times: CartTimes,
    /// What is in it, in minor units.
    pub total: i64,
}

/// How a customer stood among the tiers of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordTiers {
    /// The programme.
    pub programme: ProgrammeId,
    /// From when to when the customer was in the programme before the membership that has not ended.
    pub was_member: Option<(Instant, Instant)>,
    /// When the customer came into which tier, or into none, in the order in which that was told.
    pub moves: Vec<(Instant, Option<String>)>,
}

/// A coupon that was used, or a reward that was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRedemption {
    /// A coupon of that campaign, and when it was used.
    Coupon(CouponCampaignId, Instant),
    /// That reward, and when it was ordered.
    Reward(RewardId, Instant),
}

/// An account of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPoints {
    /// The programme.
    pub programme: ProgrammeId,
    /// The code of the type.
    pub point_type: String,
    /// What is owed, as a positive number.
    pub owed: i64,
    /// Where what it has lies.
    pub lots: Vec<RecordPointLot>,
    /// What was earned and spent.
    pub moves: Vec<RecordPointMove>,
}

/// Points that were credited together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordPointLot {
    /// How many are left: at least one.
    pub remaining: i64,
    /// Whether nobody has written yet that they can be spent.
    pub pending: bool,
    /// From when on they can be spent.
    pub available_from: Instant,
    /// From when on they are no longer there.
    pub expires_at: Option<Instant>,
    /// Until when all of them are held for something; none where they are not. What is held can be spent by nobody else, and comes
    /// back by itself.
    pub held_until: Option<Instant>,
}

/// Points that were earned or spent: negative for what a refund took or gave back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordPointMove {
    /// Whether they were earned, and not spent.
    pub is_earned: bool,
    /// How many: not 0.
    pub points: i64,
    /// When that was recorded.
    pub recorded_at: Instant,
}

/// A service case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordCase {
    /// Where it stands.
    pub state: CaseState,
    /// The day by which it is to be resolved.
    pub due_on: Option<Date>,
    /// The person in charge.
    pub assignee: Option<UserId>,
    /// When it was opened.
    pub opened_at: Instant,
}

/// An answer to a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordAnswer {
    /// The survey.
    pub survey: SurveyId,
    /// What it measures.
    pub kind: SurveyKind,
    /// The score.
    pub score: i64,
    /// When it was given.
    pub answered_at: Instant,
}

/// An employment, with what can be asked of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordEmployment {
    /// The company, by its place among the companies of a generator; of no meaning to the interpreter.
    pub company: usize,
    /// What the customer does there.
    pub role: EmployeeRole,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Where the company is.
    pub country: Option<CountryCode>,
    /// Whether the company is out of use.
    pub archived: bool,
    /// The offers to the company, each with its last day.
    pub offers: Vec<(OfferStage, Date)>,
}

/// One value of a custom attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordAttribute {
    /// A text or an option, as written.
    Text(String),
    /// A whole number, a decimal in millionths, or a truth value as one or zero.
    Number(i64),
    /// A date.
    Date(Date),
}

/// One statement of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordConsent {
    /// What it is about.
    pub purpose: Purpose,
    /// The channel that it is about, if any.
    pub channel: Option<Channel>,
    /// What it says.
    pub state: ConsentState,
}

/// A newsletter that was written to the customer, and what is told of the customer's reaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordReaction {
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// Whether it was sent under individual tracking. Without it nothing is told but what was sent.
    pub is_tracked: bool,
    /// When the mail was accepted, if it was.
    pub mailed_at: Option<Instant>,
    /// When the message over another channel was accepted, if it was.
    pub texted_at: Option<Instant>,
    /// When the customer opened it by their own hand.
    pub opened_at: Vec<Instant>,
    /// The places of the links that the customer followed by their own hand, and when.
    pub clicked_at: Vec<(u16, Instant)>,
}

/// One purchase, net of refunds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPurchase {
    /// Where it was made, if known.
    pub store: Option<StoreId>,
    /// The instant as of which it counts: when it was made, unless the till's clock was not to be believed.
    pub occurred_at: Instant,
    /// The day of the merchant's calendar on which it was made.
    pub business_date: Date,
    /// What it came to less refunds, in minor units.
    pub total: i64,
    /// Whether everything was given back.
    pub fully_refunded: bool,
    /// Its lines.
    pub lines: Vec<RecordLine>,
}

/// One line of a purchase, net of refunds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// The article.
    pub sku: String,
    /// The category of the article.
    pub category: Option<String>,
    /// How much was bought and not given back, in thousandths. Zero if all was given back.
    pub quantity: i64,
    /// What the line came to less refunds, in minor units.
    pub total: i64,
}

impl Record {
    /// The purchases that were not given back whole.
    pub fn counted_purchases(&self) -> impl Iterator<Item = &RecordPurchase> {
        self.purchases.iter().filter(|purchase| !purchase.fully_refunded)
    }

    /// How many purchases there are that were not given back whole.
    pub fn purchase_count(&self) -> i64 {
        i64::try_from(self.counted_purchases().count()).unwrap_or(i64::MAX)
    }

    /// What these purchases came to less refunds, in minor units.
    pub fn purchase_total(&self) -> i64 {
        self.counted_purchases().map(|purchase| purchase.total).fold(0, i64::saturating_add)
    }

    /// In what rhythm these purchases were made.
    pub fn buying_rhythm(&self) -> BuyingRhythm {
        BuyingRhythm::of(self.counted_purchases().map(|purchase| purchase.business_date))
    }

    /// When the first of these purchases was made.
    pub fn first_purchase_at(&self) -> Option<Instant> {
        self.counted_purchases().map(|purchase| purchase.occurred_at).min()
    }

    /// When the latest of these purchases was made.
    pub fn last_purchase_at(&self) -> Option<Instant> {
        self.counted_purchases().map(|purchase| purchase.occurred_at).max()
    }
}
