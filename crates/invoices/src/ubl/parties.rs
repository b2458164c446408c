//! Who sells and who buys, where goods go and how they are paid for.

use std::io;

use regulars_kernel::{CountryCode, Label, Personal};

use super::document::{UblDocument, UblKind, has_country};
use super::xml::Xml;
use crate::TaxCategory;

/// A credit transfer (BT-81, UNCL 4461).
const CREDIT_TRANSFER: &str = "30";

/// The scheme of the tax.
pub(super) fn scheme(xml: &mut Xml) -> io::Result<()> {
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

pub(super) fn seller(xml: &mut Xml, document: &UblDocument) -> io::Result<()> {
    let seller = &document.seller;
    // Who sells outside of the scope of the tax names no number of it (BR-O-2).
    let tax_id = seller.tax_id.as_deref().filter(|_| !document.is_outside());
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

pub(super) fn written(label: Option<&Personal<Label>>) -> Option<&str> {
    label.map(|label| label.expose().as_str())
}

pub(super) fn buyer(xml: &mut Xml, document: &UblDocument) -> io::Result<()> {
    let buyer = &document.buyer;
    let tax_id = written(buyer.tax_id.as_ref());
    let (vat, other) = match tax_id {
        Some(number) if document.is_outside() => (None, Some(number)),
        Some(number) if has_country(number) => (Some(number), None),
        other => (None, other),
    };
    let address = &buyer.address;
    let country = address.country.as_ref().map(CountryCode::code).or(document.seller.country.as_deref());
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

/// When and to which country goods went, which is told of those that go to another country of the Union (BR-IC-11, BR-IC-12).
pub(super) fn delivery(xml: &mut Xml, document: &UblDocument) -> io::Result<()> {
    if !document.has(|category| category == TaxCategory::IntraCommunity) {
        return Ok(());
    }
    let country = document.buyer.address.country.as_ref().map(CountryCode::code);
    xml.group("cac:Delivery", |xml| {
        xml.text("cbc:ActualDeliveryDate", &document.delivered_on.to_string())?;
        xml.group("cac:DeliveryLocation", |xml| {
            xml.group("cac:Address", |xml| {
                xml.group("cac:Country", |xml| {
                    xml.text("cbc:IdentificationCode", country.unwrap_or_default())
                })
            })
        })
    })
}

/// To which account is paid. What is credited is not.
pub(super) fn payment_means(xml: &mut Xml, document: &UblDocument) -> io::Result<()> {
    let UblKind::Invoice { .. } = document.kind else { return Ok(()) };
    let Some(account) = &document.seller.payment_account else { return Ok(()) };
    xml.group("cac:PaymentMeans", |xml| {
        xml.text("cbc:PaymentMeansCode", CREDIT_TRANSFER)?;
        xml.group("cac:PayeeFinancialAccount", |xml| xml.text("cbc:ID", account))
    })
}
