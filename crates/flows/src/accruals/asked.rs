//! What is asked for: who is meant, and what they get.

use regulars_kernel::{Actor, Instant, Label, ProgrammeId, StoreError};
use regulars_loyalty::{
    ActingAlone, Adjustment, AdjustmentReason, PointType, PointTypeCode, PointValue, Programme,
    ProgrammeReads, ProgrammeState,
};
use regulars_newsletters::Audience;

use crate::newsletters::ResolveAudienceError;

/// A bulk accrual that is asked for.
#[derive(Clone, Debug)]
pub struct NewAccrual {
    /// In which programme.
    pub programme: ProgrammeId,
    /// Points of which type.
    pub point_type: PointTypeCode,
    /// What it is called.
    pub name: Label,
    /// Who is meant, looked up when it begins. Named customers are named for good.
    pub audience: Audience,
    /// How many points each of them gets, in the smallest part of the type.
    pub points: i64,
    /// Why.
    pub reason: AdjustmentReason,
    /// When they expire; as the type of points has it, where nothing is said.
    pub expires_at: Option<Instant>,
    /// When it begins; at once where nothing is said.
    pub run_at: Option<Instant>,
}

impl NewAccrual {
    /// Who asks for it, whose other credits count beside it.
    pub(super) fn asked_by(&self, actor: Actor, now: Instant) -> ActingAlone {
        let (programme, point_type) = (self.programme, self.point_type.clone());
        ActingAlone { actor, programme, point_type, now, besides: None }
    }
}

/// Why an accrual is not begun.
#[derive(Debug, thiserror::Error)]
pub enum RequestAccrualError {
    /// The merchant has no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// The programme is not active.
    #[error("the programme is {0}, and gives no points")]
    NotActive(ProgrammeState),
    /// The programme has no such type of points.
    #[error("the programme has no such type of points")]
    UnknownPointType,
    /// There are none, or too many.
    #[error("must be from 1 to {most}", most = Adjustment::MOST_POINTS)]
    OutOfRange,
    /// All members together would get more, or what is worth more, than can be told exactly.
    #[error(
        "must be less: all members together would get more, or what is worth more minor units, than {}",
        PointValue::MOST_TOLD
    )]
    TooMuch,
    /// It was to begin in the past.
    #[error("must not be in the past")]
    Past,
    /// What it gives would have expired when it begins.
    #[error("must be later than when it begins")]
    Expired,
    /// Some of the named customers are not there.
    #[error("some of the customers are not there")]
    UnknownCustomers,
    /// Who is meant cannot be looked up.
    #[error(transparent)]
    Audience(#[from] ResolveAudienceError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The programme of what is asked for, and its type of points, after what can be known of it by itself was checked.
pub(super) async fn checked(
    store: &mut dyn ProgrammeReads,
    now: Instant,
    new: &NewAccrual,
) -> Result<(Programme, PointType), RequestAccrualError> {
    let programme = store.find_programme(new.programme).await?;
    let programme = programme.ok_or(RequestAccrualError::UnknownProgramme)?;
    let kind = programme.configuration.point_type(&new.point_type).cloned();
    let kind = kind.ok_or(RequestAccrualError::UnknownPointType)?;
    if programme.state != ProgrammeState::Active {
        return Err(RequestAccrualError::NotActive(programme.state));
    }
    if !(1..=Adjustment::MOST_POINTS).contains(&new.points) {
        return Err(RequestAccrualError::OutOfRange);
    }
    if new.run_at.is_some_and(|at| at < now) {
        return Err(RequestAccrualError::Past);
    }
    let begins_at = new.run_at.unwrap_or(now);
    if new.expires_at.is_some_and(|at| at <= begins_at) {
        return Err(RequestAccrualError::Expired);
    }
    Ok((programme, kind))
}
