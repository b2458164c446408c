//! The page of an offer: looking decides nothing, the form does, once.

use regulars_tests::{Contents, Method, Program};
use serde_json::json;

use super::{FORM, decide, hand_over, write};
use crate::companies::add;

#[tokio::test]
async fn whoever_opens_the_link_has_decided_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel <Dunav>"})).await;
    let lines = json!([{"sku": "1001", "description": "Hleb & <b>so</b>", "quantity": "2.500", "unit_price": 10_050,
        "discount_percent": "12.5"}, {"description": "Torta", "unit_price": 123_456_789}]);
    let path = write(owner, &company, json!({"lines": lines, "message": "Do šest.\nPozadi."})).await;
    let page = hand_over(&program, owner, &path).await;
    let before = Contents::of(&program.database).await.snapshot().await;
    for query in ["", "?offer=accept&name=Ana", "?utm_source=x"] {
        let shown = program.client.get(&format!("{page}{query}")).await.expect(200);
        for part in [
            "Ponuda 1: Hleb",
            "Hotel &lt;Dunav&gt;",
            "Hleb &amp; &lt;b&gt;so&lt;&#x2f;b&gt;",
            "1001",
            ">2,5<",
            "100,50 RSD",
            "12,50%",
            "219,84 RSD",
            "1.234.567,89 RSD",
            "1.234.787,73 RSD",
            "30. 11. 2026.",
            "Do šest.\nPozadi.",
            "Prihvatam",
            "Odbijam",
            "@media print",
        ] {
            assert!(shown.text.contains(part), "{part}: {}", shown.text);
        }
        assert!(!shown.text.contains("<script") && !shown.text.contains("<b>"), "{}", shown.text);
        assert_eq!(shown.header("x-robots-tag"), Some("noindex"));
        assert!(shown.header("content-security-policy").unwrap().contains("default-src 'none'"));
        assert_eq!(shown.header("content-language"), Some("sr"));
        program.client.send(Method::HEAD, &format!("{page}{query}"), None, Vec::new()).await.expect(200);
    }
    let other = program.client.send(Method::POST, &page, FORM, b"name=Ana".to_vec()).await.expect(200);
    assert!(other.text.contains("Prihvatam"));
    let machine = b"offer=accept&name=Ana&website=http".to_vec();
    program.client.send(Method::POST, &page, FORM, machine).await.expect(200);
    let json = br#"{"offer": "accept", "name": "Ana"}"#.to_vec();
    program.client.send(Method::POST, &page, Some("application/json"), json).await;
    assert_eq!(Contents::of(&program.database).await.snapshot().await, before);
}

#[tokio::test]
async fn the_company_accepts_by_the_form_with_a_name_and_a_remark() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = write(owner, &company, json!({})).await;
    let page = hand_over(&program, owner, &path).await;
    for (name, fault) in
        [("", "Ovo je potrebno"), ("+", "Ovo je potrebno"), (&"a".repeat(201), "Ovo nije ispravno")]
    {
        let shown = decide(&program, &page, "accept", name).await.expect(422);
        assert!(shown.text.contains(fault), "{name}: {}", shown.text);
    }
    let long = format!("offer=accept&name=Ana&remark={}", "a".repeat(2_001));
    let shown = program.client.send(Method::POST, &page, FORM, long.into_bytes()).await.expect(422);
    assert!(
        shown.text.contains("Ovo je predugačko") && shown.text.contains("value=\"Ana\""),
        "{}",
        shown.text
    );
    assert_eq!(owner.get(&path).await.expect(200).json()["state"], "sent");
    program.clock.advance(chrono::Duration::minutes(5));
    let body = "offer=accept&name=Ana+Jovi%C4%87&remark=Pre+%C5%A1est%2C%0D%0Amolim.";
    let done = program.client.send(Method::POST, &page, FORM, body.into()).await.expect(200);
    assert!(done.text.contains("Ponuda je prihvaćena 21. 11. 2026. Hvala!"), "{}", done.text);
    // Whoever has the link reads what was decided, and not by whom.
    let shown = program.client.get(&page).await.expect(200);
    assert!(shown.text.contains("Ponuda je prihvaćena") && !shown.text.contains("<form"), "{}", shown.text);
    for private in ["Jović", "molim"] {
        assert!(!done.text.contains(private) && !shown.text.contains(private));
    }
    let told = owner.get(&path).await.expect(200).json();
    let decision = json!({"at": "2026-11-21T10:05:00Z", "name": "Ana Jović", "remark": "Pre šest,\nmolim."});
    assert_eq!((&told["state"], &told["decision"]), (&json!("accepted"), &decision));
    let trail = owner.get("/v1/audit-events?subject_kind=offer").await.expect(200);
    assert!(!trail.text.contains("Jović") && !trail.text.contains("molim"), "{}", trail.text);
    let last = &trail.json()["items"][0];
    assert_eq!(last["actor"], json!({"kind": "system", "id": null}));
    // Once it is decided, it is decided: also past its last day.
    decide(&program, &page, "accept", "Eva").await.expect(200);
    let refused = decide(&program, &page, "decline", "Eva").await.expect(409);
    assert!(refused.text.contains("Ponuda je prihvaćena"));
    program.clock.advance(chrono::Duration::days(30));
    program.client.get(&page).await.expect(200);
    let owner = &program.sign_in(&merchant.owner_email).await;
    let later = owner.get(&path).await.expect(200).json();
    assert_eq!((&later["state"], &later["decision"]), (&json!("accepted"), &decision));
    for action in ["withdraw", "revise"] {
        let refused =
            owner.post(&format!("{path}/{action}"), &json!(null)).await.expect_problem(409, "conflict");
        assert_eq!(refused["reason"], "accepted");
    }
    let refused = owner.patch(&path, &json!({"title": "X"})).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "accepted");
}

