use std::collections::BTreeMap;

use quick_xml::events::Event;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{bill, invoice, pay};
use crate::customers::add;

/// The texts of a document by the paths of their elements, each with its place among those of the same path.
fn read(xml: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut path, mut texts) = (Vec::<String>::new(), BTreeMap::<String, Vec<String>>::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                path.push(start.local_name().as_ref().to_owned());
                texts.entry(path.join("/")).or_default().push(String::new());
            }
            Event::End(_) => drop(path.pop()),
            Event::Text(text) => texts.get_mut(&path.join("/")).unwrap().last_mut().unwrap().push_str(&text),
            Event::GeneralRef(name) => {
                let letter = quick_xml::escape::resolve_predefined_entity(&name).unwrap().to_owned();
                texts.get_mut(&path.join("/")).unwrap().last_mut().unwrap().push_str(&letter);
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

/// An amount in cents.
fn cents(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap();
    assert_eq!(fraction.len(), 2, "{text}");
    let sign = if text.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().unwrap() * 100 + sign * fraction.parse::<i64>().unwrap()
}

/// The rules of the standard about sums, reckoned anew from what the document says: BR-CO-10 to BR-CO-17.
fn check_sums(document: &BTreeMap<String, Vec<String>>, billed: i64) {
    let root = if document.contains_key("CreditNote") { "CreditNote" } else { "Invoice" };
    let all = |path: &str| document.get(&format!("{root}/{path}")).cloned().unwrap_or_default();
    let sum = |path: &str| all(path).iter().map(|text| cents(text)).sum::<i64>();
    let total = |name: &str| sum(&format!("LegalMonetaryTotal/{name}"));
    let net = total("LineExtensionAmount");
    assert_eq!(net, sum(&format!("{root}Line/LineExtensionAmount")), "BR-CO-10");
    assert_eq!(total("TaxExclusiveAmount"), net, "BR-CO-13");
    let taxes = all("TaxTotal/TaxSubtotal/TaxAmount");
    assert_eq!(sum("TaxTotal/TaxAmount"), sum("TaxTotal/TaxSubtotal/TaxAmount"), "BR-CO-14");
    assert_eq!(total("TaxInclusiveAmount"), net + sum("TaxTotal/TaxAmount"), "BR-CO-15");
    let due = total("TaxInclusiveAmount") - total("PrepaidAmount") + total("PayableRoundingAmount");
    assert_eq!(total("PayableAmount"), due, "BR-CO-16");
    assert_eq!(total("PayableAmount"), billed);
    let codes = all("TaxTotal/TaxSubtotal/TaxCategory/ID");
    let mut percents = all("TaxTotal/TaxSubtotal/TaxCategory/Percent").into_iter();
    let bases = all("TaxTotal/TaxSubtotal/TaxableAmount");
    assert_eq!((codes.len(), bases.len()), (taxes.len(), taxes.len()));
    assert_eq!(bases.iter().map(|text| cents(text)).sum::<i64>(), net, "BR-S-8");
    for ((code, base), tax) in codes.iter().zip(&bases).zip(&taxes) {
        let percent = if code == "O" { 0 } else { cents(&percents.next().unwrap()) };
        let exact = i128::from(cents(base)) * i128::from(percent);
        let off = (i128::from(cents(tax)) * 10_000 - exact).abs();
        assert!(off <= 5_000, "BR-CO-17: {percent} of {base} is not {tax}");
    }
}

async fn fetch(client: &Client, path: &str) -> String {
    let answer = client.get(&format!("{path}/ubl")).await.expect(200);
    assert_eq!(answer.header("content-type"), Some("application/xml"));
    // A step of the checks holds what is written here against the schema.
    if let Ok(folder) = std::env::var("UBL_SAMPLES") {
        let name = path.rsplit('/').next().unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.xml")), &answer.text).unwrap();
    }
    answer.text
}

async fn set(client: &Client, fields: Value) {
    let mut settings = json!({
        "number_prefix": "", "payment_days": 15, "tax": {"category": "standard", "percent": "20"},
        "exemption_reason": null, "tax_id": "RS123456789", "registration_id": "12345678",
        "payment_account": "RS35260005601001611379"
    });
    for (name, value) in fields.as_object().unwrap() {
        settings[name] = value.clone();
    }
    client.put("/v1/invoice-settings", &settings).await.expect(200);
    let address =
        json!({"street": "Knez Mihailova 6", "postcode": "11000", "city": "Beograd", "country": "RS"});
    client
        .patch("/v1/merchant", &json!({"legal_name": "Market d.o.o.", "address": address}))
        .await
        .expect(200);
}

fn line(sku: &str, quantity: &str, unit_price: i64, discount: i64, total: i64, tax: Value) -> Value {
    json!({"sku": sku, "name": sku, "quantity": quantity, "unit_price": unit_price, "discount": discount,
           "total": total, "tax": tax})
}

#[tokio::test]
async fn an_invoice_is_a_document_of_the_standard() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    set(owner, json!({"exemption_reason": "Article 25"})).await;
    let customer =
        add(owner, json!({"company": "Mleko & Sinovi <d.o.o.>", "address": {"city": "Niš"}})).await;
    let standard = |percent: &str| json!({"category": "standard", "percent": percent});
    let lines = json!([
        line("Kafa", "3", 3_333, 0, 9_999, standard("20")),
        line("Hleb", "7", 1_001, 0, 7_007, standard("10")),
        line("Sir", "0.350", 120_000, 2_000, 40_000, standard("20")),
        line("Knjiga", "1", 5_000, 0, 5_000, json!({"category": "zero_rated"})),
        line("Kurs", "1", 7_777, 0, 7_777, json!({"category": "exempt"})),
        {"kind": "rounding", "total": 17}
    ]);
    let fields = json!({"issued_on": "2026-11-10", "lines": lines, "total": 69_800, "buyer_reference": "Order 7",
                        "buyer_tax_id": "RS107654321"});
    let (path, _) = bill(owner, &customer, 1, fields).await;
    let xml = fetch(owner, &path).await;
    let document = read(&xml);
    check_sums(&document, 69_800);
    let text = |path: &str| document[&format!("Invoice/{path}")][0].as_str();
    for (path, expected) in [
        ("CustomizationID", "urn:cen.eu:en16931:2017"),
        ("ID", "2026-000001"),
        ("IssueDate", "2026-11-10"),
        ("DueDate", "2026-11-25"),
        ("InvoiceTypeCode", "380"),
        ("DocumentCurrencyCode", "RSD"),
        ("BuyerReference", "Order 7"),
        ("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", "Market d.o.o."),
        ("AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", "RS123456789"),
        ("AccountingSupplierParty/Party/PostalAddress/Country/IdentificationCode", "RS"),
        ("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", "Mleko & Sinovi <d.o.o.>"),
        ("AccountingCustomerParty/Party/PartyTaxScheme/CompanyID", "RS107654321"),
        ("AccountingCustomerParty/Party/PostalAddress/Country/IdentificationCode", "RS"),
        ("PaymentMeans/PayeeFinancialAccount/ID", "RS35260005601001611379"),
        ("InvoiceLine/LineExtensionAmount", "83.33"),
        ("InvoiceLine/Item/ClassifiedTaxCategory/Percent", "20.00"),
        ("InvoiceLine/AllowanceCharge/Amount", "16.67"),
    ] {
        assert_eq!(text(path), expected, "{path}");
    }
    let reasons = &document["Invoice/TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReason"];
    assert_eq!(reasons, &["Article 25"]);
    // The document is that of the day of issue, whatever is paid later.
    pay(owner, &path, 10_000, json!({})).await;
    assert_eq!(fetch(owner, &path).await, xml);
}

