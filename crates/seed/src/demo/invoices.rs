//! Invoices of a customer of the demo: one that is overdue, partly paid and partly credited, and one that was paid in time.

use chrono::TimeDelta;
use regulars_invoices::{
    BookingKey, BuyerFacts, CREDIT_NOTE_SOURCE, Invoice, InvoiceSettings, InvoiceStore, LineTax,
    NumberPrefix, Payment, PaymentDays, Reminder, ReminderDays, Series, TaxCategory, next_number,
};
use regulars_kernel::{
    Actor, Currency, CustomerId, Date, Instant, InvoiceAmounts, InvoiceId, JobId, Language, PaymentId,
    Personal, PurchaseId, Quantity, RefundId, ReminderId,
};
use regulars_persistence::WriteTx;
use regulars_purchases::{
    Fingerprint, Identify, LineKind, NewPurchase, PurchaseStore, ReceiptLine, Refund, RefundKey,
    RefundedLine, Till, record_purchase,
};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::known_customers::JOVAN;
use super::merchant::scope;
use super::past::{Ground, Past};
use super::{invalid, label};
use crate::SeedError;

const CREDIT_NOTE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d14");

/// The invoice that the examples of the OpenAPI document show and change.
const OVERDUE: Billed = Billed {
    id: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"),
    purchase: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d11"),
    payment: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d20"),
    days_ago: 40,
    pieces: 20,
    paid: 100_000,
    paid_days_ago: 30,
};
const PAID: Billed = Billed {
    id: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d12"),
    purchase: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d13"),
    payment: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d21"),
    days_ago: 90,
    pieces: 5,
    paid: 90_000,
    paid_days_ago: 78,
};
/// What a piece costs, tax included.
const PRICE: i64 = 18_000;

struct Billed {
    id: Uuid,
    purchase: Uuid,
    payment: Uuid,
    days_ago: i64,
    pieces: i64,
    paid: i64,
    paid_days_ago: i64,
}

/// Puts them on record, and sets what holds for invoices.
pub async fn make_invoices(ground: &Ground<'_>) -> Result<(), SeedError> {
    let past = ground.past();
    let now = ground.now;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.write_invoice_settings(&settings()?, None, now).await?;
                for billed in [PAID, OVERDUE] {
                    bill(tx, &past, now, &billed).await?;
                }
                remind(tx, &past, now, &OVERDUE).await?;
                credit(tx, &past, now).await
            })
        })
        .await
}

/// One piece of the overdue invoice came back. Its id is one that the document shows.
async fn credit(tx: &mut WriteTx, past: &Past, now: Instant) -> Result<(), SeedError> {
    let at = now - TimeDelta::days(20);
    past.go_to(at);
    let issued_on = past.calendar.date_of(at);
    let prefix = NumberPrefix::default();
    let number = next_number(tx, Series::CreditNotes, &prefix, issued_on).await.map_err(invalid)?;
    let refund = Refund {
        id: RefundId::new(CREDIT_NOTE),
        purchase: PurchaseId::new(OVERDUE.purchase),
        key: RefundKey {
            source: CREDIT_NOTE_SOURCE.parse().map_err(invalid)?,
            business_date: issued_on,
            number: number.key().parse().map_err(invalid)?,
        },
        fingerprint: Fingerprint::ERASED,
        occurred_at: at,
        recorded_at: at,
        clock_skewed: false,
        lines: vec![RefundedLine { line: 1, quantity: Quantity::from_thousandths(1_000), total: PRICE }],
        total: PRICE,
    };
    tx.insert_refund(&refund, false).await?;
    Ok(())
}

fn till(past: &Past) -> Result<Till, SeedError> {
    Ok(Till {
        calendar: past.calendar,
        currency: "RSD".parse().map_err(invalid)?,
        language: Language::SerbianLatin,
        actor: Actor::User(OWNER),
        programmes: false,
        campaigns: false,
    })
}

fn tax() -> Result<LineTax, SeedError> {
    LineTax::new(TaxCategory::Standard, "20".parse().map_err(invalid)?).map_err(invalid)
}

