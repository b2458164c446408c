//! Rules for occasions: what they may say, and caps, budgets, tiers, customers and validity of what they give.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{has, live_until_noon, member, on};
use crate::events::{event, tell};
use crate::loyalty::{draft, programme, set_state, with};

#[tokio::test]
async fn a_rule_for_an_occasion_says_nothing_of_receipts() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = draft(owner, json!({}), json!({}), &[]).await;
    let path = format!("{club}/earning-rules");
    let per_amount = json!({"kind": "per_amount", "points": "1", "amount": 10_000});
    let by_receipt = json!([{"of": "points", "most": "5", "per": "receipt"}]);
    let by_store = json!([{"of": "points", "most": "5", "per": "day", "scope": "each_store"}]);
    let by_amount = json!([{"of": "amount", "most": "5", "per": "day"}]);
    let hours = json!({"hours": [{"from": "07:00", "to": "10:00"}]});
    let table = [
        ("birthday", json!({"effect": per_amount}), "/effect/kind"),
        ("birthday", json!({"lines": {"include": [{"category": "fuel"}]}}), "/lines/include"),
        ("birthday", json!({"lines": {"exclude": [{"category": "fuel"}]}}), "/lines/exclude"),
        ("welcome", json!({"when": {"field": "receipt.total", "op": "gte", "value": 5}}), "/when"),
        ("welcome", json!({"base": "net"}), "/base"),
        ("welcome", json!({"stacking": {"mode": "first", "group": "a"}}), "/stacking/mode"),
        ("welcome", json!({"caps": by_receipt}), "/caps/0/per"),
        ("welcome", json!({"caps": by_store}), "/caps/0/scope"),
        ("welcome", json!({"caps": by_amount}), "/caps/0/of"),
        ("birthday", json!({"validity": hours}), "/validity/hours"),
        ("birthday", json!({"event": "app.review"}), "/event"),
        ("birthday", json!({"inactive_days": 5}), "/inactive_days"),
        ("custom_event", json!({}), "/event"),
        ("custom_event", json!({"event": "Upper"}), "/event"),
        ("inactivity", json!({}), "/inactive_days"),
        ("inactivity", json!({"inactive_days": 0}), "/inactive_days"),
        ("inactivity", json!({"inactive_days": 3651}), "/inactive_days"),
        ("purchase", json!({"event": "app.review"}), "/event"),
    ];
    for (trigger, fields, pointer) in table {
        let rule = with(on(trigger, "5", json!({"point_type": "points"})), &fields);
        owner.post(&path, &rule).await.expect_invalid(pointer);
    }
    let good = on("custom_event", "5", json!({"point_type": "points", "event": "app.review"}));
    let made = owner.post(&path, &good).await.expect(201);
    let shown = made.json();
    assert_eq!((&shown["event"], &shown["inactive_days"]), (&json!("app.review"), &json!(null)));
    let rule = made.header("location").unwrap().to_owned();
    owner.patch(&rule, &json!({"event": null})).await.expect_invalid("/event");
    let changed = json!({"trigger": "inactivity", "event": null, "inactive_days": 90});
    let changed = owner.patch(&rule, &changed).await.expect(200).json();
    assert_eq!((&changed["event"], &changed["inactive_days"]), (&json!(null), &json!(90)));
}

/// What a customer gets of events by one rule: day by day, each told at noon.
struct Case {
    says: &'static str,
    fields: Value,
    days: &'static [(&'static str, i64)],
}

