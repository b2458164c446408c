use std::collections::BTreeSet;

use regulars_kernel::Clock;
use regulars_tests::Program;
use serde_json::{Value, json};

use super::add;

#[tokio::test]
async fn pages_hold_every_customer_once_although_all_came_at_the_same_instant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    for number in 0..11 {
        add(&merchant.owner, json!({"first_name": format!("Ana {number}")})).await;
    }
    add(&other.owner, json!({"first_name": "Eva"})).await;
    let (mut ids, mut pages, mut path) = (Vec::new(), 0, "/v1/customers?limit=4&q=ana".to_owned());
    loop {
        let page = merchant.owner.get(&path).await.expect(200);
        let body = page.json();
        ids.extend(
            body["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        pages += 1;
        let Some(next) = body["next"].as_str() else { break };
        let link = format!("</v1/customers?limit=4&q=ana&cursor={next}>; rel=\"next\"");
        assert_eq!(page.header("link"), Some(link.as_str()));
        path = format!("/v1/customers?limit=4&q=ana&cursor={next}");
    }
    let distinct: BTreeSet<_> = ids.iter().collect();
    assert_eq!((ids.len(), distinct.len(), pages), (11, 11, 3));
}

#[tokio::test]
async fn a_list_is_narrowed_by_type_tag_city_and_change() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "Stalni gost", "colour": "#2E86AB"})).await.expect(201);
    let ana = json!({"first_name": "Ana", "tags": ["Stalni gost"], "address": {"city": "Šabac"}});
    let ana = add(&merchant.owner, ana).await;
    add(&merchant.owner, json!({"first_name": "Eva", "address": {"city": "Niš"}})).await;
    merchant.owner.post("/v1/members", &json!({"first_name": "Iva", "last_name": "P"})).await.expect(201);
    program.clock.advance(chrono::Duration::minutes(5));
    let since = program.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let path = format!("/v1/customers/{}", ana["id"].as_str().unwrap());
    merchant.owner.patch(&path, &json!({"company": "A"})).await.expect(200);
    for (query, found) in [
        ("type=regular", vec!["Iva"]),
        ("type=non_member", vec!["Eva", "Ana"]),
        ("type=member", vec![]),
        ("tag=STALNI%20GOST", vec!["Ana"]),
        ("tag=VIP", vec![]),
        ("city=sabac", vec!["Ana"]),
        ("city=NIS&type=non_member", vec!["Eva"]),
        ("city=nis&tag=stalni%20gost", vec![]),
        ("city=sabac&q=an&total=exact", vec!["Ana"]),
        (&format!("updated_since={since}"), vec!["Ana"]),
    ] {
        let list = merchant.owner.get(&format!("/v1/customers?{query}&fields=first_name")).await.expect(200);
        let list = list.json();
        let items = list["items"].as_array().unwrap().iter();
        let names: BTreeSet<_> = items.map(|item| item["first_name"].as_str().unwrap()).collect();
        assert_eq!(names, found.into_iter().collect(), "{query}");
    }
    for query in ["type=robot", "city=", "updated_since=yesterday", "tag="] {
        let name = query.split('=').next().unwrap();
        merchant.owner.get(&format!("/v1/customers?{query}")).await.expect_invalid(&format!("?{name}"));
    }
    let other = program.merchant().await;
    assert_eq!(other.owner.get("/v1/customers?city=sabac").await.json()["items"], json!([]));
}

#[tokio::test]
async fn the_newest_come_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for name in ["Ana", "Eva", "Iva"] {
        program.clock.advance(chrono::Duration::seconds(1));
        add(&merchant.owner, json!({"first_name": name})).await;
    }
    let list = merchant.owner.get("/v1/customers?fields=first_name").await.expect(200).json();
    let expected = json!([{"first_name": "Iva"}, {"first_name": "Eva"}, {"first_name": "Ana"}]);
    assert_eq!(list, json!({"items": expected, "next": null}));
}

#[tokio::test]
async fn a_total_is_counted_when_it_is_asked_for() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for name in ["Ana", "Anica", "Eva"] {
        add(&merchant.owner, json!({"first_name": name})).await;
    }
    let plain = merchant.owner.get("/v1/customers?limit=1").await.expect(200).json();
    assert_eq!((plain.get("total"), plain["items"].as_array().unwrap().len()), (None, 1));
    for (query, total) in [("limit=1&total=exact", 3), ("q=an&total=exact", 2), ("q=zoran&total=exact", 0)] {
        let counted = merchant.owner.get(&format!("/v1/customers?{query}")).await.expect(200).json();
        assert_eq!(counted["total"], total, "{query}");
    }
}

#[tokio::test]
async fn the_picked_fields_come_and_no_others() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana", "address": {"city": "Niš"}})).await;
    let whole = merchant.owner.get("/v1/customers").await.expect(200).json();
    assert_eq!(whole["items"], json!([customer]));
    for fields in ["id", "id,type,lifecycle", "address,%20tags", "purchases,source,id,id"] {
        let list = merchant.owner.get(&format!("/v1/customers?fields={fields}")).await.expect(200).json();
        let names: BTreeSet<_> = fields.split(',').map(|name| name.trim_start_matches("%20")).collect();
        let expected: Value = names
            .iter()
            .map(|name| ((*name).to_owned(), customer[name].clone()))
            .collect::<serde_json::Map<_, _>>()
            .into();
        assert_eq!(list["items"], json!([expected]), "{fields}");
    }
}

#[tokio::test]
async fn a_wrong_parameter_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let eleven = ["q=a"; 11].join("&");
    let long = format!("q={}", "a".repeat(101));
    for (query, pointer) in [
        ("fields=name", "?fields"),
        ("fields=", "?fields"),
        ("fields=id,,type", "?fields"),
        ("fields=address.city", "?fields"),
        ("total=yes", "?total"),
        ("limit=0", "?limit"),
        ("limit=201", "?limit"),
        ("cursor=x", "?cursor"),
        ("q=", "?q"),
        ("q=ana&q=%20", "?q"),
        ("q=a%00b", "?q"),
        (long.as_str(), "?q"),
        (eleven.as_str(), "?q"),
        ("sort=name", "?sort"),
    ] {
        merchant.owner.get(&format!("/v1/customers?{query}")).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn who_may_not_see_customers_gets_no_list() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for client in
        [merchant.terminal().await, program.operator().await, merchant.integrator(&["tags:read"]).await]
    {
        client.get("/v1/customers").await.expect_problem(403, "forbidden");
    }
}
