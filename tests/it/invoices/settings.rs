use regulars_tests::Program;
use serde_json::json;

use super::bill;
use crate::customers::add;

#[tokio::test]
async fn settings_hold_for_what_says_nothing_else() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let before = owner.get("/v1/invoice-settings").await.expect(200);
    assert_eq!((&before.json()["payment_days"], &before.json()["tax"]), (&json!(15), &json!(null)));
    let settings = json!({
        "number_prefix": "F-", "payment_days": 30, "tax": {"category": "standard", "percent": "20"},
        "exemption_reason": "Article 25", "tax_id": "RS123456789", "registration_id": "12345678",
        "payment_account": "RS35260005601001611379"
    });
    let set = owner.put("/v1/invoice-settings", &settings).await.expect(200).json();
    assert_eq!((&set["number_prefix"], &set["tax"]["percent"]), (&json!("F-"), &json!("20.00")));
    assert_eq!(owner.get("/v1/invoice-settings").await.expect(200).json(), set);
    let customer = add(owner, json!({})).await;
    let line = |tax| json!({"sku": "1", "quantity": "1", "unit_price": 100, "total": 100, "tax": tax});
    let lines =
        json!([line(json!(null)), line(json!({"category": "exempt"})), {"kind": "rounding", "total": 100}]);
    let (_, made) = bill(owner, &customer, 1, json!({"lines": lines, "total": 300})).await;
    assert_eq!((&made["number"], &made["due_on"]), (&json!("F-2026-000001"), &json!("2026-12-21")));
    let taxes: Vec<_> = made["lines"].as_array().unwrap().iter().map(|line| line["tax"].clone()).collect();
    assert_eq!(
        taxes,
        [
            json!({"category": "standard", "percent": "20.00"}),
            json!({"category": "exempt", "percent": "0.00"}),
            json!(null)
        ]
    );
    assert_eq!(made["exemption_reason"], "Article 25");
    let told = owner.get("/v1/audit-events?subject_kind=merchant").await.expect(200).json();
    let days = json!({"field": "invoices.payment_days", "before": 15, "after": 30});
    let noted = |event: &serde_json::Value| event["changes"].as_array().unwrap().contains(&days);
    assert!(told["items"].as_array().unwrap().iter().any(noted), "{told}");
    let stale = owner.with_header("If-Match", before.header("etag").unwrap());
    stale.put("/v1/invoice-settings", &settings).await.expect_problem(412, "precondition_failed");
    for (field, value) in [
        ("number_prefix", json!("a b")),
        ("payment_days", json!(366)),
        ("tax", json!({"category": "zero_rated", "percent": "5"})),
        ("tax_id", json!("")),
    ] {
        let mut wrong = settings.clone();
        wrong[field] = value;
        let refused =
            owner.put("/v1/invoice-settings", &wrong).await.expect_problem(422, "validation_failed");
        let pointer = refused["errors"][0]["pointer"].as_str().unwrap();
        assert!(pointer.starts_with(&format!("/{field}")), "{pointer}");
    }
}