#[tokio::test]
async fn caps_budgets_customers_and_validity_hold_for_occasions() {
    let program = Program::start().await;
    let cap = |of: &str, most: &str, per: &str| json!([{"of": of, "most": most, "per": per}]);
    let cases = [
        Case {
            says: "without a limit each event gives",
            fields: json!({}),
            days: &[("2026-11-22", 10), ("2026-11-22", 20), ("2026-11-23", 30)],
        },
        Case {
            says: "a cap of points cuts what is over it",
            fields: json!({"caps": cap("points", "15", "day")}),
            days: &[("2026-11-22", 10), ("2026-11-22", 15), ("2026-11-22", 15), ("2026-11-23", 25)],
        },
        Case {
            says: "a cap of times counts what gave",
            fields: json!({"caps": cap("times", "1", "month")}),
            days: &[("2026-11-22", 10), ("2026-11-30", 10), ("2026-12-01", 20)],
        },
        Case {
            says: "a budget ends with what is left of it",
            fields: json!({"budget": {"points": "25", "per": "month"}}),
            days: &[
                ("2026-11-22", 10),
                ("2026-11-22", 20),
                ("2026-11-23", 25),
                ("2026-11-23", 25),
                ("2026-12-01", 35),
            ],
        },
        Case {
            says: "a rule for others gives nothing",
            fields: json!({"customers": {"field": "city", "op": "eq", "value": "Niš"}}),
            days: &[("2026-11-22", 0)],
        },
        Case {
            says: "a rule for such a customer gives",
            fields: json!({"customers": {"field": "city", "op": "eq", "value": "Beograd"}}),
            days: &[("2026-11-22", 10)],
        },
        Case {
            says: "a rule gives in its time",
            fields: json!({"validity": {"from": "2026-11-23", "to": "2026-11-23"}}),
            days: &[("2026-11-22", 0), ("2026-11-23", 10), ("2026-11-24", 10)],
        },
    ];
    for Case { says, fields, days } in cases {
        let merchant = program.merchant().await;
        let owner = &merchant.owner;
        let rule = on("custom_event", "10", with(json!({"event": "app.review_written"}), &fields));
        let club = programme(owner, json!({"name": says}), json!({}), &[rule]).await;
        let ana = member(owner, &club, json!({"address": {"city": "Beograd"}})).await;
        for (told, (day, points)) in days.iter().enumerate() {
            live_until_noon(&program, owner, day).await;
            let at = json!({"occurred_at": format!("{day}T10:00:00Z")});
            tell(owner, &event(&told.to_string(), &ana, at)).await;
            assert_eq!(has(owner, &ana).await, *points, "{says}: {day}, {told}");
        }
    }
}

#[tokio::test]
async fn birthdays_of_many_share_one_budget_to_the_point() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rule = on("birthday", "10", json!({"budget": {"points": "45"}}));
    let club = programme(owner, json!({}), json!({}), &[rule]).await;
    let mut people = Vec::new();
    for _ in 0..7 {
        people.push(member(owner, &club, json!({"birthday": "--12-01"})).await);
    }
    for day in ["2026-12-01", "2026-12-02"] {
        live_until_noon(&program, owner, day).await;
        let mut had = Vec::new();
        for person in &people {
            had.push(has(owner, person).await);
        }
        had.sort_unstable();
        assert_eq!(had, [0, 0, 5, 10, 10, 10, 10], "{day}");
    }
}

#[tokio::test]
async fn members_of_a_tier_get_what_the_rule_says_for_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = draft(owner, json!({}), json!({}), &[]).await;
    let tiers = json!([{"code": "basic", "name": "Basic", "threshold": 0},
        {"code": "gold", "name": "Gold", "threshold": 100_000}]);
    let scheme = json!({"scheme": {"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"},
        "upgrade": "at_once", "downgrade": "all", "tiers": tiers}});
    owner.put(&format!("{club}/tiers"), &scheme).await.expect(200);
    let more = json!([{"tier": "gold", "effect": {"kind": "fixed", "points": "300"}}]);
    let rule = on("birthday", "100", json!({"point_type": "points", "by_tier": more}));
    owner.post(&format!("{club}/earning-rules"), &rule).await.expect(201);
    set_state(owner, &club, "active").await;
    let till = merchant.terminal().await;
    let (ana, mila) = (
        member(owner, &club, json!({"birthday": "--12-01"})).await,
        member(owner, &club, json!({"birthday": "--12-01"})).await,
    );
    crate::loyalty::buy(&till, &crate::loyalty::receipt("1", &ana, 150_000, json!({}))).await;
    live_until_noon(&program, owner, "2026-12-01").await;
    assert_eq!((has(owner, &ana).await, has(owner, &mila).await), (300, 100));
}
