//! Everything that the register says is about customers is told, or is listed with a reason.

use std::collections::BTreeSet;

use regulars_persistence::{TableTold, coverage};
use regulars_tests::Client;
use serde_json::{Value, json};

use super::{ready, told};
use crate::newsletters::sent::Sent;

/// Somebody who leaves every trace there is.
async fn known() -> (Sent, String) {
    let sent = Sent::with_tracking("individual").await;
    let (program, owner) = (&sent.program, &sent.merchant.owner);
    let id = sent.customers[0].clone();
    let customer = format!("/v1/customers/{id}");
    owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    owner.post("/v1/attributes", &json!({"key": "flower", "name": "Cvet", "type": "text"})).await.expect(201);
    let fields = json!({
        "external_id": "K-77", "title": "dr", "vocative": "Petroviću", "company": "Trn Komerc", "phone": "+381641239871",
        "birth_date": "1971-03-29", "language": "sr-RS", "tags": ["VIP"], "attributes": {"flower": "karanfil"},
        "address": {"street": "Ulica 12", "postcode": "77123", "city": "Trnovgrad", "country": "RS"},
        "source": {"last_utm": {"term": "povratak"}}
    });
    owner.patch(&customer, &fields).await.expect(200);
    owner.post(&format!("{customer}/enroll"), &json!({"card_number": "AB123456"})).await.expect(201);
    owner.post(&format!("{customer}/card-link"), &json!({})).await.expect(201);
    for (purpose, evidence) in
        [("profiling", json!({"form": "F-77"})), ("third_parties", json!({"form": "F-78"}))]
    {
        let consent = json!({"purpose": purpose, "state": "granted", "source": "till", "evidence": evidence});
        owner.post(&format!("{customer}/consents"), &consent).await.expect(201);
    }
    let links = sent.links("ana@example.com").await;
    sent.reader().get(&links.open.clone().unwrap()).await.expect(200);
    sent.reader().get(&links.click[0]).await.expect(302);
    program.record_hits().await;

    let club = crate::loyalty::programme(owner, json!({}), json!({}), &[crate::loyalty::per_hundred()]).await;
    let scheme = json!({"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
        "downgrade": "one", "tiers": [{"code": "silver", "name": "Srebrni", "threshold": 1}]});
    owner.put(&format!("{club}/tiers"), &json!({"scheme": scheme})).await.expect(200);
    let inviting = json!({"scheme": crate::referrals::scheme(&json!({}))});
    owner.put(&format!("{club}/referral-scheme"), &inviting).await.expect(200);
    let campaign = crate::coupons::campaign(owner, json!({}), &["DESET10"]).await;
    let own = json!({"campaign_id": campaign.rsplit('/').next().unwrap()});
    owner.post(&format!("{customer}/coupons"), &own).await.expect(201);
    let mut receipt = crate::purchases::coffee("R-100");
    receipt["identify"] = json!({"card": "AB123456"});
    receipt["source"] = json!("kasa-1");
    receipt["cart_id"] = json!("korpa-77");
    receipt["coupons"] = json!(["DESET10"]);
    receipt["tenders"] = json!([{"kind": "money", "amount": 18_000, "method": "cash"}]);
    let cart = crate::carts::cart("korpa-77", &json!({"customer_id": id}));
    owner.post("/v1/carts", &cart).await.expect(201);
    crate::events::tell(owner, &crate::events::event("E-77", &json!({"id": id}), json!({}))).await;
    let bought = owner.post("/v1/purchases", &receipt).await.expect(201);
    let refund = json!({"refund_number": "P-1", "source": "kasa-1", "occurred_at": "2026-11-21T09:00:00Z",
        "lines": [{"line": 1, "quantity": "1"}]});
    owner.post(&format!("{}/refunds", bought.header("location").unwrap()), &refund).await.expect(201);
    order_coupon(owner, &club, &json!({"id": id})).await;
    let code = crate::referrals::code_of(owner, &club, &json!({"id": id})).await;
    crate::referrals::friend(owner, &code, "064 7777777").await;
    owner.post("/v1/rfm/recomputations", &json!({})).await;
    program.work().await;

    crate::interactions::log(owner, &customer, json!({"subject": "Subota", "text": "Zvala zbog subote."}))
        .await;
    let (case, _) = crate::cases::open(owner, &json!({"id": id}), json!({"subject": "Pogrešan hleb"})).await;
    let message = json!({"kind": "inbound", "text": "Dobila sam raženi."});
    owner.post(&format!("{case}/messages"), &message).await.expect(201);
    let fields = json!({"issued_on": "2026-11-01", "buyer_reference": "PO 77", "buyer_tax_id": "RS100000001",
        "lines": [{"sku": "1001", "name": "Kafa", "quantity": "1", "unit_price": 18_000, "total": 18_000,
            "tax": {"category": "standard", "percent": "20"}}]});
    let (invoice, _) = crate::invoices::bill(owner, &json!({"id": id}), 1, fields).await;
    crate::invoices::pay(owner, &invoice, 500, json!({"method": "transfer", "reference": "77-1"})).await;
    owner.post(&format!("{invoice}/reminders"), &Value::Null).await.expect(202);
    let survey = crate::surveys::open(owner, "nps", json!({})).await;
    let asked = crate::surveys::invite(program, owner, &survey, &json!({"id": id})).await;
    crate::surveys::send(program, &asked, "9", "Odlično").await.expect(200);
    crate::files::attach(owner, &customer, "ugovor.txt", b"Dogovoreno.").await;
    let company = crate::companies::add(owner, json!({"name": "Pekara Trn"})).await;
    let employee = json!({"customer_id": id, "role": "buyer", "job_title": "Nabavka", "since": "2026-01-02",
        "until": "2026-12-31", "is_main": true});
    owner.post(&format!("{company}/employees"), &employee).await.expect(201);
    let offer = crate::offers::write(owner, &company, json!({})).await;
    let by_mail = json!({"by": "email", "customer_id": id});
    let sent_offer = owner.post(&format!("{offer}/send"), &by_mail).await.expect(200).json();
    let page = crate::offers::page_of(program, &sent_offer["offer"]);
    crate::offers::decide_with_remark(program, &page, "accept", "Ana+Trn", "Pre+subote").await.expect(200);
    let mail = crate::mails::mail("77@e", "pekara@example.com", "ana@example.com", "Subota", "Radimo.");
    crate::mails::hand_over(owner, mail).await;
    let changes = json!({"set": {"company": "Trn i sinovi"}});
    crate::bulk_edits::done(program, owner, json!({"ids": [id]}), changes).await;
    let file = "Šifra kupca;Ime;Telefon\nK-77;Petronije;+381641239871\nK-78;Mia;\n";
    let import = crate::imports::check(program, owner, file).await;
    crate::imports::commit(program, owner, &import).await;
    // What a row says is kept until it is written.
    crate::imports::check(program, owner, &file.replace("Petronije", "Petronius")).await;
    for table in [
        "suppressions (merchant_id, channel, address, reason, source, created_at)
         SELECT merchant_id, 'email', email_folded, 'bounce', 'relay', created_at",
        "confirmation_tokens (merchant_id, token_hash, purpose, customer_id, channel, address, created_at, expires_at)
         SELECT merchant_id, HASH, 'opt_in', id, 'email', email_folded, created_at, updated_at",
    ] {
        let hash = if regulars_tests::is_postgres() { "'\\x00'::bytea" } else { "x'00'" };
        let sql = format!("INSERT INTO {} FROM customers WHERE {}", table.replace("HASH", hash), is_customer(&id));
        program.run_sql(&sql).await;
    }
    (sent, customer)
}

