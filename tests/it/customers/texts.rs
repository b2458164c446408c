use regulars_tests::Program;
use serde_json::{Value, json};

use super::{add, path_of};
use crate::attributes::define;

#[tokio::test]
async fn what_is_pasted_is_kept_clean() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define(&merchant.owner, "note", "text", json!({})).await;
    let fields = json!({
        "first_name": "\u{200b}Ðor\u{111}e\u{feff}", "last_name": "Petrovic\u{301}\u{202e}",
        "email": "ana@mu\u{308}ller.de", "phone": "tel:+381\u{a0}(0)64\u{a0}123\u{2011}4567", "language": "FR-ca",
        "address": {"country": "rs"}, "attributes": {"note": "e\u{301}\u{200d}"}
    });
    let customer = add(&merchant.owner, fields).await;
    for (pointer, kept) in [
        ("/first_name", "Đorđe"),
        ("/last_name", "Petrović"),
        ("/email", "ana@xn--mller-kva.de"),
        ("/phone", "+381641234567"),
        ("/language", "fr-CA"),
        ("/address/country", "RS"),
        ("/attributes/note", "é"),
    ] {
        assert_eq!(customer.pointer(pointer), Some(&json!(kept)), "{pointer}");
    }
    let invisible = super::person(&json!({"first_name": "\u{200b}\u{202e}"}));
    merchant.owner.post("/v1/customers", &invisible).await.expect_invalid("/first_name");
}

#[tokio::test]
async fn a_phone_is_of_the_customer_s_country_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.patch("/v1/merchant", &json!({"address": {"country": "RS"}})).await.expect(200);
    for (country, phone, kept) in [
        ("RU", "8 (916) 123-45-67", "+79161234567"),
        ("DE", "0171/1234567", "+491711234567"),
        ("PL", "512 345 678", "+48512345678"),
        ("PL", "064/123-45-67", "+381641234567"),
    ] {
        let address = json!({"country": country});
        let added = add(&merchant.owner, json!({"phone": phone, "address": address})).await;
        assert_eq!(added["phone"], kept, "{phone} in {country}");
        let later = add(&merchant.owner, json!({"address": address})).await;
        let patched = merchant.owner.patch(&path_of(&later), &json!({"phone": phone})).await.expect(200);
        assert_eq!(patched.json()["phone"], kept, "{phone} in {country}, later");
        let moved = add(&merchant.owner, json!({})).await;
        let both = json!({"phone": phone, "address": address});
        let patched = merchant.owner.patch(&path_of(&moved), &both).await.expect(200).json();
        assert_eq!(patched["phone"], kept, "{phone} with {country}");
    }
    let nowhere = super::person(&json!({"phone": "8 (916) 123-45-67", "address": {"country": "RS"}}));
    merchant.owner.post("/v1/customers", &nowhere).await.expect_invalid("/phone");
}

#[tokio::test]
async fn a_merchant_s_currency_is_an_active_one() {
    let program = Program::start().await;
    let operator = program.operator().await;
    for (currency, status) in [("BTC", 422), ("XAU", 422), ("HRK", 422), ("XXX", 422), ("JPY", 201)] {
        let body: Value = json!({
            "name": currency, "mode": "live", "time_zone": "Europe/Belgrade", "currency": currency, "locale": "SR-rs",
            "owner": {"email": regulars_tests::unique_email("owner"), "password": "correct horse battery", "name": "Ana"}
        });
        let answer = operator.post("/v1/merchants", &body).await.expect(status).json();
        if status == 201 {
            assert_eq!(answer["locale"], "sr-RS");
        }
    }
}
