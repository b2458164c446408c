use regulars_kernel::Environment;
use regulars_server::{SeedError, SeedFailure, seed_demo};
use regulars_tests::Program;
use serde_json::json;

use super::{Demo, seed};

#[tokio::test]
async fn the_demo_has_what_the_examples_name_and_a_second_seed_changes_nothing() {
    let demo = Demo::start().await;
    let (owner, summary) = (&demo.owner, &demo.summary);
    let terminal = demo.program.client.with_bearer(&summary.terminal.api_key);
    let found = terminal.get("/v1/lookup?card=2000000000008").await.expect(200).json();
    assert_eq!(found["customer"]["id"], "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40");
    assert_eq!(
        (&found["customer"]["display_name"], &found["customer"]["type"]),
        (&json!("Milica P."), &json!("regular"))
    );
    let stranger = terminal.get("/v1/lookup?card=2000000000039").await.expect(200).json();
    assert_eq!((&stranger["card"]["status"], &stranger["customer"]), (&json!("active"), &json!(null)));
    let lists = [
        "customers?limit=200&total=exact",
        "purchases",
        "newsletters",
        "segments",
        "sandbox/messages",
        "consent-texts",
        "quota/ledger",
    ];
    let mut shown = Vec::new();
    for list in lists {
        shown.push(owner.get(&format!("/v1/{list}")).await.expect(200).text);
    }
    assert!(shown[0].contains("\"total\":500"));
    let again = seed(&demo.program).await;
    assert_eq!(json!(again), json!(summary));
    for (list, before) in lists.iter().zip(shown) {
        assert_eq!(owner.get(&format!("/v1/{list}")).await.expect(200).text, before, "{list}");
    }
}

#[tokio::test]
async fn the_demo_s_people_are_of_every_kind_and_the_same_each_time() {
    let mut seen = Vec::new();
    for demo in [Demo::start().await, Demo::seeded_in(Program::start().await).await] {
        assert_eq!(json!(seed(&demo.program).await), json!(demo.summary));
        let sums: Vec<_> =
            demo.all("purchases").await.iter().map(|purchase| purchase["total"].clone()).collect();
        seen.push((demo.all("customers").await, sums));
    }
    assert!(seen[0] == seen[1], "two demos of the same instant differ");
    let count = |field: &str, value: &str| seen[0].0.iter().filter(|person| person[field] == value).count();
    for kind in ["regular", "member", "non_member"] {
        assert!(count("type", kind) >= 50, "{kind}");
    }
    for language in ["sr-RS", "sr-Cyrl-RS", "pl-PL", "ru-RU", "de-DE", "en-GB"] {
        assert!(count("language", language) >= 10, "{language}");
    }
    for month in 1..=12 {
        let part = format!("-{month:02}-");
        let born = seen[0].0.iter().filter_map(|person| person["birth_date"].as_str());
        assert!(born.filter(|date| date.contains(&part)).count() >= 5, "{month}");
    }
}

#[tokio::test]
async fn a_demo_that_was_cut_off_is_not_told_as_a_whole_one() {
    let demo = Demo::start().await;
    demo.program.run_sql("DELETE FROM api_keys").await;
    let environment = Environment::system().with_clock(demo.program.clock.clone());
    let again = seed_demo(&demo.program.database.settings(), environment).await;
    assert!(matches!(again, Err(SeedFailure::Seed(SeedError::HalfMade))));
}
