use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn pages_hold_every_item_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for number in 0..7 {
        merchant.owner.post("/v1/stores", &json!({"name": format!("Store {number}")})).await.expect(201);
    }
    let (mut names, mut path, mut pages) = (Vec::new(), "/v1/stores?limit=3".to_owned(), 0);
    loop {
        let page = merchant.owner.get(&path).await.expect(200);
        names.extend(page.json()["items"].as_array().unwrap().iter().map(|store| store["name"].to_string()));
        pages += 1;
        let Some(next) = page.json()["next"].as_str().map(str::to_owned) else { break };
        assert!(page.header("link").unwrap().contains("rel=\"next\""));
        path = format!("/v1/stores?limit=3&cursor={next}");
    }
    names.sort();
    names.dedup();
    assert_eq!((names.len(), pages), (7, 3));
}

#[tokio::test]
async fn a_wrong_page_is_refused_with_a_pointer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (query, pointer) in [
        ("limit=0", "?limit"),
        ("limit=201", "?limit"),
        ("limit=many", "?limit"),
        ("cursor=nonsense", "?cursor"),
        ("page=2", "?page"),
        ("cursor=a%00b", "?cursor"),
        ("limit=", "?limit"),
    ] {
        merchant.owner.get(&format!("/v1/stores?{query}")).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn no_parameter_holds_a_null_character() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for query in ["sandbox/messages?to=%00", "sandbox/messages?to=a%00b", "customers?q=a%00b"] {
        let pointer = if query.contains("to=") { "?to" } else { "?q" };
        merchant.owner.get(&format!("/v1/{query}")).await.expect_invalid(pointer);
    }
}
