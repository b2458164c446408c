//! Random records.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use regulars_kernel::{
    AttributeId, AttributeKind, BilledAmounts, BirthDate, CartTimes, CaseState, Channel, ConsentState,
    EmployeeRole, Instant, InvoiceAmounts, NewsletterId, ProgrammeId, Purpose,
};

use super::pool::{
    ArbitraryCompany, amount, attributes, birth_date, calendar, campaigns, card_number, categories,
    common_text, companies, country, email, external_id, instant, language, links, millionths, newsletters,
    now, options, phone, point_types, programmes, quantity, rewards, rfm_classes, skus, stores, surveys,
    tags, tier_codes, untracked_newsletter, users, whole_number,
};
use crate::{
    ChoiceField, FilterAttribute, Record, RecordAnswer, RecordAttribute, RecordCard, RecordCart, RecordCase,
    RecordConsent, RecordEmployment, RecordLine, RecordPointLot, RecordPointMove, RecordPoints,
    RecordPurchase, RecordReaction, RecordRedemption, RecordTiers, TextField,
};

/// So many random records, which a store can hold at the same time: no two share an e-mail address, a phone number, an
/// external id or a card.
pub fn records(count: usize) -> impl Strategy<Value = Vec<Record>> {
    (0..count).map(record).collect::<Vec<_>>()
}

/// A random record. Its unique values are made from `index`.
///
/// A verified address and a consent to e-mail advertising imply an address, a consent to text messages implies a phone
/// number, `regular_since` is there for regulars only, and `last_utm_at` where a latest campaign is. A purchase comes to the sum of its lines, and is fully
/// refunded if no line has anything left.
pub fn record(index: usize) -> BoxedStrategy<Record> {
    (person(index), places(), choices(), histories())
        .prop_map(|(person, places, choices, histories)| {
            let regular_since = histories.regular_since.filter(|_| choices.customer_type == "regular");
            let last_utm_at = histories.last_utm_at.filter(|_| places.texts.keys().any(is_of_last_touch));
            let mut consents = histories.consents;
            consents.retain(|consent| match consent.channel {
                Some(Channel::Email) => person.email.is_some(),
                Some(Channel::Sms) => person.phone.is_some(),
                Some(Channel::Push | Channel::Telegram) | None => true,
            });
            Record {
                customer_type: choices.customer_type,
                gender: choices.gender,
                language: choices.language,
                created_by: choices.created_by,
                texts: places.texts,
                email_verified: person.email_verified && person.email.is_some(),
                email: person.email,
                phone: person.phone,
                country: places.country,
                external_id: person.external_id,
                cards: person.cards,
                rfm: choices.rfm,
                birth_date: histories.birth_date,
                created_at: histories.created_at,
                updated_at: histories.updated_at,
                regular_since,
                last_utm_at,
                tags: histories.tags,
                attributes: histories.attributes,
                consents,
                purchases: histories.purchases,
                invoices: histories.invoices,
                carts: histories.carts,
                cases: histories.cases,
                answers: histories.answers,
                employments: histories.employments,
                reactions: histories.reactions,
                programmes: histories.programmes,
                points: histories.points,
                tiers: histories.tiers,
                redemptions: histories.redemptions,
            }
        })
        .boxed()
}

#[derive(Debug)]
struct Person {
    email: Option<String>,
    email_verified: bool,
    phone: Option<String>,
    external_id: Option<String>,
    cards: Vec<RecordCard>,
}

fn person(index: usize) -> BoxedStrategy<Person> {
    let email = weighted(0.8, Just(email(index)));
    let phone = weighted(0.6, Just(phone(index)));
    let external_id = of(Just(external_id(index)));
    let forms = vec(select(ChoiceField::CardForm.values()), 0..3);
    (email, any::<bool>(), phone, external_id, forms)
        .prop_map(move |(email, email_verified, phone, external_id, forms)| Person {
            email,
            email_verified,
            phone,
            external_id,
            cards: forms
                .into_iter()
                .enumerate()
                .map(|(card, form)| RecordCard { number: card_number(index, card), form: form.to_owned() })
                .collect(),
        })
        .boxed()
}

