//! Writes the mail with an offer.

use minijinja::{AutoEscape, Environment as Engine, context};
use regulars_companies::Offer;
use regulars_consent::{CannotContact, LinkKeys, MessageKind, ServiceMessage, can_contact};
use regulars_customers::Customer;
use regulars_identity::Merchant;
use regulars_kernel::{Channel, Date, Email, Environment, MerchantCalendar, Money, OfferState, StoreError};
use regulars_newsletters::greeting_of;

use super::offer_link::OfferLinks;
use super::offer_mail::OfferMail;
use super::offer_wording::Wording;
use super::store::OfferMailReads;
use crate::newsletters::recipient_of;

const HTML: &str = include_str!("offer_mail.html");

/// A message with an offer.
#[derive(Clone, PartialEq, Eq)]
pub struct WrittenOffer {
    /// Who offers.
    pub merchant: Merchant,
    /// Where it goes.
    pub to: Email,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

/// Writes the message in the merchant's language, in which the offer is. None when the version can be accepted no longer, or when
/// the message may not leave.
pub async fn write_offer_mail(
    store: &mut dyn OfferMailReads,
    environment: &Environment,
    calendar: &MerchantCalendar,
    (keys, shared_origin): (&LinkKeys, &str),
    mail: OfferMail,
) -> Result<Option<WrittenOffer>, StoreError> {
    let now = environment.now();
    let Some(offer) = store.find_offer(mail.offer()).await? else { return Ok(None) };
    let is_open = offer.state_on(calendar.date_of(now)) == OfferState::Sent;
    // Who was merged meanwhile is the contact under another id.
    let Some(contact) = offer.contact.filter(|_| is_open && offer.version == mail.version()) else {
        return Ok(None);
    };
    let kind = MessageKind::Service(ServiceMessage::Offer);
    match can_contact(store, contact, kind, Channel::Email, now).await {
        Ok(_) => {}
        Err(CannotContact::UnknownCustomer | CannotContact::Blocked(_)) => return Ok(None),
        Err(CannotContact::Store(error)) => return Err(error),
    }
    let Some(customer) = store.find_customer(contact).await? else { return Ok(None) };
    let Some(to) = customer.customer.email.clone() else { return Ok(None) };
    let merchant = store.own_merchant().await?;
    let url = OfferLinks::new(keys.clone(), &merchant, shared_origin).link(&offer);
    write(merchant, &customer.customer, to, (&offer, &url)).map(Some)
}

fn write(
    merchant: Merchant,
    customer: &Customer,
    to: Email,
    (offer, url): (&Offer, &str),
) -> Result<WrittenOffer, StoreError> {
    let language = merchant.locale.language();
    let wording = Wording::of(language);
    let mut greeting = greeting_of(language, &recipient_of(customer));
    greeting.push(wording.greeting_mark);
    let (name, number) = (merchant.name.as_str(), offer.printed_number().unwrap_or_default());
    let fill = |text: &str| text.replace("{number}", &number).replace("{merchant}", name);
    let (subject, says) = (fill(wording.subject), fill(wording.says));
    let day = |day: Date| day.format(wording.day).to_string();
    let total = Money::new(offer.terms.total, offer.terms.currency);
    let total = format!("{} {}", total.decimal().replace('.', wording.decimal_mark), total.currency.code());
    let facts = vec![
        (wording.number, number.clone()),
        (wording.title, offer.terms.title.expose().as_str().to_owned()),
        (wording.total, total),
        (wording.valid_until, day(offer.terms.valid_until)),
    ];
    let listed: String = facts.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let imprint = merchant.imprint.as_ref().map_or("", |imprint| imprint.as_str());
    let (look, button) = (wording.look, wording.button);
    let text = format!("{greeting}\n\n{says}\n\n{listed}\n{look}\n{url}\n\n--\n{name}\n{imprint}\n");
    let mut engine = Engine::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    let html = engine.render_str(
        HTML,
        context! {
            language => wording.language, merchant => name, imprint, greeting, says, facts, look, button, url
        },
    );
    let html = html.map_err(|error| StoreError::Defect(format!("an offer: {error}").into()))?;
    Ok(WrittenOffer { to, subject, text, html, merchant })
}
