//! Writes the mail that reminds of an invoice.

use minijinja::{AutoEscape, Environment as Engine, context};
use regulars_consent::{CannotContact, MessageKind, ServiceMessage, can_contact};
use regulars_customers::Customer;
use regulars_identity::Merchant;
use regulars_invoices::Invoice;
use regulars_kernel::{
    Channel, Date, Email, Environment, InvoiceId, InvoiceState, Label, MerchantCalendar, Money, StoreError,
};
use regulars_newsletters::greeting_of;

use super::reminder_wording::Wording;
use super::store::ReminderReads;
use crate::confirmations::text_to_show::language_for;
use crate::newsletters::recipient_of;

const HTML: &str = include_str!("reminder_mail.html");

/// A message that reminds of an invoice.
#[derive(Clone, PartialEq, Eq)]
pub struct WrittenReminder {
    /// Who reminds.
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

/// Writes the message in the customer's language, or else in the merchant's. None when nothing is open any more, or when the
/// message may not leave.
pub async fn write_reminder_mail(
    store: &mut dyn ReminderReads,
    environment: &Environment,
    calendar: &MerchantCalendar,
    id: InvoiceId,
) -> Result<Option<WrittenReminder>, StoreError> {
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
    write(merchant, &customer.customer, to, Says { invoice, state, account }).map(Some)
}

struct Says {
    invoice: Invoice,
    state: InvoiceState,
    account: Option<Label>,
}

fn write(
    merchant: Merchant,
    customer: &Customer,
    to: Email,
    Says { invoice, state, account }: Says,
) -> Result<WrittenReminder, StoreError> {
    let language = language_for(customer, &merchant);
    let wording = Wording::of(language);
    let mut greeting = greeting_of(language, &recipient_of(customer));
    greeting.push(wording.greeting_mark);
    let (name, number) = (merchant.name.as_str(), invoice.number.as_str());
    let fill = |text: &str| text.replace("{number}", number).replace("{merchant}", name);
    let (subject, says) = match state {
        InvoiceState::Overdue => (wording.subject_overdue, wording.says_overdue),
        _ => (wording.subject, wording.says),
    };
    let (subject, says) = (fill(subject), fill(says));
    let day = |day: Date| day.format(wording.day).to_string();
    let open = Money::new(invoice.amounts.open(), invoice.currency).decimal();
    let open = format!("{} {}", open.replace('.', wording.decimal_mark), invoice.currency.code());
    let mut facts = vec![
        (wording.number, number.to_owned()),
        (wording.issued_on, day(invoice.issued_on)),
        (wording.due_on, day(invoice.due_on)),
        (wording.open, open),
    ];
    facts.extend(account.map(|account| (wording.account, account.into_string())));
    let listed: String = facts.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let imprint = merchant.imprint.as_ref().map_or("", |imprint| imprint.as_str());
    let ignore = wording.ignore;
    let text = format!("{greeting}\n\n{says}\n\n{listed}\n{ignore}\n\n--\n{name}\n{imprint}\n");
    let mut engine = Engine::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    let html = engine.render_str(
        HTML,
        context! { language => wording.language, merchant => name, imprint, greeting, says, facts, ignore },
    );
    let html = html.map_err(|error| StoreError::Defect(format!("a reminder: {error}").into()))?;
    Ok(WrittenReminder { to, subject, text, html, merchant })
}
