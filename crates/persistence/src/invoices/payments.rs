//! Payments of invoices.

use regulars_invoices::{BookingKey, Invoice, Payment, PaymentPosition, PaymentQuery, ToldPayment};
use regulars_kernel::{
    Currency, CustomerId, Date, Instant, InvoiceId, Label, Page, PageRequest, PaymentId, Personal, StoreError,
};
use uuid::Uuid;

use super::invoice_row::label;
use super::write;
use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, values};

const TABLE: &str = "invoice_payments";

const SELECT: ScopedSql = ScopedSql::new(
    "SELECT y.id, y.invoice_id, y.amount, y.paid_on, y.method, y.reference, y.booking_key, y.actor, y.created_at,
         i.customer_id, i.number, i.currency
     FROM invoice_payments AS y JOIN invoices AS i ON i.merchant_id = $1 AND i.id = y.invoice_id
     WHERE y.merchant_id = $1",
);

#[derive(FromRow, RowColumns)]
struct PaymentRow {
    id: Uuid,
    invoice_id: Uuid,
    amount: i64,
    paid_on: Date,
    method: Option<String>,
    reference: Option<String>,
    booking_key: Option<Vec<u8>>,
    actor: String,
    created_at: Instant,
}

#[derive(FromRow)]
struct FoundRow {
    #[nested]
    payment: PaymentRow,
    customer_id: Option<Uuid>,
    number: String,
    currency: String,
}

impl TryFrom<FoundRow> for Payment {
    type Error = StoreError;

    fn try_from(row: FoundRow) -> Result<Self, StoreError> {
        let FoundRow { payment: row, customer_id, .. } = row;
        let key = row.booking_key.map(<[u8; 32]>::try_from).transpose();
        Ok(Self {
            id: PaymentId::new(row.id),
            invoice: InvoiceId::new(row.invoice_id),
            customer: customer_id.map(CustomerId::new),
            amount: row.amount,
            paid_on: row.paid_on,
            method: label(row.method)?,
            reference: label(row.reference)?.map(Personal::new),
            key: key.map_err(|_| inconsistent(TABLE, "a key has another length"))?.map(BookingKey),
            recorded_by: actor_of(TABLE, &row.actor)?,
            created_at: row.created_at,
        })
    }
}

impl TryFrom<FoundRow> for ToldPayment {
    type Error = StoreError;

    fn try_from(row: FoundRow) -> Result<Self, StoreError> {
        let number = row.number.parse().map_err(|error| inconsistent("invoices", error))?;
        let currency =
            Currency::from_stored(&row.currency).map_err(|error| inconsistent("invoices", error))?;
        Ok(Self { payment: Payment::try_from(row)?, number, currency })
    }
}

pub(super) async fn find(
    tx: &ReadTx,
    invoice: InvoiceId,
    id: PaymentId,
) -> Result<Option<Payment>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND y.invoice_id = ? AND y.id = ?", values![invoice.value(), id.value()]);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    rows.into_iter().next().map(Payment::try_from).transpose()
}

pub(super) async fn find_by_key(
    tx: &ReadTx,
    invoice: InvoiceId,
    key: BookingKey,
) -> Result<Option<Payment>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND y.invoice_id = ? AND y.booking_key = ?", values![invoice.value(), key.0.to_vec()]);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    rows.into_iter().next().map(Payment::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    invoice: InvoiceId,
    page: PageRequest<PaymentPosition>,
) -> Result<Page<Payment, PaymentPosition>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND y.invoice_id = ?", values![invoice.value()]);
    if let Some(PaymentPosition { paid_on, id }) = page.after {
        query.push(" AND (y.paid_on, y.id) > (?, ?)", values![paid_on, id.value()]);
    }
    let most = i64::from(page.size.get()) + 1;
    query.push(" ORDER BY y.paid_on, y.id LIMIT ?", values![most]);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    let payments = rows.into_iter().map(Payment::try_from).collect::<Result<Vec<_>, _>>()?;
    let position = |payment: &Payment| PaymentPosition { paid_on: payment.paid_on, id: payment.id };
    Ok(Page::from_surplus(payments, page.size, position))
}

pub(super) async fn list_all(
    tx: &ReadTx,
    asked: PaymentQuery,
    page: PageRequest<PaymentPosition>,
) -> Result<Page<ToldPayment, PaymentPosition>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    if let Some(from) = asked.from {
        query.push(" AND y.paid_on >= ?", values![from]);
    }
    if let Some(before) = asked.before {
        query.push(" AND y.paid_on < ?", values![before]);
    }
    if let Some(PaymentPosition { paid_on, id }) = page.after {
        query.push(" AND (y.paid_on, y.id) > (?, ?)", values![paid_on, id.value()]);
    }
    let most = i64::from(page.size.get()) + 1;
    query.push(" ORDER BY y.paid_on, y.id LIMIT ?", values![most]);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    let payments = rows.into_iter().map(ToldPayment::try_from).collect::<Result<Vec<_>, _>>()?;
    let position =
        |told: &ToldPayment| PaymentPosition { paid_on: told.payment.paid_on, id: told.payment.id };
    Ok(Page::from_surplus(payments, page.size, position))
}

pub(super) async fn insert(tx: &mut WriteTx, payment: &Payment, invoice: &Invoice) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("invoice_payments", PaymentRow);
    let Payment { id, invoice: of, customer: _, amount, paid_on, method, reference, key, .. } = payment;
    let row = PaymentRow {
        id: id.value(),
        invoice_id: of.value(),
        amount: *amount,
        paid_on: *paid_on,
        method: method.clone().map(Label::into_string),
        reference: reference.as_ref().map(|reference| reference.expose().as_str().to_owned()),
        booking_key: key.map(|BookingKey(digest)| digest.to_vec()),
        actor: actor_text(payment.recorded_by),
        created_at: payment.created_at,
    };
    tx.execute(INSERT, row.into_values()).await?;
    write::update(tx, invoice).await
}
