//! Newsletters that bring each recipient a coupon of their own.

use std::collections::BTreeSet;

use chrono::Duration;
use regulars_flows::claim_deliveries;
use regulars_kernel::{Channel, CustomerId, LeaseId, MerchantId, NewsletterId};
use regulars_newsletters::{ClaimedDelivery, DeliveryClaim, MergeAttribute, MergePoints};
use regulars_smtp_server::{Fault, Script, ScriptedSmtpServer, Stage};
use regulars_tests::{Merchant, Program};
use regulars_worker::Worker;
use serde_json::{Value, json};
use uuid::Uuid;

use super::audience::{grant_pack, newsletter_to, reachable};
use super::fixture::{Fixture, id, relay, scope, states};
use crate::coupons::{campaign, draft};
use crate::loyalty::{buy, with};
use crate::segments::id_of;

const TEXT: &str = "Kod: {{ coupon }}.";

/// A newsletter that is being sent to so many, and brings each of them a coupon.
async fn with_coupons(fixture: &Fixture, count: usize) -> (MerchantId, NewsletterId) {
    let merchant = fixture.merchant("live").await;
    let addresses: Vec<String> = (0..count).map(|number| format!("kupac-{number}@example.com")).collect();
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let newsletter = fixture.newsletter_to(merchant, &borrowed).await;
    let campaign = id(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_00ca_0001));
    let merchant_id = id(merchant.value());
    fixture
        .run(&format!(
            "INSERT INTO coupon_campaigns (merchant_id, id, name, state, terms, used, reserved, spent, created_at,
                 updated_at)
             SELECT {merchant_id}, {campaign}, 'Deset odsto', 'active', '{{}}', 0, 0, 0, created_at, updated_at
             FROM newsletters WHERE id = {}",
            id(newsletter.value())
        ))
        .await;
    fixture
        .run(&format!(
            "UPDATE newsletters SET intro = '{TEXT}', coupon_campaign_id = {campaign} WHERE id = {}",
            id(newsletter.value())
        ))
        .await;
    (merchant, newsletter)
}

/// The codes that arrived, each as often as it did.
fn arrived(server: &ScriptedSmtpServer) -> Vec<String> {
    let messages = server.messages().into_iter();
    messages.map(|message| code_in(&String::from_utf8(message.data).unwrap().replace("=\r\n", ""))).collect()
}

fn code_in(text: &str) -> String {
    let (_, rest) = text.split_once("Kod: ").unwrap_or_else(|| panic!("no code in {text}"));
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn kept(fixture: &Fixture) -> (i64, i64, i64) {
    // What recipients have, what belongs to them as a coupon, and what the batch counts.
    let both = "SELECT COUNT(*) AS value FROM newsletter_coupons AS n JOIN coupon_codes AS k
        ON k.merchant_id = n.merchant_id AND k.code = n.code AND k.customer_id = n.customer_id";
    (
        fixture.number(both).await,
        fixture.number("SELECT COUNT(*) AS value FROM coupon_codes").await,
        fixture.number("SELECT made AS value FROM coupon_batches").await,
    )
}

#[tokio::test]
async fn each_message_carries_a_code_of_its_own_also_when_it_is_tried_again() {
    let fixture = Fixture::set().await;
    let (_, newsletter) = with_coupons(&fixture, 12).await;
    let (server, worker) =
        fixture.weather(Script::default().with(Fault::reply(Stage::Dot, 451).times(5))).await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("deferred", 5), ("sent", 7)]));
    assert_eq!(kept(&fixture).await, (12, 12, 12));
    fixture.clock.advance(Duration::minutes(30));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 12)]));
    assert_eq!(kept(&fixture).await, (12, 12, 12), "no second code was made for who had one");
    let codes: BTreeSet<String> = arrived(&server).into_iter().collect();
    assert_eq!(codes.len(), 12, "{codes:?}");
    for code in codes {
        let found = format!("SELECT COUNT(*) AS value FROM newsletter_coupons WHERE code = '{code}'");
        assert_eq!(fixture.number(&found).await, 1, "{code} is nobody's");
    }
}

#[tokio::test]
async fn two_workers_at_once_give_each_recipient_one_code() {
    let fixture = Fixture::set().await;
    let (_, newsletter) = with_coupons(&fixture, 80).await;
    let server = ScriptedSmtpServer::start(Script::default()).await.unwrap();
    let worker = |claim| {
        let mut parts = fixture.parts(relay(&server, 5));
        parts.settings.claim = claim;
        Worker::new(parts)
    };
    let (one, two) = (worker(20), worker(7));
    let (first, second) = tokio::join!(one.run_until_idle(), two.run_until_idle());
    first.unwrap();
    second.unwrap();
    one.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 80)]));
    assert_eq!(kept(&fixture).await, (80, 80, 80));
    let codes = arrived(&server);
    let distinct: BTreeSet<&String> = codes.iter().collect();
    assert_eq!((codes.len(), distinct.len()), (80, 80));
}

