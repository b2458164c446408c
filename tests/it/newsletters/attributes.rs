//! Custom attributes of customers in newsletters.

use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use super::audience::{grant_pack, newsletter_to, reachable};
use super::complete;
use crate::attributes::define;
use crate::loyalty;

const TEXT: &str = "{{ attributes.club | default('bez kluba') }} / {{ attributes.points }} / {{ attributes.share }} / \
    {{ attributes.vip }} / {{ attributes.until }} / {{ attributes.wine }} / {{ attributes.diet }} / \
    {% if attributes.points >= 1000 and 'Vegan' in attributes.diet %}mnogo{% else %}malo{% endif %} / \
    {% if attributes.until < '2027-03-10' %}uskoro{% endif %}";

/// Defines an attribute of each type.
async fn define_attributes(merchant: &Merchant) {
    for (key, kind, limits) in [
        ("club", "text", json!({})),
        ("points", "integer", json!({"max": 2_000_000})),
        ("share", "decimal", json!({})),
        ("vip", "boolean", json!({})),
        ("until", "date", json!({})),
        ("wine", "enum", json!({"options": ["Belo", "Rosé"]})),
        ("diet", "enum_set", json!({"options": ["Vegan", "Bez glutena"]})),
    ] {
        define(&merchant.owner, key, kind, limits).await;
    }
}

async fn text_sent_to(merchant: &Merchant, email: &str) -> Value {
    let found = merchant.owner.get(&format!("/v1/sandbox/messages?to={email}")).await.expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    found["items"][0].clone()
}

#[tokio::test]
async fn messages_show_what_each_customer_has() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define_attributes(&merchant).await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    let attributes = json!({
        "club": "<b>Zlatni</b>", "points": 1_250_300, "share": "12.5", "vip": true, "until": "2027-03-09",
        "wine": "Rosé", "diet": ["Bez glutena", "Vegan"]
    });
    let patch = json!({"attributes": attributes});
    merchant.owner.patch(&format!("/v1/customers/{ana}"), &patch).await.expect(200);
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&ana, &eva]).await;
    let patch = json!({
        "subject": "Za {{ attributes.club | upper | default('Vas') }}",
        "intro": TEXT,
        "content": {"blocks": [
            {"type": "text", "text": TEXT},
            {"type": "button", "label": "{{ attributes.wine | default('Vino') }}", "url": "https://shop.example/vino"}
        ]}
    });
    merchant.owner.patch(&path, &patch).await.expect(200);
    let of_ana =
        "<b>Zlatni</b> / 1.250.300 / 12,5 / da / 09. 03. 2027. / Rosé / Vegan, Bez glutena / mnogo / uskoro";
    let escaped = of_ana.replace('<', "&lt;").replace('>', "&gt;");
    let body = json!({"customer_id": ana});
    let preview = merchant.owner.post(&format!("{path}/preview"), &body).await.expect(200).json();
    assert!(preview["text"].as_str().unwrap().contains(of_ana), "{preview}");
    assert_eq!(preview["warnings"][0]["code"], "blank_field", "{}", preview["warnings"]);
    // Somebody invented has a value of each.
    let preview = merchant.owner.post(&format!("{path}/preview"), &json!({})).await.expect(200).json();
    let sample = "The club / 42 / 12,5 / da / 15. 05. 2026. / Belo / Vegan, Bez glutena / malo / uskoro";
    assert!(preview["text"].as_str().unwrap().contains(sample), "{preview}");
    merchant
        .owner
        .post(&format!("{path}/test-sends"), &json!({"to": [merchant.owner_email]}))
        .await
        .expect(202);
    merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    program.work().await;
    let message = text_sent_to(&merchant, "ana@example.com").await;
    let (text, html) = (message["text"].as_str().unwrap(), message["html"].as_str().unwrap());
    assert_eq!((text.matches(of_ana).count(), html.matches(&escaped).count()), (2, 3), "{text}\n{html}");
    assert!(!html.contains("<b>Zlatni") && html.contains("Rosé</a>"), "{html}");
    assert_eq!(message["subject"], "Za <B>ZLATNI</B>");
    let blank = text_sent_to(&merchant, "eva@example.com").await;
    let text = blank["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("bez kluba / / / / / / / malo / "), "{text}");
    assert_eq!((&blank["subject"], text.contains("Vino: ")), (&json!("Za Vas"), true));
    let test = text_sent_to(&merchant, &merchant.owner_email).await;
    assert!(test["text"].as_str().unwrap().contains(sample), "{test}");
    // The browser shows the same.
    let base = program.client.base();
    let view = html.split('"').find(|part| part.starts_with(&format!("{base}/w/"))).unwrap();
    let page = program.client.get(&view[base.len()..]).await.expect(200).text;
    assert_eq!(page.matches(&escaped).count(), 3, "{page}");
}

