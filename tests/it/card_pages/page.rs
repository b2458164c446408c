//! What the page with a card shows.

use regulars_tests::{Contents, Method, Program};
use serde_json::json;

use super::{SETTINGS, member, page_of};
use crate::coupons::campaign;
use crate::customers::path_of;
use crate::loyalty::{buy, draft, paying, per_hundred, receipt, set_state, with};

#[tokio::test]
async fn the_card_is_there_for_the_eye_the_till_and_the_ear() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    owner.patch("/v1/merchant", &json!({"imprint": "Pekara d.o.o."})).await.expect(200);
    let ana = member(owner, json!({})).await;
    let number = ana["cards"][0].as_str().unwrap();
    let page = page_of(&program, owner, &ana).await;
    let before = Contents::of(&program.database).await.snapshot().await;
    for query in ["", "?utm_source=x"] {
        let shown = program.client.get(&format!("{page}{query}")).await.expect(200);
        for part in [
            "<html lang=\"sr-Latn\">",
            "Vaša kartica",
            "Ana I.",
            "Pekara",
            "Pekara d.o.o.",
            "viewBox=\"0 0 117 39\" role=\"img\"",
            &format!("aria-label=\"Kod kartice {number}\""),
            // The first guard of an EAN-13, behind eleven clear modules, on white.
            "fill=\"#fff\"/><path d=\"M11 0h1v39h-1zM13 0h1v39h-1z",
            &format!("<figcaption>{number}</figcaption>"),
        ] {
            assert!(shown.text.contains(part), "{part}: {}", shown.text);
        }
        assert!(!shown.text.contains("Ilić"), "no more of the name than its owner recognises");
        assert!(!shown.text.contains("<script") && !shown.text.contains(" style="), "{}", shown.text);
        for (header, value) in [
            ("x-robots-tag", "noindex"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("content-language", "sr"),
        ] {
            assert_eq!(shown.header(header), Some(value));
        }
        let policy = shown.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("img-src 'self'"), "{policy}");
        program.client.send(Method::HEAD, &format!("{page}{query}"), None, Vec::new()).await.expect(200);
    }
    assert_eq!(Contents::of(&program.database).await.snapshot().await, before);
}

#[tokio::test]
async fn a_number_is_drawn_by_what_it_is_and_as_the_merchant_likes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut pages = Vec::new();
    for (number, bars, qr) in [
        ("2000000000039", "0 0 117 39", "0 0 29 29"),
        // Another check digit.
        ("2000000000030", "0 0 145 49", "0 0 29 29"),
        ("AB123456", "0 0 145 49", "0 0 29 29"),
        ("123456789012", "0 0 123 41", "0 0 29 29"),
    ] {
        let customer = member(owner, json!({"card_number": number, "allow_duplicate": true})).await;
        pages.push((page_of(&program, owner, &customer).await, number, bars, qr));
    }
    let usual = owner.get(SETTINGS).await.expect(200);
    assert_eq!(usual.json(), json!({"code": "barcode", "mailed": false}));
    for (page, number, bars, _) in &pages {
        let shown = program.client.get(page).await.expect(200).text;
        assert!(shown.contains(&format!("viewBox=\"{bars}\"")), "{number}: {shown}");
        assert!(!shown.contains("class=\"square\""), "{number}: {shown}");
    }
    let qr = json!({"code": "qr", "mailed": false});
    let stale = owner.with_header("If-Match", "\"stale\"");
    stale.put(SETTINGS, &qr).await.expect_problem(412, "precondition_failed");
    program.clock.advance(chrono::Duration::seconds(1));
    assert_eq!(owner.put(SETTINGS, &qr).await.expect(200).json(), qr);
    assert_eq!(owner.get(SETTINGS).await.expect(200).json(), qr);
    for (page, number, _, squares) in &pages {
        let shown = program.client.get(page).await.expect(200).text;
        assert!(shown.contains(&format!("viewBox=\"{squares}\"")), "{number}: {shown}");
        assert!(shown.contains("class=\"square\"") && shown.contains("M4 4h7v1h-7z"), "{number}: {shown}");
    }
    let noted = owner.get("/v1/audit-events?subject_kind=merchant").await.expect(200).json();
    assert_eq!(noted["items"][0]["changes"][0]["field"], "card_page.code", "{noted}");
    owner.put(SETTINGS, &json!({"code": "aztec", "mailed": false})).await.expect_invalid("/code");
    owner.put(SETTINGS, &json!({"code": "qr"})).await.expect_invalid("/mailed");
    let cashier = merchant.staff("cashier").await;
    cashier.put(SETTINGS, &qr).await.expect_problem(403, "forbidden");
    // The other merchants keep theirs.
    let other = program.merchant().await;
    assert_eq!(other.owner.get(SETTINGS).await.expect(200).json(), usual.json());
}

