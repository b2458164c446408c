//! Random edits of random customers: what the dry run says is what is done, and what is undone is as it was.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use regulars_tests::Program;
use serde_json::{Map, Value, json};

use super::meet;
use super::{customers, done, foresee, ids, results, undone};
use crate::attributes::define;

const ROUNDS: usize = 12;
const CUSTOMERS: usize = 6;
const TAGS: [&str; 4] = ["VIP", "Nov", "Star", "Čest"];
const CITIES: [&str; 5] = ["Bgd", "bgd", "Beograd", "Niš", "Ниш"];
const NAMES: [&str; 4] = ["Ana", "ANA", "Đorđe", "Petrović"];

/// Each field with the values that it has.
fn fields() -> Vec<(&'static str, Vec<Value>)> {
    let texts = |texts: &[&str]| texts.iter().map(|text| json!(text)).collect::<Vec<_>>();
    vec![
        ("gender", texts(&["male", "female", "other"])),
        ("title", texts(&["dr", "Dr."])),
        ("first_name", texts(&NAMES)),
        ("last_name", texts(&NAMES)),
        ("vocative", texts(&["Petroviću", "Đorđe"])),
        ("company", texts(&["Delta", "delta", "Omega"])),
        ("birth_date", texts(&["1990-05-17", "1900-01-01", "2000-02-29"])),
        ("birthday", texts(&["--05-17", "--02-29"])),
        ("language", texts(&["sr", "sr-RS", "de"])),
        ("address.street", texts(&["Nova 1", "nova 1"])),
        ("address.postcode", texts(&["11000", "01100"])),
        ("address.city", texts(&CITIES)),
        ("address.country", texts(&["RS", "ME"])),
        ("source.utm.source", texts(&["letak", "Letak"])),
        ("source.utm.campaign", texts(&["jesen", "zima"])),
        ("source.referral_id", texts(&["a-1", "A-1"])),
        ("attributes.text", texts(&["Hleb", "hleb", "Vino"])),
        ("attributes.integer", vec![json!(1), json!(-5), json!(i64::MAX)]),
        ("attributes.decimal", texts(&["12.5", "-0.25", "3"])),
        ("attributes.boolean", vec![json!(true), json!(false)]),
        ("attributes.date", texts(&["2026-01-31", "1999-12-31"])),
        ("attributes.enum", texts(&["Hleb", "Voće", "Vino"])),
        ("attributes.enum_set", vec![json!(["Hleb"]), json!(["Hleb", "Vino"]), json!(["Voće", "Vino"])]),
    ]
}

/// Puts the value into the place that the name leads to.
fn put(body: &mut Value, name: &str, value: Value) {
    match name.split_once('.') {
        None => body[name] = value,
        Some((outer, inner)) => {
            if body[outer].is_null() {
                body[outer] = json!({});
            }
            put(&mut body[outer], inner, value);
        }
    }
}

fn customer() -> impl Strategy<Value = Value> {
    let fields = fields();
    let chosen: Vec<_> = fields
        .into_iter()
        .map(|(name, values)| (Just(name), proptest::option::of(proptest::sample::select(values))))
        .collect();
    let tags = proptest::sample::subsequence(TAGS.to_vec(), 0..=TAGS.len());
    (chosen, tags).prop_map(|(chosen, tags)| {
        let mut body = json!({"tags": tags});
        for (name, value) in chosen {
            if let Some(value) = value {
                put(&mut body, name, value);
            }
        }
        if body["birth_date"].is_string() {
            // It is on another day.
            body.as_object_mut().map(|body| body.remove("birthday"));
        }
        body
    })
}