#[derive(Debug)]
struct Places {
    texts: BTreeMap<TextField, String>,
    country: Option<String>,
}

fn places() -> BoxedStrategy<Places> {
    let text = |field| weighted(0.7, common_text().prop_map(move |text| (field, text)));
    let texts: Vec<_> =
        TextField::ALL.iter().filter(|field| is_plain(**field)).map(|field| text(*field)).collect();
    (texts, weighted(0.7, country()))
        .prop_map(|(texts, country)| Places { texts: texts.into_iter().flatten().collect(), country })
        .boxed()
}

/// Whether any text will do for the field.
const fn is_plain(field: TextField) -> bool {
    !matches!(
        field,
        TextField::Email
            | TextField::Phone
            | TextField::Language
            | TextField::Country
            | TextField::ExternalId
            | TextField::CardNumber
            | TextField::Rfm
            | TextField::AnsweredSurvey
    )
}

/// Whether it is part of the latest campaign, which has an instant.
const fn is_of_last_touch(field: &TextField) -> bool {
    matches!(
        field,
        TextField::LastUtmSource
            | TextField::LastUtmMedium
            | TextField::LastUtmCampaign
            | TextField::LastUtmTerm
            | TextField::LastUtmContent
    )
}

#[derive(Debug)]
struct Choices {
    customer_type: String,
    gender: Option<String>,
    language: Option<String>,
    created_by: String,
    rfm: Option<String>,
}

fn choices() -> BoxedStrategy<Choices> {
    let one_of = |field: ChoiceField| select(field.values()).prop_map(str::to_owned);
    (
        one_of(ChoiceField::Type),
        of(one_of(ChoiceField::Gender)),
        of(language()),
        one_of(ChoiceField::CreatedBy),
        weighted(0.7, select(rfm_classes())),
    )
        .prop_map(|(customer_type, gender, language, created_by, rfm)| Choices {
            customer_type,
            gender,
            language,
            created_by,
            rfm,
        })
        .boxed()
}

#[derive(Debug)]
struct Histories {
    birth_date: Option<BirthDate>,
    created_at: Instant,
    updated_at: Instant,
    regular_since: Option<Instant>,
    last_utm_at: Option<Instant>,
    tags: Vec<String>,
    attributes: BTreeMap<AttributeId, Vec<RecordAttribute>>,
    consents: Vec<RecordConsent>,
    purchases: Vec<RecordPurchase>,
    invoices: Vec<BilledAmounts>,
    carts: Vec<RecordCart>,
    answers: Vec<RecordAnswer>,
    employments: Vec<RecordEmployment>,
    cases: Vec<RecordCase>,
    reactions: Vec<RecordReaction>,
    programmes: Vec<(ProgrammeId, Instant)>,
    points: Vec<RecordPoints>,
    tiers: Vec<RecordTiers>,
    redemptions: Vec<RecordRedemption>,
}

fn histories() -> BoxedStrategy<Histories> {
    let noted = || instant().prop_map(Some);
    (
        weighted(0.8, born()),
        (past_instant(), past_instant()),
        (noted(), noted()),
        subsequence(tags(), 0..=tags().len()),
        attribute_values(),
        consents(),
        vec(purchase(), 0..5),
        vec(invoice(), 0..4),
        vec(cart(), 0..3),
        (vec(answer(), 0..4), vec(case(), 0..4)),
        (employments(), reactions(), memberships(), accounts(), tiers(), redemptions()),
    )
        .prop_map(
            |(
                birth_date,
                (one, other),
                (regular_since, last_utm_at),
                tags,
                attributes,
                consents,
                purchases,
                invoices,
                carts,
                (answers, cases),
                (employments, reactions, programmes, points, tiers, redemptions),
            )| {
                Histories {
                    birth_date,
                    created_at: one.min(other),
                    updated_at: one.max(other),
                    regular_since,
                    last_utm_at,
                    tags,
                    attributes,
                    consents,
                    purchases,
                    invoices,
                    carts,
                    answers,
                    employments,
                    cases,
                    reactions,
                    programmes,
                    points,
                    tiers,
                    redemptions,
                }
            },
        )
        .boxed()
}

