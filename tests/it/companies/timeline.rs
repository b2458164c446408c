use regulars_tests::Program;
use serde_json::{Value, json};

use super::add;
use crate::customers::path_of;
use crate::interactions::log;
use crate::timeline::{all, kinds, sell, take_back};

#[tokio::test]
async fn a_company_has_what_its_people_did_while_they_worked_there_and_its_documents() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let timeline = format!("{company}/timeline");
    assert_eq!(owner.get(&timeline).await.expect(200).json()["items"], json!([]));
    let ana = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let eva = crate::customers::add(owner, json!({"first_name": "Eva"})).await;
    let iva = crate::customers::add(owner, json!({"first_name": "Iva"})).await;
    for (customer, number, day) in [
        (&ana, "1", "2026-10-31T22:30:00Z"),
        (&ana, "2", "2026-10-31T23:00:00Z"),
        (&ana, "3", "2026-11-10T22:59:59Z"),
        (&ana, "4", "2026-11-10T23:00:00Z"),
        (&iva, "6", "2026-11-05T10:00:00Z"),
    ] {
        sell(owner, customer, number, day).await;
    }
    let sold = sell(owner, &eva, "5", "2026-11-12T10:00:00Z").await;
    take_back(owner, &sold, "R1", "2026-11-13T10:00:00Z").await;
    log(owner, &path_of(&eva), json!({"text": "Zvala je.", "occurred_at": "2026-11-14T10:00:00Z"})).await;
    // The days are those of the merchant, in Belgrade: the night before belongs to nobody.
    for (customer, fields) in
        [(&ana, json!({"since": "2026-11-01", "until": "2026-11-10"})), (&eva, json!({}))]
    {
        let mut body = json!({"customer_id": customer["id"], "role": "buyer"});
        for (name, value) in fields.as_object().unwrap() {
            body[name] = value.clone();
        }
        owner.post(&format!("{company}/employees"), &body).await.expect(201);
    }
    let contract = json!({"kind": "contract", "title": "Ugovor", "number": "U-1", "dated_on": "2026-01-01"});
    owner.post(&format!("{company}/documents"), &contract).await.expect(201);
    let whole = all(owner, &timeline, 50).await;
    assert_eq!(kinds(&whole), ["document", "interaction", "refund", "purchase", "purchase", "purchase"]);
    let told: Vec<(&Value, &str)> = whole[3..]
        .iter()
        .map(|entry| (&entry["customer_id"], entry["operation"]["number"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(&eva["id"], "5"), (&ana["id"], "3"), (&ana["id"], "2")]);
    assert_eq!((&whole[0]["document"]["title"], &whole[0]["customer_id"]), (&json!("Ugovor"), &json!(null)));
    for limit in [1, 2, 4] {
        assert_eq!(all(owner, &timeline, limit).await, whole, "{limit}");
    }
    let of = async |query: &str| {
        let items = all(owner, &format!("{timeline}{query}"), 50).await;
        kinds(&items).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("?kinds=document").await, ["document"]);
    assert_eq!(of("?kinds=refund,interaction").await, ["interaction", "refund"]);
    assert_eq!(of("?from=2026-11-12T10:00:00Z&to=2026-11-14T10:00:00Z").await, ["refund", "purchase"]);
    owner.get(&format!("{timeline}?kinds=consent")).await.expect_invalid("?kinds");
    other.owner.get(&timeline).await.expect_problem(404, "not_found");
    // Nobody sees there what the lists of the same things would refuse.
    let cashier = merchant.staff("cashier").await;
    let seen = all(&cashier, &timeline, 50).await;
    assert_eq!(kinds(&seen), ["refund", "purchase", "purchase", "purchase"]);
    cashier.get(&format!("{timeline}?kinds=document")).await.expect_problem(403, "forbidden");
}
