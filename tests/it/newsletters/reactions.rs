//! Opens, clicks and unsubscriptions, from the message that somebody got to the report.

use reqwest::Method;
use serde_json::{Value, json};

use super::sent::Sent;

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
            let number = |name: &str| link[name].as_i64().unwrap();
            (
                number("position"),
                link["url"].as_str().unwrap(),
                number("total"),
                number("unique"),
                number("machine"),
            )
        })
        .collect();
    let expected = [
        (1, "https://shop.example/hleb", 0, 0, 2),
        (2, "https://shop.example/kifle", 0, 0, 1),
        (3, "https://shop.example/jesen?a=1&b=2", 2, 1, 1),
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
    // Of the links, people's clicks stand apart from those of machines.
    let figure = |name: &str| -> Vec<Value> {
        clicks["by_link"].as_array().unwrap().iter().map(|link| link[name].clone()).collect()
    };
    assert_eq!(figure("total"), [json!(0), json!(0), json!(1)]);
    for _ in 0..60 {
        sent.program.clock.advance(chrono::Duration::seconds(1));
        for _ in 0..3 {
            sent.reader().get(&eva.open.clone().unwrap()).await.expect(200);
        }
    }
    assert_eq!(sent.report().await["opens"]["total"], 100);
}
