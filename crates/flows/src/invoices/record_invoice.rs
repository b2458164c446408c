//! Records an invoice: a purchase on credit.

use chrono::{NaiveTime, Timelike};
use regulars_audit::AuditNote;
use regulars_invoices::{
    BuyerFacts, DateFault, Invoice, InvoiceDates, InvoiceNumber, InvoiceSettings, LineTax, NoFreeNumber,
    Series, TaxCategory, check_dates, next_number,
};
use regulars_kernel::{
    Currency, CustomerId, Date, Environment, Instant, InvoiceAmounts, InvoiceId, Label, MerchantCalendar,
    StoreError, StoreId, UniqueValue,
};
use regulars_purchases::{
    Identify, LineKind, NewPurchase, PurchaseAnswer, ReceiptLine, RecordPurchaseError, Till, record_purchase,
};

use super::earn_by_invoice::earn_as_issued;
use super::store::InvoicingStore;

/// Where the receipts of invoices are numbered.
pub const SOURCE: &str = "invoices";

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInvoiceLine {
    /// What was bought. Its amounts include the tax.
    pub line: ReceiptLine,
    /// How it is taxed; by default as the merchant has set.
    pub tax: Option<LineTax>,
}

/// An invoice to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInvoice {
    /// Its number; by default the next one of the merchant's own series.
    pub number: Option<InvoiceNumber>,
    /// Whose it is.
    pub customer: CustomerId,
    /// The day of issue; by default today.
    pub issued_on: Option<Date>,
    /// The day by which it is to be paid; by default as many days later as the merchant has set.
    pub due_on: Option<Date>,
    /// Where it was bought.
    pub store: Option<StoreId>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What was bought.
    pub lines: Vec<NewInvoiceLine>,
    /// The sum of the lines.
    pub total: i64,
    /// What it says about its buyer.
    pub buyer: BuyerFacts,
    /// Why lines bear no tax that are exempt from it; by default as the merchant has set.
    pub exemption_reason: Option<Label>,
}

