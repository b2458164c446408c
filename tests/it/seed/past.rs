//! What the demo has behind it when it is made.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Demo;

const SENT: &str = "/v1/newsletters/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd3";

#[tokio::test]
async fn the_totals_of_the_demo_s_customers_are_those_of_its_receipts() {
    let demo = Demo::start().await;
    let mut bought: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let (mut refunded, mut anonymous) = (0, 0);
    let purchases = demo.all("purchases").await;
    for purchase in &purchases {
        let amount = |field: &str| purchase[field]["amount"].as_i64().unwrap();
        refunded += i64::from(amount("refunded_total") > 0);
        let Some(customer) = purchase["customer_id"].as_str() else {
            anonymous += 1;
            continue;
        };
        let (count, total) = bought.entry(customer.to_owned()).or_default();
        *count += i64::from(purchase["fully_refunded"] == false);
        *total += amount("total") - amount("refunded_total");
    }
    assert!((3_000..10_000).contains(&purchases.len()), "{}", purchases.len());
    assert!(refunded > 20 && anonymous > 100, "{refunded} {anonymous}");
    for customer in demo.all("customers").await {
        let stored = &customer["purchases"];
        let expected = bought.remove(customer["id"].as_str().unwrap()).unwrap_or_default();
        let stored = (stored["count"].as_i64().unwrap(), stored["total"]["amount"].as_i64().unwrap());
        assert_eq!(stored, expected, "{customer}");
    }
    assert!(bought.is_empty());
}

#[tokio::test]
async fn every_target_group_of_the_demo_has_members_and_the_dashboard_is_full() {
    let demo = Demo::start().await;
    let segments = demo.all("segments").await;
    assert_eq!(segments.len(), 9);
    for segment in segments {
        let preview = demo.preview(json!({"segment": segment["id"]})).await;
        assert!(preview["count"].as_i64().unwrap() >= 5, "{segment}: {preview}");
    }
    let dashboard = demo.owner.get("/v1/dashboard").await.expect(200).json();
    for list in ["newest_customers", "top_customers", "latest_purchases", "upcoming_birthdays"] {
        assert_eq!(dashboard[list].as_array().unwrap().len(), 10, "{list}");
    }
    assert!(dashboard["top_customers"][0]["purchases"]["total"]["amount"].as_i64().unwrap() > 0);
}

#[tokio::test]
async fn the_demo_s_customers_have_said_all_that_one_can_say() {
    let demo = Demo::start().await;
    let consent = |purpose: &str, channel: Option<&str>, state: &str| {
        let mut consent = json!({"purpose": purpose, "state": state});
        if let Some(channel) = channel {
            consent["channel"] = json!(channel);
        }
        json!({"consent": consent})
    };
    for (filter, least) in [
        (consent("data_processing", None, "granted"), 400),
        (consent("advertising", Some("email"), "granted"), 200),
        (consent("advertising", Some("email"), "refused"), 20),
        (consent("advertising", Some("email"), "withdrawn"), 15),
        (consent("advertising", Some("sms"), "granted"), 80),
    ] {
        let found = demo.preview(filter.clone()).await["count"].as_i64().unwrap();
        assert!(found >= least, "{filter}: {found}");
    }
    let milica = "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40";
    let history = demo.owner.get(&format!("{milica}/consents/history")).await.expect(200).json();
    let opt_in = history["items"].as_array().unwrap().iter().find(|entry| entry["source"] == "double_opt_in");
    let opt_in = opt_in.unwrap();
    assert_eq!(
        (&opt_in["state"], &opt_in["text_version"], &opt_in["actor"]["kind"]),
        (&json!("granted"), &json!("2024-11"), &json!("customer"))
    );
    assert!(opt_in["evidence"]["user_agent"].is_string(), "{opt_in}");
}

#[tokio::test]
async fn the_newsletter_that_the_demo_has_sent_was_really_sent() {
    let demo = Demo::start().await;
    assert_eq!(demo.owner.get(SENT).await.expect(200).json()["state"], "sent");
    let report = demo.owner.get(&format!("{SENT}/report")).await.expect(200).json();
    let number = |pointer: &str| report.pointer(pointer).and_then(Value::as_i64).unwrap();
    let recipients = number("/recipients");
    assert!(recipients > 150 && number("/delivered") == recipients, "{report}");
    for count in ["/opens/human", "/opens/machine", "/clicks/human", "/clicks/machine", "/unsubscribes"] {
        assert!(number(count) > 0, "{count}: {report}");
    }
    assert!(number("/opens/unique") < recipients, "{report}");
    assert!(report["rates"]["open"].as_f64().unwrap() > report["rates"]["click"].as_f64().unwrap());
    for link in report["clicks"]["by_link"].as_array().unwrap() {
        assert!(link["unique"].as_i64().unwrap() > 0, "{report}");
    }
    let messages = demo.all("sandbox/messages").await;
    let is_news = |message: &&Value| message["subject"].as_str().unwrap().ends_with("stigao je novi hleb");
    assert_eq!(i64::try_from(messages.iter().filter(is_news).count()).unwrap(), recipients);
    let ledger = demo.all("quota/ledger").await;
    let used: i64 = ledger
        .iter()
        .filter(|entry| entry["kind"] == "use")
        .map(|entry| entry["amount"].as_i64().unwrap())
        .sum();
    assert_eq!(used, recipients, "{ledger:?}");
    // A worker that begins now finds nothing to do.
    demo.program.work().await;
    assert_eq!(demo.all("sandbox/messages").await, messages);
}

#[tokio::test]
async fn the_newest_customers_of_the_demo_can_still_confirm_from_the_mailbox() {
    let demo = Demo::start().await;
    let path = &demo.summary.mailbox_url[demo.summary.mailbox_url.find("/mailbox/").unwrap()..];
    let messages = demo.all("sandbox/messages").await;
    let mut asked = 0;
    for message in &messages {
        let text = message["text"].as_str().unwrap();
        let Some(at) = text.find("/c/") else { continue };
        asked += 1;
        let link = text[at..].split_whitespace().next().unwrap();
        assert!(demo.program.client.get(link).await.expect(200).text.contains("<form method=\"post\">"));
        let shown = demo.program.client.get(&format!("{path}/{}", message["id"].as_str().unwrap())).await;
        assert!(shown.expect(200).text.contains(&link.replace('/', "&#x2f;")));
    }
    assert!(asked > 1, "{asked}");
    // They are the newest messages, so that the mailbox begins with them.
    let newest = messages[0]["id"].as_str().unwrap();
    assert!(messages[0]["text"].as_str().unwrap().contains("/c/"), "{}", messages[0]);
    assert!(demo.program.client.get(path).await.expect(200).text.contains(newest));
}
