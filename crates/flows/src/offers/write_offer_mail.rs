//! Writes the mail with an offer.

use regulars_companies::Offer;
use regulars_consent::{CannotContact, LinkKeys, MessageKind, ServiceMessage, can_contact};
use regulars_identity::Merchant;
use regulars_kernel::{Channel, Environment, MerchantCalendar, Money, OfferState, StoreError};

use super::offer_link::OfferLinks;
use super::offer_mail::OfferMail;
use super::offer_wording::Wording;
use super::store::OfferMailReads;
use crate::service_mails::letter::{Letter, LetterLink, write_letter};
use crate::service_mails::written_mail::WrittenServiceMail;

/// Writes the message in the merchant's language, in which the offer is. None when the version can be accepted no longer, or when
/// the message may not leave.
pub async fn write_offer_mail(
    store: &mut dyn OfferMailReads,
    environment: &Environment,
    calendar: &MerchantCalendar,
    (keys, shared_origin): (&LinkKeys, &str),
    mail: OfferMail,
) -> Result<Option<WrittenServiceMail>, StoreError> {
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
    let letter = letter(&merchant, &offer, url);
    write_letter(merchant, &customer.customer, to, letter).map(Some)
}

fn letter(merchant: &Merchant, offer: &Offer, url: String) -> Letter {
    let language = merchant.locale.language();
    let wording = Wording::of(language);
    let (name, number) = (merchant.name.as_str(), offer.printed_number().unwrap_or_default());
    let fill = |text: &str| text.replace("{number}", &number).replace("{merchant}", name);
    let (subject, says) = (fill(wording.subject), fill(wording.says));
    let facts = vec![
        (wording.number, number),
        (wording.title, offer.terms.title.expose().as_str().to_owned()),
        (wording.total, language.amount(Money::new(offer.terms.total, offer.terms.currency))),
        (wording.valid_until, language.day(offer.terms.valid_until)),
    ];
    let link = Some(LetterLink { button: wording.button, url });
    Letter { language, subject, says, facts, ending: wording.look, link }
}
