//! Points that are held, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{Instant, PointAccountId, RewardOrderId};
use regulars_loyalty::{NewReservation, PointReservation, ReservationState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What became of a reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReservationStateBody {
    /// The points are held.
    Active,
    /// They have paid, all or a part of them; the others came back.
    Captured,
    /// They came back.
    Released,
    /// Its time was over, and they came back.
    Expired,
}

impl From<ReservationState> for ReservationStateBody {
    fn from(state: ReservationState) -> Self {
        match state {
            ReservationState::Active => Self::Active,
            ReservationState::Captured => Self::Captured,
            ReservationState::Released => Self::Released,
            ReservationState::Expired => Self::Expired,
        }
    }
}

/// Points that are held for something.
#[derive(Serialize, ToSchema)]
pub struct PointReservationBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb001")]
    id: Uuid,
    /// The account. Where that went into another one, the other one.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")]
    account_id: Uuid,
    /// How many, in the smallest part of their type.
    #[schema(example = 20, minimum = 1)]
    points: i64,
    /// How many of them have paid.
    #[schema(example = 0, minimum = 0)]
    captured: i64,
    /// What became of it.
    state: ReservationStateBody,
    /// Until when they are held; `null` for as long as it takes.
    #[schema(example = "2026-11-21T10:15:00Z")]
    expires_at: Option<DateTime<Utc>>,
    /// The order of a reward for which they are held. It ends with that.
    order_id: Option<Uuid>,
    /// When it was made.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it ended.
    ended_at: Option<DateTime<Utc>>,
}

impl PointReservationBody {
    /// The reservation as it is at that instant.
    pub fn at(reservation: &PointReservation, now: Instant) -> Self {
        Self {
            id: reservation.id.value(),
            account_id: reservation.account.value(),
            points: reservation.points,
            captured: reservation.captured,
            state: reservation.state_at(now).into(),
            expires_at: reservation.until,
            order_id: reservation.order.map(RewardOrderId::value),
            created_at: reservation.made_at,
            ended_at: reservation.ended_by(now),
        }
    }
}

/// Points to be held.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"points": 5, "seconds": 900}))]
pub struct NewPointReservationBody {
    /// How many, in the smallest part of their type: with one decimal, 45 is 4.5 points.
    #[schema(minimum = 1, maximum = 10_000_000_000_000_i64)]
    points: i64,
    /// For how many seconds; 900 where nothing is said.
    #[schema(minimum = 1, maximum = 2_592_000)]
    seconds: Option<u32>,
}

impl NewPointReservationBody {
    const SECONDS: u32 = 900;

    /// What is to be held of that account.
    pub fn of(self, account: PointAccountId) -> NewReservation {
        NewReservation { account, points: self.points, seconds: self.seconds.unwrap_or(Self::SECONDS) }
    }
}

/// Held points that are to pay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"points": 3}))]
pub struct CapturePointsBody {
    /// How many; all of them where nothing is said. The others come back.
    #[schema(minimum = 1, maximum = 10_000_000_000_000_i64)]
    pub points: Option<i64>,
}