/// A date of birth, or the birthday alone.
fn born() -> impl Strategy<Value = BirthDate> {
    (birth_date(), 0..4_u8).prop_map(|(date, told)| match told {
        0 => BirthDate::without_year(date.month(), date.day()).unwrap_or(BirthDate::On(date)),
        _ => BirthDate::On(date),
    })
}

/// A value of most attributes.
fn attribute_values() -> BoxedStrategy<BTreeMap<AttributeId, Vec<RecordAttribute>>> {
    let value = |attribute: FilterAttribute| {
        let text = |text| vec![RecordAttribute::Text(text)];
        let number = |number| vec![RecordAttribute::Number(number)];
        let values = match attribute.kind {
            AttributeKind::Text => common_text().prop_map(text).boxed(),
            AttributeKind::Integer => whole_number().prop_map(number).boxed(),
            AttributeKind::Decimal => millionths().prop_map(number).boxed(),
            AttributeKind::Boolean => any::<bool>().prop_map(move |flag| number(flag.into())).boxed(),
            AttributeKind::Date => birth_date().prop_map(|date| vec![RecordAttribute::Date(date)]).boxed(),
            AttributeKind::Choice => select(options()).prop_map(text).boxed(),
            AttributeKind::Choices => subsequence(options(), 1..=options().len())
                .prop_map(|options| options.into_iter().map(RecordAttribute::Text).collect())
                .boxed(),
        };
        weighted(0.7, values.prop_map(move |values| (attribute.id, values)))
    };
    let values: Vec<_> = attributes().into_iter().map(value).collect();
    values.prop_map(|values| values.into_iter().flatten().collect()).boxed()
}

fn past_instant() -> BoxedStrategy<Instant> {
    instant().prop_map(|instant| instant.min(now())).boxed()
}

/// Statements about advertising go by channel, the others do not.
fn consents() -> BoxedStrategy<Vec<RecordConsent>> {
    let about = |purpose: Purpose, channel: Option<Channel>| {
        of(select(ConsentState::ALL))
            .prop_map(move |state| state.map(|state| RecordConsent { purpose, channel, state }))
    };
    let mut statements: Vec<_> =
        Channel::ALL.iter().map(|channel| about(Purpose::Advertising, Some(*channel)).boxed()).collect();
    for purpose in [Purpose::DataProcessing, Purpose::ThirdParties, Purpose::Profiling] {
        statements.push(about(purpose, None).boxed());
    }
    statements.prop_map(|statements| statements.into_iter().flatten().collect()).boxed()
}

fn reactions() -> BoxedStrategy<Vec<RecordReaction>> {
    let tracked = newsletters().into_iter().map(|newsletter| weighted(0.8, reaction(newsletter, true)));
    let untracked = weighted(0.4, reaction(untracked_newsletter(), false));
    tracked
        .chain([untracked])
        .collect::<Vec<_>>()
        .prop_map(|reactions| reactions.into_iter().flatten().collect())
        .boxed()
}

fn reaction(newsletter: NewsletterId, is_tracked: bool) -> BoxedStrategy<RecordReaction> {
    let places: Vec<u16> = (1..).take(links().len()).collect();
    let clicks = vec((select(places), past_instant()), 0..3);
    (of(past_instant()), weighted(0.2, past_instant()), vec(past_instant(), 0..3), clicks)
        .prop_map(move |(mailed_at, texted_at, opened_at, clicked_at)| RecordReaction {
            newsletter,
            is_tracked,
            mailed_at,
            texted_at,
            opened_at: if is_tracked { opened_at } else { Vec::new() },
            clicked_at: if is_tracked { clicked_at } else { Vec::new() },
        })
        .boxed()
}