fn changes() -> impl Strategy<Value = Value> {
    let fields: Vec<_> = fields()
        .into_iter()
        .map(|(name, values)| {
            let value = || proptest::sample::select(values.clone());
            let change = prop_oneof![
                6 => Just(None),
                1 => value().prop_map(|value| Some(json!({"set": value}))),
                1 => Just(Some(json!({"clear": true}))),
                2 => (value(), proptest::option::of(value()), value(), value()).prop_map(|(one, to, other, then)| {
                    Some(json!({"replace": [{"from": one, "to": to}, {"from": other, "to": then}]}))
                }),
            ];
            (Just(name), change)
        })
        .collect();
    let some = (
        proptest::sample::subsequence(TAGS[..2].to_vec(), 0..=2),
        proptest::sample::subsequence(TAGS[2..].to_vec(), 1..=2),
    );
    let tags = prop_oneof![
        Just(None),
        some.prop_map(|(add, remove)| Some(json!({"add": add, "remove": remove}))),
        proptest::sample::subsequence(TAGS.to_vec(), 0..=3).prop_map(|all| Some(json!({"replace": all}))),
    ];
    (fields, tags).prop_map(|(fields, tags)| {
        let (mut set, mut clear, mut replace) = (Map::new(), Vec::new(), Vec::<Value>::new());
        for (name, change) in fields {
            let Some(change) = change else { continue };
            // Drawn apart, a date of birth and a birthday seldom are of one day.
            let has_date =
                set.contains_key("birth_date") || replace.iter().any(|one| one["field"] == "birth_date");
            if name == "birthday" && has_date {
                continue;
            }
            if let Some(value) = change.get("set") {
                set.insert(name.to_owned(), value.clone());
            } else if change.get("clear").is_some() {
                clear.push(name);
            }
            for one in change["replace"].as_array().into_iter().flatten() {
                replace.push(json!({"field": name, "from": one["from"], "to": one["to"]}));
            }
        }
        let mut changes = json!({"set": set, "clear": clear, "replace": replace});
        match tags {
            Some(tags) => changes["tags"] = tags,
            None if set.is_empty() && clear.is_empty() && replace.is_empty() => {
                changes["clear"] = json!(["company"]);
            }
            None => {}
        }
        changes
    })
}

#[tokio::test]
async fn what_a_dry_run_says_is_done_and_what_is_undone_is_as_it_was() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for kind in ["text", "integer", "decimal", "boolean", "date"] {
        define(&merchant.owner, kind, kind, json!({})).await;
    }
    for kind in ["enum", "enum_set"] {
        define(&merchant.owner, kind, kind, json!({"options": ["Hleb", "Voće", "Vino"]})).await;
    }
    for name in TAGS {
        merchant.owner.post("/v1/tags", &json!({"name": name})).await.expect(201);
    }
    let mut runner = TestRunner::default();
    let mut people = Vec::new();
    for _ in 0..CUSTOMERS {
        people
            .push(meet(&program, &merchant.owner, customer().new_tree(&mut runner).unwrap().current()).await);
    }
    let whom = ids(&people);
    for _ in 0..ROUNDS {
        program.clock.advance(chrono::Duration::seconds(1));
        let changes = changes().new_tree(&mut runner).unwrap().current();
        let before = customers(&merchant.owner).await;
        let foreseen = foresee(&merchant.owner, whom.clone(), changes.clone()).await;
        assert_eq!(customers(&merchant.owner).await, before);
        let edit = done(&program, &merchant.owner, whom.clone(), changes.clone()).await;
        for outcome in ["changed", "unchanged", "refused"] {
            assert_eq!(edit["counts"][outcome], foreseen[outcome], "{changes}");
        }
        let after = customers(&merchant.owner).await;
        for (place, result) in results(&merchant.owner, &edit).await.iter().enumerate() {
            let mut sample = foreseen["sample"].as_array().unwrap().iter();
            let foreseen = sample.find(|one| one["customer_id"] == result["customer_id"]);
            let Some(foreseen) = foreseen else {
                assert_eq!(
                    (&result["outcome"], &after[place]),
                    (&json!("unchanged"), &before[place]),
                    "{changes}"
                );
                continue;
            };
            assert_eq!(foreseen["outcome"], result["outcome"], "{changes}");
            // A birthday does not fit everybody whose date of birth is known.
            if result["outcome"] == "refused" {
                assert_eq!(after[place], before[place], "{changes}");
                continue;
            }
            assert_ne!(after[place], before[place], "{changes}");
            let trail =
                format!("/v1/audit-events?customer_id={}&limit=1", result["customer_id"].as_str().unwrap());
            let trail = merchant.owner.get(&trail).await.expect(200).json();
            assert_eq!(trail["items"][0]["changes"], foreseen["changes"], "{changes}");
            let names: Vec<&Value> =
                foreseen["changes"].as_array().unwrap().iter().map(|change| &change["field"]).collect();
            assert_eq!(result["fields"], json!(names));
        }
        let back = undone(&program, &merchant.owner, &edit).await;
        assert_eq!(back["counts"]["undone"], foreseen["changed"], "{changes}");
        assert_eq!(customers(&merchant.owner).await, before, "{changes}");
        // The next round begins with customers who are different.
        program.clock.advance(chrono::Duration::seconds(1));
        done(&program, &merchant.owner, whom.clone(), changes).await;
    }
}
