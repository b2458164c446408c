//! What a programme did stays known.

use regulars_tests::Program;
use serde_json::json;

use super::{rule, with_points};

#[tokio::test]
async fn every_version_shows_what_the_programme_did() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = with_points(owner, 0).await;
    let made = owner.post(&format!("{programme}/earning-rules"), &rule(json!({}))).await.expect(201);
    program.clock.advance(chrono::Duration::minutes(1));
    owner.patch(&format!("{programme}/point-types/points"), &json!({"name": "Bodovi"})).await.expect(200);
    owner.delete(made.header("location").unwrap()).await.expect(204);
    let page = owner.get(&format!("{programme}/versions")).await.expect(200).json();
    let versions = page["items"].as_array().unwrap();
    let numbers: Vec<_> = versions.iter().map(|version| version["version"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [5, 4, 3, 2, 1]);
    let me = owner.get("/v1/me").await.json();
    assert!(versions.iter().all(|version| version["actor"] == json!({"kind": "user", "id": me["id"]})));
    assert_eq!(versions[0]["earning_rules"], json!([]));
    assert_eq!(versions[1]["earning_rules"], json!([made.json()]));
    assert_eq!(versions[1]["point_types"][0]["name"], "Bodovi");
    assert_eq!(versions[1]["recorded_at"], "2026-11-21T10:01:00Z");
    assert_eq!(versions[2]["point_types"][0]["name"], "Poeni");
    assert_eq!(versions[2]["recorded_at"], "2026-11-21T10:00:00Z");
    assert_eq!(versions[4]["point_types"], json!([]));

    let first = owner.get(&format!("{programme}/versions?limit=3")).await.expect(200).json();
    let next = first["next"].as_str().unwrap();
    let rest = owner.get(&format!("{programme}/versions?limit=3&cursor={next}")).await.expect(200).json();
    assert_eq!((&rest["items"][0], &rest["next"]), (&versions[3], &json!(null)));
    owner.get(&format!("{programme}/versions?cursor=Ingi")).await.expect_invalid("?cursor");
}
