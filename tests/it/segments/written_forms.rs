use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use super::people::{add, each};

async fn found(merchant: &Merchant, filter: Value) -> Vec<String> {
    let body = json!({"filter": filter, "fields": ["external_id"]});
    each(&merchant.owner.post("/v1/customers/search", &body).await.expect(200).json(), "external_id")
}

/// What was written in one form is found in every other one.
#[tokio::test]
async fn every_written_form_of_a_value_finds_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "Čest gost"})).await.expect(201);
    add(&merchant, json!({"external_id": "other", "last_name": "Jović", "language": "pl"})).await;
    for (number, (fields, field, forms)) in [
        (
            json!({"last_name": "Petrović"}),
            "last_name",
            vec!["PETROVIĆ", "petrovic", "Петровић", "Petrovic\u{301}"],
        ),
        (json!({"first_name": "Ђорђе"}), "first_name", vec!["Đorđe", "djordje", "DJORDJE", "Ðorđe"]),
        (json!({"first_name": "Пётр"}), "first_name", vec!["Петр", "ПЁТР", "petr"]),
        (json!({"company": "Weiß & Söhne"}), "company", vec!["WEISS & SÖHNE", "weiss  & sohne"]),
        (json!({"address": {"city": "Łódź"}}), "city", vec!["lodz", "ŁÓDŹ", "Łódz\u{301}"]),
        (json!({"address": {"street": "Bulevar oslobođenja 1"}}), "street", vec!["bulevar oslobodjenja 1"]),
        (json!({"address": {"postcode": "SW1A 1AA"}}), "postcode", vec!["sw1a 1aa"]),
        (json!({"address": {"country": "de"}}), "country", vec!["DE", "de"]),
        (json!({"email": "Ana.P@Example.com"}), "email", vec!["ana.p@example.com", "ANA.P@EXAMPLE.COM"]),
        (
            json!({"email": "eva@müller.de"}),
            "email",
            vec!["eva@müller.de", "EVA@xn--mller-kva.de", "eva@MÜLLER.de"],
        ),
        (
            json!({"phone": "064/123-4567"}),
            "phone",
            vec![
                "+381641234567",
                "064 1234567",
                "+381 (0)64 123 45 67",
                "tel:+381641234567",
                "00381641234567",
            ],
        ),
        (json!({"language": "sr-rs"}), "language", vec!["sr", "sr-RS", "SR", "sr_RS"]),
        (json!({"language": "fr-CA"}), "language", vec!["fr", "FR-ca"]),
        (json!({"source": {"utm": {"source": "Instagram"}}}), "utm_source", vec!["instagram", "INSTAGRAM"]),
        (json!({"source": {"referral_id": "Žika"}}), "referral_id", vec!["zika", "ЖИКА"]),
        (json!({"gender": "female"}), "gender", vec!["female"]),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("K-{number}");
        let mut fields = fields;
        fields["external_id"] = json!(id);
        let customer = add(&merchant, fields).await;
        for form in forms {
            let found = found(&merchant, json!({"field": field, "op": "in", "value": [form]})).await;
            assert_eq!(found, [id.as_str()], "{field}: {form}");
            let equal = json!({"field": field, "op": "eq", "value": form});
            assert_eq!(self::found(&merchant, equal.clone()).await, [id.as_str()], "{field}: {form}");
            let others = self::found(&merchant, json!({"not": equal})).await;
            let different = json!({"field": field, "op": "ne", "value": form});
            assert_eq!(self::found(&merchant, different).await, others, "{field}: {form}");
            assert!(others.contains(&"other".to_owned()));
        }
        if field == "phone" {
            let parts = [
                ("starts_with", vec!["064", "064/12", "+381 64", "00381 64", "+381 (0)64", "tel:+38164"]),
                ("contains", vec!["064123", "064/123", "123-45", "00381 64", "81 64"]),
            ];
            for (op, parts) in parts {
                for part in parts {
                    let part = json!({"field": field, "op": op, "value": part});
                    assert_eq!(self::found(&merchant, part.clone()).await, [id.as_str()], "{part}");
                }
            }
            for (op, other) in [("starts_with", "065"), ("starts_with", "64"), ("contains", "0641235")] {
                let found = self::found(&merchant, json!({"field": field, "op": op, "value": other})).await;
                assert_eq!(found.is_empty(), other != "64", "{other}");
            }
        }
        let path = format!("/v1/customers/{customer}");
        merchant.owner.patch(&path, &json!({"tags": ["ЧЕСТ гост"]})).await.expect(200);
        for name in ["cest gost", "Čest Gost", "Čest  gost"] {
            assert!(found(&merchant, json!({"tag": name})).await.contains(&id), "{name}");
        }
        clear(&merchant, &path).await;
    }
}

/// The customer has nothing any more that a later row looks for.
async fn clear(merchant: &Merchant, path: &str) {
    let nothing = json!({
        "first_name": null, "last_name": null, "company": null, "address": null, "email": null, "phone": null,
        "language": null, "gender": null, "source": null, "tags": null
    });
    merchant.owner.patch(path, &nothing).await.expect(200);
}

#[tokio::test]
async fn a_language_finds_its_varieties_and_no_others() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for tag in ["sr", "sr-RS", "sr-Cyrl", "sr-Cyrl-RS", "hr", "pl-PL"] {
        add(&merchant, json!({"external_id": tag, "language": tag})).await;
    }
    add(&merchant, json!({"external_id": "none"})).await;
    for (op, value, expected) in [
        ("eq", json!("sr"), vec!["sr", "sr-Cyrl", "sr-Cyrl-RS", "sr-RS"]),
        ("eq", json!("sr-Cyrl"), vec!["sr-Cyrl", "sr-Cyrl-RS"]),
        ("in", json!(["hr", "pl"]), vec!["hr", "pl-PL"]),
        ("ne", json!("sr"), vec!["hr", "none", "pl-PL"]),
        ("not_in", json!(["sr", "pl"]), vec!["hr", "none"]),
    ] {
        let filter = json!({"field": "language", "op": op, "value": value});
        let mut found = found(&merchant, filter).await;
        found.sort();
        assert_eq!(found, expected, "{op} {value}");
    }
    let wrong = json!({"filter": {"field": "language", "op": "eq", "value": "serbian"}});
    merchant.owner.post("/v1/customers/search", &wrong).await.expect_invalid("/filter/value");
}