fn settings() -> Result<InvoiceSettings, SeedError> {
    Ok(InvoiceSettings {
        number_prefix: NumberPrefix::default(),
        payment_days: PaymentDays::USUAL,
        tax: Some(tax()?),
        exemption_reason: None,
        tax_id: Some(label("RS123456789")?),
        registration_id: Some(label("12345678")?),
        payment_account: Some(label("RS35260005601001611379")?),
        reminder_days: ReminderDays::default(),
    })
}

async fn bill(tx: &mut WriteTx, past: &Past, now: Instant, billed: &Billed) -> Result<(), SeedError> {
    let at = now - TimeDelta::days(billed.days_ago);
    past.go_to(at);
    let issued_on = past.calendar.date_of(at);
    let settings = settings()?;
    let number =
        next_number(tx, Series::Invoices, &settings.number_prefix, issued_on).await.map_err(invalid)?;
    let till = till(past)?;
    let currency = till.currency;
    let receipt = receipt(billed, number.key(), (issued_on, at), currency)?;
    record_purchase(tx, &past.environment, &till, receipt).await.map_err(invalid)?;
    let paid_on = past.calendar.date_of(now - TimeDelta::days(billed.paid_days_ago));
    let mut invoice = Invoice {
        id: InvoiceId::new(billed.id),
        number,
        purchase: PurchaseId::new(billed.purchase),
        customer: Some(CustomerId::new(JOVAN)),
        store: None,
        issued_on,
        due_on: settings.payment_days.after(issued_on),
        currency,
        amounts: InvoiceAmounts { total: billed.pieces * PRICE, credited: 0, paid: 0 },
        last_paid_on: None,
        buyer: BuyerFacts::default(),
        exemption_reason: None,
        recorded_by: Actor::User(OWNER),
        created_at: at,
        updated_at: at,
    };
    tx.insert_invoice(&invoice, &[(1, tax()?)]).await?;
    let reference = label("97-4711-2025")?;
    let payment = Payment {
        id: PaymentId::new(billed.payment),
        invoice: invoice.id,
        customer: invoice.customer,
        amount: billed.paid,
        paid_on,
        method: Some(label("transfer")?),
        key: Some(BookingKey::of_reference(invoice.id, &reference)),
        reference: Some(Personal::new(reference)),
        recorded_by: Actor::User(OWNER),
        created_at: now - TimeDelta::days(billed.paid_days_ago),
    };
    invoice.amounts.paid = billed.paid;
    invoice.last_paid_on = Some(paid_on);
    tx.insert_payment(&payment, &invoice).await?;
    Ok(())
}

/// Somebody has reminded the customer eleven days ago.
async fn remind(tx: &mut WriteTx, past: &Past, now: Instant, billed: &Billed) -> Result<(), SeedError> {
    let issued_on = past.calendar.date_of(now - TimeDelta::days(billed.days_ago));
    let reminder = Reminder {
        id: ReminderId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d30")),
        invoice: InvoiceId::new(billed.id),
        due_on: settings()?.payment_days.after(issued_on),
        days_after_due: None,
        job: JobId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d31")),
        recorded_by: Actor::User(OWNER),
        created_at: now - TimeDelta::days(11),
    };
    tx.insert_reminder(&reminder).await?;
    Ok(())
}

fn receipt(
    billed: &Billed,
    number: &str,
    (issued_on, at): (Date, Instant),
    currency: Currency,
) -> Result<NewPurchase, SeedError> {
    let line = ReceiptLine {
        kind: LineKind::Item,
        sku: Some(label("1001")?),
        name: Some(label("Kafa")?),
        category: Some(label("drinks")?),
        quantity: Quantity::from_thousandths(1_000 * billed.pieces),
        unit: Some(label("kom")?),
        unit_price: PRICE,
        discount: 0,
        total: billed.pieces * PRICE,
    };
    Ok(NewPurchase {
        id: Some(PurchaseId::new(billed.purchase)),
        source: Some("invoices".parse().map_err(invalid)?),
        receipt_number: number.parse().map_err(invalid)?,
        business_date: Some(issued_on),
        occurred_at: at,
        historic: true,
        sent_at: None,
        store: None,
        identify: Some(Identify::Customer(CustomerId::new(JOVAN))),
        currency,
        total: line.total,
        lines: vec![line],
        tenders: Vec::new(),
        coupons: Vec::new(),
        cart: None,
    })
}