#[tokio::test]
async fn what_is_no_attribute_of_the_merchant_is_pointed_at() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    define(&other.owner, "club", "text", json!({})).await;
    define(&merchant.owner, "size", "integer", json!({})).await;
    let mut body = complete();
    body["subject"] = json!("{{ attributes.size }} {{ attributes.club }}");
    body["intro"] = json!("a\n{% if attributes.nothing %}b{% endif %}");
    body["content"]["blocks"][0]["text"] = json!("{{ attributes.Size }} {{ attributes.size.x }}");
    body["content"]["blocks"][2]["label"] = json!("{{ attributes.club }}");
    let told = |problem: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let errors = problem["errors"].as_array().unwrap().iter();
        errors.map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
    };
    let refused =
        merchant.owner.post("/v1/newsletters", &body).await.expect_problem(422, "validation_failed");
    let expected = [
        ("/content/blocks/0/text", "unknown_field"),
        ("/content/blocks/0/text", "not_allowed"),
        ("/subject", "unknown_field"),
        ("/intro", "unknown_field"),
        ("/content/blocks/2/label", "unknown_field"),
    ]
    .map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(told(&refused), expected);
    let details: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|error| error["detail"].as_str().unwrap()).collect();
    assert!(details[2].contains("line 1, column 26: there is no field \"attributes.club\""), "{details:?}");
    assert!(details[3].contains("line 2, column 7"), "{details:?}");
    assert_eq!(merchant.owner.get("/v1/newsletters").await.json()["items"], json!([]));
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = made.header("location").unwrap();
    let patch = json!({"intro": "{{ attributes.club }}"});
    let refused = merchant.owner.patch(path, &patch).await.expect_problem(422, "validation_failed");
    assert_eq!(told(&refused), [("/intro".to_owned(), "unknown_field".to_owned())]);
    assert_eq!(merchant.owner.get(path).await.json(), made.json());
}

#[tokio::test]
async fn an_attribute_that_a_text_names_stays_under_its_key() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let size = define(&merchant.owner, "size", "integer", json!({})).await;
    let wine = define(&merchant.owner, "wine", "enum", json!({"options": ["Belo", "Rosé"]})).await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&ana]).await;
    let text =
        "{{ attributes.size | default('?') }} {% if attributes.wine == 'Belo' %}b{% endif %} attributes.siz";
    merchant.owner.patch(&path, &json!({"intro": text})).await.expect(200);
    let at = json!({"at": "2036-01-01T10:00:00Z"});
    merchant.owner.post(&format!("{path}/schedule"), &at).await.expect(200);
    let rename = json!({"key": "shoe_size"});
    for refused in [merchant.owner.delete(&size).await, merchant.owner.patch(&size, &rename).await] {
        let refused = refused.expect_problem(409, "in_use");
        assert_eq!(
            (&refused["users"][0]["kind"], &refused["users"][0]["name"]),
            (&json!("newsletter"), &json!("Jesen"))
        );
    }
    // Its name and its options are nobody's business.
    merchant.owner.patch(&size, &json!({"name": "Size"})).await.expect(200);
    merchant.owner.patch(&wine, &json!({"options": ["Rosé"]})).await.expect(200);
    merchant.owner.post(&format!("{path}/cancel"), &json!({})).await.expect(200);
    let draft = merchant.owner.get(&path).await.json();
    assert_eq!(draft["state"], "ready");
    merchant.owner.delete(&size).await.expect_problem(409, "in_use");
    merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    program.work().await;
    assert!(text_sent_to(&merchant, "ana@example.com").await["text"].as_str().unwrap().starts_with("?"));
    merchant.owner.patch(&size, &rename).await.expect(200);
    merchant.owner.delete(&size).await.expect(204);
    merchant.owner.delete(&wine).await.expect(204);
}

/// Whoever comes first, no text names an attribute that is gone.
#[tokio::test(flavor = "multi_thread")]
async fn an_attribute_is_not_deleted_while_a_text_begins_to_name_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for round in 0..10 {
        let key = format!("k{round}");
        let path = define(&merchant.owner, &key, "integer", json!({})).await;
        let body = json!({"name": key, "intro": format!("{{{{ attributes.{key} }}}}")});
        let (deleted, named) =
            tokio::join!(merchant.owner.delete(&path), merchant.owner.post("/v1/newsletters", &body));
        let is_gone = deleted.status == 204;
        if !is_gone {
            deleted.expect_problem(409, "in_use");
        }
        assert_eq!(named.status, if is_gone { 422 } else { 201 }, "{}", named.text);
    }
}

#[tokio::test]
async fn messages_show_the_points_of_each_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let text = "Imate {{ points.balance }}, uskoro {{ points.expiring }}{% if points.expires_on %} do \
        {{ points.expires_on }}{% endif %}.";
    let mut body = complete();
    body["intro"] = json!(text);
    let refused = owner.post("/v1/newsletters", &body).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["code"], "unknown_field", "there is no programme: {refused}");

    let points = json!({"scale": 1, "expiry": {"count": 1, "unit": "month", "to": "end_of_month"}});
    loyalty::programme(owner, json!({}), points, &[loyalty::per_hundred()]).await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    let customer = json!({ "id": ana });
    loyalty::buy(owner, &loyalty::receipt("1", &customer, 125_000, json!({}))).await;
    let own = loyalty::account(owner, &customer).await;
    loyalty::adjust(owner, &own, 30, &json!({})).await.expect(201);
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&ana, &eva]).await;
    owner.patch(&path, &json!({"intro": text})).await.expect(200);
    let of_ana = "Imate 15,5, uskoro 12,5 do 31. 12. 2026.";
    let told = |text: &Value| text.as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let preview =
        owner.post(&format!("{path}/preview"), &json!({"customer_id": ana})).await.expect(200).json();
    assert!(told(&preview["text"]).contains(of_ana), "{preview}");
    let preview = owner.post(&format!("{path}/preview"), &json!({})).await.expect(200).json();
    assert!(told(&preview["text"]).contains("Imate 520, uskoro 120 do 31. 12. 2026."), "{preview}");
    owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    program.work().await;
    let message = text_sent_to(&merchant, "ana@example.com").await;
    assert!(told(&message["text"]).contains(of_ana), "{message}");
    let message = text_sent_to(&merchant, "eva@example.com").await;
    assert!(told(&message["text"]).contains("Imate 0, uskoro 0."), "{message}");
}
