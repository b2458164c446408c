//! Writes the mail with the link to a card.

use regulars_consent::{CannotContact, LinkKeys, MessageKind, ServiceMessage, can_contact};
use regulars_customers::CardLink;
use regulars_identity::Merchant;
use regulars_kernel::{Channel, Environment, Language, LanguageTag, StoreError};
use regulars_network::Card;

use super::card_link::CardLinks;
use super::card_mail::CardMail;
use super::card_to_show::card_of;
use super::card_wording::Wording;
use super::store::CardMailReads;
use crate::service_mails::letter::{Letter, LetterLink, write_letter};
use crate::service_mails::written_mail::WrittenServiceMail;

/// Writes the message in the customer's language where the program speaks it, else in the merchant's. None when the link leads nowhere
/// any more, or when the message may not leave.
pub async fn write_card_mail(
    store: &mut dyn CardMailReads,
    environment: &Environment,
    (keys, shared_origin): (&LinkKeys, &str),
    mail: CardMail,
) -> Result<Option<WrittenServiceMail>, StoreError> {
    // Who was merged meanwhile has it under another id.
    let link = store.find_card_link(mail.link()).await?.filter(CardLink::holds);
    let Some(link) = link else { return Ok(None) };
    let kind = MessageKind::Service(ServiceMessage::Card);
    match can_contact(store, link.customer, kind, Channel::Email, environment.now()).await {
        Ok(_) => {}
        Err(CannotContact::UnknownCustomer | CannotContact::Blocked(_)) => return Ok(None),
        Err(CannotContact::Store(error)) => return Err(error),
    }
    let Some(record) = store.find_customer(link.customer).await? else { return Ok(None) };
    let merchant = store.own_merchant().await?;
    let card = card_of(store, &record, merchant.id).await?.filter(|card| card.status.identifies());
    let customer = record.customer;
    let Some(to) = customer.email.clone() else { return Ok(None) };
    let spoken = customer.language.as_ref().and_then(LanguageTag::spoken);
    let language = spoken.unwrap_or_else(|| merchant.locale.language());
    let url = CardLinks::new(keys.clone(), &merchant, shared_origin).address(link.id);
    let letter = letter(&merchant, language, card.as_ref(), url);
    write_letter(merchant, &customer, to, letter).map(Some)
}

fn letter(merchant: &Merchant, language: Language, card: Option<&Card>, url: String) -> Letter {
    let wording = Wording::of(language);
    let fill = |text: &str| text.replace("{merchant}", merchant.name.as_str());
    Letter {
        language,
        subject: fill(wording.subject),
        says: fill(wording.says),
        facts: card.map(|card| (wording.number, card.number.expose().to_owned())).into_iter().collect(),
        ending: wording.look,
        link: Some(LetterLink { button: wording.button, url }),
    }
}
