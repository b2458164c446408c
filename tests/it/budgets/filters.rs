use regulars_tests::Program;
use serde_json::{Value, json};

fn purchases(count: usize) -> Value {
    let condition = |day: usize| {
        json!({"purchases": {"fn": "sum", "of": "total", "within": {"last": day + 1, "unit": "day"},
                             "op": "gte", "value": 100}})
    };
    json!({"all": (0..count).map(|day| json!({"any": [condition(day), condition(day + 100)]})).collect::<Vec<_>>()})
}

#[tokio::test]
async fn a_filter_over_its_cost_is_refused_wherever_it_is_sent() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let heavy = purchases(49);
    for (path, body, pointer) in [
        ("/v1/segments/preview", json!({"filter": heavy}), "/filter"),
        ("/v1/segments", json!({"name": "All", "filter": heavy}), "/filter"),
        ("/v1/customers/search", json!({"filter": heavy}), "/filter"),
        (
            "/v1/newsletters",
            json!({"name": "A", "subject": "A", "intro": "A", "audience": {"filter": heavy}, "content": {"blocks": []}}),
            "/audience/filter",
        ),
    ] {
        let problem = merchant.owner.post(path, &body).await.expect_problem(422, "too_expensive");
        let error = &problem["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!(pointer), &json!("too_expensive")), "{path}");
    }
    merchant.owner.post("/v1/segments/preview", &json!({"filter": purchases(10)})).await.expect(200);
}

#[tokio::test]
async fn a_filter_costs_what_the_segments_in_it_cost() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Ten", "filter": purchases(10)});
    let segment = merchant.owner.post("/v1/segments", &body).await.expect(201).json();
    let once = json!({"filter": {"segment": segment["id"]}});
    merchant.owner.post("/v1/segments/preview", &once).await.expect(200);
    let twice = json!({"all": [{"segment": segment["id"]}, {"not": {"segment": segment["id"]}}]});
    let body = json!({"filter": twice});
    merchant.owner.post("/v1/segments/preview", &body).await.expect_problem(422, "too_expensive");
    let body = json!({"name": "Twenty", "filter": twice});
    merchant.owner.post("/v1/segments", &body).await.expect_problem(422, "too_expensive");
}

#[tokio::test]
async fn a_segment_does_not_grow_beyond_what_those_that_refer_to_it_may_cost() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "One", "filter": purchases(1)});
    let segment = merchant.owner.post("/v1/segments", &body).await.expect(201).json();
    let referring = json!({"all": [{"segment": segment["id"]}, purchases(9)]});
    merchant.owner.post("/v1/segments", &json!({"name": "Ten", "filter": referring})).await.expect(201);
    let path = format!("/v1/segments/{}", segment["id"].as_str().unwrap());
    let grown = json!({"filter": purchases(2)});
    let problem = merchant.owner.patch(&path, &grown).await.expect_problem(422, "too_expensive");
    assert_eq!(problem["errors"][0]["code"], "too_expensive");
}

#[tokio::test]
async fn a_segment_does_not_grow_beyond_what_anything_that_refers_to_it_may_cost() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = crate::accruals::club(owner, json!({})).await;
    for (path, body) in [
        ("/v1/views".to_owned(), json!({"name": "Ten"})),
        (
            "/v1/newsletters".to_owned(),
            json!({"name": "A", "subject": "A", "intro": "A", "content": {"blocks": []}}),
        ),
        (
            format!("{club}/accruals"),
            json!({"name": "Poklon", "point_type": "points", "points": 1, "reason": "goodwill",
                   "run_at": "2026-11-22T10:00:00Z"}),
        ),
        (
            format!("{club}/earning-rules"),
            crate::loyalty::with(crate::loyalty::per_hundred(), &json!({"point_type": "points"})),
        ),
    ] {
        let named =
            |name: &str, filter: Value| json!({"name": format!("{name} of {path}"), "filter": filter});
        let inner = owner.post("/v1/segments", &named("inner", purchases(1))).await.expect(201).json();
        let through = named("outer", json!({"segment": inner["id"]}));
        let outer = owner.post("/v1/segments", &through).await.expect(201).json();
        let filter = json!({"all": [{"segment": outer["id"]}, purchases(9)]});
        let place = match path.rsplit('/').next() {
            Some("views") => json!({"filter": filter}),
            Some("earning-rules") => json!({"customers": filter}),
            _ => json!({"audience": {"filter": filter}}),
        };
        let made = owner.post(&path, &crate::loyalty::with(body, &place)).await;
        assert!(matches!(made.status.as_u16(), 201 | 202), "{path}: {}", made.json());
        let inner = format!("/v1/segments/{}", inner["id"].as_str().unwrap());
        let grown = json!({"filter": purchases(2)});
        let problem = owner.patch(&inner, &grown).await.expect_problem(422, "too_expensive");
        assert_eq!(problem["errors"][0]["pointer"], "/filter", "{path}");
        owner.patch(&inner, &json!({"name": format!("still inner of {path}")})).await.expect(200);
    }
}

#[tokio::test]
async fn the_values_of_a_filter_are_counted_over_all_its_lists() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let list = |number: usize| {
        let values: Vec<String> = (0..100).map(|value| format!("c{number}-{value}")).collect();
        json!({"field": "city", "op": "in", "value": values})
    };
    let filter = |lists: usize| json!({"filter": {"any": (0..lists).map(list).collect::<Vec<_>>()}});
    merchant.owner.post("/v1/segments/preview", &filter(20)).await.expect(200);
    merchant.owner.post("/v1/segments/preview", &filter(190)).await.expect_invalid("/filter");
}
