//! The campaigns that led to customers who are merged.

use chrono::Duration;
use regulars_tests::Program;
use serde_json::{Value, json};

use super::{id, into, merge, undo_of};
use crate::customers::{add, path_of};

#[tokio::test]
async fn the_later_touch_stays_as_a_whole_and_goes_with_the_merge() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let older = json!({"source": "google", "medium": "cpc", "term": "pekara"});
    let stays = add(owner, json!({"first_name": "Ana", "source": {"utm": older}})).await;
    program.clock.advance(Duration::minutes(1));
    let goes = add(owner, json!({"first_name": "Ana", "source": {"utm": {"source": "viber"}}})).await;
    let shown = async |customer: &Value| owner.get(&path_of(customer)).await.expect(200).json();
    let before = [shown(&stays).await, shown(&goes).await];
    let mut asked = into(&stays, &[&goes]);
    asked["fields"] = json!({"source.last_utm": id(&stays)});
    owner.post("/v1/customers/merges", &asked).await.expect(422);

    let merged = merge(owner, &stays, &[&goes]).await;
    let source = &merged["customer"]["source"];
    assert_eq!(
        (&source["utm"], &source["last_utm"], &source["last_utm_at"]),
        (&stays["source"]["utm"], &goes["source"]["last_utm"], &goes["source"]["last_utm_at"])
    );
    let trail = owner.get(&format!("/v1/audit-events?customer_id={}", id(&stays))).await.expect(200).text;
    assert!(trail.contains(&format!("of {}", id(&goes))), "{trail}");
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!([shown(&stays).await, shown(&goes).await], before);

    // Whoever was touched since cannot be parted without losing that.
    let merged = merge(owner, &goes, &[&stays]).await;
    assert_eq!(merged["customer"]["source"]["last_utm"], goes["source"]["last_utm"]);
    let change = json!({"source": {"last_utm": {"source": "push"}}});
    owner.patch(&path_of(&goes), &change).await.expect(200);
    let refused = owner.post(&undo_of(&merged), &json!({})).await.expect(409).text;
    assert!(refused.contains("source.last_utm"), "{refused}");
}