/// Orders a coupon, and hands it over.
async fn order_coupon(owner: &Client, club: &str, customer: &Value) {
    let own = crate::loyalty::account(owner, customer).await;
    crate::loyalty::adjust(owner, &own, 100, &json!({})).await.expect(201);
    let coupon = json!({"kind": "coupon", "stock": "codes"});
    let body = crate::rewards::cup(club.rsplit('/').next().unwrap(), coupon);
    let reward = crate::rewards::offer(owner, &body).await;
    owner.post(&format!("{reward}/codes"), &json!({"codes": ["KUPON-77"]})).await.expect(200);
    let made = crate::rewards::order(owner, &reward, customer, json!({})).await.expect(201).json();
    for step in ["confirm", "issue"] {
        crate::rewards::step(owner, &made, step).await.expect(200);
    }
}

fn is_customer(id: &str) -> String {
    if regulars_tests::is_postgres() {
        format!("id = '{id}'")
    } else {
        format!("id = x'{}'", id.replace('-', ""))
    }
}

/// Whether the document has a member at a path that leads through lists.
fn has(value: &Value, path: &str) -> bool {
    let Some((member, rest)) =
        path.split_once('.').map(|(member, rest)| (member, Some(rest))).or(Some((path, None)))
    else {
        return false;
    };
    let name = member.trim_end_matches("[]");
    let Some(found) = value.get(name) else { return false };
    match (member.ends_with("[]"), rest) {
        (true, Some(rest)) => found.as_array().is_some_and(|items| items.iter().any(|item| has(item, rest))),
        (true, None) => found.as_array().is_some_and(|items| !items.is_empty()),
        (false, Some(rest)) => has(found, rest),
        (false, None) => true,
    }
}