/// An invoice of any state: open, paid, credited in part or whole, due before today or after.
fn invoice() -> BoxedStrategy<BilledAmounts> {
    let today = calendar().date_of(now());
    let share = || prop_oneof![Just(0_i64), Just(50_i64), Just(100_i64), 0..=100_i64];
    (1..100_000_i64, share(), share(), 0..60_i64, -3..30_i64, 0..40_i64)
        .prop_map(move |(total, credited, paid, age, due_after, paid_after)| {
            let issued_on = today - Duration::days(age);
            let (credited, paid) = (total * credited / 100, total * paid / 100);
            BilledAmounts {
                amounts: InvoiceAmounts { total, credited, paid },
                issued_on,
                due_on: issued_on + Duration::days(due_after.max(0)),
                last_paid_on: (paid > 0).then(|| issued_on + Duration::days(paid_after - 5)),
            }
        })
        .boxed()
}

/// A cart of any state: before, at and behind the instants at which it is abandoned and expires, bought before and after.
fn cart() -> BoxedStrategy<RecordCart> {
    let minutes = || prop_oneof![Just(0_i64), -90..90_i64, -50_000..5_000_i64];
    (minutes(), minutes(), of(minutes()), amount())
        .prop_map(|(abandons, lasts, bought, total)| {
            let abandons_at = now() + Duration::minutes(abandons);
            let times = CartTimes {
                abandons_at,
                expires_at: abandons_at + Duration::minutes(lasts.abs()),
                bought_at: bought.map(|bought| abandons_at + Duration::minutes(bought)),
            };
            RecordCart { times, total: total.abs() }
        })
        .boxed()
}

fn memberships() -> BoxedStrategy<Vec<(ProgrammeId, Instant)>> {
    let of_each = programmes()
        .into_iter()
        .map(|programme| weighted(0.5, past_instant().prop_map(move |joined_at| (programme, joined_at))));
    of_each.collect::<Vec<_>>().prop_map(|all| all.into_iter().flatten().collect()).boxed()
}

/// Moves from tier to tier in some programmes, one of which the customer may have left before.
fn tiers() -> BoxedStrategy<Vec<RecordTiers>> {
    let of_each = programmes().into_iter().map(|programme| {
        let was_member = weighted(0.4, (past_instant(), past_instant()));
        let moves = vec((past_instant(), of(select(tier_codes()))), 0..4);
        let of_programme = (was_member, moves).prop_map(move |(was_member, moves)| RecordTiers {
            programme,
            was_member: was_member.map(|(one, other)| (one.min(other), one.max(other))),
            moves,
        });
        weighted(0.7, of_programme)
    });
    of_each.collect::<Vec<_>>().prop_map(|all| all.into_iter().flatten().collect()).boxed()
}

fn redemptions() -> BoxedStrategy<Vec<RecordRedemption>> {
    let coupon = (select(campaigns()), past_instant());
    let reward = (select(rewards()), past_instant());
    let one = prop_oneof![
        coupon.prop_map(|(campaign, at)| RecordRedemption::Coupon(campaign, at)),
        reward.prop_map(|(reward, at)| RecordRedemption::Reward(reward, at)),
    ];
    vec(one, 0..5).boxed()
}

/// Accounts of some programmes and types: with lots that have expired, expire soon, later and never, that can be spent, will be
/// soon and could be by now, some of them held for something now or until a moment ago; and some that owe.
fn accounts() -> BoxedStrategy<Vec<RecordPoints>> {
    let pairs = programmes()
        .into_iter()
        .flat_map(|programme| point_types().into_iter().map(move |point_type| (programme, point_type)));
    let of_each = pairs.map(|(programme, point_type)| {
        let owed = prop_oneof![4 => Just(0_i64), 1 => 1..50_i64];
        let account = (owed, vec(point_lot(), 0..4), vec(point_move(), 0..4));
        weighted(
            0.5,
            account.prop_map(move |(owed, lots, moves)| {
                let point_type = point_type.clone();
                RecordPoints { programme, point_type, owed, lots, moves }
            }),
        )
    });
    of_each.collect::<Vec<_>>().prop_map(|all| all.into_iter().flatten().collect()).boxed()
}

