//! The document (OASIS UBL 2.1, <http://docs.oasis-open.org/ubl/os-UBL-2.1/UBL-2.1.html>), in the order of its schema.

use std::io;

use regulars_kernel::{CountryCode, Label, Personal};

use super::document::{UblInvoice, UblLine, UblSeller, has_country};
use super::figures::{UblFigures, UblLineFigures, UblTax, figures};
use super::unit_code::unit_code;
use super::xml::Xml;
use crate::{LineTax, TaxCategory};

const INVOICE: &[(&str, &str)] = &[
    ("xmlns", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
    ("xmlns:cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("xmlns:cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
];
/// The core of EN 16931 and nothing else (BT-24).
const SPECIFICATION: &str = "urn:cen.eu:en16931:2017";
/// A commercial invoice (BT-3, UNCL 1001).
const COMMERCIAL_INVOICE: &str = "380";
/// A credit transfer (BT-81, UNCL 4461).
const CREDIT_TRANSFER: &str = "30";
/// A discount (BT-140, UNCL 5189).
const DISCOUNT: &str = "95";
/// Not subject to the tax (BT-121, VATEX).
const NOT_SUBJECT: &str = "VATEX-EU-O";
/// The parts of a minor unit in which prices are reckoned have so many decimals.
const PRICE_DECIMALS: usize = 8;

/// Writes an invoice that [lacks](UblInvoice::lacks) nothing as UBL 2.1.
pub fn write_ubl(invoice: &UblInvoice) -> io::Result<Vec<u8>> {
    let figures = figures(invoice);
    let mut xml = Xml::begin()?;
    xml.element("Invoice", INVOICE, |xml| {
        let money = Amounts {
            currency: invoice.currency.code(),
            decimals: usize::try_from(invoice.currency.decimals()).unwrap_or_default(),
        };
        head(xml, invoice)?;
        seller(xml, invoice)?;
        buyer(xml, invoice)?;
        payment_means(xml, &invoice.seller)?;
        taxes(xml, money, invoice, &figures)?;
        totals(xml, money, &figures)?;
        for (line, figures) in invoice.lines.iter().zip(&figures.lines) {
            write_line(xml, money, line, *figures)?;
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

fn is_outside(invoice: &UblInvoice) -> bool {
    invoice.lines.iter().any(|line| line.tax.category() == TaxCategory::OutsideScope)
}

fn head(xml: &mut Xml, invoice: &UblInvoice) -> io::Result<()> {
    xml.text("cbc:CustomizationID", SPECIFICATION)?;
    xml.text("cbc:ID", invoice.number.as_str())?;
    xml.text("cbc:IssueDate", &invoice.issued_on.to_string())?;
    xml.text("cbc:DueDate", &invoice.due_on.to_string())?;
    xml.text("cbc:InvoiceTypeCode", COMMERCIAL_INVOICE)?;
    xml.text("cbc:DocumentCurrencyCode", invoice.currency.code())?;
    xml.text_if("cbc:BuyerReference", written(invoice.buyer.reference.as_ref()))
}

/// The scheme of the tax.
fn scheme(xml: &mut Xml) -> io::Result<()> {
    xml.group("cac:TaxScheme", |xml| xml.text("cbc:ID", "VAT"))
}

fn tax_number(xml: &mut Xml, number: &str) -> io::Result<()> {
    xml.group("cac:PartyTaxScheme", |xml| {
        xml.text("cbc:CompanyID", number)?;
        scheme(xml)
    })
}

struct Place<'a> {
    street: Option<&'a str>,
    city: Option<&'a str>,
    postcode: Option<&'a str>,
    country: Option<&'a str>,
}

fn place(xml: &mut Xml, place: &Place<'_>) -> io::Result<()> {
    xml.group("cac:PostalAddress", |xml| {
        xml.text_if("cbc:StreetName", place.street)?;
        xml.text_if("cbc:CityName", place.city)?;
        xml.text_if("cbc:PostalZone", place.postcode)?;
        xml.group("cac:Country", |xml| xml.text("cbc:IdentificationCode", place.country.unwrap_or_default()))
    })
}

fn seller(xml: &mut Xml, invoice: &UblInvoice) -> io::Result<()> {
    let seller = &invoice.seller;
    // Who sells outside of the scope of the tax names no number of it (BR-O-2).
    let tax_id = seller.tax_id.as_deref().filter(|_| !is_outside(invoice));
    xml.group("cac:AccountingSupplierParty", |xml| {
        xml.group("cac:Party", |xml| {
            let at = Place {
                street: seller.street.as_deref(),
                city: seller.city.as_deref(),
                postcode: seller.postcode.as_deref(),
                country: seller.country.as_deref(),
            };
            place(xml, &at)?;
            if let Some(number) = tax_id {
                tax_number(xml, number)?;
            }
            xml.group("cac:PartyLegalEntity", |xml| {
                xml.text("cbc:RegistrationName", &seller.name)?;
                xml.text_if("cbc:CompanyID", seller.registration_id.as_deref())
            })
        })
    })
}

fn written(label: Option<&Personal<Label>>) -> Option<&str> {
    label.map(|label| label.expose().as_str())
}

fn buyer(xml: &mut Xml, invoice: &UblInvoice) -> io::Result<()> {
    let buyer = &invoice.buyer;
    let tax_id = written(buyer.tax_id.as_ref());
    let (vat, other) = match tax_id {
        Some(number) if is_outside(invoice) => (None, Some(number)),
        Some(number) if has_country(number) => (Some(number), None),
        other => (None, other),
    };
    let address = &buyer.address;
    let country = address.country.as_ref().map(CountryCode::code).or(invoice.seller.country.as_deref());
    xml.group("cac:AccountingCustomerParty", |xml| {
        xml.group("cac:Party", |xml| {
            if let Some(number) = other {
                xml.group("cac:PartyIdentification", |xml| xml.text("cbc:ID", number))?;
            }
            let at = Place {
                street: written(address.street.as_ref()),
                city: written(address.city.as_ref()),
                postcode: written(address.postcode.as_ref()),
                country,
            };
            place(xml, &at)?;
            if let Some(number) = vat {
                tax_number(xml, number)?;
            }
            let name = buyer.name.as_ref().map(|name| name.expose().as_str());
            xml.group("cac:PartyLegalEntity", |xml| {
                xml.text("cbc:RegistrationName", name.unwrap_or_default())
            })
        })
    })
}

fn payment_means(xml: &mut Xml, seller: &UblSeller) -> io::Result<()> {
    let Some(account) = &seller.payment_account else { return Ok(()) };
    xml.group("cac:PaymentMeans", |xml| {
        xml.text("cbc:PaymentMeansCode", CREDIT_TRANSFER)?;
        xml.group("cac:PayeeFinancialAccount", |xml| xml.text("cbc:ID", account))
    })
}

/// The category with its rate, and why there is no tax, where the whole says so.
fn category(xml: &mut Xml, name: &str, tax: LineTax, reason: Option<&str>) -> io::Result<()> {
    xml.group(name, |xml| {
        xml.text("cbc:ID", tax.category().code())?;
        if tax.category() != TaxCategory::OutsideScope {
            xml.text("cbc:Percent", &tax.percent().to_string())?;
        }
        if let Some(reason) = reason {
            if tax.category() == TaxCategory::OutsideScope {
                xml.text("cbc:TaxExemptionReasonCode", reason)?;
            } else {
                xml.text("cbc:TaxExemptionReason", reason)?;
            }
        }
        scheme(xml)
    })
}

fn taxes(xml: &mut Xml, money: Amounts<'_>, invoice: &UblInvoice, figures: &UblFigures) -> io::Result<()> {
    let reason = |tax: LineTax| match tax.category() {
        TaxCategory::Exempt => invoice.exemption_reason.as_deref(),
        TaxCategory::OutsideScope => Some(NOT_SUBJECT),
        TaxCategory::Standard | TaxCategory::ZeroRated => None,
    };
    xml.group("cac:TaxTotal", |xml| {
        money.write(xml, "cbc:TaxAmount", figures.tax)?;
        for UblTax { tax, taxable, amount } in &figures.taxes {
            xml.group("cac:TaxSubtotal", |xml| {
                money.write(xml, "cbc:TaxableAmount", *taxable)?;
                money.write(xml, "cbc:TaxAmount", *amount)?;
                category(xml, "cac:TaxCategory", *tax, reason(*tax))
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

fn write_line(xml: &mut Xml, money: Amounts<'_>, line: &UblLine, figures: UblLineFigures) -> io::Result<()> {
    xml.group("cac:InvoiceLine", |xml| {
        xml.text("cbc:ID", &line.number.to_string())?;
        let unit = [("unitCode", unit_code(line.unit.as_deref()))];
        xml.text_with("cbc:InvoicedQuantity", &unit, &short_decimal(line.thousandths.into(), 3))?;
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
            category(xml, "cac:ClassifiedTaxCategory", line.tax, None)
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
