use regulars_tests::Program;
use serde_json::json;

use super::{export, lines, path_of};
use crate::customers::add;
use crate::loyalty;

#[tokio::test]
async fn a_row_is_a_line_of_the_ledger() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = loyalty::with(loyalty::paying(), &json!({"scale": 1}));
    loyalty::programme(owner, json!({}), points, &[loyalty::per_hundred()]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let bought = loyalty::buy(owner, &loyalty::receipt("1", &customer, 125_000, json!({}))).await;
    let own = loyalty::account(owner, &customer).await;
    loyalty::adjust(owner, &own, -25, &json!({"reason": "correction"})).await.expect(201);
    let path = format!("{}/operations/exports", loyalty::path_of_account(&own));
    let file = async |body| {
        let made = export(&program, owner, &path, &body).await;
        assert_eq!(
            (&made["content"], &made["state"]),
            (&json!("point_operations"), &json!("ready")),
            "{made}"
        );
        lines(&owner.get(&format!("{}/file", path_of(&made))).await.expect(200))
    };
    let rows = file(json!({"format": "csv"})).await;
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].starts_with("Broj,Upisano,Vreme,Vrsta,Bodovi,Raspoloživo,"), "{}", rows[0]);
    assert!(
        rows[1].starts_with("2,") && rows[1].contains(",adjust,-2.5,-2.5,0.0,0.0,0.0,correction,,,"),
        "{rows:?}"
    );
    let purchase = bought["id"].as_str().unwrap();
    let earned = format!(",2026-11-20T16:30:00Z,earn,12.5,12.5,0.0,0.0,0.0,,{purchase},,");
    assert!(rows[2].starts_with("1,") && rows[2].contains(&earned), "{rows:?}");
    assert_eq!(file(json!({"format": "csv", "kind": "earn"})).await.len(), 2);
    assert_eq!(file(json!({"format": "csv", "until": "2026-01-01T00:00:00Z"})).await.len(), 1);
    owner.post(&path, &json!({"format": "pdf"})).await.expect_invalid("/format");
    owner.post(&path, &json!({"format": "csv", "kind": "gift"})).await.expect_invalid("/kind");
    let other = program.merchant().await;
    other.owner.post(&path, &json!({"format": "csv"})).await.expect_problem(404, "not_found");
}
