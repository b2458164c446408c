use chrono::Duration;
use regulars_tests::Program;
use serde_json::{Value, json};

use super::{buyer, standing};
use crate::customers::path_of;

fn fixed() -> Value {
    json!({"thresholds": {
        "recency_days": [30, 90, 180, 365], "frequency": [2, 4, 7, 12], "monetary": [1_000, 2_000, 3_000, 4_000]
    }})
}

#[tokio::test]
async fn every_move_is_kept_and_counted_once_a_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = buyer(&program, owner, &merchant.id, (12, 4_000, "2026-11-20T10:00:00Z")).await;
    owner.put("/v1/rfm/settings", &fixed()).await.expect(200);
    program.work().await;
    assert_eq!(standing(owner, &customer).await, Some((5, 5, 5, "champions".to_owned())));
    // Nobody is scored twice a day by itself, and who stands where they stood has not moved.
    program.clock.advance(Duration::days(20));
    program.work().await;
    // 60 days without a purchase.
    program.clock.advance(Duration::days(40));
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(standing(owner, &customer).await, Some((4, 5, 5, "loyal".to_owned())));
    program.run_sql("DELETE FROM customer_totals").await;
    program.clock.advance(Duration::days(1));
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(standing(owner, &customer).await, None);
    let history = owner.get(&format!("{}/rfm?limit=2", path_of(&customer))).await.expect(200).json();
    let told = |moves: &Value| {
        let moves = moves.as_array().unwrap().iter();
        moves.map(|moved| (moved["from"].clone(), moved["to"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&history["moves"]),
        [(json!("loyal"), json!("prospect")), (json!("champions"), json!("loyal"))]
    );
    let rest = format!("{}/rfm?cursor={}", path_of(&customer), history["next"].as_str().unwrap());
    let rest = owner.get(&rest).await.expect(200).json();
    assert_eq!(
        (told(&rest["moves"]), &rest["next"]),
        (vec![(json!("prospect"), json!("champions"))], &json!(null))
    );
    assert_eq!(rest["moves"][0]["on"], "2026-11-21");
    let all = owner.get("/v1/rfm/transitions?from=2026-11-01&to=2027-12-31").await.expect(200).json();
    assert_eq!(all["items"], json!([{"from": "prospect", "to": "prospect", "customers": 1}]));
    let first = owner.get("/v1/rfm/transitions?from=2026-11-01&to=2026-11-30").await.expect(200).json();
    assert_eq!(first["items"], json!([{"from": "prospect", "to": "champions", "customers": 1}]));
    owner.get("/v1/rfm/transitions?from=2026-12-01&to=2026-11-30").await.expect_invalid("?from");
}
