//! Scores on the wire.

use chrono::NaiveDate;
use regulars_kernel::{RfmClass, RfmStanding};
use regulars_segments::RfmMove;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Where a customer stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmStanding)]
pub struct StandingBody {
    /// How recently, from 1 to 5.
    #[schema(minimum = 1, maximum = 5, example = 5)]
    recency: i64,
    /// How often, from 1 to 5.
    #[schema(minimum = 1, maximum = 5, example = 4)]
    frequency: i64,
    /// For how much, from 1 to 5.
    #[schema(minimum = 1, maximum = 5, example = 4)]
    monetary: i64,
    /// The class.
    #[schema(max_length = 40, example = "champions")]
    class: String,
}

impl From<RfmStanding> for StandingBody {
    fn from(RfmStanding { recency, frequency, monetary, class }: RfmStanding) -> Self {
        Self {
            recency: recency.get(),
            frequency: frequency.get(),
            monetary: monetary.get(),
            class: class.as_str().to_owned(),
        }
    }
}

/// One move of a customer from one class to another.
#[derive(Serialize, ToSchema)]
#[schema(as = RfmMove)]
pub struct MoveBody {
    /// Its id.
    id: Uuid,
    /// On which day, in the merchant's time zone.
    #[schema(example = "2026-11-21")]
    on: NaiveDate,
    /// From where; `prospect` is who has bought nothing.
    #[schema(max_length = 40, example = "loyal")]
    from: String,
    /// To where.
    #[schema(max_length = 40, example = "champions")]
    to: String,
    /// The scores that it was by; none who is a prospect again.
    standing: Option<StandingBody>,
}

/// The name of a class, or of none.
pub fn class_name(class: Option<&RfmClass>) -> String {
    class.map_or(RfmClass::PROSPECT, RfmClass::as_str).to_owned()
}

impl From<RfmMove> for MoveBody {
    fn from(RfmMove { id, customer: _, on, from, to }: RfmMove) -> Self {
        Self {
            id: id.value(),
            on,
            from: class_name(from.as_ref()),
            to: class_name(to.as_ref().map(|to| &to.class)),
            standing: to.map(StandingBody::from),
        }
    }
}
