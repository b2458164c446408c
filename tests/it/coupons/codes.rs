//! Codes are made, taken in, listed and downloaded.

use std::collections::BTreeSet;

use regulars_tests::Program;
use serde_json::json;

use super::draft;

#[tokio::test]
async fn a_job_makes_as_many_codes_as_were_asked_for() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = draft(owner, json!({})).await;
    let codes = format!("{path}/codes");
    let asked = owner.post(&codes, &json!({"count": 5_003, "prefix": "leto"})).await.expect(202);
    assert_eq!(asked.header("location").unwrap(), path);
    let asked = asked.json();
    assert_eq!((&asked["codes"], &asked["coming"]), (&json!(0), &json!(5_003)));
    program.work().await;
    let made = owner.get(&path).await.expect(200).json();
    assert_eq!((&made["codes"], &made["coming"]), (&json!(5_003), &json!(0)));
    let page = owner.get(&format!("{codes}?limit=200")).await.expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 200);
    let next = format!("{codes}?limit=200&cursor={}", page["next"].as_str().unwrap());
    let second = owner.get(&next).await.expect(200).json();
    assert!(page["items"][199]["code"].as_str() < second["items"][0]["code"].as_str());
    let file = owner.get(&format!("{codes}/file")).await.expect(200);
    let lines: Vec<&str> = file.text.lines().collect();
    assert_eq!((lines[0], lines.len()), ("code,used,customer_id,voided_at", 5_004));
    let distinct: BTreeSet<&str> = lines[1..].iter().map(|line| line.strip_suffix(",0,,").unwrap()).collect();
    assert_eq!(distinct.len(), 5_003);
    for code in distinct {
        let drawn = code.strip_prefix("LETO").unwrap();
        assert!(drawn.len() == 14 && !drawn.contains(['0', 'O', '1', 'I', 'L']), "{code}");
    }
    owner.post(&codes, &json!({"count": 0})).await.expect_invalid("/count");
    owner.post(&codes, &json!({"count": 1, "prefix": "a b"})).await.expect_invalid("/prefix");
}

#[tokio::test]
async fn codes_from_elsewhere_are_taken_in_and_those_that_are_there_are_told() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let (first, second) = (draft(owner, json!({})).await, draft(owner, json!({})).await);
    let codes = json!({"codes": ["ZIMA2027", "leto-2027"]});
    let taken = owner.post(&format!("{first}/codes/imports"), &codes).await.expect(201).json();
    assert_eq!(taken, json!({"added": 2, "conflicts": []}));
    let codes = json!({"codes": ["PROLECE", "zima 2027", "abc", "PRO-LECE", "JESEN27"]});
    let taken = owner.post(&format!("{second}/codes/imports"), &codes).await.expect(201).json();
    let conflicts = json!([
        {"index": 1, "reason": "taken"}, {"index": 2, "reason": "invalid"}, {"index": 3, "reason": "twice"}
    ]);
    assert_eq!(taken, json!({"added": 2, "conflicts": conflicts}));
    let listed = owner.get(&format!("{second}/codes")).await.expect(200).json();
    let codes: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|one| (&one["code"], &one["used"])).collect();
    assert_eq!(codes, [(&json!("JESEN27"), &json!(0)), (&json!("PROLECE"), &json!(0))]);
    // Another merchant may have the same.
    let other = program.merchant().await;
    let theirs = draft(&other.owner, json!({})).await;
    let codes = json!({"codes": ["ZIMA2027"]});
    let taken = other.owner.post(&format!("{theirs}/codes/imports"), &codes).await.expect(201).json();
    assert_eq!(taken["added"], 1);
}
