//! Writes the message with a link to confirm something.

use minijinja::{AutoEscape, Environment as Engine, context};
use regulars_consent::{
    Confirmation, ConfirmationId, ConfirmationPurpose, ConfirmationToken, LinkKeys, MessageKind,
    OpenConfirmationError, ServiceMessage, check_open_opt_in, find_open_confirmation, gate,
};
use regulars_customers::CustomerRecord;
use regulars_identity::{IdentityReads, Merchant};
use regulars_kernel::{Channel, Email, Environment, Language, StoreError};
use regulars_newsletters::greeting_of;
use secrecy::ExposeSecret;

use super::regular_contact::regular_contact;
use super::text_to_show::language_for;
use super::wording::Wording;
use crate::customers::consenting_store::ConsentingReads;
use crate::newsletters::{link_origin, recipient_of};
use crate::service_mails::written_mail::WrittenServiceMail;

const HTML: &str = include_str!("confirmation_mail.html");

/// What writing a confirmation message reads.
pub trait ConfirmationMailReads: ConsentingReads + IdentityReads {}

impl<Store: ConsentingReads + IdentityReads> ConfirmationMailReads for Store {}

/// Writes the message in the customer's language. None when there is nothing to confirm any more, or when the gate has
/// closed since it was asked for. `public_url` is where merchants without a host of their own are reached.
pub async fn write_confirmation_mail(
    store: &mut dyn ConfirmationMailReads,
    environment: &Environment,
    keys: &LinkKeys,
    public_url: &str,
    id: ConfirmationId,
) -> Result<Option<WrittenServiceMail>, StoreError> {
    let merchant = store.own_merchant().await?;
    let Some((confirmation, token)) =
        find_open_confirmation(store, environment, keys, merchant.id, id).await?
    else {
        return Ok(None);
    };
    let Some(record) = store.find_customer(confirmation.customer).await? else { return Ok(None) };
    let may_leave = match confirmation.purpose {
        ConfirmationPurpose::OptIn => match check_open_opt_in(store, environment, &confirmation).await {
            Ok(()) => true,
            Err(OpenConfirmationError::NotValid | OpenConfirmationError::Blocked(_)) => false,
            Err(OpenConfirmationError::Store(error)) => return Err(error),
        },
        ConfirmationPurpose::BecomeRegular => {
            may_ask_for_regular(store, environment, &record, &confirmation).await?
        }
    };
    let to = confirmation.address.expose().parse::<Email>();
    let Some(to) = to.ok().filter(|_| may_leave) else { return Ok(None) };
    let language = language_for(&record.customer, &merchant);
    let wording = Wording::of(language, confirmation.purpose);
    let mut greeting = greeting_of(language, &recipient_of(&record.customer));
    greeting.push(language.greeting_mark());
    let text = match confirmation.text {
        Some(id) => store.find_text(id).await?.map(|text| text.text.into_string()),
        None => None,
    };
    let says =
        Says { language, wording, greeting: &greeting, consent_text: text.as_deref().unwrap_or_default() };
    write(merchant, to, says, &token, public_url).map(Some)
}

async fn may_ask_for_regular(
    store: &mut dyn ConfirmationMailReads,
    environment: &Environment,
    record: &CustomerRecord,
    confirmation: &Confirmation,
) -> Result<bool, StoreError> {
    let Some(member) = record.customer.member else { return Ok(false) };
    let Some((contact, merchant_active)) = regular_contact(store, environment, record, member).await? else {
        return Ok(false);
    };
    // This message took its place when it was asked for.
    let kind = MessageKind::Service(ServiceMessage::BecomeRegular { earlier: 0 });
    let is_open = gate(&contact, kind, Channel::Email, merchant_active).is_ok();
    Ok(is_open && contact.address.as_ref() == Some(&confirmation.address))
}

/// What stands in one message.
struct Says<'a> {
    language: Language,
    wording: &'static Wording,
    greeting: &'a str,
    /// Empty for a confirmation that was asked for before texts were shown.
    consent_text: &'a str,
}

fn write(
    merchant: Merchant,
    to: Email,
    Says { language, wording, greeting, consent_text }: Says<'_>,
    token: &ConfirmationToken,
    public_url: &str,
) -> Result<WrittenServiceMail, StoreError> {
    let link = format!("{}/c/{}", link_origin(&merchant, public_url), token.reveal().expose_secret());
    let name = merchant.name.as_str();
    let fill = |text: &str| text.replace("{merchant}", name);
    let imprint = merchant.imprint.as_ref().map_or("", |imprint| imprint.as_str());
    let (question, ending, ignore) = (fill(wording.question), wording.ending, wording.ignore);
    let quoted = if consent_text.is_empty() { String::new() } else { format!("{consent_text}\n\n") };
    let text = format!(
        "{greeting}\n\n{question}\n\n{quoted}{link}\n\n{ending}\n{ignore}\n\n--\n{name}\n{imprint}\n"
    );
    let mut engine = Engine::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    let html = engine.render_str(
        HTML,
        context! {
            language => language.tag_with_script(), merchant => name, imprint, greeting, question, consent_text,
            button => wording.button, link, ending, ignore,
        },
    );
    let html = html.map_err(|error| StoreError::Defect(format!("a confirmation mail: {error}").into()))?;
    Ok(WrittenServiceMail { to, subject: fill(wording.subject), text, html, merchant })
}
