//! Programmes are made, changed, moved from state to state, and deleted.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{draft, id_of, version, with_points};

#[tokio::test]
async fn a_programme_begins_as_a_draft_that_does_nothing() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let made = owner.post("/v1/programmes", &json!({"name": " Klub "})).await.expect(201);
    let path = made.header("location").unwrap();
    let programme = made.json();
    assert_eq!(
        programme,
        json!({
            "id": id_of(path), "name": "Klub", "state": "draft", "joining": "automatic",
            "joining_terms": {"consent_purpose": null, "terms_version": null}, "store_ids": [],
            "earns_where_points_pay": true, "version": 1, "created_at": "2026-11-21T10:00:00Z",
            "updated_at": "2026-11-21T10:00:00Z"
        })
    );
    assert_eq!(owner.get(path).await.expect(200).json(), programme);
    for part in ["point-types", "earning-rules", "members"] {
        let listed = owner.get(&format!("{path}/{part}")).await.expect(200).json();
        assert_eq!(listed["items"], json!([]), "{part}");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({"name": ""}), "/name"),
        (json!({"name": "a\nb"}), "/name"),
        (json!({"name": "a", "joining": "sometimes"}), "/joining"),
        (json!({"name": "a", "state": "active"}), "/state"),
        (json!({"name": "a", "store_ids": ["centar"]}), "/store_ids/0"),
        (json!({"name": "a", "tiers": []}), "/tiers"),
    ] {
        owner.post("/v1/programmes", &body).await.expect_invalid(pointer);
    }
    let stranger = json!({"name": "a", "store_ids": ["01920000-0000-7000-8000-0123456789ab"]});
    let problem = owner.post("/v1/programmes", &stranger).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/store_ids");
    assert_eq!(owner.get("/v1/programmes").await.expect(200).json()["items"], json!([]));
    let path = draft(owner).await;
    for (patch, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"state": null}), "/state"),
        (json!({"state": "gone"}), "/state"),
        (json!({"version": 7}), "/version"),
        (json!({"earns_where_points_pay": "yes"}), "/earns_where_points_pay"),
    ] {
        owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    owner.patch(&path, &json!({"store_ids": stranger["store_ids"]})).await.expect_problem(404, "not_found");
    assert_eq!(version(owner, &path).await, 1);
}

#[tokio::test]
async fn only_a_change_of_what_it_does_is_another_version() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let store = owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201).json();
    let path = draft(owner).await;
    for (patch, expected) in [
        (json!({"name": "Klub kupaca"}), 1),
        (json!({"state": "active"}), 1),
        (json!({"joining": "on_request", "store_ids": [store["id"]]}), 2),
        (json!({"joining": "on_request", "store_ids": [store["id"]]}), 2),
        (json!({"earns_where_points_pay": false}), 3),
        (json!({"store_ids": []}), 4),
        (json!({}), 4),
    ] {
        program.clock.advance(chrono::Duration::seconds(1));
        let changed = owner.patch(&path, &patch).await.expect(200).json();
        assert_eq!(changed["version"], expected, "{patch}");
        for (name, value) in patch.as_object().unwrap() {
            assert_eq!(&changed[name], value, "{patch}");
        }
    }
    let events = owner.get("/v1/audit-events?subject_kind=programme").await.expect(200).json();
    assert_eq!(events["items"].as_array().unwrap().len(), 6, "{events}");
    assert_eq!(
        events["items"][1]["changes"],
        json!([
            {"field": "earns_where_points_pay", "before": true, "after": false},
            {"field": "version", "before": 2, "after": 3},
        ])
    );
}

#[tokio::test]
async fn a_programme_goes_from_state_to_state_and_is_closed_for_good() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = draft(owner).await;
    for (state, may) in [
        ("paused", false),
        ("closed", false),
        ("draft", true),
        ("active", true),
        ("draft", false),
        ("paused", true),
        ("draft", false),
        ("active", true),
        ("active", true),
        ("paused", true),
        ("closed", true),
        ("active", false),
        ("paused", false),
    ] {
        let before = owner.get(&path).await.expect(200).json();
        let answer = owner.patch(&path, &json!({"state": state, "name": "Drugi"})).await;
        if may {
            assert_eq!(answer.expect(200).json()["state"], state);
        } else {
            let problem = answer.expect_problem(409, "conflict");
            assert_eq!(problem["reason"], before["state"], "to {state}");
            assert_eq!(owner.get(&path).await.json(), before);
        }
    }
}

