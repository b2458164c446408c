//! What inviting others brings in a programme.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::scheme;
use crate::loyalty::draft;

#[tokio::test]
async fn a_scheme_is_set_as_a_whole_and_is_another_version() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let club = draft(owner, json!({}), json!({}), &[]).await;
    let path = format!("{club}/referral-scheme");
    assert_eq!(owner.get(&path).await.expect(200).json(), json!({"scheme": null}));
    let before = owner.get(&club).await.expect(200).json()["version"].as_i64().unwrap();
    let cap = json!({"cap": {"most": 3, "per": "year"}});
    let set = owner.put(&path, &json!({"scheme": scheme(&cap)})).await.expect(200).json();
    assert_eq!(set, json!({"scheme": scheme(&cap)}));
    assert_eq!(owner.get(&path).await.expect(200).json(), set);
    let versions = owner.get(&format!("{club}/versions")).await.expect(200).json();
    assert_eq!(
        (&versions["items"][0]["version"], &versions["items"][0]["referrals"]),
        (&json!(before + 1), &set["scheme"])
    );
    assert_eq!(versions["items"][1]["referrals"], Value::Null);
    // The points that it brings stay.
    let points = format!("{club}/point-types/points");
    owner.delete(&points).await.expect_problem(409, "conflict");
    let none = owner.put(&path, &json!({"scheme": null})).await.expect(200).json();
    assert_eq!(none, json!({"scheme": null}));
    owner.delete(&points).await.expect(204);
}

#[tokio::test]
async fn a_scheme_that_does_not_fit_is_refused() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let club = draft(owner, json!({}), json!({}), &[]).await;
    let path = format!("{club}/referral-scheme");
    for (fields, pointer) in [
        (json!({"point_type": "stars"}), "/scheme/point_type"),
        (json!({"point_type": "Points"}), "/scheme/point_type"),
        (json!({"referrer_points": 0, "referred_points": 0}), "/scheme/referrer_points"),
        (json!({"referred_points": -1}), "/scheme/referred_points"),
        (json!({"minimum": -1}), "/scheme/minimum"),
        (json!({"within_days": 0}), "/scheme/within_days"),
        (json!({"return_days": 367}), "/scheme/return_days"),
        (json!({"cap": {"most": 0, "per": "day"}}), "/scheme/cap/most"),
        (json!({"cap": {"most": 1, "per": "receipt"}}), "/scheme/cap/per"),
        (json!({"gift": true}), "/scheme/gift"),
    ] {
        owner.put(&path, &json!({"scheme": scheme(&fields)})).await.expect_invalid(pointer);
    }
    owner.put(&path, &json!({})).await.expect_invalid("/scheme");
    assert_eq!(owner.get(&path).await.expect(200).json(), json!({"scheme": null}));
    crate::loyalty::set_state(owner, &club, "active").await;
    crate::loyalty::set_state(owner, &club, "closed").await;
    owner.put(&path, &json!({"scheme": scheme(&json!({}))})).await.expect_problem(409, "conflict");
}