#[tokio::test]
async fn sums_fit_whatever_the_prices_are() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    set(owner, json!({})).await;
    let customer = add(owner, json!({"company": "Mleko"})).await;
    let percents = ["5", "8.5", "10", "20", "19.99"];
    let mut drawn = 17_u64;
    let mut draw = |below: u64| {
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (drawn >> 33) % below
    };
    for _ in 0..40 {
        let mut lines = Vec::new();
        let mut total = 0;
        for _ in 0..=draw(12) {
            let (pieces, price) = (1 + draw(9), 1 + draw(99_999));
            let cost = i64::try_from(pieces * price).unwrap();
            let discount = i64::try_from(draw(2)).unwrap() * (cost / 7);
            let tax = json!({"category": "standard", "percent": percents[usize::try_from(draw(5)).unwrap()]});
            let price = i64::try_from(price).unwrap();
            lines.push(line("A", &pieces.to_string(), price, discount, cost - discount, tax));
            total += cost - discount;
        }
        let (path, _) = bill(owner, &customer, 1, json!({"lines": lines, "total": total})).await;
        check_sums(&read(&fetch(owner, &path).await), total);
    }
}

#[tokio::test]
async fn who_is_outside_of_the_tax_names_no_number_of_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    set(owner, json!({"tax": {"category": "outside_scope"}})).await;
    let customer = add(owner, json!({"first_name": "Ana", "last_name": "Petrović"})).await;
    let (path, _) = bill(owner, &customer, 3, json!({"buyer_tax_id": "RS107654321"})).await;
    let document = read(&fetch(owner, &path).await);
    check_sums(&document, 54_000);
    assert!(!document.keys().any(|path| path.contains("PartyTaxScheme") || path.ends_with("Percent")));
    assert_eq!(document["Invoice/TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReasonCode"], ["VATEX-EU-O"]);
    let name = "Invoice/AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName";
    assert_eq!(document[name], ["Ana Petrović"]);
}

#[tokio::test]
async fn what_the_standard_demands_and_is_not_there_is_named() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let made = owner.post("/v1/invoices", &invoice(&customer, 1, &json!({}))).await.expect(201);
    let path = format!("{}/ubl", made.header("location").unwrap());
    let refused = owner.get(&path).await.expect_problem(409, "conflict");
    let detail = refused["detail"].as_str().unwrap();
    for lack in [
        "the country of the merchant's address",
        "`tax_id`",
        "the name of the customer",
        "how line 1 is taxed",
    ] {
        assert!(detail.contains(lack), "{detail}");
    }
}

