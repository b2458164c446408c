use regulars_tests::{Program, png};
use reqwest::Method;
use serde_json::{Value, json};

use super::complete;

#[tokio::test]
async fn a_newsletter_is_shown_for_a_customer_and_for_somebody_invented() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({
        "first_name": "Jelena", "last_name": "Jovanović", "gender": "female", "data_consent": {"source": "shop"}
    });
    let customer = merchant.owner.post("/v1/customers", &body).await.expect(201).json();
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = format!("{}/preview", made.header("location").unwrap());
    let preview = merchant.owner.post(&path, &json!({})).await.expect(200).json();
    assert_eq!(preview["subject"], "Gospodine Petroviću, stigla je jesen");
    let html = preview["html"].as_str().unwrap();
    assert!(
        html.contains("<strong>jesenji</strong>") && html.contains("https://shop.example/jesen"),
        "{html}"
    );
    assert!(preview["text"].as_str().unwrap().contains("Novi ukusi od ponedeljka."));
    let preview =
        merchant.owner.post(&path, &json!({"customer_id": customer["id"]})).await.expect(200).json();
    assert_eq!(preview["subject"], "Gospođo Jovanović, stigla je jesen");
    assert_eq!(
        merchant.owner.send(Method::POST, &path, None, Vec::new()).await.expect(200).json()["subject"],
        "Gospodine Petroviću, stigla je jesen"
    );
    assert_eq!(merchant.owner.get(made.header("location").unwrap()).await.json(), made.json());
}

#[tokio::test]
async fn an_uploaded_image_is_shown_by_its_address() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let media = merchant.owner.send(Method::POST, "/v1/media", Some("image/png"), png(60, 40)).await.json();
    merchant.owner.patch("/v1/merchant", &json!({"logo_media_id": media["id"]})).await.expect(200);
    let mut body = complete();
    body["content"]["blocks"][1] = json!({"type": "image", "media_id": media["id"], "alt": "Hleb"});
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    let path = format!("{}/preview", made.header("location").unwrap());
    let html = merchant.owner.post(&path, &json!({})).await.expect(200).json()["html"].to_string();
    assert_eq!(html.matches(media["url"].as_str().unwrap()).count(), 2, "{html}");
    merchant.owner.patch("/v1/merchant", &json!({"link_host": "news.pekara.example"})).await.expect(200);
    let html = merchant.owner.post(&path, &json!({})).await.expect(200).json()["html"].to_string();
    assert!(html.contains("https://news.pekara.example/media/"), "{html}");
}

#[tokio::test]
async fn hostile_content_stays_text() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let body = json!({"first_name": evil, "last_name": "{{ 7 * 7 }}", "data_consent": {"source": "shop"}});
    let customer = merchant.owner.post("/v1/customers", &body).await.expect(201).json();
    let body = json!({
        "name": evil, "subject": "{{ first_name }} {{ last_name }}", "intro": evil,
        "content": {"blocks": [
            {"type": "text", "text": format!("{evil} {{{{ first_name }}}} {{{{ last_name }}}}")},
            {"type": "image", "url": "https://a.rs/\"><script>alert(3)</script>", "alt": "\"><script>alert(4)</script>"},
            {"type": "button", "label": evil, "url": "https://a.rs/'onclick='alert(5)"}
        ]}
    });
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    let path = format!("{}/preview", made.header("location").unwrap());
    let preview =
        merchant.owner.post(&path, &json!({"customer_id": customer["id"]})).await.expect(200).json();
    let html = preview["html"].as_str().unwrap().to_lowercase();
    assert!(!html.contains("<script") && !html.contains("<img src=x"), "{html}");
    assert!(html.contains("{{ 7 * 7 }}") && !html.contains("49</"), "{html}");
}

