//! The contact gate: who is meant and not reached, and why.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use regulars_consent::{Contact, ContactAddress, MessageKind, SuppressionReason, gate};
use regulars_filters::{Record, RecordConsent, ResolvedFilter, arbitrary, fold, matches};
use regulars_kernel::{
    Channel, ConsentState, ConsentState as GivenState, CustomerId, PageSize, Purpose, StoreError,
};
use regulars_segments::{AudienceReads, ExclusionReason, Reach};
use sea_orm::Value;

use crate::fixture::{Fixture, fixtures};
use crate::insert::{customer_id, insert_statement};
use crate::population::{Population, filters, populations};

pub const CUSTOMERS: usize = 480;
const CHANNELS: [Channel; 2] = [Channel::Email, Channel::Sms];

const fn suppressed(number: usize) -> bool {
    number.is_multiple_of(3)
}

const fn restricted(number: usize) -> bool {
    number % 2 == 1
}

/// Suppresses some addresses for good, some others until a moment ago, and restricts some customers.
pub async fn add_obstacles(fixture: &Fixture, population: &Population) {
    let merchant = population.scope.merchant().value();
    let now = arbitrary::now();
    for (number, record) in population.records.iter().enumerate() {
        for (channel, address) in
            [("email", record.email.as_deref().map(fold)), ("sms", record.phone.clone())]
        {
            let Some(address) = address else { continue };
            let expires_at = if suppressed(number) { None } else { Some(now) };
            let columns: Vec<(&str, Value)> = vec![
                ("merchant_id", merchant.into()),
                ("channel", channel.into()),
                ("address", address.into()),
                ("reason", "bounce".into()),
                ("source", "test".into()),
                ("created_at", (now - Duration::days(1)).into()),
                ("expires_at", expires_at.into()),
            ];
            fixture.insert("suppressions", columns).await;
        }
        // A consent for an address that is not the present one.
        for (which, channel) in [(90, Channel::Email), (91, Channel::Sms)] {
            let said = record.consents.iter().any(|consent| consent.channel == Some(channel));
            if !said {
                let consent = granted(channel);
                let address = Some("former@example.com".to_owned());
                insert_statement(fixture, merchant, number, which, consent, address).await;
            }
        }
    }
    for number in (0..CUSTOMERS).filter(|number| restricted(*number)) {
        let restrict = "UPDATE customers SET restricted_at = $3 WHERE merchant_id = $1 AND id = $2";
        let values = vec![merchant.into(), customer_id(number).value().into(), now.into()];
        fixture.execute(restrict, values).await;
    }
}

fn granted(channel: Channel) -> RecordConsent {
    RecordConsent { purpose: Purpose::Advertising, channel: Some(channel), state: ConsentState::Granted }
}

/// What the rule of the consent crate says.
pub fn verdict(number: usize, record: &Record, channel: Channel) -> Option<ExclusionReason> {
    let by_email = channel == Channel::Email;
    let address = if by_email { record.email.as_deref().map(fold) } else { record.phone.clone() };
    let address = address.map(ContactAddress::from_stored);
    let said = record.consents.contains(&granted(channel));
    let contact = Contact {
        advertising: said.then(|| (GivenState::Granted, address.clone())),
        verified_at: record.email_verified.then(arbitrary::now),
        suppressed: suppressed(number).then_some(SuppressionReason::Bounce),
        restricted_at: restricted(number).then(arbitrary::now),
        opt_ins: 0,
        address,
    };
    let over = if by_email { Channel::Email } else { Channel::Sms };
    let blocked = gate(&contact, MessageKind::Advertising, over, true).err()?;
    ExclusionReason::ALL.into_iter().find(|reason| reason.name() == blocked.name())
}

/// How many of those who pass share their e-mail address with another one of them.
fn surplus(passing: &[&Record]) -> i64 {
    let addresses: BTreeSet<_> = passing.iter().map(|record| record.email.as_deref().map(fold)).collect();
    i64::try_from(passing.len() - addresses.len()).unwrap()
}

