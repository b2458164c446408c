use chrono::Duration;
use regulars_tests::Program;
use serde_json::{Value, json};

use super::{add, path_of};
use crate::attributes::define;

#[tokio::test]
async fn absent_fields_stay_and_null_clears() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    merchant.owner.post("/v1/tags", &json!({"name": "Family"})).await.expect(201);
    for (key, kind) in [("size", "integer"), ("club", "text"), ("loud", "boolean")] {
        define(&merchant.owner, key, kind, json!({})).await;
    }
    let customer = add(
        &merchant.owner,
        json!({
            "external_id": "K-1", "first_name": "Ana", "last_name": "Petrović", "gender": "female",
            "phone": "064 1234567", "birth_date": "1990-05-17", "language": "sr-RS", "tags": ["VIP"],
            "address": {"street": "Bulevar 1", "city": "Novi Sad", "country": "RS"},
            "attributes": {"size": 38, "club": "north"},
            "source": {"utm": {"source": "instagram", "medium": "social"}, "referral_id": "friend"}
        }),
    )
    .await;
    program.clock.advance(Duration::seconds(5));
    let patch = json!({
        "first_name": "Anica", "gender": null, "birth_date": null, "tags": ["family"],
        "address": {"city": "Niš", "street": null}, "attributes": {"club": null, "loud": true},
        "source": {"utm": {"medium": null, "term": "shoes"}}
    });
    let changed = merchant.owner.patch(&path_of(&customer), &patch).await.expect(200);
    let mut expected = customer.clone();
    for (pointer, value) in [
        ("/first_name", json!("Anica")),
        ("/gender", Value::Null),
        ("/birth_date", Value::Null),
        ("/birthday", Value::Null),
        ("/tags", json!(["Family"])),
        ("/address/city", json!("Niš")),
        ("/address/street", Value::Null),
        ("/attributes", json!({"loud": true, "size": 38})),
        ("/source/utm/medium", Value::Null),
        ("/source/utm/term", json!("shoes")),
        ("/updated_at", json!("2026-11-21T10:00:05Z")),
    ] {
        *expected.pointer_mut(pointer).unwrap() = value;
    }
    assert_eq!(changed.json(), expected);
    let found = merchant.owner.get(&path_of(&customer)).await.expect(200);
    assert_eq!((found.json(), found.header("etag")), (expected, changed.header("etag")));
    let cleared = json!({"tags": null, "address": null, "attributes": null, "source": null, "phone": null});
    let bare = merchant.owner.patch(&path_of(&customer), &cleared).await.expect(200).json();
    assert_eq!((&bare["tags"], &bare["attributes"], &bare["phone"]), (&json!([]), &json!({}), &Value::Null));
    assert_eq!(bare["address"], json!({"street": null, "postcode": null, "city": null, "country": null}));
    assert_eq!(
        (&bare["source"]["utm"]["source"], &bare["source"]["referral_id"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(bare["source"]["created_by"], customer["source"]["created_by"]);
}

#[tokio::test]
async fn a_merge_patch_is_a_content_type_of_its_own() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = path_of(&add(&merchant.owner, json!({})).await);
    let send = |content_type| {
        let body = br#"{"first_name": "Ana"}"#.to_vec();
        merchant.owner.send("PATCH".parse().unwrap(), &path, Some(content_type), body)
    };
    assert_eq!(send("application/merge-patch+json").await.expect(200).json()["first_name"], "Ana");
    send("text/plain").await.expect_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn a_wrong_change_is_refused_with_a_pointer_and_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define(&merchant.owner, "size", "integer", json!({})).await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana", "attributes": {"size": 38}})).await;
    let path = path_of(&customer);
    let attributes: Value =
        (0..101).map(|number| (format!("k{number}"), json!(1))).collect::<serde_json::Map<_, _>>().into();
    for (patch, pointer) in [
        (json!({"first_name": ""}), "/first_name"),
        (json!({"email": "ana@"}), "/email"),
        (json!({"phone": "abc"}), "/phone"),
        (json!({"gender": 1}), "/gender"),
        (json!({"birth_date": "2026-11-22"}), "/birth_date"),
        (json!({"birth_date": "yesterday"}), "/birth_date"),
        (json!({"language": "serbian"}), "/language"),
        (json!({"address": {"country": "Serbia"}}), "/address/country"),
        (json!({"address": "Niš"}), "/address"),
        (json!({"tags": ["unheard"]}), "/tags"),
        (json!({"tags": "VIP"}), "/tags"),
        (json!({"attributes": {"size": {}}}), "/attributes/size"),
        (json!({"attributes": attributes}), "/attributes"),
        (json!({"source": {"utm": {"source": ""}}}), "/source/utm/source"),
        (json!({"source": {"created_by": "me"}}), "/source/created_by"),
        (json!({"data_consent": {"source": "form"}}), "/data_consent"),
        (json!({"type": "regular"}), "/type"),
        (json!({"email_verified": true}), "/email_verified"),
    ] {
        let patch = json!({"last_name": "Changed"})
            .as_object()
            .unwrap()
            .clone()
            .into_iter()
            .chain(patch.as_object().unwrap().clone())
            .collect::<serde_json::Map<_, _>>();
        merchant.owner.patch(&path, &patch.into()).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get(&path).await.json(), customer);
}

#[tokio::test]
async fn an_external_id_that_is_taken_is_a_conflict() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"external_id": "K-1"})).await;
    let customer = add(&merchant.owner, json!({"external_id": "K-2"})).await;
    let answer =
        merchant.owner.patch(&path_of(&customer), &json!({"external_id": "K-1", "first_name": "X"})).await;
    assert_eq!(answer.expect_problem(409, "conflict")["errors"][0]["pointer"], "/external_id");
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json(), customer);
    merchant.owner.patch(&path_of(&customer), &json!({"external_id": "K-2"})).await.expect(200);
}