#[tokio::test]
async fn an_unknown_a_forged_and_an_expired_link_get_the_same_answer() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = write(owner, &company, json!({"valid_until": "2026-11-21"})).await;
    let page = hand_over(&program, owner, &path).await;
    let gone = write(owner, &company, json!({})).await;
    let gone_page = hand_over(&program, owner, &gone).await;
    owner.post(&format!("{gone}/withdraw"), &json!(null)).await.expect(200);
    owner.delete(&gone).await.expect(204);
    program.client.get(&page).await.expect(200);
    // The last day ends at midnight in Belgrade, which is 23:00 in Greenwich.
    program.clock.advance(chrono::Duration::hours(12) + chrono::Duration::minutes(59));
    program.client.get(&page).await.expect(200);
    program.clock.advance(chrono::Duration::minutes(1));
    let unknown = program.client.get("/a/AAAA").await.expect(404);
    // Of the other merchant no offer has that id.
    let forged = crate::pages::links::offer(&crate::pages::links::keys(&program), &other, &path, 1);
    let newer = crate::pages::links::offer(&crate::pages::links::keys(&program), &merchant, &path, 2);
    let survey = page.replace("/a/", "/f/");
    for wrong in [&page, &format!("{page}A"), &gone_page, &forged, &newer, &survey] {
        let shown = program.client.get(wrong).await.expect(404);
        assert_eq!(shown.text, unknown.text, "{wrong}");
        let sent = decide(&program, wrong, "accept", "Ana").await.expect(404);
        assert_eq!(sent.text, unknown.text, "{wrong}");
    }
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(owner.get(&path).await.expect(200).json()["state"], "expired");
}

#[tokio::test]
async fn the_page_is_in_the_merchants_language() {
    let program = Program::start().await;
    for (locale, accept, day) in [
        ("sr-Cyrl-RS", "Прихватам", "30. 11. 2026."),
        ("pl-PL", "Przyjmuję", "30.11.2026"),
        ("ru-RU", "Принимаю", "30.11.2026"),
        ("de-DE", "Annehmen", "30.11.2026"),
        ("en-GB", "Accept", "30 November 2026"),
    ] {
        let merchant = program.merchant().await;
        let owner = &merchant.owner;
        owner.patch("/v1/merchant", &json!({"locale": locale})).await.expect(200);
        let company = add(owner, json!({"name": "Hotel"})).await;
        let path = write(owner, &company, json!({})).await;
        let page = hand_over(&program, owner, &path).await;
        let shown = program.client.with_header("Accept-Language", "fr").get(&page).await.expect(200);
        assert!(shown.text.contains(accept) && shown.text.contains(day), "{locale}: {}", shown.text);
    }
}
