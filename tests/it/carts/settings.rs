use regulars_tests::Program;
use serde_json::{Value, json};

use super::{by_id, cart, put, receipt, show, with};
use crate::customers::add;

const PATH: &str = "/v1/cart-settings";

#[tokio::test]
async fn the_settings_hold_for_every_later_change() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let usual = json!({"abandoned_after_minutes": 60, "recovered_within_days": 7});
    assert_eq!(owner.get(PATH).await.expect(200).json(), usual);
    let before =
        put(owner, &with("before", &Value::Null, &json!({"occurred_at": "2026-11-21T09:30:00Z"}))).await;
    let wide = json!({"abandoned_after_minutes": 1440, "recovered_within_days": 1});
    assert_eq!(owner.put(PATH, &wide).await.expect(200).json(), wide);
    assert_eq!(other.owner.get(PATH).await.expect(200).json(), usual);
    let kept = put(owner, &cart("after", &by_id(&ana))).await;
    assert_eq!((&kept["state"], &before["state"]), (&json!("open"), &json!("open")));
    program.clock.advance(chrono::Duration::minutes(31));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(show(owner, &before).await["state"], "abandoned");
    assert_eq!(show(owner, &kept).await["state"], "open");
    program.clock.advance(chrono::Duration::days(3));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(show(owner, &kept).await["abandoned_at"], "2026-11-21T16:30:00Z");
    // A day later a purchase says nothing any more.
    let mut sold = receipt("1", "2026-11-22T16:30:00Z", "1001");
    sold["identify"] = by_id(&ana);
    owner.post("/v1/purchases", &sold).await.expect(201);
    assert_eq!(show(owner, &kept).await["state"], "abandoned");
    let trail = owner.get("/v1/audit-events?subject_kind=merchant").await.expect(200).json();
    let changes = trail["items"].to_string();
    assert!(changes.contains("carts.abandoned_after_minutes"), "{changes}");
}

#[tokio::test]
async fn settings_out_of_range_or_of_a_stale_state_are_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for (minutes, days, pointer) in [
        (9, 7, "/abandoned_after_minutes"),
        (10_081, 7, "/abandoned_after_minutes"),
        (60, 0, "/recovered_within_days"),
        (60, 31, "/recovered_within_days"),
    ] {
        let body = json!({"abandoned_after_minutes": minutes, "recovered_within_days": days});
        owner.put(PATH, &body).await.expect_invalid(pointer);
    }
    let body = json!({"abandoned_after_minutes": 10, "recovered_within_days": 30});
    owner
        .with_header("If-Match", "\"stale\"")
        .put(PATH, &body)
        .await
        .expect_problem(412, "precondition_failed");
    merchant.staff("marketer").await.put(PATH, &body).await.expect_problem(403, "forbidden");
}
