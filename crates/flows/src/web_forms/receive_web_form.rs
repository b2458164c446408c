//! Somebody writes to the merchant by a form.

use chrono::TimeDelta;
use regulars_consent::{
    ConfirmationPurpose, Evidence, LedgerAccess, LinkKeys, NewConsent, RecordConsentError, TextReader,
    record_consent,
};
use regulars_customers::{
    CreateCustomerError, CreatedBy, Customer, CustomerRecord, DataConsent, NewCustomer, Touch, Utm,
    create_customer,
};
use regulars_kernel::{
    Actor, Channel, ConsentState, CustomerId, Email, Environment, Label, Language, LanguageTag, LetterText,
    MerchantCalendar, Names, Personal, Phone, Purpose, Scope, StoreError, fold,
};
use regulars_service::{
    CaseMessageKind, CaseStore, Direction, Interaction, InteractionKind, InteractionStore,
    LogInteractionError, NewCase, NewCaseMessage, NewInteraction, OpenCaseError, WebForm, WebFormReads,
    log_interaction, open_case,
};

use crate::confirmations::ConfirmationRequestStore;
use crate::confirmations::ask_for_news::ask_for_news;
use crate::confirmations::text_to_show::text_for_reader;
use crate::newsletters::SendingTerms;

const PROCESSING: (ConfirmationPurpose, Channel) = (ConfirmationPurpose::BecomeRegular, Channel::Email);
/// What the ledger names as the source.
const SOURCE: &str = "web form";
/// For how long the same message is the same, among how many of the customer's newest interactions.
const REPEATED: TimeDelta = TimeDelta::minutes(10);
const AMONG: u16 = 20;

/// What somebody has written.
#[derive(Clone, Debug)]
pub struct WebFormMessage {
    /// The given name.
    pub first_name: Option<Personal<Label>>,
    /// The family name.
    pub last_name: Option<Personal<Label>>,
    /// The e-mail address; it or the phone number is there.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// What they have to say.
    pub text: Personal<LetterText>,
    /// The language of the page.
    pub language: Language,
    /// The campaign that has led them to the form.
    pub utm: Utm,
    /// Whether they want news and offers by e-mail.
    pub wants_news: bool,
    /// Whether they were shown the merchant's text on the processing of their data, which is then recorded.
    pub has_seen_text: bool,
    /// What proves that they sent the form.
    pub evidence: Option<Evidence>,
}

/// What a message by a form is put on record in.
pub trait WebFormMessageStore:
    ConfirmationRequestStore + InteractionStore + CaseStore + WebFormReads
{
}

impl<Store: ConfirmationRequestStore + InteractionStore + CaseStore + WebFormReads> WebFormMessageStore
    for Store
{
}

impl WebFormMessage {
    /// What they have to say, and below it who they say they are where that is not on record with `known`: whom to call, and at
    /// which number; and the campaign that has led them to the form.
    fn text_for(&self, known: Option<&Customer>) -> Personal<LetterText> {
        let Some(known) = known else { return self.text.clone() };
        let label =
            |label: &Option<Personal<Label>>| label.as_ref().map(|label| label.expose().as_str().to_owned());
        let is_new = |told: &Option<Personal<Label>>, known: &Option<Personal<Label>>| {
            label(told).filter(|told| label(known).is_none_or(|known| fold(&known) != fold(told)))
        };
        let email = self
            .email
            .as_ref()
            .filter(|email| known.email.as_ref().map(Email::folded) != Some(email.folded()));
        let phone = self.phone.as_ref().filter(|phone| known.phone.as_ref() != Some(*phone));
        let said = [
            is_new(&self.first_name, &known.names.first_name),
            is_new(&self.last_name, &known.names.last_name),
            email.map(|email| email.expose().to_owned()),
            phone.map(|phone| phone.expose().to_owned()),
        ];
        let said: Vec<String> = said.into_iter().flatten().chain(self.campaign()).collect();
        if said.is_empty() {
            return self.text.clone();
        }
        let whole = format!("{}\n\n({})", self.text.expose().as_str(), said.join(", "));
        whole.parse().map_or_else(|_| self.text.clone(), Personal::new)
    }

    /// The campaign as links name it.
    fn campaign(&self) -> Vec<String> {
        let Utm { source, medium, campaign, term, content } = &self.utm;
        let named = [
            ("utm_source", source),
            ("utm_medium", medium),
            ("utm_campaign", campaign),
            ("utm_term", term),
            ("utm_content", content),
        ];
        let said = named.into_iter().filter_map(|(name, label)| Some((name, label.as_ref()?)));
        said.map(|(name, label)| format!("{name}={}", label.as_str())).collect()
    }
}

