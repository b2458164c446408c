use regulars_tests::Program;
use serde_json::json;

use super::{all, kinds, sell};
use crate::customers::{add, path_of};
use crate::interactions::log;

#[tokio::test]
async fn nobody_sees_on_the_timeline_what_its_own_list_would_refuse() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let path = path_of(&customer);
    sell(owner, &customer, "1", "2026-11-20T10:00:00Z").await;
    log(owner, &path, json!({})).await;
    owner.patch(&path, &json!({"first_name": "Eva"})).await.expect(200);
    let consent = json!({"purpose": "profiling", "state": "granted", "source": "shop"});
    owner.post(&format!("{path}/consents"), &consent).await.expect(201);
    let timeline = format!("{path}/timeline");
    let seen = async |client: &regulars_tests::Client| {
        let items = all(client, &timeline, 50).await;
        let mut seen: Vec<String> = kinds(&items).into_iter().map(str::to_owned).collect();
        seen.sort_unstable();
        seen.dedup();
        seen
    };
    assert_eq!(seen(owner).await, ["consent", "created", "edit", "interaction", "purchase"]);
    let cashier = merchant.staff("cashier").await;
    assert_eq!(seen(&cashier).await, ["created", "purchase"]);
    for kind in ["consent", "edit", "interaction", "message", "reaction", "rfm_move"] {
        let refused = cashier.get(&format!("{timeline}?kinds=purchase,{kind}")).await;
        let problem = refused.expect_problem(403, "forbidden");
        assert!(problem["detail"].as_str().unwrap().contains(kind), "{problem}");
    }
    let marketer = merchant.staff("marketer").await;
    assert_eq!(seen(&marketer).await, ["consent", "created", "interaction", "purchase"]);
    let integrator = merchant.integrator(&["customers:read", "interactions:read"]).await;
    assert_eq!(seen(&integrator).await, ["created", "interaction"]);
    integrator.get(&format!("{timeline}?kinds=purchase")).await.expect_problem(403, "forbidden");
}
