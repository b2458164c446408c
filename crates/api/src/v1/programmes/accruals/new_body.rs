//! A bulk accrual that is asked for, on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::NewAccrual;
use regulars_kernel::{Label, ProgrammeId};
use regulars_loyalty::PointTypeCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};
use crate::v1::newsletters::audience_body::AudienceBody;
use crate::v1::point_accounts::operation_body::AdjustmentReasonBody;

/// Points to be given to many members at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Poklon za rođendan kluba", "point_type": "points", "audience": {"segment_key": "members_verified"},
    "points": 5, "reason": "goodwill"
}))]
pub struct NewPointAccrualBody {
    /// What it is called.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The code of the type of points.
    #[schema(pattern = "^[a-z][a-z0-9_]{0,39}$", max_length = 40)]
    point_type: String,
    /// Who is meant. A target group or a filter is looked up when it begins; named customers are named for good.
    audience: AudienceBody,
    /// How many points each member gets, in the smallest part of their type: with one decimal, 45 is 4.5 points.
    #[schema(minimum = 1, maximum = 10_000_000_000_000_i64)]
    points: i64,
    /// Why.
    reason: AdjustmentReasonBody,
    /// From when on they are no longer there; as the type of points has it, reckoned from when it begins, where it is left out.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    expires_at: Option<DateTime<Utc>>,
    /// When it begins; at once where it is left out.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    run_at: Option<DateTime<Utc>>,
}

impl NewPointAccrualBody {
    /// The checked accrual in that programme. A phone number without a country code is of `country`.
    pub fn check(self, programme: ProgrammeId, country: Option<&str>) -> Result<NewAccrual, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let point_type = invalid.check("/point_type", self.point_type.parse::<PointTypeCode>());
        let audience = self.audience.check(&mut invalid, "/audience", country);
        let checked = name.zip(point_type).zip(audience);
        let ((name, point_type), audience) = invalid.finish_with(checked)?;
        Ok(NewAccrual {
            programme,
            point_type,
            name,
            audience,
            points: self.points,
            reason: self.reason.into(),
            expires_at: self.expires_at,
            run_at: self.run_at,
        })
    }
}
