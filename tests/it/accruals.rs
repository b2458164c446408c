mod alone;
mod approve;
mod checks;
mod give;
mod people;
mod undo;
mod work;

use regulars_tests::{Answer, Client, Program};
use serde_json::{Value, json};

use crate::bulk_edits::every;
use crate::loyalty::{per_hundred, with};

/// A programme that customers have to be entered into, with points of these fields; where it is.
pub async fn club(owner: &Client, points: Value) -> String {
    crate::loyalty::programme(owner, json!({"joining": "on_request"}), points, &[per_hundred()]).await
}

/// A customer of Niš, a moment after the one before.
pub async fn meet(program: &Program, owner: &Client) -> Value {
    crate::bulk_edits::meet(program, owner, json!({"address": {"city": "Niš"}})).await
}

/// The same, in the programme.
pub async fn member(program: &Program, owner: &Client, club: &str) -> Value {
    let customer = meet(program, owner).await;
    join(owner, club, &customer).await;
    customer
}

/// Enters a customer into the programme, and tells the membership.
pub async fn join(owner: &Client, club: &str, customer: &Value) -> Value {
    owner.post(&format!("{club}/members"), &json!({"customer_id": customer["id"]})).await.expect(201).json()
}

/// Everybody of Niš.
pub fn of_nis() -> Value {
    json!({"filter": {"field": "city", "op": "eq", "value": "Niš"}})
}

/// What is asked for: so many points for everybody of Niš, with these fields.
pub fn gift(points: i64, fields: &Value) -> Value {
    let body = json!({
        "name": "Poklon", "point_type": "points", "audience": of_nis(), "points": points, "reason": "goodwill"
    });
    with(body, fields)
}

/// Asks for an accrual.
pub async fn ask(owner: &Client, club: &str, body: &Value) -> Answer {
    owner.post(&format!("{club}/accruals"), body).await
}

/// What an accrual would give.
pub async fn foresee(owner: &Client, club: &str, body: &Value) -> Value {
    owner.post(&format!("{club}/accruals?dry_run=true"), body).await.expect(200).json()
}

/// Asks for an accrual and has it given.
pub async fn given(program: &Program, owner: &Client, club: &str, body: &Value) -> Value {
    let accrual = ask(owner, club, body).await.expect(202).json();
    program.work().await;
    again(owner, &accrual).await
}

/// Asks that an accrual be taken back and has that done.
pub async fn undone(program: &Program, owner: &Client, accrual: &Value, body: &Value) -> Value {
    owner.post(&format!("{}/undo", path_of(accrual)), body).await.expect(202);
    program.work().await;
    again(owner, accrual).await
}

/// Where an accrual is.
pub fn path_of(accrual: &Value) -> String {
    let part = |name: &str| accrual[name].as_str().unwrap().to_owned();
    format!("/v1/programmes/{}/accruals/{}", part("programme_id"), part("id"))
}

/// The accrual as it is now.
pub async fn again(owner: &Client, accrual: &Value) -> Value {
    owner.get(&path_of(accrual)).await.expect(200).json()
}

/// What became of each customer, by their ids.
pub async fn results(owner: &Client, accrual: &Value) -> Vec<Value> {
    every(owner, &format!("{}/results", path_of(accrual))).await
}

/// What became of these customers of the results, and why.
pub fn outcomes(results: &[Value], customers: &[&Value]) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let result = |customer: &&Value| {
        let own = results.iter().find(|result| result["customer_id"] == customer["id"]).unwrap();
        (text(&own["outcome"]).unwrap(), text(&own["reason"]))
    };
    customers.iter().map(result).collect()
}

/// Every account is what its operations and lots add up to.
pub async fn all_is_exact(owner: &Client, club: &str) {
    let audit = owner.post(&format!("{club}/audits"), &json!({})).await.expect(200).json();
    assert_eq!(audit["differences"], json!([]), "{audit}");
}
