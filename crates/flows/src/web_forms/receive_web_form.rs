//! Somebody writes to the merchant by a form.

use regulars_consent::{
    ConfirmationPurpose, Evidence, LedgerAccess, LinkKeys, NewConsent, RecordConsentError, TextReader,
    record_consent,
};
use regulars_customers::{CreateCustomerError, CreatedBy, DataConsent, NewCustomer, create_customer};
use regulars_kernel::{
    Actor, Channel, ConsentState, CustomerId, Email, Label, Language, LanguageTag, LetterText,
    MerchantCalendar, Names, Personal, Phone, Purpose, Scope, StoreError,
};
use regulars_service::{
    CaseMessageKind, CaseStore, Direction, InteractionKind, InteractionStore, LogInteractionError, NewCase,
    NewCaseMessage, NewInteraction, OpenCaseError, WebForm, log_interaction, open_case,
};

use crate::confirmations::ConfirmationRequestStore;
use crate::confirmations::ask_for_news::ask_for_news;
use crate::confirmations::text_to_show::text_for_reader;
use crate::newsletters::SendingTerms;

const PROCESSING: (ConfirmationPurpose, Channel) = (ConfirmationPurpose::BecomeRegular, Channel::Email);
/// What the ledger names as the source.
const SOURCE: &str = "web form";

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
    /// Whether they want news and offers by e-mail.
    pub wants_news: bool,
    /// Whether they were shown the merchant's text on the processing of their data, which is then recorded.
    pub has_seen_text: bool,
    /// What proves that they sent the form.
    pub evidence: Option<Evidence>,
}

/// What a message by a form is put on record in.
pub trait WebFormMessageStore: ConfirmationRequestStore + InteractionStore + CaseStore {}

impl<Store: ConfirmationRequestStore + InteractionStore + CaseStore> WebFormMessageStore for Store {}

/// Puts the message on record with the customer who has that address or that number, or with a new one who is no member, with
/// their consent to the processing of their data. Of somebody who is known nothing is changed: whoever fills in a form has not
/// shown who they are. Who wants news is asked by mail, and whoever confirms it owns the mailbox.
pub async fn receive_web_form(
    store: &mut dyn WebFormMessageStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    sending: (&LinkKeys, SendingTerms),
    (form, message): (&WebForm, WebFormMessage),
) -> Result<CustomerId, StoreError> {
    let environment = recording.environment;
    let known = match &message.email {
        Some(email) => store.find_by_email(email).await?,
        None => None,
    };
    let has_address = known.is_some();
    let known = match (known, &message.phone) {
        (None, Some(phone)) => store.find_by_phone(phone).await?,
        (known, _) => known,
    };
    let (customer, has_address) = match known {
        Some(known) => (known.id, has_address),
        None => (add(store, recording, calendar, scope, &message).await?, message.email.is_some()),
    };
    let interaction = NewInteraction {
        kind: InteractionKind::WebForm,
        direction: Some(Direction::Inbound),
        subject: Some(Personal::new(form.name.clone())),
        text: message.text.clone(),
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
            message: Some(NewCaseMessage { kind: CaseMessageKind::Inbound, text: message.text }),
        };
        match open_case(store, environment, Actor::System, case).await {
            Ok(_) => {}
            Err(OpenCaseError::Store(error)) => return Err(error),
            Err(impossible) => return Err(defect(&impossible)),
        }
    }
    if message.wants_news && has_address {
        ask_for_news(store, recording, scope, sending, customer).await?;
    }
    Ok(customer)
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
