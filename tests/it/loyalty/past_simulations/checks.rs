//! What cannot be simulated, and who may ask for it.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{again, ask, job_of, path_of, per, rules, rules_of};
use crate::customers::add;
use crate::loyalty::{buy, per_hundred, programme, receipt, with};

/// An id that nobody has.
const NOBODY: &str = "0192f0c1-0000-7000-8000-000000000000";

#[tokio::test]
async fn what_cannot_be_tried_is_pointed_at() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let other = rules(&[per(5_000)]);
    for (fields, pointer) in [
        (json!({"days": 0}), "/days"),
        (json!({"days": 367}), "/days"),
        (json!({"point_type": "gold"}), "/point_type"),
        (json!({"point_type": "Gold!"}), "/point_type"),
    ] {
        ask(owner, &path, &with(other.clone(), &fields)).await.expect_invalid(pointer);
    }
    ask(owner, &path, &json!({})).await.expect_invalid("/earning_rules");
    let named = |replaces: &Value, rule: Value| {
        let rule = with(json!({"point_type": "points"}), &rule);
        json!({"replaces": replaces, "rule": rule})
    };
    let unknown_points = named(&Value::Null, with(per(5_000), &json!({"point_type": "gold"})));
    let nothing = named(&Value::Null, with(per(5_000), &json!({"name": ""})));
    let kind = json!({"effect": {"kind": "fixed", "points": "0.5"}});
    let decimals = named(&Value::Null, with(per(5_000), &kind));
    for (rule, pointer) in [
        (unknown_points, "/earning_rules/0/rule/point_type"),
        (nothing, "/earning_rules/0/rule/name"),
        (decimals, "/earning_rules/0/rule/effect/points"),
    ] {
        ask(owner, &path, &json!({"earning_rules": [rule]})).await.expect_invalid(pointer);
    }
    let of_now = rules_of(owner, &path).await[0]["id"].clone();
    let twice = [named(&of_now, per(5_000)), named(&of_now, per(4_000))];
    ask(owner, &path, &json!({"earning_rules": twice})).await.expect_invalid("/earning_rules");
    let strange = json!({"earning_rules": [named(&json!(NOBODY), per(5_000))]});
    let problem = ask(owner, &path, &strange).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/earning_rules/0/replaces");
    let problem = ask(owner, &path, &json!({"version": 99})).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/version");
    ask(owner, &format!("/v1/programmes/{NOBODY}"), &other).await.expect_problem(404, "not_found");
    let listed = owner.get(&format!("{path}/past-simulations")).await.expect(200).json();
    assert_eq!(listed["items"], json!([]), "nothing of it was kept");
}

#[tokio::test]
async fn only_so_many_run_and_one_that_was_called_off_makes_room() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &ana, 100_000, json!({}))).await;
    let other = rules(&[per(5_000)]);
    let first = ask(owner, &path, &other).await.expect(202).json();
    for _ in 1..10 {
        ask(owner, &path, &other).await.expect(202);
    }
    let problem = ask(owner, &path, &other).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "running");

    let cancelled = owner.post(&format!("{}/cancel", path_of(&first)), &json!({})).await.expect(200).json();
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(owner.get(&job_of(&first)).await.expect(200).json()["status"], "cancelled");
    let problem = owner.post(&format!("{}/cancel", path_of(&first)), &json!({})).await;
    assert_eq!(problem.expect_problem(409, "conflict")["reason"], "cancelled");
    // The job of one is called off as any other.
    let second = ask(owner, &path, &other).await.expect(202).json();
    let job = owner.post(&format!("{}/cancel", job_of(&second)), &json!({})).await.expect(200).json();
    assert_eq!((&job["status"], &job["simulation_id"]), (&json!("cancelled"), &second["id"]));
    program.work().await;
    for called_off in [&first, &second] {
        let after = again(owner, called_off).await;
        assert_eq!((&after["state"], &after["points"]), (&json!("cancelled"), &json!([])), "{after}");
    }
    let listed = owner.get(&format!("{path}/past-simulations?limit=20")).await.expect(200).json();
    let done = listed["items"].as_array().unwrap().iter().filter(|one| one["state"] == "done").count();
    assert_eq!(done, 9, "{listed}");
}

#[tokio::test]
async fn a_simulation_is_its_programme_s_and_its_merchant_s() {
    let program = Program::start().await;
    let (merchant, stranger) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let beside = programme(owner, json!({"name": "Drugi"}), json!({}), &[per_hundred()]).await;
    let made = ask(owner, &path, &rules(&[per(5_000)])).await.expect(202).json();
    stranger.owner.get(&path_of(&made)).await.expect_problem(404, "not_found");
    stranger
        .owner
        .post(&format!("{}/cancel", path_of(&made)), &json!({}))
        .await
        .expect_problem(404, "not_found");
    let elsewhere = format!("{beside}/past-simulations/{}", made["id"].as_str().unwrap());
    owner.get(&elsewhere).await.expect_problem(404, "not_found");
    owner.post(&format!("{elsewhere}/cancel"), &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(again(owner, &made).await["state"], "running");
    // A rule of somebody else is nobody's here.
    let theirs = programme(&stranger.owner, json!({}), json!({}), &[per_hundred()]).await;
    let rule = rules_of(&stranger.owner, &theirs).await[0]["id"].clone();
    let own = with(json!({"point_type": "points"}), &per(5_000));
    let foreign = json!({"earning_rules": [{"replaces": rule, "rule": own}]});
    ask(owner, &path, &foreign).await.expect_problem(404, "not_found");
    // A programme is deleted with what was tried of it.
    let drafted = super::draft(owner, json!({"name": "Treći"}), json!({}), &[per_hundred()]).await;
    let tried = ask(owner, &drafted, &json!({})).await.expect(202).json();
    owner.delete(&drafted).await.expect(204);
    owner.get(&path_of(&tried)).await.expect_problem(404, "not_found");
    program.work().await;
}
