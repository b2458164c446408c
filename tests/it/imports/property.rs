//! Random files: what the dry run says is what is done, and what is undone is as it was.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use regulars_tests::{Client, Contents, Program};
use serde_json::{Value, json};

use super::undo::{as_shown, undo};
use super::{check, commit, customers, rows};
use crate::customers::{add, path_of};

const ROUNDS: usize = 8;
const HEADINGS: &str = "external_id;first_name;last_name;email;phone;birth_date;city;tags;attributes.shoe;advertising_email;\
    advertising_source;advertising_text_version;advertising_date;email_bounced";

fn cell(values: &'static [&'static str]) -> BoxedStrategy<&'static str> {
    prop_oneof![2 => Just(""), 3 => proptest::sample::select(values)].boxed()
}

fn file() -> impl Strategy<Value = String> {
    let row = vec![
        cell(&["1", "2", "3", "4", "007"]),
        cell(&["Ana", "ANA", "Eva", "Đorđe"]),
        cell(&["Jović", "Petrović"]),
        cell(&["a@example.com", "A@example.com", "b@example.com", "c@example.com", "d@example.com", "no"]),
        cell(&["064 123 4567", "+381641234567", "+381647654321"]),
        cell(&["1990-05-17", "17.05.", "2000-02-29", "2999-01-01"]),
        cell(&["Niš", "Beograd"]),
        cell(&["VIP", "vip, Nov", "Nikad"]),
        cell(&["39", "41", "many"]),
        cell(&["yes", "no"]),
        cell(&["shop"]),
        cell(&["v1", "v2"]),
        cell(&["2026-01-31", "2026-11-20"]),
        proptest::sample::select(vec!["", "", "", "yes"]).boxed(),
    ];
    let row = row.prop_map(|cells| cells.join(";"));
    // The first piece has 25 rows: most files span several, and what an earlier one does is known to the later ones.
    proptest::collection::vec(row, 1..=90).prop_map(|rows| format!("{HEADINGS}\n{}\n", rows.join("\n")))
}

/// How the consents of everybody stand, and which addresses take no messages.
async fn consents(program: &Program, client: &Client) -> (Vec<Value>, Vec<String>) {
    let mut consents = Vec::new();
    for customer in customers(client).await {
        let standing = client.get(&format!("{}/consents", path_of(&customer))).await.expect(200).json();
        consents.push(json!([customer["id"], standing["items"]]));
    }
    let contents = Contents::of(&program.database).await.snapshot().await;
    (consents, contents["suppressions"].clone())
}

/// What a row comes to, but for the customer who is not there before.
fn fates(rows: &[Value]) -> Vec<Value> {
    rows.iter().map(|row| json!([row["row"], row["disposition"], row["remarks"]])).collect()
}

/// Whether a row that was left out has closed an address.
fn has_refused(row: &Value) -> bool {
    row["remarks"].as_array().unwrap().iter().any(|remark| remark["code"] == "refusal_holds")
}

#[tokio::test]
async fn what_a_dry_run_says_is_done_and_what_is_undone_is_as_it_was() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for name in ["VIP", "Nov"] {
        owner.post("/v1/tags", &json!({"name": name})).await.expect(201);
    }
    owner
        .post("/v1/attributes", &json!({"key": "shoe", "name": "Broj", "type": "integer"}))
        .await
        .expect(201);
    for (number, email, name) in
        [("1", "a@example.com", "Ana"), ("9", "d@example.com", "Lea"), ("8", "a@example.com", "Iva")]
    {
        let person = json!({
            "external_id": number, "email": email, "first_name": name, "last_name": "Jović", "tags": ["Nov"]
        });
        let customer = add(owner, person).await;
        let said =
            json!({"purpose": "advertising", "channel": "email", "state": "granted", "source": "till"});
        program.clock.advance(chrono::Duration::seconds(1));
        owner.post(&format!("{}/consents", path_of(&customer)), &said).await.expect(201);
    }
    let mut runner = TestRunner::default();
    for _ in 0..ROUNDS {
        program.clock.advance(chrono::Duration::seconds(1));
        let text = file().new_tree(&mut runner).unwrap().current();
        let before = (as_shown(owner).await, consents(&program, owner).await);
        let checked = check(&program, owner, &text).await;
        assert_eq!(checked["state"], "checked", "{checked}");
        let foreseen = rows(owner, &checked).await;
        assert_eq!((as_shown(owner).await, consents(&program, owner).await), before, "{text}");
        let committed = commit(&program, owner, &checked).await;
        let done = rows(owner, &committed).await;
        assert_eq!(fates(&done), fates(&foreseen), "{text}");
        assert_eq!(committed["counts"], checked["counts"], "{text}");
        program.clock.advance(chrono::Duration::seconds(1));
        let undone = undo(&program, owner, &committed).await;
        assert_eq!(undone["counts"]["conflict"], 0, "{text}\n{:?}", rows(owner, &undone).await);
        let refused = done.iter().filter(|row| has_refused(row)).count() as u64;
        let changed = committed["counts"]["create"].as_u64().unwrap()
            + committed["counts"]["update"].as_u64().unwrap()
            + refused;
        assert_eq!(undone["counts"]["undone"], changed, "{text}");
        let after = (as_shown(owner).await, consents(&program, owner).await);
        assert_eq!(after.0, before.0, "{text}");
        assert_eq!(after.1.0, before.1.0, "{text}");
        assert_eq!(after.1.1, before.1.1, "{text}");
        // What was taken back stands in nobody's way: the same file comes to the same, and the next round begins with it.
        let again = check(&program, owner, &text).await;
        assert_eq!(again["counts"], checked["counts"], "{text}");
        commit(&program, owner, &again).await;
    }
}
