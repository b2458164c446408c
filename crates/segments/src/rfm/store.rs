//! What scoring needs from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CustomerId, Date, Instant, MerchantCalendar, Page, PageRequest, RfmClass, RfmMoveId, RfmScore,
    RfmStanding, StoreError,
};

use crate::rfm::cuts::Cuts;
use crate::rfm::settings::RfmSettings;
use crate::rfm::standing::Buying;

/// How the last scoring went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmRun {
    /// When it ended.
    pub ended_at: Instant,
    /// By which bounds it scored.
    pub cuts: Cuts,
}

/// What a customer has bought, and where they stood so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmFacts {
    /// Who.
    pub customer: CustomerId,
    /// What they have bought; none who has bought nothing, or has given all of it back.
    pub buying: Option<Buying>,
    /// Where they stood.
    pub standing: Option<RfmStanding>,
}

/// One move of a customer from one class to another. No class is that of who has bought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmMove {
    /// Its id; later moves have larger ones.
    pub id: RfmMoveId,
    /// Who.
    pub customer: CustomerId,
    /// On which day, in the merchant's time zone.
    pub on: Date,
    /// From where.
    pub from: Option<RfmClass>,
    /// To where, with the scores.
    pub to: Option<RfmStanding>,
}

/// How many customers a cell of the matrix has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmCount {
    /// The class.
    pub class: RfmClass,
    /// The three scores.
    pub scores: (RfmScore, RfmScore, RfmScore),
    /// How many.
    pub customers: i64,
    /// What they have bought for in all, in minor units.
    pub total: i64,
}

/// How many customers moved from one class to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmTransition {
    /// From where; none for who had bought nothing.
    pub from: Option<RfmClass>,
    /// To where; none for who has given everything back.
    pub to: Option<RfmClass>,
    /// How many.
    pub customers: i64,
}

/// Scores, as they are read.
#[async_trait]
pub trait RfmReads: Send {
    /// How the merchant scores.
    async fn rfm_settings(&mut self) -> Result<RfmSettings, StoreError>;
    /// How the last scoring went, if there was one.
    async fn last_rfm_run(&mut self) -> Result<Option<RfmRun>, StoreError>;
    /// The bounds of the fifths of all who have bought something, on that day. Looks at every customer.
    async fn rfm_fifths(&mut self, calendar: &MerchantCalendar, today: Date) -> Result<Cuts, StoreError>;
    /// How many customers stand where.
    async fn rfm_counts(&mut self) -> Result<Vec<RfmCount>, StoreError>;
    /// How many customers have not bought anything.
    async fn count_prospects(&mut self) -> Result<i64, StoreError>;
    /// Who moved from the first of these days to the last, by where from and where to.
    async fn rfm_transitions(&mut self, first: Date, last: Date) -> Result<Vec<RfmTransition>, StoreError>;
    /// Where a customer stands. None who has bought nothing.
    async fn rfm_standing(&mut self, customer: CustomerId) -> Result<Option<RfmStanding>, StoreError>;
    /// The moves of a customer, the newest first.
    async fn rfm_moves(
        &mut self,
        customer: CustomerId,
        page: PageRequest<RfmMoveId>,
    ) -> Result<Page<RfmMove, RfmMoveId>, StoreError>;
}

/// Scores.
#[async_trait]
pub trait RfmStore: RfmReads + AuditTrail {
    /// Writes how the merchant scores, and has everybody scored anew.
    async fn set_rfm_settings(&mut self, settings: &RfmSettings, now: Instant) -> Result<(), StoreError>;
    /// The customers behind `after` in the order of their ids who have bought something or stood somewhere, at most `most`.
    async fn rfm_facts_after(
        &mut self,
        calendar: &MerchantCalendar,
        after: Option<CustomerId>,
        most: u32,
    ) -> Result<Vec<RfmFacts>, StoreError>;
    /// Writes where customers stand now.
    async fn write_rfm_standings(
        &mut self,
        standings: &[(CustomerId, Option<RfmStanding>)],
        moves: &[RfmMove],
    ) -> Result<(), StoreError>;
    /// Has everybody scored anew as soon as a worker comes to it.
    async fn ask_for_rfm(&mut self, now: Instant) -> Result<(), StoreError>;
    /// Writes that a scoring has ended, and when the next one is due, unless one was asked for since this one began.
    async fn end_rfm_run(&mut self, run: &RfmRun, begun_at: Instant, next: Instant)
    -> Result<(), StoreError>;
}
