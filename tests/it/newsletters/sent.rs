//! A newsletter that was sent, and the links of its messages.

use regulars_tests::{Client, Merchant, Program};
use serde_json::{Value, json};

use super::audience::{grant_pack, newsletter_to, reachable};

pub const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

/// A newsletter that was sent to three customers a few minutes ago.
pub struct Sent {
    pub program: Program,
    pub merchant: Merchant,
    pub path: String,
    /// The customers: Ana, Eva and Iva.
    pub customers: Vec<String>,
}

/// The links of one message.
pub struct Links {
    pub click: Vec<String>,
    pub open: Option<String>,
    pub view: String,
    pub unsubscribe: String,
    pub preferences: String,
}

impl Sent {
    pub async fn with_tracking(tracking: &str) -> Self {
        let program = Program::start().await;
        let merchant = program.merchant().await;
        merchant.owner.patch("/v1/merchant", &json!({"tracking": tracking})).await.expect(200);
        let mut customers = Vec::new();
        for email in ["ana@example.com", "eva@example.com", "iva@example.com"] {
            customers.push(reachable(&program, &merchant, email).await);
        }
        grant_pack(&program, &merchant).await;
        let picked: Vec<&str> = customers.iter().map(String::as_str).collect();
        let path = newsletter_to(&merchant, &picked).await;
        let blocks = json!({"blocks": [
            {"type": "text", "text": "Stigao je [hleb](https://shop.example/hleb), stigle su [kifle](https://shop.example/kifle)."},
            {"type": "button", "label": "Pogledajte", "url": "https://shop.example/jesen?a=1&b=2"}
        ]});
        merchant.owner.patch(&path, &json!({"content": blocks})).await.expect(200);
        merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
        program.work().await;
        program.clock.advance(chrono::Duration::minutes(4));
        Self { program, merchant, path, customers }
    }

    pub async fn links(&self, email: &str) -> Links {
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

    pub fn reader(&self) -> Client {
        self.program.client.with_header("User-Agent", FIREFOX)
    }

    pub async fn report(&self) -> Value {
        self.program.record_hits().await;
        self.merchant.owner.get(&format!("{}/report", self.path)).await.expect(200).json()
    }

    /// The customer consents to profiling, or no longer does.
    pub async fn profiling(&self, customer: usize, state: &str) {
        let path = format!("/v1/customers/{}/consents", self.customers[customer]);
        let body = json!({"purpose": "profiling", "state": state, "source": "shop"});
        self.merchant.owner.post(&path, &body).await.expect(201);
    }

    /// Moves the clock, which ends the owner's session, and signs in again.
    pub async fn wait(&mut self, time: chrono::Duration) {
        self.program.clock.advance(time);
        self.merchant.owner = self.program.sign_in(&self.merchant.owner_email).await;
    }
}