#[tokio::test]
async fn what_is_doubtful_is_told() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body =
        json!({"name": "Jesen", "content": {"blocks": [{"type": "image", "url": "http://a.rs/a.png"}]}});
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    let path = format!("{}/preview", made.header("location").unwrap());
    let preview = merchant.owner.post(&path, &json!({})).await.expect(200).json();
    let codes: Vec<&Value> =
        preview["warnings"].as_array().unwrap().iter().map(|warning| &warning["code"]).collect();
    for code in ["no_subject", "missing_alt", "insecure_link", "no_address"] {
        assert!(codes.iter().any(|told| **told == code), "{code} is not among {codes:?}");
    }
}

#[tokio::test]
async fn a_preview_for_nobody_is_refused() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = format!("{}/preview", made.header("location").unwrap());
    let body = json!({"first_name": "Ana", "data_consent": {"source": "shop"}});
    let customer = other.owner.post("/v1/customers", &body).await.expect(201).json();
    let body = json!({"customer_id": customer["id"]});
    let problem = merchant.owner.post(&path, &body).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/customer_id");
    merchant.owner.post(&path, &json!({"customer": 1})).await.expect_invalid("/customer");
    other.owner.post(&path, &json!({})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_footer_writes_the_country_out_in_the_language_of_the_merchant() {
    let program = Program::start().await;
    for (locale, country) in [("sr-RS", "Srbija"), ("pl-PL", "Serbia"), ("ru-RU", "Сербия")] {
        let merchant = program.merchant_with(json!({"locale": locale})).await;
        let address =
            json!({"street": "Knez Mihailova 6", "postcode": "11000", "city": "Beograd", "country": "RS"});
        merchant.owner.patch("/v1/merchant", &json!({"address": address})).await.expect(200);
        let mut body = complete();
        body.as_object_mut().unwrap().remove("locale");
        let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
        let path = format!("{}/preview", made.header("location").unwrap());
        let preview = merchant.owner.post(&path, &json!({})).await.expect(200).json();
        let line = format!("Knez Mihailova 6, 11000 Beograd, {country}");
        for part in ["html", "text"] {
            assert!(preview[part].as_str().unwrap().contains(&line), "{line}: {}", preview[part]);
        }
    }
}

#[tokio::test]
async fn a_salutation_carries_the_title_where_the_language_does() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (locale, gender, title, subject) in [
        ("de-DE", "male", "Dr.", "Sehr geehrter Herr Dr. Müller | Sehr geehrter Herr Dr. Müller | Dr."),
        (
            "de-DE",
            "female",
            "Prof. Dr.",
            "Sehr geehrte Frau Prof. Dr. Müller | Sehr geehrte Frau Prof. Dr. Müller | Prof. Dr.",
        ),
        ("en-GB", "female", "Dr.", "Dear Dr Müller | Dear Dr Müller | Dr."),
        ("sr-RS", "male", "dr", "Gospodine dr Müller | Gospodine dr Müller | dr"),
        ("pl-PL", "male", "dr", "Szanowny Panie Doktorze | Szanowny Panie Doktorze | dr"),
        ("ru-RU", "male", "dr", "Уважаемый господин Müller | Уважаемый Alex | dr"),
    ] {
        let body = json!({
            "title": title, "first_name": "Alex", "last_name": "Müller", "gender": gender,
            "data_consent": {"source": "shop"}
        });
        let customer = merchant.owner.post("/v1/customers", &body).await.expect(201).json();
        let mut newsletter = complete();
        newsletter["locale"] = json!(locale);
        newsletter["subject"] =
            json!("{{ salutation }} {{ last_name | vocative }} | {{ greeting }} | {{ title }}");
        let made = merchant.owner.post("/v1/newsletters", &newsletter).await.expect(201);
        let path = format!("{}/preview", made.header("location").unwrap());
        let preview =
            merchant.owner.post(&path, &json!({"customer_id": customer["id"]})).await.expect(200).json();
        assert_eq!(preview["subject"], subject, "{locale} {gender}");
    }
}