fn point_lot() -> BoxedStrategy<RecordPointLot> {
    let minutes = || prop_oneof![Just(0_i64), -90..90_i64, -50_000..90_000_i64];
    let held = weighted(0.3, minutes());
    (1..100_i64, any::<bool>(), minutes(), of(minutes()), held)
        .prop_map(|(remaining, pending, opens, expires, held)| RecordPointLot {
            remaining,
            // What cannot be spent yet cannot be held either.
            pending: pending && held.is_none(),
            available_from: now() + Duration::minutes(opens),
            expires_at: expires.map(|minutes| now() + Duration::minutes(minutes)),
            held_until: held.map(|minutes| now() + Duration::minutes(minutes)),
        })
        .boxed()
}

fn point_move() -> BoxedStrategy<RecordPointMove> {
    (any::<bool>(), prop_oneof![-20..0_i64, 1..80_i64, 1..80_i64], past_instant())
        .prop_map(|(is_earned, points, recorded_at)| RecordPointMove { is_earned, points, recorded_at })
        .boxed()
}

/// A service case of any state, due before, on and after today, in whose charge ever.
fn case() -> BoxedStrategy<RecordCase> {
    let today = calendar().date_of(now());
    (select(CaseState::ALL), of(-2..3_i64), of(select(users())), past_instant())
        .prop_map(move |(state, due_in, assignee, opened_at)| RecordCase {
            state,
            due_on: due_in.map(|days| today + Duration::days(days)),
            assignee,
            opened_at,
        })
        .boxed()
}

/// An answer to one of the surveys. Now and then two are given at one instant.
fn answer() -> BoxedStrategy<RecordAnswer> {
    let at = prop_oneof![1 => Just(now() - Duration::days(3)), 3 => past_instant()];
    (select(surveys()), any::<prop::sample::Index>(), at)
        .prop_map(|((survey, kind), score, answered_at)| {
            let scores: Vec<u8> = kind.scores().collect();
            RecordAnswer { survey, kind, score: (*score.get(&scores)).into(), answered_at }
        })
        .boxed()
}

/// Employments in some of the companies, that hold today, not yet, no longer, and on the last or first day.
fn employments() -> BoxedStrategy<Vec<RecordEmployment>> {
    let today = calendar().date_of(now());
    let day = move || {
        prop_oneof![Just(0_i64), Just(-1_i64), Just(1_i64), -400..400_i64]
            .prop_map(move |days| today + Duration::days(days))
    };
    let of_company = move |(company, (country, archived, offers)): (usize, ArbitraryCompany)| {
        (select(EmployeeRole::ALL), of(day()), of(day()))
            .prop_map(move |(role, one, other)| {
                let (since, until) = match (one, other) {
                    (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
                    ends => ends,
                };
                let offers = offers.clone();
                RecordEmployment { company, role, since, until, country, archived, offers }
            })
            .boxed()
    };
    let all = companies().into_iter().enumerate().map(|company| weighted(0.25, of_company(company)));
    all.collect::<Vec<_>>().prop_map(|all| all.into_iter().flatten().collect()).boxed()
}

fn purchase() -> BoxedStrategy<RecordPurchase> {
    (weighted(0.8, select(stores())), past_instant(), vec(line(), 1..4))
        .prop_map(|(store, occurred_at, lines)| RecordPurchase {
            store,
            occurred_at,
            business_date: calendar().date_of(occurred_at),
            total: lines.iter().map(|line| line.total).sum(),
            fully_refunded: lines.iter().all(|line| line.quantity == 0),
            lines,
        })
        .boxed()
}

fn line() -> BoxedStrategy<RecordLine> {
    (select(skus()), of(select(categories())), quantity(), amount())
        .prop_map(|(sku, category, quantity, total)| RecordLine {
            sku,
            category,
            quantity,
            total: if quantity == 0 { 0 } else { total },
        })
        .boxed()
}