async fn claim(fixture: &Fixture, of: (MerchantId, NewsletterId), channel: Channel) -> Vec<ClaimedDelivery> {
    let (merchant, newsletter) = of;
    let environment = fixture.environment();
    let now = environment.now();
    let claim = DeliveryClaim {
        newsletter,
        channel,
        lease: LeaseId::new(environment.new_id()),
        until: now + Duration::seconds(30),
        merchant_now: now,
        after: None,
        limit: 100,
        attributes: vec![MergeAttribute::of_points(MergePoints::Coupon)],
    };
    let claimed = fixture.store.write(scope(merchant), move |tx| {
        Box::pin(async move { claim_deliveries(tx, &environment, &claim).await })
    });
    claimed.await.unwrap()
}

fn codes_of(claimed: &[ClaimedDelivery]) -> Vec<(CustomerId, String)> {
    let coupon = MergeAttribute::of_points(MergePoints::Coupon);
    let code = |one: &ClaimedDelivery| match &one.recipient.attributes[&coupon] {
        regulars_newsletters::MergeValue::Text(text) => text.expose().clone(),
        other => panic!("{other:?} is no code"),
    };
    let mut codes: Vec<_> = claimed.iter().map(|one| (one.cursor.key.customer, code(one))).collect();
    codes.sort();
    codes
}

#[tokio::test]
async fn what_a_dead_worker_had_given_goes_with_the_message_and_two_channels_bring_the_same() {
    let fixture = Fixture::set().await;
    let of = with_coupons(&fixture, 30).await;
    // A second channel, which no newsletter takes yet.
    fixture
        .run(
            "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                 next_attempt_at)
             SELECT merchant_id, newsletter_id, 'sms', customer_id, '+381641234567', 'queued', 0, next_attempt_at
             FROM deliveries",
        )
        .await;
    let (emails, texts) =
        tokio::join!(claim(&fixture, of, Channel::Email), claim(&fixture, of, Channel::Sms));
    let codes = codes_of(&emails);
    assert_eq!((codes.len(), &codes), (30, &codes_of(&texts)));
    assert_eq!(kept(&fixture).await, (30, 30, 30));

    // Both die. Of e-mails a worker takes over what they had.
    fixture.run("DELETE FROM deliveries WHERE channel = 'sms'").await;
    fixture.clock.advance(Duration::seconds(31));
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(of.1).await, states(&[("sent", 30)]));
    let given: BTreeSet<String> = codes.into_iter().map(|(_, code)| code).collect();
    assert_eq!(
        (arrived(&server).into_iter().collect::<BTreeSet<_>>(), kept(&fixture).await),
        (given, (30, 30, 30))
    );
}

