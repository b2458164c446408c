use regulars_tests::Program;
use serde_json::{Value, json};

use crate::purchases::coffee;
use crate::segments::people::add;

fn names(items: &Value) -> Vec<String> {
    let items = items.as_array().unwrap();
    items.iter().map(|item| item["display_name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_dashboard_shows_who_is_new_who_buys_and_whose_birthday_comes() {
    let program = Program::start().await;
    program.clock.advance(chrono::Duration::days(29));
    let merchant = program.merchant().await;
    let mut ids = Vec::new();
    for (name, born) in [("Ana", "1990-01-05"), ("Boris", "1985-12-24"), ("Ceca", "1970-06-01")] {
        ids.push(add(&merchant, json!({"first_name": name, "birth_date": born})).await);
        program.clock.advance(chrono::Duration::seconds(1));
    }
    for (number, customer) in [("1", 0), ("2", 2), ("3", 2)] {
        let mut receipt = coffee(number);
        receipt["identify"] = json!({"customer_id": ids[customer]});
        merchant.owner.post("/v1/purchases", &receipt).await.expect(201);
    }
    let shown = merchant.owner.get("/v1/dashboard").await.expect(200).json();
    assert_eq!(names(&shown["newest_customers"]), ["Ceca", "Boris", "Ana"]);
    assert_eq!(names(&shown["top_customers"]), ["Ceca", "Ana"]);
    assert_eq!(shown["latest_purchases"].as_array().unwrap().len(), 3);
    assert_eq!(names(&shown["upcoming_birthdays"]), ["Boris", "Ana"]);
    assert_eq!(
        (&shown["upcoming_birthdays"][1]["date"], &shown["upcoming_birthdays"][1]["age"]),
        (&json!("2027-01-05"), &json!(37))
    );
    let counts = &shown["counts"];
    assert_eq!((&counts["customers"], &counts["non_member"]), (&json!(3), &json!(3)));
    assert_eq!((&counts["prospects"], &counts["active"], &counts["lost"]), (&json!(1), &json!(2), &json!(0)));
    let other = program.merchant().await.owner.get("/v1/dashboard").await.expect(200).json();
    assert_eq!((&other["counts"]["customers"], &other["latest_purchases"]), (&json!(0), &json!([])));
}
