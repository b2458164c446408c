//! Loyalty: programmes, what receipts earn in them, and the ledger of points.
//!
//! Knows neither HTTP nor the database, nor the receipts of tills: a flow tells it what was bought ([`ReceiptFacts`]). Rules are
//! evaluated here and never by a store; a store keeps what was decided and adds nothing to it.
//!
//! The rooms: `programme` (configuration and membership), `earning` (from a receipt and the rules to points, with the reasons),
//! `ledger` (accounts, lots and operations), `accruals` (points for many at once), `awards` (what rules give on birthdays and other
//! occasions), `tiers` (what members have reached), `referrals` (who has invited whom), `rewards` (what points buy, and who has ordered
//! it), `simulations` (what another configuration would have given) and `coupons` (campaigns, their codes, and what coupons take off a
//! receipt).

mod accruals;
mod awards;
mod coupons;
mod earning;
mod ledger;
mod programme;
mod referrals;
mod rewards;
mod simulations;
mod tiers;

pub use accruals::accrual::{
    AccrualCounts, AccrualHalt, AccrualSpent, AccrualState, AccrualTerms, PointAccrual,
};
pub use accruals::credit_some::credit_some;
pub use accruals::foreseen::AccrualForeseen;
pub use accruals::moved_alone::{ActingAlone, AloneWay, exceeds_alone};
pub use accruals::result::{AccrualOutcome, AccrualReason, AccrualResult, CreditedPoints};
pub use accruals::store::{AccrualReads, AccrualStanding, AccrualStore, NextToCredit, NextToUndo};
pub use accruals::undo_some::undo_some;
pub use awards::award::{AwardTurn, GivenAward, PointAward};
pub use awards::give_awards::{AwardingRule, give_awards};
pub use awards::occasion::Occasion;
pub use awards::store::{AwardReads, AwardStore, AwardingStore, DueMembers, LastBought};
pub use coupons::batch::{CouponBatch, CouponBatchError, create_coupon_batch};
pub use coupons::campaign::{
    CouponAudience, CouponCampaign, CouponCampaignState, CouponLimits, CouponPeriodLimit, CouponRefundPolicy,
    CouponStacking, CouponTerms,
};
pub use coupons::campaign_now::{coupon_campaign_at, coupon_campaign_for_change_at, coupon_campaigns_at};
pub use coupons::change_campaign::{ChangeCampaignError, CouponCampaignPatch, change_coupon_campaign};
pub use coupons::code::{CouponCode, InvalidCouponCode};
pub use coupons::code_prefix::{CouponPrefix, InvalidCouponPrefix};
pub use coupons::coupon_use::{CouponUse, CouponUseState};
pub use coupons::create_campaign::{NewCouponCampaign, create_coupon_campaign};
pub use coupons::delete_campaign::{DeleteCampaignError, delete_coupon_campaign};
pub use coupons::effect::{CouponEffect, CouponPoints, PointGift};
pub use coupons::gift::CouponGift;
pub use coupons::give_coupon::{GiveCouponError, give_coupon};
pub use coupons::held_coupon::{HeldCoupon, HeldCouponPosition};
pub use coupons::import_codes::{CouponConflict, CouponConflictReason, CouponImport, import_coupon_codes};
pub use coupons::line::{CouponBasket, CouponLine};
pub use coupons::refusal::{CouponAsker, CouponRefusal, refusal_of_coupon};
pub use coupons::solve::{AppliedCoupon, CouponDiscount, CouponSolution, best_for_customer};
pub use coupons::store::{
    CampaignCode, CouponReads, CouponStore, ExpiredCoupons, FoundCoupon, PersonalCampaign,
};
pub use coupons::taken_off::best_of_taken_off;
pub use coupons::void::{CouponVoid, CouponVoidReason};
pub use coupons::void_batch::void_coupon_batch;
pub use coupons::void_code::{VoidCouponError, void_coupon_code};
pub use earning::base::EarningBase;
pub use earning::budget::{BudgetCount, BudgetPeriod, RuleBudget};
pub use earning::budget_store::RuleBudgetStore;
pub use earning::cap::{Cap, CapMeasure, CapPeriod, CapScope, RuleUse};
pub use earning::circumstances::Circumstances;
pub use earning::condition::{ConditionFault, ReceiptCondition, ReceiptTest};
pub use earning::effect::{EarningEffect, PointRate};
pub use earning::evaluate::{
    Earned, EarnedLine, Evaluation, PassedOver, PassedOverBecause, PassedOverReason, evaluate,
};
pub use earning::occasion_terms::OccasionTerms;
pub use earning::receipt_facts::{LineFacts, ReceiptView, TenderFacts};
pub use earning::rule::{EarningRule, Stacking, StackingMode, TierTerms};
pub use earning::selector::{LineMatch, LineSelector};
pub use earning::trigger::EarningTrigger;
pub use earning::validity::{Hours, Validity};
pub use ledger::account::{PointAccount, PointBalance};
pub use ledger::adjust_points::{AdjustPointsError, Adjustment, adjust_points};
pub use ledger::audit_points::{AuditedAccount, MOST_AUDITED, PointOverviewError, PointsAudit, audit_points};
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
    AdjustedAlone, AdjustmentStore, PendingAdjustment, PendingAdjustmentReads, PendingAdjustmentState,
};
pub use ledger::posting::Posting;
pub use ledger::request_adjustment::{AdjustmentOutcome, request_adjustment};
pub use ledger::reservation::{HeldReservation, PointReservation, ReservationError, ReservationState};
pub use ledger::reserve_points::{
    NewReservation, ReservePointsError, ReservingStore, capture_reservation, cause_of, release_reservation,
    reserve_points,
};
pub use ledger::spend::{Insufficient, Overdraft};
pub use ledger::store::{
    AccountWithLots, OperationPosition, OperationQuery, PointReads, PointStore, ProgrammeStanding,
};
pub use ledger::take_back::TakenBack;
pub use ledger::told_rules::ToldRules;
pub use ledger::transfer_points::{PointTransfer, TransferPointsError, TransferStore, transfer_points};
pub use ledger::undo_accrual::{AccruedPoints, UndoneAccrual};
pub use programme::change_configuration::ChangeConfigurationError;
pub use programme::change_earning_rules::{change_earning_rule, create_earning_rule, delete_earning_rule};
pub use programme::change_point_types::{change_point_type, create_point_type, delete_point_type};
pub use programme::change_programme::{ChangeProgrammeError, ProgrammePatch, change_programme};
pub use programme::configuration::{Configuration, ConfigurationFault, FaultPlace};
pub use programme::create_programme::{NewProgramme, create_programme};
pub use programme::delete_programme::{DeleteProgrammeError, delete_programme};
pub use programme::expiry::{Expiry, ExpiryEnd, ExpiryUnit};
pub use programme::joining_terms::{Agreements, JoiningObstacle, JoiningTerms};
pub use programme::leave_every_programme::leave_every_programme;
pub use programme::membership::{
    JoinError, LeaveError, ProgrammeMembership, join_programme, leave_programme,
};
pub use programme::point_type::{
    InvalidPointTypeCode, PointScale, PointType, PointTypeCode, PointValue, Rounding, RoundingLevel,
    Shortfall, SpentAndExpired, TierExpiry,
};
pub use programme::programme::{Joining, Programme, ProgrammeState, ProgrammeVersion};
pub use programme::store::{MembershipPosition, ProgrammeReads, ProgrammeStore};
pub use referrals::code::{InvalidReferralCode, MemberCode, ReferralCode};
pub use referrals::facts::DueReferral;
pub use referrals::obtain_code::{ObtainCodeError, obtain_referral_code};
pub use referrals::referral::{
    QualifiedReferral, Referral, ReferralRefusal, ReferralRole, ReferralState, ReferralTerms,
    WaitingReferral, standing_of_referral,
};
pub use referrals::scheme::{ReferralCap, ReferralScheme};
pub use referrals::set_scheme::set_referral_scheme;
pub use referrals::settle_due::settle_due_referrals;
pub use referrals::store::{QualifyingStore, ReferralReads, ReferralStore};
pub use rewards::add_codes::{
    AddCodesError, AddedCodes, CodeConflict, InvalidRewardCode, RewardCode, add_reward_codes,
};
pub use rewards::change_reward::{ChangeRewardError, change_reward};
pub use rewards::create_reward::{NewReward, create_reward};
pub use rewards::delete_reward::{DeleteRewardError, delete_reward};
pub use rewards::move_stock::{MoveStockError, NewStockMovement, move_stock};
pub use rewards::order::{OrderAddress, OrderDetails, OrderEvent, RewardOrder};
pub use rewards::order_state::{Handover, OrderStep, RewardOrderState};
pub use rewards::place_order::{NewRewardOrder, PlaceOrderError, place_order};
pub use rewards::price::{PriceAsker, RewardPrice, best_price};
pub use rewards::reward::{
    GivenPoints, Reward, RewardKind, RewardState, RewardTerms, RewardText, StockKeeping,
};
pub use rewards::step_order::{StepOrderError, step_order};
pub use rewards::stock::{MovementKind, StockLevel, StockMovement};
pub use rewards::store::{OrderQuery, RewardReads, RewardStore};
pub use rewards::terms::{RewardFault, RewardFaultPlace};
pub use simulations::found::{
    BudgetsSpent, ComparedCustomer, RuleSums, SimulatedSide, SimulationFound, TypeSums,
};
pub use simulations::simulation::{PastSimulation, SimulationState, SimulationTerms};
pub use simulations::store::{PastSimulationReads, PastSimulationStore};
pub use tiers::lock_tier::{LockTierError, LockedTierOf, NewTierLock, lock_tier, unlock_tier};
pub use tiers::member_tier::{MemberTier, TierBase, TierLock, TierLockReason};
pub use tiers::period::DaySpan;
pub use tiers::preview::{TierPreview, preview_tiers};
pub use tiers::reckon::{ReckonedTier, TierAhead, TierChange, TierMember};
pub use tiers::scheme::{Tier, TierBasis, TierDowngrade, TierScheme, TierUpgrade, TierWindow};
pub use tiers::set_tiers::set_tiers;
pub use tiers::settle_due::{end_of_due_tiers, settle_due_tiers};
pub use tiers::settle_uncounted::{programmes_with_tiers, settle_uncounted_tiers};
pub use tiers::store::{TierMovePosition, TierReads, TierStore};
pub use tiers::tier_code::{InvalidTierCode, TierCode};
pub use tiers::tier_days::{TierDay, TierDays, TierDaysQuery};
pub use tiers::tier_move::{TierMove, TierMoveCause};
pub use tiers::tiers_of_members::tiers_of_members;
