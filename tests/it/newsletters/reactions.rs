//! Opens, clicks and unsubscriptions, from the message that somebody got to the report.

use regulars_tests::{Client, Merchant, Program};
use reqwest::Method;
use serde_json::{Value, json};

use super::audience::{grant_pack, newsletter_to, reachable};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

/// A newsletter that was sent to three customers a few minutes ago.
struct Sent {
    program: Program,
    merchant: Merchant,
    path: String,
}

/// The links of one message.
struct Links {
    click: Vec<String>,
    open: Option<String>,
    view: String,
    unsubscribe: String,
    preferences: String,
}

impl Sent {
    async fn with_tracking(tracking: &str) -> Self {
        let program = Program::start().await;
        let merchant = program.merchant().await;
        merchant.owner.patch("/v1/merchant", &json!({"tracking": tracking})).await.expect(200);
        let mut customers = Vec::new();
        for email in ["ana@example.com", "eva@example.com", "iva@example.com"] {
            customers.push(reachable(&program, &merchant, email).await);
        }
        grant_pack(&program, &merchant).await;
        let customers: Vec<&str> = customers.iter().map(String::as_str).collect();
        let path = newsletter_to(&merchant, &customers).await;
        let blocks = json!({"blocks": [
            {"type": "text", "text": "Stigao je [hleb](https://shop.example/hleb), stigle su [kifle](https://shop.example/kifle)."},
            {"type": "button", "label": "Pogledajte", "url": "https://shop.example/jesen?a=1&b=2"}
        ]});
        merchant.owner.patch(&path, &json!({"content": blocks})).await.expect(200);
        merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
        program.work().await;
        program.clock.advance(chrono::Duration::minutes(4));
        Self { program, merchant, path }
    }

    async fn links(&self, email: &str) -> Links {
        let found = self.merchant.owner.get(&format!("/v1/sandbox/messages?to={email}")).await.json();
        let html = found["items"][0]["html"].as_str().unwrap().replace("&amp;", "&");
        let base = self.program.client.base();
        let of = |folder: &str| -> Vec<String> {
            let start = format!("{base}/{folder}/");
            let ends = html.match_indices(&start).map(|(at, _)| {
                let rest = &html[at + base.len()..];
                rest[..rest.find('"').unwrap()].to_owned()
            });
            ends.collect()
        };
        Links {
            click: of("l"),
            open: of("o").pop(),
            view: of("w").pop().unwrap(),
            unsubscribe: of("u").pop().unwrap(),
            preferences: of("p").pop().unwrap(),
        }
    }

    fn reader(&self) -> Client {
        self.program.client.with_header("User-Agent", FIREFOX)
    }

    async fn report(&self) -> Value {
        self.program.record_hits().await;
        self.merchant.owner.get(&format!("{}/report", self.path)).await.expect(200).json()
    }
}

#[tokio::test]
async fn what_people_do_is_told_from_what_machines_do() {
    let sent = Sent::with_tracking("individual").await;
    let (ana, eva, iva) = (
        sent.links("ana@example.com").await,
        sent.links("eva@example.com").await,
        sent.links("iva@example.com").await,
    );
    assert_eq!(ana.click.len(), 3);
    let open = sent.reader().get(&ana.open.clone().unwrap()).await.expect(200);
    assert_eq!(open.header("content-type"), Some("image/gif"));
    assert_eq!(open.header("cache-control"), Some("no-store"));
    sent.reader().get(&ana.open.unwrap()).await.expect(200);
    let clicked = sent.reader().get(&ana.click[2]).await.expect(302);
    assert_eq!(clicked.header("location"), Some("https://shop.example/jesen?a=1&b=2"));
    sent.reader().get(&ana.click[2]).await.expect(302);
    // A scanner at Eva's follows everything at once, another asks only for the headers, and Iva's provider fetches ahead.
    for link in &eva.click {
        sent.reader().get(link).await.expect(302);
    }
    sent.reader().send(Method::HEAD, &iva.click[0], None, Vec::new()).await.expect(302);
    let ahead = sent.reader().with_header("Sec-Purpose", "prefetch");
    ahead.get(&iva.open.clone().unwrap()).await.expect(200);
    sent.program.client.with_header("User-Agent", "Toaster/1.0").get(&iva.open.unwrap()).await.expect(200);
    let report = sent.report().await;
    assert_eq!(report["opens"], json!({"total": 4, "unique": 2, "human": 1, "machine": 1}));
    let clicks = &report["clicks"];
    assert_eq!((&clicks["total"], &clicks["unique"]), (&json!(6), &json!(3)));
    assert_eq!((&clicks["human"], &clicks["machine"]), (&json!(1), &json!(2)));
    let by_link: Vec<_> = clicks["by_link"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| {
            (
                link["position"].clone(),
                link["url"].as_str().unwrap(),
                link["total"].clone(),
                link["unique"].clone(),
            )
        })
        .collect();
    let expected = [
        (json!(1), "https://shop.example/hleb", json!(2), json!(2)),
        (json!(2), "https://shop.example/kifle", json!(1), json!(1)),
        (json!(3), "https://shop.example/jesen?a=1&b=2", json!(3), json!(2)),
    ];
    assert_eq!(by_link, expected);
    assert_eq!(report["rates"]["open"], 0.3333);
    assert_eq!(report["rates"]["click"], 0.3333);
}

