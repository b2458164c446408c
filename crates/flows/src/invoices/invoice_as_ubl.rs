//! An invoice as a document for the books of others.

use regulars_identity::Merchant;
use regulars_invoices::UblKind;
use regulars_kernel::InvoiceId;

use super::ubl_document::{
    AsUblError, LineShare, Told, UblFile, UblReads, invoice_of, lines_of, write_document,
};

/// The invoice as it was issued, as UBL 2.1 in the shape of EN 16931. What was paid and credited since is not in it; what it
/// says of the seller and the buyer is what is known of them now.
pub async fn invoice_as_ubl(
    store: &mut dyn UblReads,
    merchant: &Merchant,
    id: InvoiceId,
) -> Result<UblFile, AsUblError> {
    let found = invoice_of(store, id).await?;
    let (lines, untaxed) = lines_of(&found, |bought| {
        let line = &bought.line;
        Some(LineShare {
            thousandths: line.quantity.thousandths(),
            discount: line.discount,
            total: line.total,
        })
    });
    let invoice = &found.invoice;
    let told = Told {
        kind: UblKind::Invoice { due_on: invoice.due_on },
        number: invoice.number.as_str().to_owned(),
        issued_on: invoice.issued_on,
        lines,
        untaxed,
        total: invoice.amounts.total,
    };
    write_document(store, merchant, &found, told).await
}
