//! What other tools of the demo's merchant have told of its customers.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use regulars_kernel::{CustomEventId, CustomerId, Instant, Personal};
use regulars_purchases::{CustomEvent, EventProperties, EventStore, PropertyName, PropertyValue};
use uuid::{Uuid, uuid};

use super::known_customers::{JOVAN, MILICA};
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

struct Told {
    id: Uuid,
    event_id: &'static str,
    name: &'static str,
    customer: Uuid,
    hours_ago: i64,
    about: (&'static str, &'static str),
    stars: i64,
}

const REVIEW: Told = Told {
    id: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e10"),
    event_id: "rev-4711",
    name: "app.review_written",
    customer: MILICA,
    hours_ago: 30,
    about: ("product", "9101"),
    stars: 5,
};
const CLASS: Told = Told {
    id: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e11"),
    event_id: "class-31",
    name: "class.attended",
    customer: JOVAN,
    hours_ago: 50,
    about: ("class", "Hleb od kiselog testa"),
    stars: 4,
};

/// Keeps them.
pub async fn make_events(ground: &Ground<'_>) -> Result<(), SeedError> {
    let now = ground.now;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for told in [CLASS, REVIEW] {
                    tx.insert_event(&event(&told, now)?).await?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}

fn event(told: &Told, now: Instant) -> Result<CustomEvent, SeedError> {
    let at = now - TimeDelta::hours(told.hours_ago);
    let (name, value) = told.about;
    let stars: PropertyName = "stars".parse().map_err(invalid)?;
    let properties = BTreeMap::from([
        (name.parse::<PropertyName>().map_err(invalid)?, PropertyValue::Text(label(value)?)),
        (stars, PropertyValue::Number(told.stars)),
    ]);
    Ok(CustomEvent {
        id: CustomEventId::new(told.id),
        source: Some(label("app")?),
        event_id: label(told.event_id)?,
        name: told.name.parse().map_err(invalid)?,
        customer: CustomerId::new(told.customer),
        occurred_at: at,
        recorded_at: at,
        properties: Personal::new(EventProperties::new(properties)),
    })
}