#[tokio::test]
async fn what_was_not_seen_is_not_changed() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let path = path_of(&add(&merchant.owner, json!({"first_name": "Ana"})).await);
    let seen = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    let careful = merchant.owner.with_header("If-Match", &seen);
    careful.patch(&path, &json!({"first_name": "Eva"})).await.expect(200);
    careful.patch(&path, &json!({"first_name": "Iva"})).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(&path).await.json()["first_name"], "Eva");
    other.owner.patch(&path, &json!({"first_name": "Iva"})).await.expect_problem(404, "not_found");
    let stranger = other.owner.with_header("If-Match", "*");
    stranger.patch(&path, &json!({"first_name": "Iva"})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn of_two_changes_to_the_same_state_one_is_made() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for _ in 0..5 {
        let path = path_of(&add(&merchant.owner, json!({"first_name": "Ana"})).await);
        let seen = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
        let careful = merchant.owner.with_header("If-Match", &seen);
        let (eva, iva) = (json!({"first_name": "Eva"}), json!({"first_name": "Iva"}));
        let (one, other) = tokio::join!(careful.patch(&path, &eva), careful.patch(&path, &iva));
        let (made, refused) = if one.status == 200 { (one, other) } else { (other, one) };
        refused.expect_problem(412, "precondition_failed");
        assert_eq!(merchant.owner.get(&path).await.json(), made.expect(200).json());
    }
}

#[tokio::test]
async fn changes_to_different_fields_at_once_are_all_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for number in 0..8 {
        define(&merchant.owner, &format!("k{number}"), "integer", json!({})).await;
    }
    let path = path_of(&add(&merchant.owner, json!({})).await);
    let mut sent = Vec::new();
    for number in 0..8 {
        let (owner, path) = (merchant.owner.clone(), path.clone());
        sent.push(tokio::spawn(async move {
            let patch = json!({"attributes": {format!("k{number}"): number}});
            owner.patch(&path, &patch).await.expect(200);
        }));
    }
    for task in sent {
        task.await.unwrap();
    }
    let kept = merchant.owner.get(&path).await.json()["attributes"].as_object().unwrap().len();
    assert_eq!(kept, 8);
}
