//! What the demo's customers consented to, told to the ledger in the order in which it happened.

use std::sync::Arc;

use chrono::Duration;
use regulars_consent::{
    Confirmation, ConfirmationHash, ConsentActor, Evidence, NewConsent, confirm_opt_in, record_consent,
    request_opt_in,
};
use regulars_flows::{request_opt_in_mail, unsubscribe_through};
use regulars_kernel::{
    Actor, Channel, ConsentState, ConsentTextId, CustomerId, Instant, NewsletterId, Purpose, SeededRandom,
};
use regulars_persistence::WriteTx;
use serde_json::{Map, Value};

use super::accounts::OWNER;
use super::acquaintance::Acquaintance;
use super::consent_texts::{EMAIL_TEXT, VERSION};
use super::draw::Draw;
use super::known_customers::MILICA;
use super::merchant::{MERCHANT, scope};
use super::newsletters::TERMS;
use super::past::{Ground, Past};
use super::{invalid, label};
use crate::SeedError;

/// How many statements one transaction records.
const CHUNK: usize = 100;
const SEED: u64 = 20_261_124;

/// What somebody said.
#[derive(Clone, Copy, Debug)]
enum Said {
    /// Filled in the form in the shop: their data may be processed.
    DataMayBeProcessed,
    /// Filled in the form in the shop: advertising may, or may not, come over that channel.
    OnTheForm(Channel, ConsentState),
    /// Was asked by mail whether advertising may come, and has not answered. The mail is no longer there.
    Nothing,
    /// Was asked by mail whether advertising may come, and can still answer: the mail is there.
    NothingYet,
    /// Was asked at that time, and confirmed.
    Confirmed { asked_at: Instant },
    /// Followed the link that ends advertising, where it is known in that newsletter.
    Unsubscribed(Option<NewsletterId>),
    /// Called and took the consent to advertising back.
    TookItBack,
}

#[derive(Clone, Copy, Debug)]
struct Statement {
    at: Instant,
    customer: CustomerId,
    said: Said,
}

/// What everybody said, in the order in which it happened.
pub struct ConsentPlan(Vec<Statement>);

impl ConsentPlan {
    /// Draws what these people said before the present.
    pub fn draw(ground: &Ground<'_>, people: &[Acquaintance]) -> Self {
        let draw = Draw::new(Arc::new(SeededRandom::new(SEED)));
        let mut statements: Vec<Statement> = people
            .iter()
            .flat_map(|person| {
                let said = draw_statements(&draw, person, ground.now);
                said.into_iter().map(|(at, said)| Statement { at, customer: person.id, said })
            })
            .collect();
        statements.retain(|statement| statement.at < ground.now);
        statements.sort_by_key(|statement| statement.at);
        Self(statements)
    }

    /// These customers unsubscribed through a newsletter, each at that time.
    pub fn of_unsubscribed(newsletter: NewsletterId, customers: Vec<(Instant, CustomerId)>) -> Self {
        let said = Said::Unsubscribed(Some(newsletter));
        Self(customers.into_iter().map(|(at, customer)| Statement { at, customer, said }).collect())
    }

    /// This and another plan in the order in which it all happened.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self.0.sort_by_key(|statement| statement.at);
        self
    }

    /// The part before that instant, and the rest.
    pub fn split_at(mut self, instant: Instant) -> (Self, Self) {
        let rest = self.0.split_off(self.0.partition_point(|statement| statement.at < instant));
        (self, Self(rest))
    }

    /// Tells all of it to the ledger.
    pub async fn carry_out(&self, ground: &Ground<'_>) -> Result<(), SeedError> {
        let in_one_go = |one: &Statement, next: &Statement| !one.said.is_mailed() && !next.said.is_mailed();
        for chunk in self.0.chunk_by(in_one_go).flat_map(|part| part.chunks(CHUNK)) {
            let (chunk, past) = (chunk.to_vec(), ground.past());
            let mailed = chunk.iter().find(|statement| statement.said.is_mailed()).copied();
            ground
                .database
                .write(scope(), move |tx| {
                    Box::pin(async move {
                        for statement in chunk {
                            record(tx, &past, statement).await?;
                        }
                        Ok::<_, SeedError>(())
                    })
                })
                .await?;
            if let Some(mailed) = mailed {
                let past = ground.past();
                past.go_to(mailed.at);
                ground.worker(&past).work_for(MERCHANT).await?;
            }
        }
        Ok(())
    }
}

impl Said {
    const fn is_mailed(self) -> bool {
        matches!(self, Self::NothingYet)
    }
}

