//! The document (OASIS UBL 2.1, <http://docs.oasis-open.org/ubl/os-UBL-2.1/UBL-2.1.html>), in the order of its schema.

use std::io;

use super::document::{UblDocument, UblKind, UblLine};
use super::figures::{UblFigures, UblLineFigures, UblTax, figures};
use super::parties::{buyer, delivery, payment_means, scheme, seller, written};
use super::unit_code::unit_code;
use super::xml::Xml;
use crate::{LineTax, TaxCategory};

const AGGREGATES: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const BASICS: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
/// The core of EN 16931 and nothing else (BT-24).
const SPECIFICATION: &str = "urn:cen.eu:en16931:2017";
/// A discount (BT-140, UNCL 5189).
const DISCOUNT: &str = "95";
/// The parts of a minor unit in which prices are reckoned have so many decimals.
const PRICE_DECIMALS: usize = 8;

/// The names in which an invoice and a credit note differ.
struct Names {
    document: &'static str,
    namespace: &'static str,
    type_element: &'static str,
    /// BT-3, UNCL 1001.
    type_code: &'static str,
    line: &'static str,
    quantity: &'static str,
}

impl UblKind {
    const fn names(&self) -> Names {
        match self {
            Self::Invoice { .. } => Names {
                document: "Invoice",
                namespace: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
                type_element: "cbc:InvoiceTypeCode",
                type_code: "380",
                line: "cac:InvoiceLine",
                quantity: "cbc:InvoicedQuantity",
            },
            Self::CreditNote { .. } => Names {
                document: "CreditNote",
                namespace: "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
                type_element: "cbc:CreditNoteTypeCode",
                type_code: "381",
                line: "cac:CreditNoteLine",
                quantity: "cbc:CreditedQuantity",
            },
        }
    }
}

/// Writes a document that [lacks](UblDocument::lacks) nothing as UBL 2.1.
pub fn write_ubl(document: &UblDocument) -> io::Result<Vec<u8>> {
    let figures = figures(document);
    let names = document.kind.names();
    let spaces = [("xmlns", names.namespace), ("xmlns:cac", AGGREGATES), ("xmlns:cbc", BASICS)];
    let mut xml = Xml::begin()?;
    xml.element(names.document, &spaces, |xml| {
        let money = Amounts {
            currency: document.currency.code(),
            decimals: usize::try_from(document.currency.decimals()).unwrap_or_default(),
        };
        head(xml, &names, document)?;
        seller(xml, document)?;
        buyer(xml, document)?;
        delivery(xml, document)?;
        payment_means(xml, document)?;
        taxes(xml, money, document, &figures)?;
        totals(xml, money, &figures)?;
        for (line, figures) in document.lines.iter().zip(&figures.lines) {
            write_line(xml, &names, money, line, *figures)?;
        }
        Ok(())
    })?;
    Ok(xml.finish())
}

/// How amounts are written.
#[derive(Clone, Copy)]
struct Amounts<'a> {
    currency: &'a str,
    decimals: usize,
}

impl Amounts<'_> {
    fn write(self, xml: &mut Xml, name: &str, minor_units: i64) -> io::Result<()> {
        let text = decimal(minor_units.into(), self.decimals);
        xml.text_with(name, &[("currencyID", self.currency)], &text)
    }
}