/// Why an invoice was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordInvoiceError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// A day does not fit: the field, and why.
    #[error("{0}: {1}")]
    Date(&'static str, DateFault),
    /// Another invoice has the number.
    #[error("another invoice has that number")]
    NumberTaken,
    /// The series has no number to give.
    #[error(transparent)]
    NoNumber(NoFreeNumber),
    /// Nothing is to be paid.
    #[error("must be more than zero: an invoice is what is to be paid")]
    NothingToPay,
    /// Lines are exempt, and nobody says why.
    #[error("must say why lines are exempt from tax (EN 16931, BR-E-10)")]
    NoExemptionReason,
    /// Some lines are outside of the tax's scope, and others are not.
    #[error("every line is outside of the scope of the tax, or none is (EN 16931, BR-O-11)")]
    MixedScope,
    /// The purchase breaks rules.
    #[error(transparent)]
    Purchase(RecordPurchaseError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RecordPurchaseError> for RecordInvoiceError {
    fn from(error: RecordPurchaseError) -> Self {
        match error {
            RecordPurchaseError::UnknownCustomer => Self::UnknownCustomer,
            RecordPurchaseError::Conflict(_) => Self::NumberTaken,
            RecordPurchaseError::Store(error) => Self::Store(error),
            RecordPurchaseError::Problems(_) | RecordPurchaseError::UnknownStore => Self::Purchase(error),
        }
    }
}

/// Records an invoice and the purchase that it is, which counts as any other: in what the customer has bought, in scores and in
/// figures, once. It earns points by the rules for invoices.
pub async fn record_invoice(
    store: &mut dyn InvoicingStore,
    environment: &Environment,
    till: &Till,
    new: NewInvoice,
) -> Result<Invoice, RecordInvoiceError> {
    if !store.hold_customer(new.customer).await? {
        return Err(RecordInvoiceError::UnknownCustomer);
    }
    let settings = store.invoice_settings().await?;
    let dates = dates_of(&new, &settings, till.calendar.date_of(environment.now()))?;
    if new.total <= 0 {
        return Err(RecordInvoiceError::NothingToPay);
    }
    let taxes = taxes_of(&new, &settings);
    let exemption_reason = new.exemption_reason.clone().or_else(|| settings.exemption_reason.clone());
    check_taxes(&new, &taxes, exemption_reason.as_ref())?;
    let number = number_of(store, &new, &settings, dates).await?;
    let purchase = purchase_of(&new, &number, dates, till, environment.now())?;
    let answer: PurchaseAnswer = record_purchase(store, environment, till, purchase).await?;
    if answer.replayed {
        return Err(RecordInvoiceError::NumberTaken);
    }
    let now = environment.now();
    let invoice = Invoice {
        id: InvoiceId::new(environment.new_id()),
        number,
        purchase: answer.id,
        customer: Some(new.customer),
        store: new.store,
        issued_on: dates.issued_on,
        due_on: dates.due_on,
        currency: new.currency,
        amounts: InvoiceAmounts { total: new.total, credited: 0, paid: 0 },
        last_paid_on: None,
        buyer: new.buyer,
        exemption_reason: exemption_reason.filter(|_| is_any(&taxes, TaxCategory::Exempt)),
        recorded_by: till.actor,
        created_at: now,
        updated_at: now,
    };
    match store.insert_invoice(&invoice, &taxes).await {
        Ok(()) => {}
        Err(StoreError::Taken(UniqueValue::InvoiceNumber)) => return Err(RecordInvoiceError::NumberTaken),
        Err(error) => return Err(error.into()),
    }
    store.note(environment, AuditNote::created(&invoice).about(new.customer)).await?;
    earn_as_issued(store, environment, till, (&invoice, answer.counted_at), &taxes).await?;
    Ok(invoice)
}

fn dates_of(
    new: &NewInvoice,
    settings: &InvoiceSettings,
    today: Date,
) -> Result<InvoiceDates, RecordInvoiceError> {
    let issued_on = new.issued_on.unwrap_or(today);
    let due_on = new.due_on.unwrap_or_else(|| settings.payment_days.after(issued_on));
    let dates = InvoiceDates { issued_on, due_on };
    check_dates(dates, today).map_err(|(field, fault)| RecordInvoiceError::Date(field, fault))?;
    Ok(dates)
}

/// How the items are taxed, by the numbers of the lines. The line that rounds the sum is taxed with none.
fn taxes_of(new: &NewInvoice, settings: &InvoiceSettings) -> Vec<(u32, LineTax)> {
    let items = (1..).zip(&new.lines).filter(|(_, line)| line.line.kind == LineKind::Item);
    items.filter_map(|(number, line)| Some((number, line.tax.or(settings.tax)?))).collect()
}

fn is_any(taxes: &[(u32, LineTax)], category: TaxCategory) -> bool {
    taxes.iter().any(|(_, tax)| tax.category() == category)
}

fn check_taxes(
    new: &NewInvoice,
    taxes: &[(u32, LineTax)],
    exemption_reason: Option<&Label>,
) -> Result<(), RecordInvoiceError> {
    if is_any(taxes, TaxCategory::Exempt) && exemption_reason.is_none() {
        return Err(RecordInvoiceError::NoExemptionReason);
    }
    let items = new.lines.iter().filter(|line| line.line.kind == LineKind::Item).count();
    let outside = taxes.iter().filter(|(_, tax)| tax.category() == TaxCategory::OutsideScope).count();
    if outside != 0 && outside != items {
        return Err(RecordInvoiceError::MixedScope);
    }
    Ok(())
}

async fn number_of(
    store: &mut dyn InvoicingStore,
    new: &NewInvoice,
    settings: &InvoiceSettings,
    dates: InvoiceDates,
) -> Result<InvoiceNumber, RecordInvoiceError> {
    let Some(number) = &new.number else {
        let next = next_number(store, Series::Invoices, &settings.number_prefix, dates.issued_on).await;
        return next.map_err(|error| match error {
            NoFreeNumber::Store(error) => error.into(),
            taken @ NoFreeNumber::TooManyTaken => RecordInvoiceError::NoNumber(taken),
        });
    };
    if store.find_invoice_by_number(number).await?.is_some() {
        return Err(RecordInvoiceError::NumberTaken);
    }
    Ok(number.clone())
}

/// The receipt of an invoice.
fn purchase_of(
    new: &NewInvoice,
    number: &InvoiceNumber,
    dates: InvoiceDates,
    till: &Till,
    now: Instant,
) -> Result<NewPurchase, RecordInvoiceError> {
    Ok(NewPurchase {
        id: None,
        source: Some(SOURCE.parse().map_err(wrong)?),
        receipt_number: number.key().parse().map_err(wrong)?,
        business_date: Some(dates.issued_on),
        occurred_at: instant_on(dates.issued_on, &till.calendar, now),
        // An invoice of the past counts as of the day on which it was issued.
        historic: true,
        sent_at: None,
        store: new.store,
        identify: Some(Identify::Customer(new.customer)),
        currency: new.currency,
        lines: new.lines.iter().map(|line| line.line.clone()).collect(),
        total: new.total,
        tenders: Vec::new(),
        coupons: Vec::new(),
        cart: None,
    })
}

/// The instant of what happened on a day of which nothing more is known: now, if that is today; noon otherwise.
fn instant_on(day: Date, calendar: &MerchantCalendar, now: Instant) -> Instant {
    if calendar.date_of(now) == day {
        return now;
    }
    calendar.instant_of(day.and_time(NaiveTime::MIN.with_hour(12).unwrap_or(NaiveTime::MIN)))
}

/// A number or a source of the program's own that is none, which is a defect.
pub(super) fn wrong(error: impl std::fmt::Display) -> StoreError {
    StoreError::inconsistent("invoices", error)
}
