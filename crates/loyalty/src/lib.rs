//! Loyalty: programmes, what receipts earn in them, and the ledger of points.
//!
//! Knows neither HTTP nor the database, nor the receipts of tills: a flow tells it what was bought ([`ReceiptFacts`]). Rules are
//! evaluated here and never by a store; a store keeps what was decided and adds nothing to it.
//!
//! The rooms: `programme` (configuration and membership), `earning` (from a receipt and the rules to points, with the reasons) and
//! `ledger` (accounts, lots and operations).

mod earning;
mod ledger;
mod programme;

pub use earning::base::EarningBase;
pub use earning::cap::{Cap, CapMeasure, CapPeriod, CapScope, RuleUse};
pub use earning::condition::{ConditionFault, ReceiptCondition, ReceiptTest};
pub use earning::effect::{EarningEffect, PointRate};
pub use earning::evaluate::{
    Earned, EarnedLine, Evaluation, PassedOver, PassedOverBecause, PassedOverReason, evaluate,
};
pub use earning::receipt_facts::{LineFacts, ReceiptView, TenderFacts};
pub use earning::rule::{EarningRule, Stacking, StackingMode};
pub use earning::selector::{LineMatch, LineSelector};
pub use earning::validity::{Hours, Validity};
pub use ledger::account::{PointAccount, PointBalance};
pub use ledger::adjust_points::{AdjustPointsError, Adjustment, adjust_points};
pub use ledger::audit_points::{
    AuditedAccount, MOST_AUDITED, PointOverviewError, PointsAudit, audit_points,
};
pub use ledger::decide_adjustment::{DecideAdjustmentError, approve_adjustment, refuse_adjustment};
pub use ledger::kept_earning::{KeptEarning, due_to_take_back};
pub use ledger::liability::{
    ExpiringSum, LiabilityMonth, PlaceSum, PointLiability, StandingSum, liability_of,
};
pub use ledger::lot::{Lot, LotMove};
pub use ledger::open_account::OpenAccount;
pub use ledger::operation::{AdjustmentReason, Cause, CounterPlace, Entry, OperationKind, PointOperation};
pub use ledger::overview_store::PointOverviewReads;
pub use ledger::pending_adjustment::{
    AdjustmentStore, PendingAdjustment, PendingAdjustmentReads, PendingAdjustmentState,
};
pub use ledger::posting::Posting;
pub use ledger::request_adjustment::{AdjustmentOutcome, request_adjustment};
pub use ledger::spend::{Insufficient, Overdraft};
pub use ledger::store::{
    AccountWithLots, OperationPosition, OperationQuery, PointReads, PointStore, ProgrammeStanding,
};
pub use ledger::take_back::TakenBack;
pub use ledger::told_rules::ToldRules;
pub use ledger::transfer_points::{PointTransfer, TransferPointsError, TransferStore, transfer_points};
pub use programme::change_configuration::ChangeConfigurationError;
pub use programme::change_earning_rules::{change_earning_rule, create_earning_rule, delete_earning_rule};
pub use programme::change_point_types::{change_point_type, create_point_type, delete_point_type};
pub use programme::change_programme::{ChangeProgrammeError, ProgrammePatch, change_programme};
pub use programme::configuration::{Configuration, ConfigurationFault, FaultPlace};
pub use programme::create_programme::{NewProgramme, create_programme};
pub use programme::delete_programme::{DeleteProgrammeError, delete_programme};
pub use programme::expiry::{Expiry, ExpiryEnd, ExpiryUnit};
pub use programme::membership::{
    JoinError, LeaveError, ProgrammeMembership, join_programme, leave_programme,
};
pub use programme::point_type::{
    InvalidPointTypeCode, PointScale, PointType, PointTypeCode, PointValue, Rounding, RoundingLevel,
    Shortfall, SpentAndExpired,
};
pub use programme::programme::{Joining, Programme, ProgrammeState, ProgrammeVersion};
pub use programme::store::{MembershipPosition, ProgrammeReads, ProgrammeStore};