/// Puts the message on record with the customer who has that address, or that number where no address was given, or with a new
/// one who is no member, with their consent to the processing of their data. Of somebody who is known nothing is changed: whoever fills
/// in a form has not shown who they are. The campaign that led here stands with the message. Who wants news is asked by mail; whoever
/// confirms it owns the mailbox, and was led here by that campaign. What the same customer sends once more within ten minutes is the
/// same message. False when the form is gone.
pub async fn receive_web_form(
    store: &mut dyn WebFormMessageStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    sending: (&LinkKeys, SendingTerms),
    (form, message): (&WebForm, WebFormMessage),
) -> Result<bool, StoreError> {
    let environment = recording.environment;
    // Whoever sends the form at the same time waits, so that nobody is added twice.
    if store.find_web_form(form.id).await?.is_none() {
        return Ok(false);
    }
    let has_address = message.email.is_some();
    let record = find(store, &message).await?;
    let text = message.text_for(record.as_ref().map(|record| &record.customer));
    let customer = match &record {
        Some(record) => record.customer.id,
        None => add(store, recording, calendar, scope, &message).await?,
    };
    if record.is_some() && is_repeated(store, environment, customer, form, &text).await? {
        return Ok(true);
    }
    let interaction = NewInteraction {
        kind: InteractionKind::WebForm,
        direction: Some(Direction::Inbound),
        subject: Some(Personal::new(form.name.clone())),
        text: text.clone(),
        occurred_at: None,
    };
    match log_interaction(store, environment, Actor::System, customer, interaction).await {
        Ok(_) => {}
        Err(LogInteractionError::Store(error)) => return Err(error),
        Err(impossible) => return Err(defect(&impossible)),
    }
    if form.opens_case {
        let case = NewCase {
            customer,
            subject: Personal::new(form.name.clone()),
            assignee: None,
            due_on: None,
            message: Some(NewCaseMessage { kind: CaseMessageKind::Inbound, text }),
        };
        match open_case(store, environment, Actor::System, case).await {
            Ok(_) => {}
            Err(OpenCaseError::Store(error)) => return Err(error),
            Err(impossible) => return Err(defect(&impossible)),
        }
    }
    if message.wants_news && has_address {
        // Who is new has the campaign already.
        let touch = record.and_then(|_| Touch::new(message.utm, environment.now()));
        ask_for_news(store, recording, scope, sending, customer, touch).await?;
    }
    Ok(true)
}

/// The customer who has that address, or that number where no address was given, and whom nobody else changes until this
/// transaction ends. A number may be that of a household: who gives an address that is not known is somebody else.
async fn find(
    store: &mut dyn WebFormMessageStore,
    message: &WebFormMessage,
) -> Result<Option<CustomerRecord>, StoreError> {
    loop {
        let found = match (&message.email, &message.phone) {
            (Some(email), _) => store.find_by_email(email).await?,
            (None, Some(phone)) => store.find_by_phone(phone).await?,
            (None, None) => None,
        };
        let Some(found) = found else { return Ok(None) };
        // Whoever was merged or erased meanwhile is looked for again.
        if store.hold_customer(found.id).await?
            && let Some(record) = store.find_customer(found.id).await?
        {
            return Ok(Some(record));
        }
    }
}

/// Whether the customer has sent that only just, such as by a second click.
async fn is_repeated(
    store: &mut dyn WebFormMessageStore,
    environment: &Environment,
    customer: CustomerId,
    form: &WebForm,
    text: &Personal<LetterText>,
) -> Result<bool, StoreError> {
    let since = environment.now() - REPEATED;
    let is_same = |one: &Interaction| {
        one.kind == InteractionKind::WebForm
            && one.created_at > since
            && one.text == *text
            && one.subject.as_ref().is_some_and(|subject| *subject.expose() == form.name)
    };
    let newest = store.newest_interactions(customer, AMONG).await?;
    Ok(newest.iter().any(is_same))
}

/// Adds somebody whom the merchant does not know yet.
async fn add(
    store: &mut dyn WebFormMessageStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    message: &WebFormMessage,
) -> Result<CustomerId, StoreError> {
    let environment = recording.environment;
    let text = if message.has_seen_text {
        let own = store.own_merchant().await?;
        let reader = TextReader { language: message.language, tag: None };
        let text = text_for_reader(store, environment, &own, &reader, PROCESSING).await?;
        let text = store.find_text(text).await?;
        Some(text.ok_or_else(|| StoreError::inconsistent("consent_texts", "a text is gone"))?)
    } else {
        None
    };
    let version = text.as_ref().map(|text| text.version.clone());
    let source = SOURCE.parse::<Label>().map_err(|error| defect(&error))?;
    let new = NewCustomer {
        names: Names {
            first_name: message.first_name.clone(),
            last_name: message.last_name.clone(),
            ..Names::default()
        },
        email: message.email.clone(),
        phone: message.phone.clone(),
        language: message.language.tag().parse::<LanguageTag>().ok(),
        utm: message.utm.clone(),
        data_consent: Some(DataConsent { source: source.clone(), text_version: version.clone() }),
        created_by: Some(CreatedBy::web_form()),
        ..NewCustomer::default()
    };
    let customer = match create_customer(store, environment, calendar, scope, new).await {
        Ok(record) => record.customer.id,
        Err(CreateCustomerError::Store(error)) => return Err(error),
        Err(impossible) => return Err(defect(&impossible)),
    };
    let consent = NewConsent {
        purpose: Purpose::DataProcessing,
        channel: None,
        state: ConsentState::Granted,
        source,
        text_version: version,
        text_locale: text.map(|text| text.locale),
        occurred_at: None,
        evidence: message.evidence.clone(),
    };
    match record_consent(store, recording, customer, consent).await {
        Ok(_) => Ok(customer),
        Err(RecordConsentError::Store(error)) => Err(error),
        Err(impossible) => Err(defect(&impossible)),
    }
}

fn defect(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Defect(format!("a web form: {error}").into())
}
