//! Ten years of birthdays, with points that expire and tiers that come and go, on the sandbox's clock.

use regulars_tests::Program;
use serde_json::json;

use super::{awards, has, live_until_noon, member, on};
use crate::loyalty::{draft, set_state};

#[tokio::test]
async fn ten_years_of_birthdays_are_ten_birthdays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let year = json!({"expiry": {"count": 1, "unit": "year", "to": "exact"}});
    let club = draft(owner, json!({}), year, &[on("birthday", "100", json!({}))]).await;
    let silver = json!({"code": "silver", "name": "Silver", "threshold": 100});
    let scheme = json!({"scheme": {"basis": {"kind": "points", "point_type": "points"},
        "window": {"kind": "rolling_months", "months": 6}, "upgrade": "at_once", "downgrade": "all",
        "tiers": [silver]}});
    owner.put(&format!("{club}/tiers"), &scheme).await.expect(200);
    set_state(owner, &club, "active").await;
    let leap = member(owner, &club, json!({"birth_date": "1992-02-29"})).await;
    let summer = member(owner, &club, json!({"birthday": "--07-15"})).await;
    for year in 2027..=2036 {
        let years = usize::try_from(year - 2026).unwrap();
        let is_leap = year % 4 == 0;
        let celebrated = if is_leap { 29 } else { 28 };
        if is_leap {
            live_until_noon(&program, owner, &format!("{year}-02-28")).await;
            assert_eq!(awards(owner, &leap).await.len(), years - 1, "{year}");
        }
        live_until_noon(&program, owner, &format!("{year}-02-{celebrated}")).await;
        assert_eq!(awards(owner, &leap).await.len(), years, "{year}");
        live_until_noon(&program, owner, &format!("{year}-07-15")).await;
        assert_eq!(awards(owner, &summer).await.len(), years, "{year}");
        // Those of the year before have expired behind their day, those of this one have not.
        live_until_noon(&program, owner, &format!("{year}-07-17")).await;
        assert_eq!((has(owner, &leap).await, has(owner, &summer).await), (100, 100), "{year}");
        let tier_of = async |person: &serde_json::Value| {
            let page = owner.get(&format!("{club}/members")).await.expect(200).json();
            let members = page["items"].as_array().unwrap();
            let own = members.iter().find(|member| member["customer_id"] == person["id"]).unwrap();
            own["tier"]["code"].clone()
        };
        assert_eq!(
            (tier_of(&leap).await, tier_of(&summer).await),
            (json!("silver"), json!("silver")),
            "{year}"
        );
        // Half a year behind the last of them nobody has that tier any more.
        live_until_noon(&program, owner, &format!("{}-02-01", year + 1)).await;
        assert_eq!((tier_of(&leap).await, tier_of(&summer).await), (json!(null), json!(null)), "{year}");
    }
    let all = awards(owner, &leap).await;
    let occasions: Vec<&str> = all.iter().map(|(occasion, ..)| occasion.as_str()).collect();
    let expected: Vec<String> = (2027..=2036).rev().map(|year| format!("year:{year}")).collect();
    assert_eq!(occasions, expected);
    let audit = owner.post(&format!("{club}/audits"), &json!({})).await.expect(200).json();
    assert_eq!((&audit["audited"], &audit["differences"]), (&json!(2), &json!([])), "{audit}");
}
