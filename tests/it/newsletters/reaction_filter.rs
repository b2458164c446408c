//! Customers found by how they reacted to a newsletter.

use serde_json::{Value, json};

use super::sent::Sent;

const LINK: &str = "https://shop.example/hleb";

impl Sent {
    /// The e-mail addresses of those whom a filter finds.
    async fn found(&self, filter: Value) -> Vec<String> {
        let body = json!({"filter": filter});
        let found = self.merchant.owner.post("/v1/customers/search", &body).await.expect(200).json();
        let mut addresses: Vec<String> = found["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|customer| customer["email"].as_str().unwrap().split('@').next().unwrap().to_owned())
            .collect();
        addresses.sort();
        addresses
    }

    fn id(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }

    fn reaction(&self, kind: &str) -> Value {
        json!({"reaction": {"newsletter": self.id(), "kind": kind}})
    }
}

#[tokio::test]
async fn who_opened_clicked_or_did_not_open_is_found_among_those_who_consented_to_profiling() {
    let sent = Sent::with_tracking("individual").await;
    for customer in [0, 1] {
        sent.profiling(customer, "granted").await;
    }
    let (ana, eva, iva) = (
        sent.links("ana@example.com").await,
        sent.links("eva@example.com").await,
        sent.links("iva@example.com").await,
    );
    for links in [&ana, &iva] {
        sent.reader().get(&links.open.clone().unwrap()).await.expect(200);
    }
    sent.program.record_hits().await;
    assert_eq!(sent.found(sent.reaction("opened")).await, ["ana"]);
    assert!(sent.found(sent.reaction("clicked")).await.is_empty(), "who has only opened has not clicked");
    for links in [&ana, &iva] {
        sent.reader().get(&links.click[0]).await.expect(302);
    }
    sent.program.client.with_header("User-Agent", "curl/8.5.0").get(&eva.open.unwrap()).await.expect(200);
    sent.program.record_hits().await;
    assert_eq!(sent.found(sent.reaction("opened")).await, ["ana"]);
    assert_eq!(sent.found(sent.reaction("clicked")).await, ["ana"]);
    assert_eq!(sent.found(sent.reaction("not_opened")).await, ["eva"], "a machine is nobody");
    assert_eq!(sent.found(json!({"not": sent.reaction("opened")})).await, ["eva", "iva"]);
    let clicked =
        |link: &str| json!({"reaction": {"newsletter": sent.id(), "kind": "clicked", "link": link}});
    assert_eq!(sent.found(clicked(LINK)).await, ["ana"]);
    assert!(sent.found(clicked("https://shop.example/kifle")).await.is_empty());
    // It can be stored, previewed, and sent to.
    let segment = json!({"name": "Otvorili", "filter": {"all": [sent.reaction("opened")]}});
    let segment = sent.merchant.owner.post("/v1/segments", &segment).await.expect(201).json();
    assert_eq!(segment["filter"], json!({"all": [sent.reaction("opened")]}));
    assert_eq!(sent.found(json!({"segment": segment["id"]})).await, ["ana"]);
    let by_link = json!({"name": "Hleb", "filter": clicked(LINK)});
    let by_link = sent.merchant.owner.post("/v1/segments", &by_link).await.expect(201).json();
    assert_eq!(sent.found(json!({"segment": by_link["id"]})).await, ["ana"]);
    // Whoever withdraws is told of no longer, and is not taken for somebody who did not open.
    sent.profiling(0, "withdrawn").await;
    for kind in ["opened", "clicked"] {
        assert!(sent.found(sent.reaction(kind)).await.is_empty(), "{kind}");
    }
    assert_eq!(sent.found(sent.reaction("not_opened")).await, ["eva"]);
}

#[tokio::test]
async fn what_was_sent_is_told_of_everybody_and_reactions_to_any_newsletter_by_their_time() {
    let sent = Sent::with_tracking("individual").await;
    sent.profiling(0, "granted").await;
    sent.profiling(1, "granted").await;
    assert_eq!(sent.found(sent.reaction("sent")).await, ["ana", "eva", "iva"]);
    assert_eq!(sent.found(json!({"reaction": {"kind": "sent"}})).await, ["ana", "eva", "iva"]);
    let ana = sent.links("ana@example.com").await;
    sent.reader().get(&ana.open.clone().unwrap()).await.expect(200);
    sent.reader().get(&ana.click[0]).await.expect(302);
    sent.program.record_hits().await;
    assert_eq!(sent.found(json!({"reaction": {"kind": "opened"}})).await, ["ana"]);
    assert_eq!(sent.found(json!({"reaction": {"kind": "not_clicked"}})).await, ["eva"]);
    assert_eq!(sent.found(sent.reaction("not_clicked")).await, ["eva"]);
    let within =
        |kind: &str, last: u32| json!({"reaction": {"kind": kind, "within": {"last": last, "unit": "day"}}});
    assert_eq!(sent.found(within("opened", 1)).await, ["ana"]);
    sent.program.clock.advance(chrono::Duration::days(10));
    let owner = sent.program.sign_in(&sent.merchant.owner_email).await;
    let found = async |filter: Value| {
        let found = owner.post("/v1/customers/search", &json!({"filter": filter})).await.expect(200).json();
        found["items"].as_array().unwrap().len()
    };
    assert_eq!(found(within("opened", 1)).await, 0);
    assert_eq!(found(within("sent", 1)).await, 0);
    assert_eq!(found(within("not_opened", 1)).await, 0, "nothing was sent in that time");
    assert_eq!(found(within("sent", 20)).await, 3);
    let stored = json!({"name": "Čitaju", "filter": within("opened", 20)});
    let stored = owner.post("/v1/segments", &stored).await.expect(201).json();
    assert_eq!(stored["filter"], within("opened", 20));
    // What was sent is told without individual tracking too.
    let sent = Sent::with_tracking("off").await;
    assert_eq!(sent.found(sent.reaction("sent")).await, ["ana", "eva", "iva"]);
}

#[tokio::test]
async fn what_cannot_be_told_is_refused_with_its_place() {
    let sent = Sent::with_tracking("individual").await;
    let other = sent.program.merchant().await;
    let preview = "/v1/segments/preview";
    let refused = async |client: &regulars_tests::Client, reaction: Value, pointer: &str, code: &str| {
        for (path, name) in [(preview, None), ("/v1/segments", Some("A"))] {
            let mut body = json!({"filter": {"any": [{"reaction": reaction}]}});
            if let Some(name) = name {
                body["name"] = json!(name);
            }
            let pointer = format!("/filter/any/0/reaction{pointer}");
            let problem = client.post(path, &body).await.expect_invalid(&pointer);
            assert_eq!(problem["errors"][0]["code"], code, "{problem}");
        }
    };
    let owner = &sent.merchant.owner;
    let of = |kind: &str| json!({"newsletter": sent.id(), "kind": kind});
    refused(&other.owner, of("opened"), "/newsletter", "unknown_newsletter").await;
    let nobody = json!({"newsletter": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff", "kind": "opened"});
    refused(owner, nobody, "/newsletter", "unknown_newsletter").await;
    refused(owner, json!({"newsletter": "first", "kind": "opened"}), "/newsletter", "invalid_value").await;
    refused(owner, of("loved"), "/kind", "invalid_value").await;
    refused(owner, json!({"newsletter": sent.id()}), "/kind", "missing_key").await;
    let mut within = of("opened");
    within["within"] = json!({"last": 3, "unit": "fortnight"});
    refused(owner, within, "/within/unit", "invalid_value").await;
    refused(owner, json!({"kind": "clicked", "link": LINK}), "/link", "unknown_key").await;
    let mut link = of("opened");
    link["link"] = json!(LINK);
    refused(owner, link.clone(), "/link", "unknown_key").await;
    link["kind"] = json!("clicked");
    link["link"] = json!("https://shop.example/elsewhere");
    refused(owner, link, "/link", "unknown_link").await;

    // A newsletter of another mode names nobody, and neither does one that was not sent.
    let draft = super::audience::newsletter_to(&sent.merchant, &[&sent.customers[0]]).await;
    let draft = json!({"newsletter": draft.rsplit('/').next().unwrap(), "kind": "not_opened"});
    refused(owner, draft, "/newsletter", "not_individual").await;
    for tracking in ["anonymous", "off"] {
        let sent = Sent::with_tracking(tracking).await;
        sent.profiling(0, "granted").await;
        for kind in ["opened", "clicked", "not_opened"] {
            let reaction = json!({"newsletter": sent.id(), "kind": kind});
            refused(&sent.merchant.owner, reaction, "/newsletter", "not_individual").await;
        }
        let mut audience = super::complete();
        audience["audience"] = json!({"filter": sent.reaction("opened")});
        let place = "/audience/filter/reaction/newsletter";
        sent.merchant.owner.post("/v1/newsletters", &audience).await.expect_invalid(place);
    }
}
