//! The demo's own target groups.

use regulars_filters::Filter;
use regulars_segments::{NewSegment, create_segment};
use serde_json::json;
use uuid::{Uuid, uuid};

use super::fixed_id::environment_of;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The group that the examples change.
const NEARBY: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fa0");
/// The group that the examples delete: nothing refers to it.
const BIG_SPENDERS: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fa1");
const REGULARS_BY_MAIL: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fa2");

/// Makes them.
pub async fn make_segments(ground: &Ground<'_>) -> Result<(), SeedError> {
    let segments = [
        (
            NEARBY,
            "Beograd i Novi Sad",
            json!({"field": "city", "op": "in", "value": ["Beograd", "Novi Sad"]}),
        ),
        (
            BIG_SPENDERS,
            "Preko 20.000 dinara za 90 dana",
            json!({"purchases": {"fn": "sum", "of": "total", "within": {"last": 90, "unit": "day"},
                "op": "gte", "value": 2_000_000}}),
        ),
        (
            REGULARS_BY_MAIL,
            "Stalni kupci koji primaju poštu",
            json!({"all": [
                {"field": "type", "op": "eq", "value": "regular"},
                {"consent": {"purpose": "advertising", "channel": "email", "state": "granted"}}
            ]}),
        ),
    ];
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for (id, name, filter) in segments {
                    let filter = Filter::parse(&filter).map_err(|errors| invalid(format!("{errors:?}")))?;
                    let new = NewSegment { name: label(name)?, filter };
                    create_segment(tx, &environment_of(id)?, new).await.map_err(invalid)?;
                }
                Ok(())
            })
        })
        .await
}
