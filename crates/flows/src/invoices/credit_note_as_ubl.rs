//! A credit note as a document for the books of others.

use regulars_identity::Merchant;
use regulars_invoices::UblKind;
use regulars_kernel::{InvoiceId, RefundId};
use regulars_purchases::{PurchaseLine, RefundedLine};

use super::ubl_document::{
    AsUblError, LineShare, Told, UblFile, UblReads, invoice_of, lines_of, write_document,
};

/// What was credited of an invoice, by a credit note or by a till that gave something back, as UBL 2.1 in the shape of
/// EN 16931. It names the invoice that it credits.
pub async fn credit_note_as_ubl(
    store: &mut dyn UblReads,
    merchant: &Merchant,
    invoice: InvoiceId,
    id: RefundId,
) -> Result<UblFile, AsUblError> {
    let found = invoice_of(store, invoice).await?;
    let refunds = store.refunds_of(found.invoice.purchase).await?;
    let refund = refunds.into_iter().find(|refund| refund.id == id).ok_or(AsUblError::UnknownCreditNote)?;
    let (lines, untaxed) = lines_of(&found, |bought| {
        let credited = refund.lines.iter().find(|line| line.line == bought.number)?;
        Some(share_of(bought, credited))
    });
    let told = Told {
        kind: UblKind::CreditNote {
            invoice: found.invoice.number.clone(),
            invoice_issued_on: found.invoice.issued_on,
        },
        number: refund.key.number.as_str().to_owned(),
        issued_on: refund.key.business_date,
        lines,
        untaxed,
        total: refund.total,
    };
    write_document(store, merchant, &found, told).await
}

/// How much of a line was credited. What its price comes to beyond that had been taken off.
fn share_of(bought: &PurchaseLine, credited: &RefundedLine) -> LineShare {
    let thousandths = credited.quantity.thousandths();
    let plain = (i128::from(thousandths) * i128::from(bought.line.unit_price) + 500).div_euclid(1_000);
    let plain = i64::try_from(plain).unwrap_or(credited.total);
    LineShare { thousandths, discount: (plain - credited.total).max(0), total: credited.total }
}
