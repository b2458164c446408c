//! The figures of a newsletter's report: what is measured, what is not, and what adds up.

use regulars_tests::Program;
use reqwest::Method;
use serde_json::{Value, json};

use super::audience::{grant_pack, newsletter_to, reachable};
use super::sent::Sent;

#[tokio::test]
async fn what_was_not_measured_is_null_and_not_zero() {
    let sent = Sent::with_tracking("off").await;
    let ana = sent.links("ana@example.com").await;
    assert!(ana.click.is_empty() && ana.open.is_none());
    // Turned on afterwards, nothing is known of what was sent before.
    sent.merchant.owner.patch("/v1/merchant", &json!({"tracking": "individual"})).await.expect(200);
    let report = sent.report().await;
    let nothing = json!({"total": null, "unique": null, "human": null, "machine": null});
    assert_eq!(report["opens"], nothing);
    for name in ["total", "unique", "human", "machine"] {
        assert_eq!(report["clicks"][name], Value::Null, "{report}");
    }
    let links = report["clicks"]["by_link"].as_array().unwrap();
    assert_eq!(links.len(), 3);
    for link in links {
        assert_eq!(
            (&link["unique"], &link["total"], &link["machine"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
    }
    assert_eq!(report["rates"], json!({"open": null, "click": null, "unsubscribe": 0.0}));
    assert_eq!((&report["delivered"], &report["unsubscribes"]), (&json!(3), &json!(0)));
}

#[tokio::test]
async fn a_customer_is_human_or_machine_and_never_both() {
    let sent = Sent::with_tracking("anonymous").await;
    let (ana, eva, iva) = (
        sent.links("ana@example.com").await,
        sent.links("eva@example.com").await,
        sent.links("iva@example.com").await,
    );
    let robot = sent.program.client.with_header("User-Agent", "curl/8.5.0");
    for open in [&ana.open, &eva.open] {
        robot.get(&open.clone().unwrap()).await.expect(200);
    }
    sent.reader().send(Method::HEAD, &ana.click[0], None, Vec::new()).await.expect(302);
    sent.reader().get(&ana.open.unwrap()).await.expect(200);
    sent.reader().get(&ana.click[0]).await.expect(302);
    // Of a program that is not known nobody can tell that a hand was behind it.
    sent.program.client.with_header("User-Agent", "Toaster/1.0").get(&iva.open.unwrap()).await.expect(200);
    let report = sent.report().await;
    assert_eq!(report["opens"], json!({"total": 4, "unique": 3, "human": 1, "machine": 2}));
    let clicks = &report["clicks"];
    assert_eq!((&clicks["unique"], &clicks["human"], &clicks["machine"]), (&json!(1), &json!(1), &json!(0)));
    let first = &clicks["by_link"][0];
    assert_eq!((&first["total"], &first["unique"], &first["machine"]), (&json!(1), &json!(1), &json!(0)));
}

#[tokio::test]
async fn what_a_scanner_fetched_just_before_its_burst_is_the_scanner_s() {
    let sent = Sent::with_tracking("anonymous").await;
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    let open_of_ana = ana.open.clone().unwrap();
    sent.reader().get(&open_of_ana).await.expect(200);
    sent.program.clock.advance(chrono::Duration::minutes(1));
    assert_eq!(sent.report().await["opens"]["human"], 1);
    // Eva's scanner fetches the image, and eight seconds later it follows all links.
    sent.reader().get(&eva.open.clone().unwrap()).await.expect(200);
    sent.reader().get(&open_of_ana).await.expect(200);
    assert_eq!(sent.report().await["opens"]["human"], 2);
    sent.program.clock.advance(chrono::Duration::seconds(8));
    for link in &eva.click {
        sent.reader().get(link).await.expect(302);
    }
    let report = sent.report().await;
    assert_eq!(report["opens"], json!({"total": 3, "unique": 2, "human": 1, "machine": 1}));
    assert_eq!((&report["clicks"]["human"], &report["clicks"]["machine"]), (&json!(0), &json!(1)));
    // What Ana did a minute before somebody else's scanner, and before her own, was done by hand.
    for link in &ana.click {
        sent.reader().get(link).await.expect(302);
    }
    assert_eq!(sent.report().await["opens"], json!({"total": 3, "unique": 2, "human": 1, "machine": 1}));
}

/// Whether the messages that the report tells of are all of the audience.
fn adds_up(report: &Value) -> bool {
    let number = |name: &str| report[name].as_i64().unwrap();
    let states = ["delivered", "deferred", "failed", "unknown", "kept_back", "cancelled", "waiting"];
    number("recipients") == states.into_iter().map(number).sum::<i64>()
}

#[tokio::test]
async fn the_states_of_a_report_add_up_to_its_recipients_at_any_time() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    grant_pack(&program, &merchant).await;
    let mut customers = Vec::new();
    for name in ["ana", "eva", "iva", "mia", "una"] {
        customers.push(reachable(&program, &merchant, &format!("{name}@example.com")).await);
    }
    let customers: Vec<&str> = customers.iter().map(String::as_str).collect();
    let path = newsletter_to(&merchant, &customers).await;
    let report = async || merchant.owner.get(&format!("{path}/report")).await.expect(200).json();
    assert!(adds_up(&report().await), "before it is sent");
    merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    let waiting = report().await;
    assert_eq!((&waiting["recipients"], &waiting["waiting"]), (&json!(5), &json!(5)));
    let lease = "lease_id = newsletter_id, leased_until = '2026-11-21T10:05:00+00:00'";
    for (states, deferred) in [
        (format!("state = 'leased', {lease}"), 0),
        (format!("state = 'sending', {lease}"), 0),
        ("state = 'deferred', lease_id = NULL, leased_until = NULL".to_owned(), 1),
    ] {
        let one = "address = 'ana@example.com'";
        program.run_sql(&format!("UPDATE deliveries SET {states} WHERE {one}")).await;
        let report = report().await;
        assert_eq!(
            (&report["deferred"], &report["waiting"]),
            (&json!(deferred), &json!(5 - deferred)),
            "{report}"
        );
        assert!(adds_up(&report), "{report}");
    }
    merchant.owner.post(&format!("{path}/cancel"), &json!({})).await.expect(200);
    let cancelled = report().await;
    assert!(adds_up(&cancelled) && cancelled["cancelled"] == 5, "{cancelled}");
}