#[tokio::test]
async fn a_credit_note_names_its_invoice_and_what_went_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    set(owner, json!({})).await;
    let customer = add(owner, json!({"company": "Mleko"})).await;
    let standard = |percent: &str| json!({"category": "standard", "percent": percent});
    let lines = json!([
        line("Kafa", "3", 3_333, 1_000, 8_999, standard("20")),
        line("Hleb", "7", 1_001, 0, 7_007, standard("10")),
        {"kind": "rounding", "total": -6}
    ]);
    let fields =
        json!({"issued_on": "2026-11-10", "lines": lines, "total": 16_000, "buyer_reference": "Order 7"});
    let (path, _) = bill(owner, &customer, 1, fields).await;
    let mut credited = 0;
    // The last one gives back what rounds the sum, too.
    for (back, kinds) in [
        (json!([{"line": 1, "quantity": "1"}]), 1),
        (json!([{"line": 1, "quantity": "2"}, {"line": 2, "quantity": "7"}]), 2),
    ] {
        let issued =
            owner.post(&format!("{path}/credit-notes"), &json!({"lines": back})).await.expect(201).json();
        let total = issued["total"]["amount"].as_i64().unwrap();
        credited += total;
        let id = issued["id"].as_str().unwrap();
        let document = read(&fetch(owner, &format!("{path}/credit-notes/{id}")).await);
        check_sums(&document, total);
        let text = |path: &str| document[&format!("CreditNote/{path}")][0].as_str();
        for (path, expected) in [
            ("ID", issued["number"].as_str().unwrap()),
            ("IssueDate", issued["issued_on"].as_str().unwrap()),
            ("CreditNoteTypeCode", "381"),
            ("BuyerReference", "Order 7"),
            ("BillingReference/InvoiceDocumentReference/ID", "2026-000001"),
            ("BillingReference/InvoiceDocumentReference/IssueDate", "2026-11-10"),
        ] {
            assert_eq!(text(path), expected, "{path}");
        }
        assert_eq!(document["CreditNote/TaxTotal/TaxSubtotal"].len(), kinds);
        assert!(!document.contains_key("CreditNote/PaymentMeans"), "nobody pays a credit note to the seller");
    }
    assert_eq!(credited, 16_000);
    // Neither another invoice nor something else has that credit note.
    let (other, _) = bill(owner, &customer, 1, json!({})).await;
    let notes = owner.get(&format!("{path}/credit-notes")).await.expect(200).json();
    let id = notes["items"][0]["id"].as_str().unwrap();
    owner.get(&format!("{other}/credit-notes/{id}/ubl")).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_tax_that_the_buyer_owes_needs_their_number() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    set(owner, json!({"tax_id": "SI12345678"})).await;
    let nowhere = add(owner, json!({"company": "Mleko"})).await;
    let abroad = add(owner, json!({"company": "Molkerei", "address": {"country": "AT"}})).await;
    for (category, code, reason) in [
        ("reverse_charge", "AE", "VATEX-EU-AE"),
        ("intra_community", "K", "VATEX-EU-IC"),
        ("export", "G", "VATEX-EU-G"),
    ] {
        let lines = json!([line("Sir", "2", 5_000, 0, 10_000, json!({"category": category}))]);
        let lacking = json!({"lines": lines, "total": 10_000});
        let (path, _) = bill(owner, &nowhere, 1, lacking).await;
        let answer = owner.get(&format!("{path}/ubl")).await;
        if category == "export" {
            answer.expect(200);
        } else {
            let refused = answer.expect_problem(409, "conflict");
            let detail = refused["detail"].as_str().unwrap();
            assert!(detail.contains("`buyer_tax_id`"), "{detail}");
            assert_eq!(
                detail.contains("the country of the customer"),
                category == "intra_community",
                "{detail}"
            );
        }
        let fields = json!({"lines": lines, "total": 10_000, "buyer_tax_id": "ATU12345675"});
        let (path, invoice) = bill(owner, &abroad, 1, fields).await;
        let document = read(&fetch(owner, &path).await);
        check_sums(&document, 10_000);
        let subtotal = "Invoice/TaxTotal/TaxSubtotal/TaxCategory";
        assert_eq!(document[&format!("{subtotal}/ID")], [code]);
        assert_eq!(document[&format!("{subtotal}/TaxExemptionReasonCode")], [reason]);
        assert_eq!(
            document["Invoice/AccountingCustomerParty/Party/PartyTaxScheme/CompanyID"],
            ["ATU12345675"]
        );
        let went_to = document.get("Invoice/Delivery/DeliveryLocation/Address/Country/IdentificationCode");
        let went_on = document.get("Invoice/Delivery/ActualDeliveryDate");
        if category == "intra_community" {
            assert_eq!(went_to.unwrap(), &["AT"]);
            assert_eq!(went_on.unwrap()[0], invoice["issued_on"]);
        } else {
            assert_eq!((went_to, went_on), (None, None));
        }
    }
}
