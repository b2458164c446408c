//! A person registers on the merchant's public page.

use regulars_consent::{
    ConfirmationPurpose, ConsentTextReads, Evidence, LedgerAccess, LinkKeys, NewConsent, TextReader,
};
use regulars_customers::{BirthDateOutOfRange, CreatedBy, Touch};
use regulars_identity::Merchant;
use regulars_kernel::{
    Channel, ConsentState, Label, Language, LongText, MerchantCalendar, ProgrammeId, Purpose, Scope,
    StoreError,
};
use regulars_loyalty::{ProgrammeReads, ReferralCode};

use crate::card_pages::mail_card::mail_card;
use crate::confirmations::ask_for_news::ask_for_news;
use crate::confirmations::text_to_show::{text_for_reader, words_for_reader};
use crate::membership::join_at_registration::{join_at_registration, programmes_at_registration};
use crate::membership::register_member::{NewMember, RegisterMemberError};
use crate::membership::register_member_with_consents::{
    RegisterMemberWithConsentsError, register_member_with_consents,
};
use crate::newsletters::SendingTerms;
use crate::referrals::invitation::{Invitation, InvitationError, check_invitation};
use crate::referrals::store::AskingRegistrationStore;

const PROCESSING: (ConfirmationPurpose, Channel) = (ConfirmationPurpose::BecomeRegular, Channel::Email);
const NEWS: (ConfirmationPurpose, Channel) = (ConfirmationPurpose::OptIn, Channel::Email);
/// What the ledger names as the source.
const SOURCE: &str = "registration page";

/// What the page says that a person agrees to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationTexts {
    /// About the processing of their data.
    pub processing: LongText,
    /// About news and offers by e-mail.
    pub news: LongText,
    /// The terms of programmes into which people come with them as they register.
    pub terms: Vec<ProgrammeTerms>,
}

/// The terms of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeTerms {
    /// The programme.
    pub programme: ProgrammeId,
    /// What it is called.
    pub name: Label,
    /// The version of its terms.
    pub version: Label,
}

/// Who registers, and what they ticked.
#[derive(Clone, Debug)]
pub struct PageRegistration {
    /// The person. They have agreed that their data are processed.
    pub member: NewMember,
    /// The language of the page.
    pub language: Language,
    /// Whether they want news and offers by e-mail.
    pub wants_news: bool,
    /// The terms that they accept.
    pub accepted: Vec<ProgrammeTerms>,
    /// The code of whoever has invited them.
    pub referral_code: Option<ReferralCode>,
    /// What proves that they sent the form.
    pub evidence: Option<Evidence>,
}

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterThroughPageError {
    /// Nobody is born on that date.
    #[error(transparent)]
    BirthDate(#[from] BirthDateOutOfRange),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The texts of the page in a language. Nothing is written.
pub async fn registration_texts(
    store: &mut dyn ConsentTextReads,
    merchant: &Merchant,
    language: Language,
) -> Result<RegistrationTexts, StoreError> {
    let reader = TextReader { language, tag: None };
    Ok(RegistrationTexts {
        processing: words_for_reader(store, merchant, &reader, PROCESSING).await?,
        news: words_for_reader(store, merchant, &reader, NEWS).await?,
        terms: Vec::new(),
    })
}

/// The terms that the page asks people to accept.
pub async fn terms_of_page(store: &mut dyn ProgrammeReads) -> Result<Vec<ProgrammeTerms>, StoreError> {
    let programmes = programmes_at_registration(store).await?.into_iter();
    let terms = programmes.filter_map(|programme| {
        let version = programme.configuration.joining_terms.version?;
        Some(ProgrammeTerms { programme: programme.id, name: programme.name, version })
    });
    Ok(terms.collect())
}

/// Registers the person with their consent to the processing of their data, and asks by mail whether news may come: whoever
/// confirms it owns the mailbox. Somebody who is a customer already is not written twice and is told nothing: the page looks the
/// same, so that it tells nobody who the merchant's customers are. The campaign that has led them here is theirs once they confirm. A
/// code that may not be used keeps nobody from being registered, and nothing is told of it either. Who is new gets the link to the
/// card, where the merchant has switched that on.
pub async fn register_through_page(
    store: &mut dyn AskingRegistrationStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    sending: (&LinkKeys, SendingTerms),
    registration: PageRegistration,
) -> Result<(), RegisterThroughPageError> {
    let PageRegistration { member, language, wants_news, accepted, referral_code, evidence } = registration;
    let environment = recording.environment;
    let own = store.own_merchant().await?;
    let reader = TextReader { language, tag: None };
    let text = text_for_reader(store, environment, &own, &reader, PROCESSING).await?;
    let text = store.find_text(text).await?;
    let text = text.ok_or_else(|| StoreError::inconsistent("consent_texts", "a text is gone"))?;
    let consent = NewConsent {
        purpose: Purpose::DataProcessing,
        channel: None,
        state: ConsentState::Granted,
        source: SOURCE.parse().map_err(|error| defect(&error))?,
        text_version: Some(text.version),
        text_locale: Some(text.locale),
        occurred_at: None,
        evidence,
    };
    let (has_mailbox, utm) = (member.email.is_some(), member.utm.clone());
    let invitation = invited(store, referral_code, &member).await?;
    let referral_id = invitation.as_ref().map(Invitation::referral_id).transpose()?;
    let member = NewMember { created_by: Some(CreatedBy::registration()), referral_id, ..member };
    let registered =
        register_member_with_consents(store, recording, calendar, scope, member, vec![consent]).await;
    let (customer, touch) = match registered {
        Ok(registered) => {
            let customer = &registered.customer.customer;
            if let Some(invitation) = invitation {
                invitation.keep(store, environment, calendar, customer).await?;
            }
            let accepted: Vec<(ProgrammeId, Label)> =
                accepted.into_iter().map(|terms| (terms.programme, terms.version)).collect();
            join_at_registration(store, environment, calendar, scope.actor(), customer.id, &accepted).await?;
            mail_card(store, environment, sending.1, customer.id).await?;
            (customer.id, None)
        }
        Err(RegisterMemberWithConsentsError::Register(RegisterMemberError::ProbablyRegistered(known))) => {
            (known, Touch::new(utm, environment.now()))
        }
        Err(RegisterMemberWithConsentsError::Register(RegisterMemberError::BirthDate(error))) => {
            return Err(error.into());
        }
        Err(RegisterMemberWithConsentsError::Register(RegisterMemberError::Store(error))) => {
            return Err(error.into());
        }
        Err(impossible) => return Err(defect(&impossible).into()),
    };
    if wants_news && has_mailbox {
        ask_for_news(store, recording, scope, sending, customer, touch).await?;
    }
    Ok(())
}

/// The invitation of whoever comes with a code that they may use.
async fn invited(
    store: &mut dyn AskingRegistrationStore,
    code: Option<ReferralCode>,
    member: &NewMember,
) -> Result<Option<Invitation>, StoreError> {
    let Some(code) = code else { return Ok(None) };
    match check_invitation(store, &code, member.into()).await {
        Ok(invitation) => Ok(Some(invitation)),
        Err(InvitationError::Store(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

fn defect(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Defect(format!("a registration: {error}").into())
}
