use regulars_tests::Program;
use serde_json::{Value, json};

use super::{account, adjust, buy, path_of_account, paying, per_hundred, programme, receipt};
use crate::customers::add;

#[tokio::test]
async fn a_statement_leads_from_the_opening_balance_to_the_closing_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    for (instant, points) in [("2026-11-22T10:00:00Z", 100), ("2026-11-24T10:00:00Z", -30)] {
        owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
        adjust(owner, &own, points, &json!({})).await.expect(201);
    }
    let path = format!("{}/operations", path_of_account(&own));
    let points = |page: &Value| -> Vec<i64> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|operation| operation["points"].as_i64().unwrap()).collect()
    };
    for (query, opening, listed, closing) in [
        ("", 0, vec![-30, 100, 50], 120),
        ("?from=2026-11-22T00:00:00Z&until=2026-11-24T00:00:00Z", 50, vec![100], 150),
        ("?from=2026-11-22T10:00:00Z", 50, vec![-30, 100], 120),
        ("?until=2026-11-22T10:00:00Z", 0, vec![50], 50),
        ("?until=2026-11-01T00:00:00Z", 0, vec![], 0),
        ("?from=2026-12-01T00:00:00Z", 120, vec![], 120),
        // Of what kind does not matter to what there was.
        ("?kind=earn", 0, vec![50], 120),
        ("?kind=adjust&from=2026-11-24T00:00:00Z", 150, vec![-30], 120),
    ] {
        let page = till.get(&format!("{path}{query}")).await.expect(200).json();
        assert_eq!(points(&page), listed, "{query}: {page}");
        let balances = (&page["opening"]["available"], &page["closing"]["available"]);
        assert_eq!(balances, (&json!(opening), &json!(closing)), "{query}: {page}");
    }
    let (mut numbers, mut next) = (Vec::new(), format!("{path}?limit=2"));
    loop {
        let page = owner.get(&next).await.expect(200).json();
        assert_eq!(page["closing"]["available"], 120);
        numbers.extend(page["items"].as_array().unwrap().iter().map(|operation| operation["number"].clone()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("{path}?limit=2&cursor={cursor}");
    }
    assert_eq!(numbers, [3, 2, 1]);
    for (query, pointer) in [("kind=gift", "?kind"), ("from=today", "?from"), ("cursor=x", "?cursor")] {
        owner.get(&format!("{path}?{query}")).await.expect_invalid(pointer);
    }
}
