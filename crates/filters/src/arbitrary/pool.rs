//! The values that random filters and records share.

use chrono::{DateTime, Days, Duration};
use proptest::prelude::*;
use proptest::sample::select;
use regulars_kernel::{
    AttributeId, AttributeKind, CountryCode, CouponCampaignId, Date, Instant, MerchantCalendar, NewsletterId,
    OfferStage, ProgrammeId, RewardId, RfmClass, StoreId, SurveyId, SurveyKind, UserId, clean_text,
};
use uuid::Uuid;

use crate::{CalendarUnit, FilterAttribute, ReactedNewsletter, TextField};

/// The present instant: 2026-11-21T10:00:00Z.
pub fn now() -> Instant {
    DateTime::from_timestamp(1_795_255_200, 0).unwrap_or_default()
}

/// The merchant's calendar: that of Belgrade, where clocks are moved twice a year.
#[expect(clippy::expect_used, reason = "the zone is part of the time zone database")]
pub fn calendar() -> MerchantCalendar {
    MerchantCalendar::of_zone("Europe/Belgrade").expect("Belgrade has a time zone")
}

/// The stores that purchases are made in.
pub fn stores() -> Vec<StoreId> {
    (1..=3)
        .map(|number| StoreId::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)))
        .collect()
}

/// The people who are in charge of service cases.
pub fn users() -> Vec<UserId> {
    (1..=2)
        .map(|number| UserId::new(Uuid::from_u128(0x0190_0000_0000_7000_8001_0000_0000_0000 + number)))
        .collect()
}

/// The programmes that customers are in.
pub fn programmes() -> Vec<ProgrammeId> {
    (1..=2)
        .map(|number| ProgrammeId::new(Uuid::from_u128(0x0190_0000_0000_7000_8002_0000_0000_0000 + number)))
        .collect()
}

/// The campaigns whose coupons customers use.
pub fn campaigns() -> Vec<CouponCampaignId> {
    (1..=2)
        .map(|number| {
            CouponCampaignId::new(Uuid::from_u128(0x0190_0000_0000_7000_8003_0000_0000_0000 + number))
        })
        .collect()
}

/// The rewards that customers order.
pub fn rewards() -> Vec<RewardId> {
    (1..=2)
        .map(|number| RewardId::new(Uuid::from_u128(0x0190_0000_0000_7000_8004_0000_0000_0000 + number)))
        .collect()
}

/// The codes of tiers.
pub fn tier_codes() -> Vec<String> {
    ["silver", "gold"].map(str::to_owned).to_vec()
}

/// The codes of types of points.
pub fn point_types() -> Vec<String> {
    ["points", "stars"].map(str::to_owned).to_vec()
}

/// The articles that lines are of.
pub fn skus() -> Vec<String> {
    ["DIESEL", "diesel", "COFFEE", "WASH-1", "Ж-7"].map(str::to_owned).to_vec()
}

/// The categories that lines are of.
pub fn categories() -> Vec<String> {
    ["fuel", "Fuel", "shop", "прање"].map(str::to_owned).to_vec()
}

/// The newsletters that customers were written.
pub fn newsletters() -> Vec<NewsletterId> {
    (1..=2)
        .map(|number| NewsletterId::new(Uuid::from_u128(0x0190_0000_0006_7000_8000_0000_0000_0000 + number)))
        .collect()
}

/// A newsletter that was sent without individual tracking.
pub fn untracked_newsletter() -> NewsletterId {
    NewsletterId::new(Uuid::from_u128(0x0190_0000_0006_7000_8000_0000_0000_0009))
}

/// The surveys that customers answer, each with what it measures.
pub fn surveys() -> Vec<(SurveyId, SurveyKind)> {
    [SurveyKind::Nps, SurveyKind::Csat, SurveyKind::Nps]
        .into_iter()
        .zip(1..)
        .map(|(kind, number)| {
            (SurveyId::new(Uuid::from_u128(0x0190_0000_0007_7000_8000_0000_0000_0000 + number)), kind)
        })
        .collect()
}

/// The companies that customers work for: where each is, whether it is out of use, and its offers with their last days.
pub fn companies() -> Vec<ArbitraryCompany> {
    let today = calendar().date_of(now());
    let day = |days: i64| today + Duration::days(days);
    let country = |code: &str| code.parse::<CountryCode>().ok();
    vec![
        (country("RS"), false, vec![]),
        (country("RS"), false, vec![(OfferStage::Sent, day(0)), (OfferStage::Declined, day(9))]),
        (country("PL"), false, vec![(OfferStage::Sent, day(-1))]),
        (country("PL"), true, vec![(OfferStage::Accepted, day(-30)), (OfferStage::Draft, day(3))]),
        (None, false, vec![(OfferStage::Withdrawn, day(5)), (OfferStage::Sent, day(30))]),
    ]
}

