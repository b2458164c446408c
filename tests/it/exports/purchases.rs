use regulars_tests::Program;
use serde_json::json;

use super::{export, lines, path_of};
use crate::customers::add;

#[tokio::test]
async fn a_row_is_a_receipt_or_a_line() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"first_name": "Ana", "last_name": "Jović"})).await;
    let line = |sku: &str, price: i64| json!({"sku": sku, "name": "=kafa", "quantity": "2.5", "unit_price": price, "total": price * 5 / 2});
    let purchase = json!({
        "receipt_number": "0007", "occurred_at": "2026-11-20T16:30:00Z", "currency": "RSD", "source": "kasa",
        "identify": {"customer_id": ana["id"]}, "lines": [line("00-1", 200), line("B", 400)],
        "total": 1500, "tenders": [{"kind": "money", "amount": 1500, "method": "cash"}],
    });
    merchant.owner.post("/v1/purchases", &purchase).await.expect(201);
    let file = async |body| {
        let made = export(&program, &merchant.owner, "/v1/purchases/exports", &body).await;
        (made.clone(), lines(&merchant.owner.get(&format!("{}/file", path_of(&made))).await.expect(200)))
    };
    let (made, rows) = file(json!({"format": "csv", "customer_id": ana["id"]})).await;
    assert_eq!((&made["content"], &made["rows"]), (&json!("purchases"), &json!(1)));
    assert!(rows[0].starts_with("ID kupovine,Dan,Broj računa,Izvor,Vreme,"), "{}", rows[0]);
    assert!(rows[1].contains(",'0007,kasa,2026-11-20T16:30:00Z,"), "{}", rows[1]);
    assert!(rows[1].contains(",Ana Jović,15.00,0.00,RSD,"), "{}", rows[1]);
    let (made, rows) = file(json!({"format": "csv", "rows": "lines"})).await;
    assert_eq!((&made["content"], &made["rows"]), (&json!("purchase_lines"), &json!(2)));
    assert!(rows[1].ends_with(",1,'00-1,'=kafa,,2.500,,2.00,0.00,5.00,0.000,0.00,RSD"), "{}", rows[1]);
    assert!(rows[2].ends_with(",2,B,'=kafa,,2.500,,4.00,0.00,10.00,0.000,0.00,RSD"), "{}", rows[2]);
    let (_, none) = file(json!({"format": "csv", "until": "2026-11-20T16:30:00Z"})).await;
    assert_eq!(none.len(), 1);
}