#[tokio::test]
async fn whoever_has_read_an_older_state_changes_nothing() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = draft(owner).await;
    let tag = owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    program.clock.advance(chrono::Duration::seconds(1));
    let held = owner.with_header("If-Match", &tag);
    held.patch(&path, &json!({"name": "Drugi"})).await.expect(200);
    held.patch(&path, &json!({"name": "Treći"})).await.expect_problem(412, "precondition_failed");
    held.delete(&path).await.expect_problem(412, "precondition_failed");
    assert_eq!(owner.get(&path).await.json()["name"], "Drugi");
}

#[tokio::test]
async fn only_a_draft_is_deleted() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = super::with_points(owner, 0).await;
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    owner.delete(&path).await.expect_problem(404, "not_found");
    let path = draft(owner).await;
    for state in ["active", "paused", "closed"] {
        owner.patch(&path, &json!({"state": state})).await.expect(200);
        let problem = owner.delete(&path).await.expect_problem(409, "conflict");
        assert_eq!(problem["reason"], state);
    }
    assert_eq!(owner.get(&path).await.expect(200).json()["state"], "closed");
}

#[tokio::test]
async fn programmes_are_listed_page_by_page_and_made_once_under_a_key() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let keyed = owner.with_header("Idempotency-Key", "club");
    let mut made = Vec::new();
    for _ in 0..2 {
        made.push(keyed.post("/v1/programmes", &json!({"name": "A"})).await.expect(201).json()["id"].clone());
    }
    assert_eq!(made[0], made[1]);
    made.truncate(1);
    for name in ["B", "C"] {
        program.clock.advance(chrono::Duration::seconds(1));
        made.push(
            owner.post("/v1/programmes", &json!({"name": name})).await.expect(201).json()["id"].clone(),
        );
    }
    let (mut found, mut path) = (Vec::new(), "/v1/programmes?limit=2".to_owned());
    loop {
        let page = owner.get(&path).await.expect(200).json();
        found.extend(page["items"].as_array().unwrap().iter().map(|programme| programme["id"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/programmes?limit=2&cursor={next}");
    }
    assert_eq!(found, made);
}

#[tokio::test]
async fn what_a_filter_asks_for_stays() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = with_points(owner, 0).await;
    let types = format!("{path}/point-types");
    let body = json!({"name": "Clanovi", "filter": {"not": {"programme": {"programme_id": id_of(&path)}}}});
    let segment = owner.post("/v1/segments", &body).await.expect(201).header("location").unwrap().to_owned();
    let body = json!({"name": "Jesen", "audience": {"filter": {"points": {"type": "points"}}}});
    let newsletter =
        owner.post("/v1/newsletters", &body).await.expect(201).header("location").unwrap().to_owned();
    let users = |problem: &Value| {
        let users = problem["users"].as_array().unwrap().iter();
        users.map(|user| user["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(users(&owner.delete(&path).await.expect_problem(409, "in_use")), ["segment"]);
    let of_type = format!("{types}/points");
    assert_eq!(users(&owner.delete(&of_type).await.expect_problem(409, "in_use")), ["newsletter"]);
    // As long as another programme has points with that code, the filter means something.
    let other = with_points(owner, 0).await;
    owner.delete(&of_type).await.expect(204);
    let of_other = format!("{other}/point-types/points");
    assert_eq!(users(&owner.delete(&of_other).await.expect_problem(409, "in_use")), ["newsletter"]);
    owner.patch(&newsletter, &json!({"audience": null})).await.expect(200);
    owner.delete(&of_other).await.expect(204);
    owner.delete(&segment).await.expect(204);
    owner.delete(&path).await.expect(204);
}