#[tokio::test]
async fn every_column_about_the_customer_is_told_where_it_is_said() {
    let (sent, customer) = known().await;
    let owner = &sent.merchant.owner;
    let data = told(owner, &ready(&sent.program, owner, &customer).await).await;
    let mut missing = BTreeSet::new();
    for (table, how) in coverage() {
        let TableTold::Columns(columns) = how else { continue };
        for (names, told) in columns {
            for name in *names {
                missing.extend(
                    told.path(name)
                        .filter(|path| !has(&data, path))
                        .map(|path| format!("{table}.{name}: {path}")),
                );
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}\n{data:#}");
    // And nothing else that is a list stays empty.
    for (name, section) in data.as_object().unwrap() {
        assert!(!section.is_null() && *section != json!([]), "{name} is empty");
    }
}

#[tokio::test]
async fn what_is_told_is_what_is_known_and_of_nobody_else() {
    let (sent, customer) = known().await;
    let owner = &sent.merchant.owner;
    let data = told(owner, &ready(&sent.program, owner, &customer).await).await;
    let about = &data["about"];
    assert_eq!((&about["customer_id"], &about["version"]), (&json!(sent.customers[0]), &json!(1)));
    assert_eq!(about["merchant"]["id"], json!(sent.merchant.id));
    // The profile is the record as the API shows it, member by member.
    let shown = owner.get(&customer).await.expect(200).json();
    let profile = &data["profile"];
    for (name, value) in shown.as_object().unwrap() {
        match name.as_str() {
            "rfm" => assert_eq!(&data["rfm"], value),
            "source" => {
                assert_eq!(&profile[name], value);
                assert_eq!(value["last_utm"]["term"], "povratak");
            }
            "buying_rhythm" => {
                // What is overdue depends on the day on which it is asked.
                let mut value = value.clone();
                value.as_object_mut().unwrap().remove("overdue_days");
                assert_eq!(profile[name], value);
            }
            _ => assert_eq!(&profile[name], value, "{name}"),
        }
    }
    let purchase = owner.get(&format!("{customer}/purchases")).await.expect(200).json()["items"][0].clone();
    for (name, value) in purchase.as_object().unwrap().iter().filter(|(name, _)| *name != "customer_id") {
        assert_eq!(&data["purchases"][0][name], value, "{name}");
    }
    assert_eq!(data["purchases"][0]["card_number"], "AB123456");
    assert_eq!(
        (&data["refunds"][0]["refund_number"], &data["refunds"][0]["lines"][0]),
        (
            &json!("P-1"),
            &json!({"line": 1, "quantity": "1.000", "total": {"amount": 9_000, "currency": "RSD"}})
        )
    );
    let history = data["consent_history"].as_array().unwrap();
    let profiling = history.iter().find(|entry| entry["purpose"] == "profiling").unwrap();
    assert_eq!((&profiling["evidence"], &profiling["state"]), (&json!({"form": "F-77"}), &json!("granted")));
    // Each entry is chained to the one before it.
    for pair in history.windows(2) {
        assert_eq!(pair[0]["previous_hash"], pair[1]["hash"]);
    }
    let consents = owner.get(&format!("{customer}/consents")).await.expect(200).json();
    assert_eq!(data["consents"], consents["items"]);
    let interactions = data["interactions"].as_array().unwrap();
    assert_eq!(
        (&interactions[0]["text"], &interactions[0]["subject"]),
        (&json!("Zvala zbog subote."), &json!("Subota"))
    );
    assert_eq!(data["cases"][0]["subject"], "Pogrešan hleb");
    assert_eq!(data["case_messages"][0]["text"], "Dobila sam raženi.");
    let cart = &data["carts"][0];
    assert_eq!((&cart["external_id"], &cart["lines"][0]["sku"]), (&json!("korpa-77"), &json!("1001")));
    assert_eq!(
        (&cart["purchase_id"], &data["purchases"][0]["cart_id"]),
        (&data["purchases"][0]["id"], &json!("korpa-77"))
    );
    assert_eq!(data["messages"][0]["address"], "ana@example.com");
    let kinds: BTreeSet<&str> =
        data["reactions"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, BTreeSet::from(["click", "open"]));
    let rows = data["imports"].as_array().unwrap();
    let cells: Vec<_> = rows.iter().map(|row| &row["cells"]).collect();
    assert!(cells.contains(&&json!(["K-77", "Petronius", "+381641239871"])) && cells.len() == 2, "{cells:?}");
    assert_eq!(data["cards"][0]["number"], "AB123456");
    let edited = data["audit_events"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|event| event["changes"].as_array().unwrap());
    assert!(edited.clone().any(|one| one["field"] == "company" && one["after"] == "Trn i sinovi"));
    // Nobody else, and nobody of the staff.
    let whole = data.to_string();
    let me = owner.get("/v1/me").await.expect(200).json();
    for other in
        ["eva@example.com", "iva@example.com", "Mia", "K-78", me["id"].as_str().unwrap(), &sent.customers[1]]
    {
        assert!(!whole.contains(other), "{other}");
    }
}

#[tokio::test]
async fn lists_of_many_pages_are_whole_and_in_many_parts() {
    let program = regulars_tests::Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let id = customer.rsplit('/').next().unwrap();
    let receipts: Vec<Value> = (0..450)
        .map(|number| {
            let mut receipt = crate::purchases::coffee(&format!("R-{number:03}"));
            receipt["identify"] = json!({"customer_id": id});
            receipt["kind"] = json!("purchase");
            receipt
        })
        .collect();
    for some in receipts.chunks(100) {
        owner.post("/v1/purchases/batch", &json!({"items": some})).await.expect(200);
    }
    let purchase = owner.get(&format!("{customer}/purchases?limit=3")).await.expect(200).json();
    for (number, purchase) in purchase["items"].as_array().unwrap().iter().enumerate() {
        let refund = json!({"refund_number": format!("P-{number}"), "occurred_at": "2026-11-21T09:00:00Z",
            "lines": [{"line": 1, "quantity": "2"}]});
        owner
            .post(&format!("/v1/purchases/{}/refunds", purchase["id"].as_str().unwrap()), &refund)
            .await
            .expect(201);
    }
    let export = ready(&program, owner, &customer).await;
    let answer = owner.get(export["json"].as_str().unwrap()).await.expect(200);
    assert!(answer.text.len() > 200_000, "{} bytes are few parts", answer.text.len());
    let data = answer.json();
    let numbers: BTreeSet<&str> = data["purchases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["receipt_number"].as_str().unwrap())
        .collect();
    assert_eq!((numbers.len(), data["purchases"].as_array().unwrap().len()), (450, 450));
    assert_eq!(data["refunds"].as_array().unwrap().len(), 3);
    assert_eq!(data["profile"]["purchases"]["count"], 447);
    let page = super::page(owner, &export).await;
    assert!(numbers.iter().all(|number| page.contains(number)) && page.ends_with("</html>"));
}
