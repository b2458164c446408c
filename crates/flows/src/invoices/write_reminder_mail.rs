//! Writes the mail that reminds of an invoice.

use regulars_consent::{CannotContact, MessageKind, ServiceMessage, can_contact};
use regulars_identity::Merchant;
use regulars_invoices::Invoice;
use regulars_kernel::{
    Channel, Environment, InvoiceId, InvoiceState, Label, Language, MerchantCalendar, Money, StoreError,
};

use super::reminder_wording::Wording;
use super::store::ReminderReads;
use crate::confirmations::text_to_show::language_for;
use crate::service_mails::letter::{Letter, write_letter};
use crate::service_mails::written_mail::WrittenServiceMail;

/// Writes the message in the customer's language, or else in the merchant's. None when nothing is open any more, or when the
/// message may not leave.
pub async fn write_reminder_mail(
    store: &mut dyn ReminderReads,
    environment: &Environment,
    calendar: &MerchantCalendar,
    id: InvoiceId,
) -> Result<Option<WrittenServiceMail>, StoreError> {
    let Some(invoice) = store.find_invoice(id).await? else { return Ok(None) };
    let now = environment.now();
    let state = invoice.state_on(calendar.date_of(now));
    let Some(customer) = invoice.customer.filter(|_| state.is_unpaid()) else { return Ok(None) };
    let kind = MessageKind::Service(ServiceMessage::InvoiceReminder);
    match can_contact(store, customer, kind, Channel::Email, now).await {
        Ok(_) => {}
        Err(CannotContact::UnknownCustomer | CannotContact::Blocked(_)) => return Ok(None),
        Err(CannotContact::Store(error)) => return Err(error),
    }
    let Some(customer) = store.find_customer(customer).await? else { return Ok(None) };
    let Some(to) = customer.customer.email.clone() else { return Ok(None) };
    let account = store.invoice_settings().await?.payment_account;
    let merchant = store.own_merchant().await?;
    let language = language_for(&customer.customer, &merchant);
    let letter = letter(&merchant, language, Says { invoice, state, account });
    write_letter(merchant, &customer.customer, to, letter).map(Some)
}

struct Says {
    invoice: Invoice,
    state: InvoiceState,
    account: Option<Label>,
}

fn letter(merchant: &Merchant, language: Language, Says { invoice, state, account }: Says) -> Letter {
    let wording = Wording::of(language);
    let (name, number) = (merchant.name.as_str(), invoice.number.as_str());
    let fill = |text: &str| text.replace("{number}", number).replace("{merchant}", name);
    let (subject, says) = match state {
        InvoiceState::Overdue => (wording.subject_overdue, wording.says_overdue),
        _ => (wording.subject, wording.says),
    };
    let mut facts = vec![
        (wording.number, number.to_owned()),
        (wording.issued_on, language.day(invoice.issued_on)),
        (wording.due_on, language.day(invoice.due_on)),
        (wording.open, language.amount(Money::new(invoice.amounts.open(), invoice.currency))),
    ];
    facts.extend(account.map(|account| (wording.account, account.into_string())));
    let (subject, says) = (fill(subject), fill(says));
    Letter { language, subject, says, facts, ending: wording.ignore, link: None }
}
