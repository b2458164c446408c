//! A code behind the address of the registration page.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{club, code_of, referral_of, referrals};
use crate::customers::add;
use crate::web_forms::send_led;

#[tokio::test]
async fn who_comes_by_the_link_of_a_member_is_referred_by_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner, &json!({})).await;
    let ana = add(owner, json!({"first_name": "Ana", "phone": "064 1234567"})).await;
    let code = code_of(owner, &club, &ana).await;
    let page = owner.put("/v1/merchant/registration-page", &json!({"open": true})).await.expect(200).json();
    let path = format!("/r/{}", page["url"].as_str().unwrap().rsplit('/').next().unwrap());
    let person = |name: &'static str, phone: &'static str| {
        [("first_name", name), ("last_name", "Ilić"), ("phone", phone), ("processing", "yes")]
    };
    let by_code = format!("referral_code={}&utm_source=letak", code.to_lowercase());
    let answers = person("Nemanja", "063 555 1234");
    send_led(&program.client, &path, &by_code, &answers).await.expect(200);
    let found = owner.get("/v1/customers?q=nemanja").await.expect(200).json()["items"][0].clone();
    assert_eq!(found["source"]["referral_id"], json!(code));
    assert_eq!(referral_of(owner, &found).await["referrer_id"], ana["id"]);
    // A code that holds for nobody, and that of whoever fills in the form themselves, keep nobody out.
    for (name, phone, query) in [
        ("Petar", "063 555 1235", "referral_code=AAAAAAAAA".to_owned()),
        ("Anica", "064 1234567", by_code.clone()),
    ] {
        send_led(&program.client, &path, &query, &person(name, phone)).await.expect(200);
        let found = owner.get(&format!("/v1/customers?q={name}")).await.expect(200).json();
        assert_eq!(found["items"][0]["source"]["referral_id"], Value::Null, "{found}");
    }
    // Somebody who is there already is not invited.
    send_led(&program.client, &path, &by_code, &answers).await.expect(200);
    assert_eq!(referrals(owner, &ana).await.len(), 1);
}