#[tokio::test]
async fn points_tiers_and_coupons_stand_below_the_card() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"expiry": {"count": 1, "unit": "month", "to": "end_of_month"}}));
    let club = draft(owner, json!({"name": "Klub <1>"}), points, &[per_hundred()]).await;
    let tier = |code: &str, threshold: i64| json!({"code": code, "name": code.to_uppercase(), "threshold": threshold});
    let scheme = json!({"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
        "downgrade": "all", "tiers": [tier("bronze", 0), tier("silver", 1_000_000)]});
    owner.put(&format!("{club}/tiers"), &json!({"scheme": scheme})).await.expect(200);
    set_state(owner, &club, "active").await;
    let ana = member(owner, json!({})).await;
    let page = page_of(&program, owner, &ana).await;
    let new = program.client.get(&page).await.expect(200).text;
    assert!(!new.contains("Poeni") && !new.contains("kuponi"), "{new}");
    buy(owner, &receipt("1", &ana, 500_000, json!({}))).await;
    let hers = json!({"name": "Za <Anu>", "customer_id": ana["id"], "validity": {"to": "2026-12-01"}});
    campaign(owner, hers, &["ANA1"]).await;
    let others = member(owner, json!({"first_name": "Iva", "allow_duplicate": true})).await;
    campaign(owner, json!({"name": "Za Ivu", "customer_id": others["id"]}), &["IVA1"]).await;
    let shown = program.client.get(&page).await.expect(200).text;
    for part in [
        "<h2>Klub &lt;1&gt;</h2>",
        "Nivo: BRONZE",
        "SILVER: još 5.000 RSD do 31.12.2026.",
        "<dt>Poeni</dt><dd>50<span>od toga 50 važi do 31. 12. 2026.</span></dd>",
        "Vaši kuponi",
        "Za &lt;Anu&gt;<code>ANA1</code><span>Važi do 01. 12. 2026.</span>",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("IVA1"), "{shown}");
    // What has expired is not there any more, whether or not anybody has written that.
    program.clock.advance(chrono::Duration::days(60));
    let later = program.client.get(&page).await.expect(200).text;
    assert!(later.contains("<dt>Poeni</dt><dd>0</dd>"), "{later}");
    assert!(!later.contains("ANA1"), "{later}");
}

#[tokio::test]
async fn the_page_speaks_as_the_customer_does_and_else_as_the_merchant() {
    let program = Program::start().await;
    for (locale, heading, blocked) in [
        ("sr-Cyrl-RS", "Ваша картица", "блокирана"),
        ("pl-PL", "Twoja karta", "zablokowana"),
        ("ru-RU", "Ваша карта", "заблокирована"),
        ("de-AT", "Ihre Karte", "gesperrt"),
        ("en-GB", "Your card", "is blocked"),
    ] {
        let merchant = program.merchant_with(json!({"locale": locale})).await;
        let owner = &merchant.owner;
        let ana = member(owner, json!({})).await;
        let page = page_of(&program, owner, &ana).await;
        let shown = program.client.get(&page).await.expect(200).text;
        assert!(shown.contains(heading), "{locale}: {shown}");
        owner.patch(&path_of(&ana), &json!({"language": "sr-RS"})).await.expect(200);
        let shown = program.client.get(&page).await.expect(200);
        assert!(shown.text.contains("Vaša kartica"), "{locale}: {}", shown.text);
        owner.patch(&path_of(&ana), &json!({"language": null})).await.expect(200);
        let number = ana["cards"][0].as_str().unwrap();
        owner.post(&format!("/v1/cards/{number}/block"), &json!(null)).await.expect(200);
        let shown = program.client.get(&page).await.expect(200).text;
        assert!(shown.contains(blocked), "{locale}: {shown}");
    }
}

#[tokio::test]
async fn names_that_are_meant_to_break_the_page_are_only_names() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let hostile = json!({"name": "<b>Pekara</b>", "imprint": "\"><img src=x>"});
    owner.patch("/v1/merchant", &hostile).await.expect(200);
    let ana = member(owner, json!({"first_name": "<script>1</script>", "last_name": "'\"><i>"})).await;
    let page = page_of(&program, owner, &ana).await;
    let shown = program.client.get(&page).await.expect(200).text;
    for broken in ["<script", "<b>", "<img", "<i>"] {
        assert!(!shown.contains(broken), "{broken}: {shown}");
    }
    assert!(shown.contains("&lt;script&gt;1") && shown.contains("&lt;b&gt;Pekara"), "{shown}");
}