#[tokio::test]
async fn who_unsubscribes_through_a_newsletter_is_counted_once_whichever_page_it_is() {
    let sent = Sent::with_tracking("individual").await;
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    for path in [&ana.unsubscribe, &eva.preferences] {
        sent.reader().get(path).await.expect(200);
    }
    assert_eq!(sent.report().await["unsubscribes"], 0);
    let form = Some("application/x-www-form-urlencoded");
    for _ in 0..2 {
        let one_click = b"List-Unsubscribe=One-Click".to_vec();
        sent.program.client.send(Method::POST, &ana.unsubscribe, form, one_click).await.expect(200);
        let none = b"preferences=set".to_vec();
        sent.program.client.send(Method::POST, &eva.preferences, form, none).await.expect(200);
    }
    let report = sent.report().await;
    assert_eq!((&report["unsubscribes"], &report["rates"]["unsubscribe"]), (&json!(2), &json!(0.6667)));
}

#[tokio::test]
async fn a_newsletter_is_shown_in_the_browser_as_it_was_sent() {
    let sent = Sent::with_tracking("individual").await;
    let ana = sent.links("ana@example.com").await;
    let page = sent.reader().get(&ana.view).await.expect(200);
    assert!(page.text.contains("Novi ukusi od ponedeljka.") && page.text.contains("kifle"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"));
    for link in &ana.click {
        assert!(page.text.contains(link), "{link} is not on the page");
    }
    sent.reader().send(Method::HEAD, &ana.view, None, Vec::new()).await.expect(200);
}

#[tokio::test]
async fn forged_links_lead_nowhere_and_count_nothing() {
    let sent = Sent::with_tracking("individual").await;
    let ana = sent.links("ana@example.com").await;
    let (folder, token) = ana.click[0].rsplit_once('/').unwrap();
    let click_as_open = format!("/o/{token}.gif");
    let click_as_view = format!("/w/{token}");
    let cut = format!("{folder}/{}", &token[..token.len() - 1]);
    for path in [&cut, &click_as_open, &click_as_view, "/l/https:%2F%2Fevil.example", "/o/x.gif", "/w/x"] {
        let answer = sent.reader().get(path).await.expect(404);
        assert!(answer.header("location").is_none(), "{path}");
        assert!(answer.header("content-type").unwrap().starts_with("text/html"), "{path}");
    }
    let report = sent.report().await;
    assert_eq!((&report["opens"]["total"], &report["clicks"]["total"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn a_merchant_decides_how_much_is_recorded() {
    let sent = Sent::with_tracking("anonymous").await;
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    assert_eq!(ana.click, eva.click, "nothing in a link tells whose it is");
    for link in [&ana.click[0], &eva.click[1]] {
        sent.reader().get(link).await.expect(302);
    }
    sent.reader().get(&ana.open.unwrap()).await.expect(200);
    let report = sent.report().await;
    assert_eq!(report["opens"], json!({"total": 1, "unique": 0, "human": 0, "machine": 0}));
    assert_eq!((&report["clicks"]["total"], &report["clicks"]["unique"]), (&json!(2), &json!(0)));

    let sent = Sent::with_tracking("off").await;
    let ana = sent.links("ana@example.com").await;
    assert!(ana.click.is_empty() && ana.open.is_none());
}

#[tokio::test]
async fn a_link_that_is_followed_without_end_fills_no_tables_and_the_report_is_still_right() {
    let sent = Sent::with_tracking("individual").await;
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    for _ in 0..205 {
        sent.reader().get(&ana.click[0]).await.expect(302);
        sent.reader().get(&ana.click[1]).await.expect(302);
        sent.reader().get(&eva.open.clone().unwrap()).await.expect(200);
    }
    // The first on each link is counted however many came on the others.
    sent.reader().get(&ana.click[2]).await.expect(302);
    sent.reader().get(&eva.click[2]).await.expect(302);
    let report = sent.report().await;
    assert_eq!(report["opens"], json!({"total": 3, "unique": 1, "human": 1, "machine": 0}));
    let clicks = &report["clicks"];
    assert_eq!((&clicks["total"], &clicks["unique"]), (&json!(8), &json!(2)));
    assert_eq!((&clicks["human"], &clicks["machine"]), (&json!(1), &json!(1)));
    let totals: Vec<&Value> =
        clicks["by_link"].as_array().unwrap().iter().map(|link| &link["total"]).collect();
    assert_eq!(totals, [&json!(3), &json!(3), &json!(2)]);
    for _ in 0..60 {
        sent.program.clock.advance(chrono::Duration::seconds(1));
        for _ in 0..3 {
            sent.reader().get(&eva.open.clone().unwrap()).await.expect(200);
        }
    }
    assert_eq!(sent.report().await["opens"]["total"], 100);
}