async fn reach(
    fixture: &Fixture,
    population: &Population,
    filter: ResolvedFilter,
    channels: &'static [Channel],
) -> Reach {
    let reach: Result<Reach, StoreError> = fixture
        .database
        .read(population.scope, async move |tx| {
            tx.reach_of_customers(&filter, channels, arbitrary::now()).await
        })
        .await;
    reach.unwrap()
}

const EVERY_CHANNEL: [Channel; 4] = [Channel::Push, Channel::Sms, Channel::Telegram, Channel::Email];

/// The same together with a sample.
async fn look(
    fixture: &Fixture,
    population: &Population,
    filter: ResolvedFilter,
    channels: &'static [Channel],
) -> (Reach, Vec<CustomerId>) {
    let looked: Result<_, StoreError> = fixture
        .database
        .read(population.scope, async move |tx| {
            tx.look_at_customers(&filter, channels, arbitrary::now(), PageSize::new(7).unwrap()).await
        })
        .await;
    looked.unwrap()
}

#[tokio::test]
async fn everybody_who_is_meant_is_reached_or_excluded_for_the_first_reason() {
    for (name, fixture) in fixtures("gate").await {
        let population = &populations(&fixture, CUSTOMERS).await[1];
        add_obstacles(&fixture, population).await;
        let mut trees: Vec<ResolvedFilter> = vec![ResolvedFilter::everybody()];
        trees.extend(
            filters(9)
                .take(100)
                .map(|filter| filter.resolve(&arbitrary::calendar(), arbitrary::now()).unwrap()),
        );
        for (tree, filter) in trees.into_iter().enumerate() {
            let both = reach(&fixture, population, filter.clone(), &CHANNELS).await;
            assert_eq!(both.channels.len(), CHANNELS.len());
            let meant = population.records.iter().enumerate().filter(|(_, record)| matches(&filter, record));
            let sample: Vec<CustomerId> = meant.map(|(number, _)| customer_id(number)).take(7).collect();
            let looked = look(&fixture, population, filter.clone(), &CHANNELS).await;
            assert_eq!(looked, (both.clone(), sample.clone()), "{name}, tree {tree}");
            let looked = look(&fixture, population, filter.clone(), &EVERY_CHANNEL).await;
            assert_eq!(looked.1, sample, "{name}, tree {tree}");
            for (channel, reach) in CHANNELS.into_iter().zip(&both.channels) {
                let mut expected: BTreeMap<Option<ExclusionReason>, i64> = BTreeMap::new();
                let mut passing = Vec::new();
                for (number, record) in population.records.iter().enumerate() {
                    if matches(&filter, record) {
                        let verdict = verdict(number, record, channel);
                        *expected.entry(verdict).or_default() += 1;
                        if verdict.is_none() {
                            passing.push(record);
                        }
                    }
                }
                assert_eq!(both.customers, expected.values().sum::<i64>(), "{name}, tree {tree}");
                assert_eq!(reach.channel, channel);
                let shared = if channel == Channel::Email { surplus(&passing) } else { 0 };
                let reachable = expected.remove(&None).unwrap_or(0) - shared;
                if shared > 0 {
                    expected.insert(Some(ExclusionReason::SameAddress), shared);
                }
                assert_eq!(reach.reachable, reachable, "{name}, tree {tree}, {channel:?}");
                let excluded: Vec<_> =
                    reach.excluded.iter().map(|one| (Some(one.reason), one.customers)).collect();
                assert_eq!(excluded, expected.into_iter().collect::<Vec<_>>(), "{name}, tree {tree}");
                if tree == 0 {
                    // A phone number is not verified.
                    let reasons = if channel == Channel::Email { 5 } else { 4 };
                    assert!(excluded.len() >= reasons && reachable > 0, "{name}: {excluded:?}, {reachable}");
                }
            }
        }
        let everybody = ResolvedFilter::everybody;
        let push = reach(&fixture, population, everybody(), &[Channel::Push]).await;
        assert_eq!((push.customers, push.channels[0].reachable), (CUSTOMERS as i64, 0));
        let counted = reach(&fixture, population, everybody(), &[]).await;
        assert_eq!(counted, Reach { customers: CUSTOMERS as i64, channels: Vec::new() });
    }
}