/// A company of the generator.
pub type ArbitraryCompany = (Option<CountryCode>, bool, Vec<(OfferStage, Date)>);

/// The RFM classes in which customers stand.
pub(super) fn rfm_classes() -> Vec<String> {
    ["champions", "loyal", "at_risk"].map(str::to_owned).to_vec()
}

/// The links of each of these newsletters. One address stands at two places.
pub fn links() -> Vec<String> {
    ["https://shop.example/a", "https://shop.example/b?x=1", "https://shop.example/a"]
        .map(str::to_owned)
        .to_vec()
}

/// The places at which an address stands among [`links`].
pub fn positions_of(_: NewsletterId, url: &str) -> Vec<u16> {
    ReactedNewsletter { names_customers: true, links: links() }.positions_of(url)
}

/// The names of the tags that customers carry. No two are the same when folded.
pub fn tags() -> Vec<String> {
    ["VIP", "Čest gost", "Флота", "50%_off"].map(str::to_owned).to_vec()
}

/// The custom attributes that customers have, one of each type.
pub fn attributes() -> Vec<FilterAttribute> {
    let numbered = AttributeKind::ALL.iter().zip(1_u128..);
    numbered
        .map(|(kind, number)| FilterAttribute {
            id: AttributeId::new(Uuid::from_u128(0x0190_0000_0007_7000_8000_0000_0000_0000 + number)),
            key: format!("of_{kind}"),
            name: format!("Of {kind}"),
            kind: *kind,
            options: if kind.has_options() { options() } else { Vec::new() },
        })
        .collect()
}

/// The options of enumerations.
pub(super) fn options() -> Vec<String> {
    ["Hleb", "Voće", "Сир", "50%_off"].map(str::to_owned).to_vec()
}

/// A whole number that an attribute has or is compared with.
pub(super) fn whole_number() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -3..8_i64, 1 => select(&[i64::MIN, i64::MAX, 1 << 53][..])]
}

/// A decimal, in millionths.
pub(super) fn millionths() -> impl Strategy<Value = i64> {
    select(&[-1_500_000_i64, -1, 0, 1, 999_999, 1_000_000, 12_500_000, 999_999_999_999_999_999][..])
}

/// A pool of texts that differ in letter case, in script, and in letters that SQL treats in a special way.
const TEXTS: [&str; 32] = [
    "Novi Sad",
    "novi sad",
    "NOVI",
    "Beograd",
    "ŁÓDŹ",
    "Łódź",
    "łó",
    "Ćuprija",
    "ćup",
    "Шабац",
    "ШАБАЦ",
    "Šabac",
    "sabac",
    "Straße",
    "STRASSE",
    "Petrović",
    "Petrovic\u{301}",
    "Петровић",
    "petrov",
    "Đorđe",
    "Djordje",
    "Ђорђе",
    "jord",
    "Пётр",
    "пет",
    "Lodz",
    "Novi\u{a0}Sad",
    "a_b%c",
    "100%",
    "O'Neil",
    "back\\slash",
    "a",
];

/// The e-mail address of the record with that index.
pub(super) fn email(index: usize) -> String {
    format!("Ana.{index}@example.com")
}

/// The phone number of the record with that index.
pub(super) fn phone(index: usize) -> String {
    format!("+38164{:07}", 1_230_000 + index)
}

/// The merchant's own number of the record with that index.
pub(super) fn external_id(index: usize) -> String {
    format!("Ext-{index}")
}

/// One of the card numbers of the record with that index.
pub(super) fn card_number(index: usize, card: usize) -> String {
    format!("29{card}{index:09}")
}

/// A text that some records have in a field that is not unique.
pub(super) fn common_text() -> impl Strategy<Value = String> {
    select(&TEXTS[..]).prop_map(str::to_owned)
}

/// The code of a country, of ISO 3166-1.
pub(super) fn country() -> impl Strategy<Value = String> {
    select(&["RS", "PL", "RU", "DE"][..]).prop_map(str::to_owned)
}

/// The language of a customer, as it is stored.
pub(super) fn language() -> impl Strategy<Value = String> {
    select(
        &["sr", "sr-RS", "sr-Cyrl", "sr-Cyrl-RS", "pl", "pl-PL", "ru", "de-CH-1996", "en", "fr", "srn"][..],
    )
    .prop_map(str::to_owned)
}

