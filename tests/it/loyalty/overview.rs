//! All accounts of a programme at once: audited, and what is owed in them.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{account, adjust, buy, give_back, paying, per_hundred, programme, receipt, tenders, with};
use crate::customers::add;

#[tokio::test]
async fn an_audit_finds_nothing_until_somebody_has_changed_a_balance_behind_the_ledger() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let mut last = Value::Null;
    for number in 0..3 {
        let customer = add(owner, json!({"first_name": "Ana"})).await;
        let bought = buy(&till, &receipt(&format!("a{number}"), &customer, 500_000, json!({}))).await;
        let fields = json!({"tenders": tenders(2_000, 20)});
        buy(&till, &receipt(&format!("b{number}"), &customer, 2_000, fields)).await;
        give_back(&till, &bought, &format!("R{number}"), &[(1, "0.5")]).await;
        last = account(owner, &customer).await;
        adjust(owner, &last, 7, &json!({})).await.expect(201);
    }
    let audits = format!("{path}/audits");
    let found = owner.post(&audits, &json!({})).await.expect(200).json();
    let exact =
        json!({"audited": 3, "audited_in_all": 3, "differences_in_all": 0, "differences": [], "next": null});
    assert_eq!(found, exact);

    program.run_sql("UPDATE point_accounts SET available = available + 1 WHERE available = 12").await;
    let found = owner.post(&audits, &json!({})).await.expect(200).json();
    let differences = found["differences"].as_array().unwrap();
    assert_eq!((&found["audited"], differences.len()), (&json!(3), 3), "{found}");
    let of_last = differences.iter().find(|one| one["account_id"] == last["id"]).unwrap();
    let available = |part: &str| of_last[part]["available"].clone();
    assert_eq!((available("kept"), available("by_operations")), (json!(13), json!(12)), "{found}");
    assert_eq!((&of_last["available_in_lots"], &of_last["operations"]), (&json!(12), &json!(4)), "{found}");

    // Piece by piece, what was found is counted as a whole.
    let (mut next, mut pieces) = (Value::Null, Vec::new());
    loop {
        let cursor = next.as_str().map(|next| format!("&cursor={next}")).unwrap_or_default();
        let piece = owner.post(&format!("{audits}?limit=2{cursor}"), &json!({})).await.expect(200).json();
        let counts =
            ["audited", "audited_in_all", "differences_in_all"].map(|name| piece[name].as_u64().unwrap());
        pieces.push(counts);
        next = piece["next"].clone();
        if next.is_null() {
            break;
        }
    }
    assert_eq!(pieces, [[2, 2, 2], [1, 3, 3]]);
    owner.post(&format!("{audits}?limit=5001"), &json!({})).await.expect_invalid("?limit");

    // Behind the last account there is none.
    let other = owner.post(&format!("{audits}?cursor=x"), &json!({})).await;
    other.expect_invalid("?cursor");
    let manager = merchant.staff("marketer").await;
    manager.post(&audits, &json!({})).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn what_is_owed_is_told_by_the_month_in_which_it_expires() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"expiry": {"count": 1, "unit": "month", "to": "end_of_month"}}));
    let path = programme(owner, json!({}), points, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let paid = receipt("2", &customer, 2_000, json!({"tenders": tenders(2_000, 20)}));
    let paid = buy(&till, &paid).await;
    let own = account(owner, &customer).await;
    adjust(owner, &own, 7, &json!({})).await.expect(201);
    give_back(&till, &paid, "R1", &[(1, "0.5")]).await;
    let liability = async || {
        let told = owner.get(&format!("{path}/liability")).await.expect(200).json();
        told["items"][0].clone()
    };
    let money = |amount: i64| json!({"amount": amount, "currency": "RSD"});
    let month = |month: Value, available: i64| json!({"month": month, "available": available, "pending": 0, "value": money(available * 100)});
    let told = liability().await;
    assert_eq!(told["months"], json!([month(json!("2026-12-01"), 40), month(Value::Null, 7)]), "{told}");
    assert_eq!((&told["available"], &told["value"]), (&json!(47), &money(4_700)), "{told}");
    let figures = |told: &Value| {
        ["issued", "redeemed", "expired", "adjusted", "owed", "reserved", "pending"]
            .map(|name| told[name].as_i64().unwrap())
    };
    assert_eq!(figures(&told), [50, 10, 0, 7, 0, 0, 0], "{told}");

    // What expires counts as such before anybody has written it, and once only after that.
    owner.put("/v1/test-clock", &json!({"now": "2027-01-02T10:00:00Z"})).await.expect(200);
    for touched in [false, true] {
        if touched {
            adjust(owner, &own, 1, &json!({})).await.expect(201);
        }
        let told = liability().await;
        let left = 7 + i64::from(touched);
        assert_eq!(told["months"], json!([month(Value::Null, left)]), "{told}");
        assert_eq!(figures(&told), [50, 10, 40, left, 0, 0, 0], "{told}");
    }
}

#[tokio::test]
async fn what_is_worth_more_than_a_number_tells_exactly_is_neither_told_nor_given() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let dear =
        json!({"value": {"points": 1, "amount": {"amount": 1_000_000_000_000_i64, "currency": "RSD"}}});
    let path = programme(owner, json!({}), dear, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 10_000, json!({}))).await;
    let gift = json!({
        "name": "Poklon", "point_type": "points", "points": 9_008, "reason": "goodwill",
        "audience": {"customer_ids": [customer["id"]]}
    });
    owner.post(&format!("{path}/accruals?dry_run=true"), &gift).await.expect_invalid("/points");
    owner.post(&format!("{path}/accruals"), &gift).await.expect_invalid("/points");
    owner.get(&format!("{path}/liability")).await.expect(200);
    let own = account(owner, &customer).await;
    adjust(owner, &own, 9_007, &json!({})).await.expect(201);
    let problem = owner.get(&format!("{path}/liability")).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "too_large", "{problem}");
}
