use regulars_tests::Program;
use serde_json::{Value, json};

fn grid() -> Vec<Value> {
    let cells = |rows: [i64; 2]| {
        let cells = rows.into_iter().flat_map(|recency| (1..=5).map(move |other| (recency, other)));
        cells
            .map(|(recency, other)| json!({"recency": recency, "frequency_value": other}))
            .collect::<Vec<_>>()
    };
    let middle: Vec<_> = (1..=5).map(|other| json!({"recency": 3, "frequency_value": other})).collect();
    vec![
        json!({"class": "warm", "cells": cells([4, 5])}),
        json!({"class": "cool", "cells": middle}),
        json!({"class": "cold", "cells": cells([1, 2])}),
    ]
}

#[tokio::test]
async fn settings_are_kept_told_and_noted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let usual = owner.get("/v1/rfm/settings").await.expect(200).json();
    assert_eq!((&usual["thresholds"], usual["grid"].as_array().unwrap().len()), (&json!(null), 11));
    program.clock.advance(chrono::Duration::seconds(1));
    let thresholds =
        json!({"recency_days": [1, 2, 2, 9], "frequency": [1, 2, 3, 4], "monetary": [0, 1, 2, 3]});
    let set = json!({"thresholds": thresholds, "grid": grid()});
    assert_eq!(owner.put("/v1/rfm/settings", &set).await.expect(200).json(), set);
    assert_eq!(owner.get("/v1/rfm/settings").await.expect(200).json(), set);
    let noted = owner.get("/v1/audit-events?subject_kind=merchant&action=updated").await.expect(200).json();
    let fields: Vec<_> = noted["items"][0]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["field"].clone())
        .collect();
    assert!(
        fields.contains(&json!("rfm.thresholds")) && fields.contains(&json!("rfm.grid.warm")),
        "{fields:?}"
    );
    // What is left out is as usual again.
    assert_eq!(owner.put("/v1/rfm/settings", &json!({})).await.expect(200).json(), usual);
}

#[tokio::test]
async fn a_grid_with_a_hole_or_an_overlap_is_refused_and_nothing_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (mut hole, mut overlap, mut prospect) = (grid(), grid(), grid());
    hole[1]["cells"].as_array_mut().unwrap().pop();
    overlap[1]["cells"].as_array_mut().unwrap()[0] = json!({"recency": 5, "frequency_value": 1});
    prospect[0]["class"] = json!("prospect");
    for (body, pointer) in [
        (json!({"grid": hole}), "/grid"),
        (json!({"grid": overlap}), "/grid"),
        (json!({"grid": prospect}), "/grid/0/class"),
        (
            json!({"grid": [{"class": "all", "cells": [{"recency": 6, "frequency_value": 1}]}]}),
            "/grid/0/cells/0/recency",
        ),
        (
            json!({"thresholds": {"recency_days": [9, 3, 2, 1], "frequency": [1, 2, 3, 4], "monetary": [1, 2, 3, 4]}}),
            "/thresholds/recency_days",
        ),
        (
            json!({"thresholds": {"recency_days": [1, 2, 3], "frequency": [1, 2, 3, 4], "monetary": [1, 2, 3, 4]}}),
            "/thresholds/recency_days",
        ),
    ] {
        owner.put("/v1/rfm/settings", &body).await.expect_invalid(pointer);
    }
    let told = owner.put("/v1/rfm/settings", &json!({"grid": overlap})).await.json();
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("(5, 1)"), "{told}");
    assert_eq!(owner.get("/v1/rfm/settings").await.expect(200).json()["grid"].as_array().unwrap().len(), 11);
}