/// A text to compare the field with.
pub(super) fn text_for(field: TextField) -> BoxedStrategy<String> {
    let index = 0..8_usize;
    match field {
        TextField::Email => {
            prop_oneof![index.prop_map(|index| email(index).to_uppercase()), Just("ana".to_owned())].boxed()
        }
        TextField::Phone => prop_oneof![
            index.prop_map(phone),
            select(&["+381", "+381 (0)64 12", "381-64"][..]).prop_map(str::to_owned)
        ]
        .boxed(),
        TextField::ExternalId => prop_oneof![index.prop_map(external_id), Just("EXT".to_owned())].boxed(),
        TextField::CardNumber => prop_oneof![
            (index, 0..3_usize).prop_map(|(index, card)| card_number(index, card)),
            Just("290".to_owned())
        ]
        .boxed(),
        TextField::Language => {
            prop_oneof![language(), select(&["sr-Cyrl", "sr-Latn", "de", "hr"][..]).prop_map(str::to_owned)]
                .boxed()
        }
        TextField::Country => prop_oneof![
            country().prop_map(|code| code.to_lowercase()),
            select(&["RS", "r", "Ru", "Łódź"][..]).prop_map(str::to_owned)
        ]
        .boxed(),
        TextField::Rfm => {
            let mut classes = rfm_classes();
            classes.extend([RfmClass::PROSPECT.to_owned(), "lost".to_owned()]);
            select(classes).boxed()
        }
        TextField::AnsweredSurvey => {
            let mut ids: Vec<String> = surveys().into_iter().map(|(id, _)| id.to_string()).collect();
            ids.push(Uuid::nil().to_string());
            select(ids).boxed()
        }
        // What is written in a filter is cleaned when it is read.
        _ => common_text().prop_map(|text| clean_text(&text)).boxed(),
    }
}

/// An amount in minor units.
pub(super) fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![select(&[0_i64, 1, 500, 999, 1000, 1500, 2000, 5000][..]), 0..12_000_i64]
}

/// A quantity in thousandths; zero now and then.
pub(super) fn quantity() -> impl Strategy<Value = i64> {
    prop_oneof![1 => Just(0_i64), 4 => select(&[500_i64, 1000, 1500, 2000, 10_250][..])]
}

/// A day on which some condition changes, or any day of the last two years or so.
pub(super) fn date() -> impl Strategy<Value = Date> {
    let today = calendar().date_of(now());
    prop_oneof![
        edge_day(),
        (0..800_u64).prop_map(move |days| today.checked_sub_days(Days::new(days)).unwrap_or(today)),
    ]
}

/// The start of a day on which some condition changes, the microsecond before it, or any instant of two years.
pub(super) fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![
        edge_day().prop_map(|date| calendar().start_of_day(date)),
        edge_day().prop_map(|date| calendar().start_of_day(date) - Duration::microseconds(1)),
        (0..800 * 86_400_000_000_i64).prop_map(|microseconds| now() - Duration::microseconds(microseconds)),
    ]
}

/// A day that lies a round distance back from today, or begins a month.
fn edge_day() -> impl Strategy<Value = Date> {
    let today = calendar().date_of(now());
    let days_back = move |days: u32| today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today);
    (0..15_u32, select(CalendarUnit::ALL), any::<bool>()).prop_map(move |(count, unit, first)| match unit {
        CalendarUnit::Day => days_back(count),
        CalendarUnit::Week => days_back(count * 7),
        CalendarUnit::Month if first => {
            MerchantCalendar::months_before(MerchantCalendar::first_of_month(today), count)
        }
        CalendarUnit::Month => MerchantCalendar::months_before(today, count),
        CalendarUnit::Year => MerchantCalendar::months_before(today, count * 12),
    })
}

/// A date of birth: near today's day of the year, on a leap day, or any.
pub(super) fn birth_date() -> impl Strategy<Value = Date> {
    let today = calendar().date_of(now());
    prop_oneof![
        (0..90_u32, 0..60_i64)
            .prop_map(move |(years, days)| {
                MerchantCalendar::months_before(today, years * 12) + Duration::days(days - 30)
            })
            .prop_filter("nobody is born in the future", move |date| *date <= today),
        (0..20_i32).prop_filter_map("a leap year", |year| Date::from_ymd_opt(1940 + year * 4, 2, 29)),
        (0..33_000_u64).prop_map(move |days| today.checked_sub_days(Days::new(days)).unwrap_or(today)),
    ]
}
