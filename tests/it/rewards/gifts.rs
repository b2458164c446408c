//! Rewards that are points of another type, of the same programme or of another one.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{club, cup, member, offer, order, step};
use crate::loyalty::{accounts, operations, path_of_account, programme, set_state};

/// Another programme with stamps, which customers are entered in; its path.
async fn stamps(owner: &Client, expiry: Value) -> String {
    let path = programme(owner, json!({"name": "Pečati", "joining": "on_request"}), json!({}), &[]).await;
    let kind = crate::loyalty::with(json!({"code": "stamps", "name": "Pečati"}), &expiry);
    owner.post(&format!("{path}/point-types"), &kind).await.expect(201);
    path
}

/// Ten stamps of that programme for 20 points of the other one, with these fields.
fn ten_stamps(club: &str, stamps: &str, fields: Value) -> Value {
    let gives = json!({"programme_id": stamps.rsplit('/').next(), "point_type": "stamps", "points": 10});
    let body = cup(club, json!({"kind": "points", "stock": "unlimited", "gives": gives}));
    crate::loyalty::with(body, &fields)
}

async fn of_type(owner: &Client, customer: &Value, code: &str) -> Option<Value> {
    accounts(owner, customer).await.into_iter().find(|account| account["point_type"] == code)
}

async fn enter(owner: &Client, programme: &str, customer: &Value) {
    let body = json!({"customer_id": customer["id"]});
    owner.post(&format!("{programme}/members"), &body).await.expect(201);
}

#[tokio::test]
async fn points_buy_points_of_another_programme() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let (club, stamps) = (
        club(owner).await,
        stamps(owner, json!({"expiry": {"count": 1, "unit": "year", "to": "exact"}})).await,
    );
    let reward = offer(owner, &ten_stamps(&club, &stamps, json!({}))).await;
    let customer = member(owner, 100).await;
    // Only who is in the other programme can be given its points.
    let problem = order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "not_member");
    enter(owner, &stamps, &customer).await;
    let made = order(owner, &reward, &customer, json!({"quantity": 3})).await.expect(201).json();
    assert_eq!((&made["handover"], &made["given_operation_id"]), (&json!("none"), &json!(null)));
    step(owner, &made, "confirm").await.expect(200);
    let of_stamps = of_type(owner, &customer, "stamps").await;
    assert!(of_stamps.is_none_or(|account| account["balance"]["available"] == 0));
    let issued = step(owner, &made, "issue").await.expect(200).json();
    let account = of_type(owner, &customer, "stamps").await.unwrap();
    assert_eq!(account["balance"]["available"], 30);
    let credited = &operations(owner, &account).await[0];
    assert_eq!((&credited["id"], &credited["kind"]), (&issued["given_operation_id"], &json!("earn")));
    let lots = owner.get(&path_of_account(&account)).await.expect(200).json();
    assert_eq!(lots["lots"][0]["expires_at"], "2027-11-21T23:00:00Z", "a year later, at the end of the day");
    let paying = of_type(owner, &customer, "points").await.unwrap();
    assert_eq!((&paying["balance"]["available"], &paying["balance"]["reserved"]), (&json!(40), &json!(0)));
    for impossible in ["return", "request-return", "issue", "cancel"] {
        step(owner, &made, impossible).await.expect_problem(409, "conflict");
    }
    let audit = owner.post(&format!("{stamps}/audits"), &Value::Null).await.expect(200).json();
    assert_eq!((&audit["audited"], &audit["differences"]), (&json!(1), &json!([])));
    // A second one goes to the same account.
    let again = order(owner, &reward, &customer, json!({})).await.expect(201).json();
    step(owner, &again, "confirm").await.expect(200);
    step(owner, &again, "issue").await.expect(200);
    assert_eq!(of_type(owner, &customer, "stamps").await.unwrap()["balance"]["available"], 40);
}

#[tokio::test]
async fn what_cannot_be_credited_is_not_handed_over() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let (club, stamps) = (club(owner).await, stamps(owner, json!({})).await);
    let reward = offer(owner, &ten_stamps(&club, &stamps, json!({}))).await;
    let customer = member(owner, 100).await;
    enter(owner, &stamps, &customer).await;
    let made = order(owner, &reward, &customer, json!({})).await.expect(201).json();
    step(owner, &made, "confirm").await.expect(200);
    set_state(owner, &stamps, "paused").await;
    let problem = step(owner, &made, "issue").await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "programme_not_active");
    let problem = order(owner, &reward, &customer, json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "not_on_offer");
    set_state(owner, &stamps, "active").await;
    let members = owner.get(&format!("{stamps}/members")).await.expect(200).json();
    let membership = format!("{stamps}/members/{}", members["items"][0]["id"].as_str().unwrap());
    owner.delete(&membership).await.expect(204);
    let problem = step(owner, &made, "issue").await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "not_member");
    let paying = of_type(owner, &customer, "points").await.unwrap();
    assert_eq!(paying["balance"]["reserved"], 20, "nothing has paid");
    step(owner, &made, "cancel").await.expect(200);
    let paying = of_type(owner, &customer, "points").await.unwrap();
    assert_eq!(paying["balance"]["available"], 100);
}

#[tokio::test]
async fn what_a_reward_gives_fits_it_and_is_kept() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let (club, stamps) = (club(owner).await, stamps(owner, json!({})).await);
    let theirs = programme(&other.owner, json!({}), json!({}), &[]).await;
    let gives = |programme: &str, point_type: &str, points: i64| json!({"gives": {"programme_id": programme.rsplit('/').next(), "point_type": point_type, "points": points}});
    let itself = format!("/v1/programmes/{club}");
    for (fields, pointer) in [
        (json!({"gives": null}), "/gives"),
        (json!({"kind": "donation"}), "/gives"),
        (json!({"stock": "tracked"}), "/stock"),
        (gives(&stamps, "coins", 1), "/gives/point_type"),
        (gives(&itself, "points", 1), "/gives/point_type"),
        (gives(&stamps, "stamps", 0), "/gives/points"),
    ] {
        owner.post("/v1/rewards", &ten_stamps(&club, &stamps, fields)).await.expect_invalid(pointer);
    }
    let problem = owner.post("/v1/rewards", &ten_stamps(&club, &theirs, json!({}))).await;
    let problem = problem.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/gives/programme_id");
    let made = owner.post("/v1/rewards", &ten_stamps(&club, &stamps, json!({}))).await.expect(201).json();
    assert_eq!(made["gives"]["points"], 10);
    let problem = owner.delete(&format!("{stamps}/point-types/stamps")).await.expect_problem(409, "in_use");
    assert_eq!((&problem["users"][0]["kind"], &problem["users"][0]["id"]), (&json!("reward"), &made["id"]));
}
