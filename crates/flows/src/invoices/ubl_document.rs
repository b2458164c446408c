//! What the documents of an invoice and of its credit notes share: who sells, who buys and how a line is told.

use regulars_customers::CustomerReads;
use regulars_identity::{BusinessAddress, Merchant};
use regulars_invoices::{
    InvoiceSettings, UblBuyer, UblDocument, UblKind, UblLack, UblLine, UblSeller, write_ubl,
};
use regulars_kernel::{Date, InvoiceId, KnownNames, Label, Personal, StoreError};
use regulars_purchases::{LineKind, PurchaseLine};

use super::read_invoice::{InvoiceLineReads, InvoiceWithLines, read_invoice};

/// What a document is made of.
pub trait UblReads: InvoiceLineReads + CustomerReads {}

impl<Store: InvoiceLineReads + CustomerReads> UblReads for Store {}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum AsUblError {
    /// The merchant has no such invoice.
    #[error("there is no such invoice")]
    UnknownInvoice,
    /// The invoice has no such credit note.
    #[error("there is no such credit note")]
    UnknownCreditNote,
    /// The customer was erased.
    #[error("the customer was erased, and an invoice without a buyer is none")]
    BuyerErased,
    /// Something lacks that the standard demands.
    #[error("EN 16931 demands what the document lacks: {}", told(.0))]
    Lacks(Vec<UblLack>),
    /// The store failed, or the document could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn told(lacks: &[UblLack]) -> String {
    lacks.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// A document with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UblFile {
    /// The number.
    pub number: String,
    /// The bytes of the XML.
    pub bytes: Vec<u8>,
}

/// What a document says of its own.
pub(super) struct Told {
    pub(super) kind: UblKind,
    pub(super) number: String,
    pub(super) issued_on: Date,
    pub(super) lines: Vec<UblLine>,
    /// The numbers of lines of which nobody has said how they are taxed.
    pub(super) untaxed: Vec<u32>,
    pub(super) total: i64,
}

/// The invoice, of whose document or credit note this is.
pub(super) async fn invoice_of(
    store: &mut dyn UblReads,
    id: InvoiceId,
) -> Result<InvoiceWithLines, AsUblError> {
    let invoice = store.find_invoice(id).await?.ok_or(AsUblError::UnknownInvoice)?;
    Ok(read_invoice(store, invoice).await?)
}

/// Writes the document with who sells and who buys, as is known of them now.
pub(super) async fn write_document(
    store: &mut dyn UblReads,
    merchant: &Merchant,
    found: &InvoiceWithLines,
    told: Told,
) -> Result<UblFile, AsUblError> {
    let invoice = &found.invoice;
    let customer = invoice.customer.ok_or(AsUblError::BuyerErased)?;
    let settings = store.invoice_settings().await?;
    let record = store.find_customer(customer).await?.ok_or(AsUblError::BuyerErased)?.customer;
    let Told { kind, number, issued_on, lines, untaxed, total } = told;
    let document = UblDocument {
        kind,
        number,
        issued_on,
        delivered_on: invoice.issued_on,
        currency: invoice.currency,
        seller: seller_of(merchant, &settings),
        buyer: UblBuyer {
            name: name_of(&record.names),
            address: record.address,
            tax_id: invoice.buyer.tax_id.clone(),
            reference: invoice.buyer.reference.clone(),
        },
        lines,
        total,
        exemption_reason: invoice.exemption_reason.clone().map(Label::into_string),
    };
    let mut lacks = document.lacks();
    lacks.extend(untaxed.into_iter().map(UblLack::Tax));
    if !lacks.is_empty() {
        return Err(AsUblError::Lacks(lacks));
    }
    let bytes = write_ubl(&document).map_err(|error| StoreError::Defect(error.into()))?;
    Ok(UblFile { number: document.number, bytes })
}

/// The items among the lines of the invoice, and the numbers of those of which nobody has said how they are taxed. `share` says
/// how much of a line is meant: its quantity in thousandths, what was taken off it and what it costs; nothing leaves it out.
pub(super) fn lines_of(
    found: &InvoiceWithLines,
    share: impl Fn(&PurchaseLine) -> Option<LineShare>,
) -> (Vec<UblLine>, Vec<u32>) {
    let (mut lines, mut untaxed) = (Vec::new(), Vec::new());
    for bought in found.purchase.lines.iter().filter(|line| line.line.kind == LineKind::Item) {
        let Some(LineShare { thousandths, discount, total }) = share(bought) else { continue };
        let Some(tax) = found.tax_of(bought.number) else {
            untaxed.push(bought.number);
            continue;
        };
        let line = &bought.line;
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
        lines.push(UblLine {
            number: bought.number,
            sku: text(&line.sku),
            name: text(&line.name).or_else(|| text(&line.sku)).unwrap_or_default(),
            thousandths,
            unit: text(&line.unit),
            unit_price: line.unit_price,
            discount,
            total,
            tax,
        });
    }
    (lines, untaxed)
}

/// How much of a line is meant.
pub(super) struct LineShare {
    /// The quantity, in thousandths.
    pub(super) thousandths: i64,
    /// What was taken off, in minor units.
    pub(super) discount: i64,
    /// What it costs, in minor units.
    pub(super) total: i64,
}

fn seller_of(merchant: &Merchant, settings: &InvoiceSettings) -> UblSeller {
    let BusinessAddress { street, postcode, city, country } = &merchant.address;
    let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    UblSeller {
        name: text(&merchant.legal_name).unwrap_or_else(|| merchant.name.as_str().to_owned()),
        street: text(street),
        city: text(city),
        postcode: text(postcode),
        country: country.clone(),
        tax_id: text(&settings.tax_id),
        registration_id: text(&settings.registration_id),
        payment_account: text(&settings.payment_account),
    }
}

/// The company, or the person.
fn name_of(names: &KnownNames) -> Option<Personal<String>> {
    let text =
        |label: &Option<Personal<Label>>| label.as_ref().map(|label| label.expose().as_str().to_owned());
    let person = || {
        let parts: Vec<String> =
            [text(&names.first_name), text(&names.last_name)].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    text(&names.company).or_else(person).map(Personal::new)
}
