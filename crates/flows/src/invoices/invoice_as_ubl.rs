//! An invoice as a document for the books of others.

use regulars_customers::CustomerReads;
use regulars_identity::{BusinessAddress, Merchant};
use regulars_invoices::{InvoiceSettings, UblBuyer, UblInvoice, UblLack, UblLine, UblSeller, write_ubl};
use regulars_kernel::{InvoiceId, KnownNames, Label, Personal, StoreError};
use regulars_purchases::LineKind;

use super::read_invoice::{InvoiceLineReads, InvoiceWithLines, read_invoice};

/// What the document is made of.
pub trait UblReads: InvoiceLineReads + CustomerReads {}

impl<Store: InvoiceLineReads + CustomerReads> UblReads for Store {}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum InvoiceAsUblError {
    /// The merchant has no such invoice.
    #[error("there is no such invoice")]
    UnknownInvoice,
    /// The customer was erased.
    #[error("the customer was erased, and an invoice without a buyer is none")]
    BuyerErased,
    /// Something lacks that the standard demands.
    #[error("EN 16931 demands what the invoice lacks: {}", told(.0))]
    Lacks(Vec<UblLack>),
    /// The store failed, or the document could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn told(lacks: &[UblLack]) -> String {
    lacks.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// A document with the number of its invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UblFile {
    /// The number.
    pub number: String,
    /// The bytes of the XML.
    pub bytes: Vec<u8>,
}

/// The invoice as it was issued, as UBL 2.1 in the shape of EN 16931. What was paid and credited since is not in it; what it
/// says of the seller and the buyer is what is known of them now.
pub async fn invoice_as_ubl(
    store: &mut dyn UblReads,
    merchant: &Merchant,
    id: InvoiceId,
) -> Result<UblFile, InvoiceAsUblError> {
    let invoice = store.find_invoice(id).await?.ok_or(InvoiceAsUblError::UnknownInvoice)?;
    let customer = invoice.customer.ok_or(InvoiceAsUblError::BuyerErased)?;
    let settings = store.invoice_settings().await?;
    let record = store.find_customer(customer).await?.ok_or(InvoiceAsUblError::BuyerErased)?.customer;
    let found = read_invoice(store, invoice).await?;
    let (lines, untaxed) = lines_of(&found);
    let document = UblInvoice {
        number: found.invoice.number.clone(),
        issued_on: found.invoice.issued_on,
        due_on: found.invoice.due_on,
        currency: found.invoice.currency,
        seller: seller_of(merchant, &settings),
        buyer: UblBuyer {
            name: name_of(&record.names),
            address: record.address,
            tax_id: found.invoice.buyer.tax_id.clone(),
            reference: found.invoice.buyer.reference.clone(),
        },
        lines,
        total: found.invoice.amounts.total,
        exemption_reason: found.invoice.exemption_reason.map(Label::into_string),
    };
    let mut lacks = document.lacks();
    lacks.extend(untaxed.into_iter().map(UblLack::Tax));
    if !lacks.is_empty() {
        return Err(InvoiceAsUblError::Lacks(lacks));
    }
    let bytes = write_ubl(&document).map_err(|error| StoreError::Defect(error.into()))?;
    Ok(UblFile { number: document.number.as_str().to_owned(), bytes })
}

/// The items, and the numbers of those of which nobody has said how they are taxed.
fn lines_of(found: &InvoiceWithLines) -> (Vec<UblLine>, Vec<u32>) {
    let (mut lines, mut untaxed) = (Vec::new(), Vec::new());
    for bought in found.purchase.lines.iter().filter(|line| line.line.kind == LineKind::Item) {
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
            thousandths: line.quantity.thousandths(),
            unit: text(&line.unit),
            unit_price: line.unit_price,
            discount: line.discount,
            total: line.total,
            tax,
        });
    }
    (lines, untaxed)
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
