use regulars_kernel::Environment;
use regulars_server::seed_demo;
use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn the_demo_has_what_the_examples_name_and_a_second_seed_changes_nothing() {
    let program = Program::start().await;
    let settings = program.database.settings();
    let environment = Environment::system().with_clock(program.clock.clone());
    let summary = seed_demo(&settings, environment.clone()).await.unwrap();
    let owner = summary.accounts.iter().find(|account| account.role == "owner").unwrap();
    let body = json!({"grant_type": "password", "username": owner.email, "password": owner.password});
    let tokens = program.client.post("/v1/auth/token", &body).await.expect(200).json();
    let owner = program.client.with_bearer(tokens["access_token"].as_str().unwrap());
    let terminal = program.client.with_bearer(&summary.terminal.api_key);
    let found = terminal.get("/v1/lookup?card=2000000000008").await.expect(200).json();
    assert_eq!(found["customer"]["id"], "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40");
    assert_eq!(
        (&found["customer"]["display_name"], &found["customer"]["type"]),
        (&json!("Milica P."), &json!("regular"))
    );
    let stranger = terminal.get("/v1/lookup?card=2000000000039").await.expect(200).json();
    assert_eq!((&stranger["card"]["status"], &stranger["customer"]), (&json!("active"), &json!(null)));
    let first = owner.get("/v1/customers?limit=200&total=exact").await.expect(200);
    assert_eq!(first.json()["total"], 500);
    let again = seed_demo(&settings, environment).await.unwrap();
    assert_eq!(again.terminal.api_key, summary.terminal.api_key);
    assert_eq!(owner.get("/v1/customers?limit=200&total=exact").await.expect(200).text, first.text);
}

#[tokio::test]
async fn the_demo_s_people_are_of_every_kind_and_the_same_each_time() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let program = Program::start().await;
        let environment = Environment::system().with_clock(program.clock.clone());
        let summary = seed_demo(&program.database.settings(), environment).await.unwrap();
        let owner = &summary.accounts.iter().find(|account| account.role == "owner").unwrap();
        let body = json!({"grant_type": "password", "username": owner.email, "password": owner.password});
        let tokens = program.client.post("/v1/auth/token", &body).await.expect(200).json();
        let owner = program.client.with_bearer(tokens["access_token"].as_str().unwrap());
        let (mut people, mut path) = (Vec::new(), "/v1/customers?limit=200".to_owned());
        loop {
            let page = owner.get(&path).await.expect(200).json();
            people.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/v1/customers?limit=200&cursor={next}");
        }
        seen.push(people);
    }
    assert_eq!(seen[0], seen[1]);
    let count = |field: &str, value: &str| seen[0].iter().filter(|person| person[field] == value).count();
    for kind in ["regular", "member", "non_member"] {
        assert!(count("type", kind) >= 50, "{kind}");
    }
    for language in ["sr-RS", "sr-Cyrl-RS", "pl-PL", "ru-RU", "de-DE", "en-GB"] {
        assert!(count("language", language) >= 10, "{language}");
    }
    for month in 1..=12 {
        let part = format!("-{month:02}-");
        let born = seen[0].iter().filter_map(|person| person["birth_date"].as_str());
        assert!(born.filter(|date| date.contains(&part)).count() >= 5, "{month}");
    }
}