fn draw_statements(draw: &Draw, person: &Acquaintance, now: Instant) -> Vec<(Instant, Said)> {
    let mut said = Vec::new();
    let form = person.met_at + Duration::minutes(1);
    if person.has_name {
        said.push((form, Said::DataMayBeProcessed));
    }
    if person.has_phone && draw.below(3) == 0 {
        said.push((form, Said::OnTheForm(Channel::Sms, ConsentState::Granted)));
    }
    if !person.has_email {
        return said;
    }
    let asked_at = person.met_at + Duration::minutes(2);
    let hours = |most: usize| Duration::hours(i64::try_from(draw.below(most)).unwrap_or_default());
    if asked_at > now - Confirmation::LIFETIME + Duration::days(1) {
        said.push((asked_at, Said::NothingYet));
        return said;
    }
    let answer = if person.id.value() == MILICA { 0 } else { draw.below(100) };
    match answer {
        0..68 => {
            let confirmed_at = asked_at + Duration::minutes(20) + hours(48);
            said.push((confirmed_at, Said::Confirmed { asked_at }));
            let ends = answer > 60;
            let left = usize::try_from((now - confirmed_at).num_hours()).unwrap_or_default();
            if ends && left > 0 {
                let by_link = draw.below(2) == 0;
                let end = if by_link { Said::Unsubscribed(None) } else { Said::TookItBack };
                said.push((confirmed_at + Duration::minutes(30) + hours(left), end));
            }
        }
        68..80 => said.push((asked_at, Said::Nothing)),
        80..90 => said.push((form, Said::OnTheForm(Channel::Email, ConsentState::Refused))),
        _ => {}
    }
    said
}

async fn record(tx: &mut WriteTx, past: &Past, statement: Statement) -> Result<(), SeedError> {
    let Statement { at, customer, said } = statement;
    past.go_to(at);
    let staff = ConsentActor::from(Actor::User(OWNER));
    let new = match said {
        Said::DataMayBeProcessed => on_the_form(Purpose::DataProcessing, None, ConsentState::Granted)?,
        Said::OnTheForm(channel, state) => on_the_form(Purpose::Advertising, Some(channel), state)?,
        Said::TookItBack => NewConsent {
            source: label("phone call")?,
            text_version: None,
            ..on_the_form(Purpose::Advertising, Some(Channel::Email), ConsentState::Withdrawn)?
        },
        Said::Nothing => {
            ask(tx, past, customer).await?;
            return Ok(());
        }
        Said::NothingYet => {
            let (text, sending) = (Some(ConsentTextId::new(EMAIL_TEXT)), (&past.links, TERMS));
            let asked = request_opt_in_mail(tx, &past.environment, sending, MERCHANT, customer, text).await;
            return asked.map(drop).map_err(invalid);
        }
        Said::Confirmed { asked_at } => {
            past.go_to(asked_at);
            let hash = ask(tx, past, customer).await?;
            past.go_to(at);
            let recording = past.recording(ConsentActor::Customer);
            confirm_opt_in(tx, recording, &hash, Some(browser(customer)?)).await.map_err(invalid)?;
            return Ok(());
        }
        Said::Unsubscribed(newsletter) => {
            let recording = past.recording(ConsentActor::Customer);
            let (who, evidence) = ((customer, Channel::Email), Some(browser(customer)?));
            unsubscribe_through(tx, recording, newsletter, who, evidence).await?;
            return Ok(());
        }
    };
    record_consent(tx, past.recording(staff), customer, new).await.map(drop).map_err(invalid)
}

/// Asks by mail whether advertising may come, and tells what the store keeps of the token.
async fn ask(tx: &mut WriteTx, past: &Past, customer: CustomerId) -> Result<ConfirmationHash, SeedError> {
    let text = Some(ConsentTextId::new(EMAIL_TEXT));
    let (environment, links) = (&past.environment, &past.links);
    let asked = request_opt_in(tx, environment, links, MERCHANT, customer, Channel::Email, text).await;
    asked.map(|issued| issued.confirmation.hash).map_err(invalid)
}

fn on_the_form(
    purpose: Purpose,
    channel: Option<Channel>,
    state: ConsentState,
) -> Result<NewConsent, SeedError> {
    Ok(NewConsent {
        purpose,
        channel,
        state,
        source: label("form in the shop")?,
        text_version: Some(label(VERSION)?),
        text_locale: None,
        occurred_at: None,
        evidence: None,
    })
}

/// What a page keeps as evidence. The address is one that documentation may use (RFC 5737).
fn browser(customer: CustomerId) -> Result<Evidence, SeedError> {
    let last = customer.value().as_bytes()[15];
    let mut evidence = Map::new();
    evidence.insert("internet_address".to_owned(), Value::String(format!("192.0.2.{last}")));
    evidence.insert("user_agent".to_owned(), Value::String("Mozilla/5.0 (Android 14)".to_owned()));
    Evidence::new(evidence).map_err(invalid)
}