async fn text_sent_to(merchant: &Merchant, email: &str) -> String {
    let found = merchant.owner.get(&format!("/v1/sandbox/messages?to={email}")).await.expect(200).json();
    let items = found["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{found}");
    items[0]["text"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_a_newsletter_brought_is_used_by_who_got_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path_of_campaign = campaign(owner, json!({"limits": {"per_code": 1}}), &["STARI"]).await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&ana, &eva]).await;
    let text = json!({"intro": TEXT});
    let refused = owner.patch(&path, &text).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["code"], "unknown_field", "it names no campaign: {refused}");
    let patch = with(text, &json!({"coupon_campaign_id": id_of(&path_of_campaign)}));
    owner.patch(&path, &patch).await.expect(200);
    let body = json!({"customer_id": ana});
    let preview = owner.post(&format!("{path}/preview"), &body).await.expect(200).json();
    assert_eq!(code_in(preview["text"].as_str().unwrap()), "PRIMER12345678", "{preview}");
    owner.post(&format!("{path}/test-sends"), &json!({"to": [merchant.owner_email]})).await.expect(202);
    program.work().await;
    assert_eq!(code_in(&text_sent_to(&merchant, &merchant.owner_email).await), "PRIMER12345678");
    assert_eq!(owner.get(&path_of_campaign).await.expect(200).json()["codes"], 1, "no look takes a code");

    owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    program.work().await;
    let till = merchant.terminal().await;
    let mut codes = BTreeSet::new();
    for (number, customer, email) in [("1", &ana, "ana@example.com"), ("2", &eva, "eva@example.com")] {
        let code = code_in(&text_sent_to(&merchant, email).await);
        let held = owner.get(&format!("/v1/customers/{customer}/coupons")).await.expect(200).json();
        assert_eq!(
            (held["items"].as_array().unwrap().len(), &held["items"][0]["code"]),
            (1, &json!(code)),
            "{held}"
        );
        let identify = json!({"identify": {"customer_id": customer}, "coupons": [code]});
        let answer = buy(&till, &crate::coupons::plain(number, 30_000, identify)).await;
        assert_eq!(
            (&answer["coupons"][0]["code"], &answer["warnings"]),
            (&json!(code), &json!([])),
            "{answer}"
        );
        codes.insert(code);
    }
    assert_eq!(codes.len(), 2);
    let batches = owner.get(&format!("{path_of_campaign}/batches")).await.expect(200).json();
    let ids: Vec<&str> =
        batches["items"].as_array().unwrap().iter().map(|batch| batch["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&id_of(&path)), "{batches}");
}

#[tokio::test]
async fn a_newsletter_whose_campaign_has_too_little_is_not_sent() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&ana, &eva]).await;
    let foreign = json!({"coupon_campaign_id": id_of(&draft(&other.owner, json!({})).await)});
    let problem = owner.patch(&path, &foreign).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/coupon_campaign_id", "{problem}");

    let of_coupons = draft(owner, json!({"limits": {"in_all": 1}})).await;
    let named = json!({"coupon_campaign_id": id_of(&of_coupons)});
    owner.patch(&path, &named).await.expect(200);
    let warned = async || {
        let recap = owner.get(&format!("{path}/recap")).await.expect(200).json();
        let warnings = recap["warnings"].as_array().unwrap().iter();
        let of_coupons = warnings.filter(|one| one["code"].as_str().unwrap().starts_with("coupon"));
        of_coupons.map(|one| (one["code"].clone(), one["blocks_sending"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(warned().await, [(json!("coupon_not_shown"), json!(false))]);
    owner.patch(&path, &json!({"intro": TEXT})).await.expect(200);
    let short = [(json!("coupons_short"), json!(true))];
    let send = format!("{path}/send");
    for change in
        [json!({"name": "Leto"}), json!({"state": "active"}), json!({"validity": {"to": "2026-11-20"}})]
    {
        owner.patch(&of_coupons, &change).await.expect(200);
        assert_eq!(warned().await, short, "{change}");
        let refused = owner.post(&send, &json!({})).await.expect_problem(409, "conflict");
        assert_eq!(refused["reason"], "coupons_short", "{refused}");
    }
    // What a newsletter names is not deleted, and the text keeps the campaign.
    let problem = owner.patch(&path, &json!({"coupon_campaign_id": null})).await;
    assert_eq!(problem.expect_problem(422, "validation_failed")["errors"][0]["code"], "unknown_field");
    let enough = json!({"validity": {"to": null}, "limits": {"in_all": 2}});
    owner.patch(&of_coupons, &enough).await.expect(200);
    assert_eq!(warned().await, Vec::<(Value, Value)>::new());
    owner.post(&send, &json!({})).await.expect(202);
    program.work().await;
    assert_ne!(
        code_in(&text_sent_to(&merchant, "ana@example.com").await),
        code_in(&text_sent_to(&merchant, "eva@example.com").await)
    );
}

#[tokio::test]
async fn a_campaign_that_a_newsletter_names_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let of_coupons = draft(owner, json!({})).await;
    let body = json!({"name": "Jesen", "intro": TEXT, "coupon_campaign_id": id_of(&of_coupons)});
    let made = owner.post("/v1/newsletters", &body).await.expect(201);
    assert_eq!(made.json()["coupon_campaign_id"], id_of(&of_coupons));
    let problem = owner.delete(&of_coupons).await.expect_problem(409, "in_use");
    assert_eq!(problem["users"][0]["kind"], "newsletter", "{problem}");
    owner.delete(made.header("location").unwrap()).await.expect(204);
    owner.delete(&of_coupons).await.expect(204);
}

#[tokio::test]
async fn messages_show_the_tier_of_each_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = crate::loyalty::draft(owner, json!({}), json!({}), &[crate::loyalty::per_hundred()]).await;
    let tier =
        |code: &str, name: &str, threshold: i64| json!({"code": code, "name": name, "threshold": threshold});
    let scheme = json!({"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
        "downgrade": "all", "tiers": [tier("bronze", "Bronzani", 0), tier("silver", "Srebrni", 100_000)]});
    owner.put(&format!("{club}/tiers"), &json!({"scheme": scheme})).await.expect(200);
    crate::loyalty::set_state(owner, &club, "active").await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    buy(owner, &crate::loyalty::receipt("1", &json!({"id": ana}), 150_000, json!({}))).await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&ana, &eva]).await;
    let text = "Nivo: {{ tier | default('nikakav') }}.";
    owner.patch(&path, &json!({"intro": text})).await.expect(200);
    owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    program.work().await;
    for (email, expected) in [("ana@example.com", "Nivo: Srebrni."), ("eva@example.com", "Nivo: nikakav.")] {
        let told = text_sent_to(&merchant, email).await;
        assert!(told.contains(expected), "{told}");
    }
}