/// A number of so many decimals, given in the last of them.
fn decimal(parts: i128, decimals: usize) -> String {
    let digits = format!("{:0>width$}", parts.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let sign = if parts < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The same without zeros at the end.
fn short_decimal(parts: i128, decimals: usize) -> String {
    let text = decimal(parts, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn head(xml: &mut Xml, names: &Names, document: &UblDocument) -> io::Result<()> {
    xml.text("cbc:CustomizationID", SPECIFICATION)?;
    xml.text("cbc:ID", &document.number)?;
    xml.text("cbc:IssueDate", &document.issued_on.to_string())?;
    if let UblKind::Invoice { due_on } = &document.kind {
        xml.text("cbc:DueDate", &due_on.to_string())?;
    }
    xml.text(names.type_element, names.type_code)?;
    xml.text("cbc:DocumentCurrencyCode", document.currency.code())?;
    xml.text_if("cbc:BuyerReference", written(document.buyer.reference.as_ref()))?;
    let UblKind::CreditNote { invoice, invoice_issued_on } = &document.kind else { return Ok(()) };
    xml.group("cac:BillingReference", |xml| {
        xml.group("cac:InvoiceDocumentReference", |xml| {
            xml.text("cbc:ID", invoice.as_str())?;
            xml.text("cbc:IssueDate", &invoice_issued_on.to_string())
        })
    })
}

/// The category with its rate.
fn category(
    xml: &mut Xml,
    name: &str,
    tax: LineTax,
    reason: Option<&str>,
    code: Option<&str>,
) -> io::Result<()> {
    xml.group(name, |xml| {
        xml.text("cbc:ID", tax.category().code())?;
        if tax.category() != TaxCategory::OutsideScope {
            xml.text("cbc:Percent", &tax.percent().to_string())?;
        }
        xml.text_if("cbc:TaxExemptionReasonCode", code)?;
        xml.text_if("cbc:TaxExemptionReason", reason)?;
        scheme(xml)
    })
}

fn taxes(xml: &mut Xml, money: Amounts<'_>, document: &UblDocument, figures: &UblFigures) -> io::Result<()> {
    let reason = document.exemption_reason.as_deref();
    xml.group("cac:TaxTotal", |xml| {
        money.write(xml, "cbc:TaxAmount", figures.tax)?;
        for UblTax { tax, taxable, amount } in &figures.taxes {
            xml.group("cac:TaxSubtotal", |xml| {
                money.write(xml, "cbc:TaxableAmount", *taxable)?;
                money.write(xml, "cbc:TaxAmount", *amount)?;
                let reason = reason.filter(|_| tax.category() == TaxCategory::Exempt);
                category(xml, "cac:TaxCategory", *tax, reason, tax.category().exemption_code())
            })?;
        }
        Ok(())
    })
}

fn totals(xml: &mut Xml, money: Amounts<'_>, figures: &UblFigures) -> io::Result<()> {
    xml.group("cac:LegalMonetaryTotal", |xml| {
        money.write(xml, "cbc:LineExtensionAmount", figures.net)?;
        money.write(xml, "cbc:TaxExclusiveAmount", figures.net)?;
        money.write(xml, "cbc:TaxInclusiveAmount", figures.gross)?;
        if figures.rounding != 0 {
            money.write(xml, "cbc:PayableRoundingAmount", figures.rounding)?;
        }
        money.write(xml, "cbc:PayableAmount", figures.payable)
    })
}

fn write_line(
    xml: &mut Xml,
    names: &Names,
    money: Amounts<'_>,
    line: &UblLine,
    figures: UblLineFigures,
) -> io::Result<()> {
    xml.group(names.line, |xml| {
        xml.text("cbc:ID", &line.number.to_string())?;
        let unit = [("unitCode", unit_code(line.unit.as_deref()))];
        xml.text_with(names.quantity, &unit, &short_decimal(line.thousandths.into(), 3))?;
        money.write(xml, "cbc:LineExtensionAmount", figures.net)?;
        if figures.allowance != 0 {
            xml.group("cac:AllowanceCharge", |xml| {
                xml.text("cbc:ChargeIndicator", "false")?;
                xml.text("cbc:AllowanceChargeReasonCode", DISCOUNT)?;
                money.write(xml, "cbc:Amount", figures.allowance)
            })?;
        }
        xml.group("cac:Item", |xml| {
            xml.text("cbc:Name", &line.name)?;
            if let Some(sku) = &line.sku {
                xml.group("cac:SellersItemIdentification", |xml| xml.text("cbc:ID", sku))?;
            }
            category(xml, "cac:ClassifiedTaxCategory", line.tax, None, None)
        })?;
        let price = short_decimal(figures.price, money.decimals + PRICE_DECIMALS);
        xml.group("cac:Price", |xml| {
            xml.text_with("cbc:PriceAmount", &[("currencyID", money.currency)], &price)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{decimal, short_decimal};

    #[test]
    fn numbers_have_their_decimals() {
        for (parts, decimals, text) in [(12_345, 2, "123.45"), (-5, 2, "-0.05"), (0, 2, "0.00"), (7, 0, "7")]
        {
            assert_eq!(decimal(parts, decimals), text);
        }
        for (parts, text) in [(10_250, "10.25"), (2_000, "2"), (-350, "-0.35"), (10, "0.01")] {
            assert_eq!(short_decimal(parts, 3), text);
        }
    }
}
