//! The programme of the demo: what its receipts earn, who is in it, and the points that they had before.

use std::sync::Arc;

use chrono::TimeDelta;
use regulars_kernel::{
    Actor, CustomerId, Date, EarningRuleId, Environment, Instant, PointAccountId, PointAdjustmentId,
    ProgrammeId, ProgrammeMembershipId, ReferralId, SeededRandom, UserId,
};
use regulars_loyalty::{
    Adjustment, AdjustmentReason, AdjustmentStore, BudgetPeriod, Cause, Configuration, EarningBase,
    EarningEffect, EarningRule, EarningTrigger, Expiry, ExpiryEnd, ExpiryUnit, Joining, LineMatch,
    LineSelector, LockedTierOf, MemberCode, NewTierLock, OccasionTerms, OpenAccount, PendingAdjustment,
    PendingAdjustmentState, PointRate, PointScale, PointStore, PointType, PointTypeCode, PointValue,
    Programme, ProgrammeMembership, ProgrammeState, ProgrammeStore, ReceiptCondition, ReceiptTest, Referral,
    ReferralCap, ReferralScheme, ReferralStore, Rounding, RoundingLevel, Shortfall, SpentAndExpired,
    Stacking, StackingMode, Tier, TierBasis, TierCode, TierDowngrade, TierLockReason, TierScheme, TierTerms,
    TierUpgrade, TierWindow, Validity, adjust_points, lock_tier,
};
use regulars_persistence::WriteTx;
use uuid::uuid;

use super::accounts::OWNER;
use super::fixed_id::environment_of;
use super::known_customers::{DRAGAN, JOVAN, MILICA};
use super::merchant::scope;
use super::past::{Ground, Past};
use super::{invalid, label};
use crate::SeedError;

/// The programme that the examples of the OpenAPI document show and change.
pub(super) const CLUB: ProgrammeId = ProgrammeId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"));
/// The programme that the examples delete: nothing was ever earned in it.
const DRAFT: ProgrammeId = ProgrammeId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c51"));
/// A point for each hundred dinars, which the examples show and change.
pub(super) const FOR_AMOUNT: EarningRuleId =
    EarningRuleId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c55"));
/// And as many again for drinks.
const FOR_DRINKS: EarningRuleId = EarningRuleId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c56"));
/// A rule of the past, which the examples delete.
const OF_THE_PAST: EarningRuleId = EarningRuleId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c57"));
/// Milica's membership, which stays.
const OF_MILICA: ProgrammeMembershipId =
    ProgrammeMembershipId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a"));
/// Dragan's membership, which the examples end.
const OF_DRAGAN: ProgrammeMembershipId =
    ProgrammeMembershipId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5b"));
/// Milica's points.
pub(super) const ACCOUNT: PointAccountId = PointAccountId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60"));
/// An adjustment that the examples show and approve.
const TO_APPROVE: PointAdjustmentId = PointAdjustmentId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c71"));
/// An adjustment that the examples refuse.
const TO_REFUSE: PointAdjustmentId = PointAdjustmentId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c72"));
/// Who asked for both.
pub(super) const COLLEAGUE: UserId = UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f14"));
/// Dragan's points, to which the examples let some of Milica's go.
const OF_THE_OTHER: PointAccountId = PointAccountId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c65"));
/// By whom Jovan came.
const REFERRAL: ReferralId = ReferralId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c91"));
/// Milica's code, which the examples show.
const CODE: &str = "MKQX7R4T3";
/// The points that pay.
pub(super) const POINTS: &str = "points";
/// Stamps that nobody has and that no rule gives, which the examples delete.
const STAMPS: &str = "stamps";
const SEED: u64 = 20_261_128;

/// Makes the programmes, and puts on record who is in one and what they have.
pub async fn make_programmes(ground: &Ground<'_>) -> Result<(), SeedError> {
    let past = ground.past_with(Arc::new(SeededRandom::new(SEED)));
    let now = ground.now;
    let begun_at = now - TimeDelta::days(90);
    let club = programme(CLUB, "Klub", ProgrammeState::Active, club()?, begun_at)?;
    let draft = Configuration::empty(Joining::OnRequest);
    let draft = programme(DRAFT, "Praznični klub", ProgrammeState::Draft, draft, now - TimeDelta::days(1))?;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let actor = Actor::User(OWNER);
                tx.insert_programme(&club, actor).await?;
                tx.insert_programme(&draft, actor).await?;
                let of_dragan = membership(OF_DRAGAN, DRAGAN, now - TimeDelta::days(45));
                tx.insert_programme_membership(&of_dragan).await?;
                open_account(tx, &past, now - TimeDelta::days(60)).await?;
                adjust(tx, &past, now).await?;
                lock(tx, &past, &club, now - TimeDelta::days(3)).await?;
                open_other_account(tx, &past, now - TimeDelta::days(45)).await?;
                refer(tx, &past, &club, now).await?;
                ask(tx, now).await
            })
        })
        .await
}

fn programme(
    id: ProgrammeId,
    name: &str,
    state: ProgrammeState,
    configuration: Configuration,
    at: Instant,
) -> Result<Programme, SeedError> {
    Ok(Programme { id, name: label(name)?, state, version: 1, configuration, created_at: at, updated_at: at })
}

const fn membership(
    id: ProgrammeMembershipId,
    customer: uuid::Uuid,
    joined_at: Instant,
) -> ProgrammeMembership {
    ProgrammeMembership {
        id,
        programme: CLUB,
        customer: CustomerId::new(customer),
        joined_at,
        left_at: None,
        terms_version: None,
    }
}

/// Milica comes in with what another system kept for her.
async fn open_account(tx: &mut WriteTx, past: &Past, at: Instant) -> Result<(), SeedError> {
    past.go_to(at);
    let milica = CustomerId::new(MILICA);
    let mut account = OpenAccount::new(&environment_of(ACCOUNT.value())?, CLUB, code(POINTS)?, milica);
    account.join(membership(OF_MILICA, MILICA, at));
    let cause = Cause {
        actor: Actor::User(OWNER),
        purchase: None,
        refund: None,
        programme_version: 1,
        reason: Some(AdjustmentReason::OpeningBalance),
        accrual: None,
    };
    account.adjust(&past.environment, 500, None, at, cause).map_err(invalid)?;
    let postings: Vec<_> = account.into_posting().into_iter().collect();
    tx.post_points(&postings).await?;
    Ok(())
}

/// What staff credited for a year, and took since.
async fn adjust(tx: &mut WriteTx, past: &Past, now: Instant) -> Result<(), SeedError> {
    let adjustments = [
        (20, 50, AdjustmentReason::Goodwill, Some(now + TimeDelta::days(345))),
        (5, -30, AdjustmentReason::Correction, None),
    ];
    for (days_ago, points, reason, expires_at) in adjustments {
        past.go_to(now - TimeDelta::days(days_ago));
        let environment: &Environment = &past.environment;
        let adjustment = Adjustment { account: ACCOUNT, points, reason, expires_at };
        adjust_points(tx, environment, Actor::User(OWNER), 1, &adjustment).await.map_err(invalid)?;
    }
    Ok(())
}

/// Staff have made good what went wrong with an order of Milica's.
async fn lock(tx: &mut WriteTx, past: &Past, club: &Programme, at: Instant) -> Result<(), SeedError> {
    past.go_to(at);
    let of_milica = membership(OF_MILICA, MILICA, at - TimeDelta::days(57));
    let of = LockedTierOf {
        programme: club,
        membership: &of_milica,
        calendar: &past.calendar,
        actor: Actor::User(OWNER),
    };
    let new = NewTierLock { tier: tier_code("silver")?, reason: TierLockReason::Goodwill, until: None };
    lock_tier(tx, &past.environment, &of, new).await.map_err(invalid)?;
    Ok(())
}

/// Dragan comes in with less.
async fn open_other_account(tx: &mut WriteTx, past: &Past, at: Instant) -> Result<(), SeedError> {
    past.go_to(at);
    let dragan = CustomerId::new(DRAGAN);
    let environment = environment_of(OF_THE_OTHER.value())?;
    let mut account = OpenAccount::new(&environment, CLUB, code(POINTS)?, dragan);
    let cause = Cause {
        actor: Actor::User(OWNER),
        purchase: None,
        refund: None,
        programme_version: 1,
        reason: Some(AdjustmentReason::OpeningBalance),
        accrual: None,
    };
    account.adjust(&past.environment, 40, None, at, cause).map_err(invalid)?;
    let postings: Vec<_> = account.into_posting().into_iter().collect();
    tx.post_points(&postings).await?;
    Ok(())
}

/// What a colleague asked for, which is too much for one person alone: the examples approve the one and refuse the other.
async fn ask(tx: &mut WriteTx, now: Instant) -> Result<(), SeedError> {
    for (id, points, reason) in [
        (TO_APPROVE, 5_000, AdjustmentReason::Goodwill),
        (TO_REFUSE, 50_000, AdjustmentReason::MissingReceipt),
    ] {
        let pending = PendingAdjustment {
            id,
            adjustment: Adjustment { account: ACCOUNT, points, reason, expires_at: None },
            state: PendingAdjustmentState::Pending,
            asked_by: Actor::User(COLLEAGUE),
            asked_at: now - TimeDelta::days(1),
            decided: None,
            operation: None,
        };
        tx.insert_pending_adjustment(&pending).await?;
    }
    Ok(())
}

fn code(text: &str) -> Result<PointTypeCode, SeedError> {
    text.parse().map_err(invalid)
}

/// Points that pay, stamps that do not, and the rules that give points.
pub(super) fn club() -> Result<Configuration, SeedError> {
    let two_years = Expiry::After { count: 24, unit: ExpiryUnit::Month, to: ExpiryEnd::EndOfMonth };
    let drinks = LineMatch { sku: None, category: Some(label("drinks")?), unit: None };
    let december = Validity {
        from: Date::from_ymd_opt(2025, 12, 1),
        to: Date::from_ymd_opt(2025, 12, 31),
        ..Validity::default()
    };
    let for_amount = PointRate { points: decimal("1")?, per: 10_000, whole: true };
    let for_gold = EarningEffect::PerAmount(PointRate { points: decimal("1.5")?, ..for_amount });
    let large = ReceiptCondition::Test(ReceiptTest::Total { from: Some(500_000), to: None });
    Ok(Configuration {
        point_types: vec![
            PointType {
                adjustment_limit: Some(2_000),
                transferable: true,
                ..point_type(POINTS, "Poeni", Some(PointValue { points: 100, amount: 10_000 }), two_years)?
            },
            point_type(STAMPS, "Pečati", None, Expiry::Never)?,
        ],
        earning_rules: vec![
            EarningRule {
                by_tier: vec![TierTerms { tier: tier_code("gold")?, effect: Some(for_gold), caps: None }],
                ..rule(FOR_AMOUNT, "Poen na svakih 100 dinara", EarningEffect::PerAmount(for_amount))?
            },
            EarningRule {
                lines: LineSelector { include: vec![drinks], exclude: Vec::new() },
                ..rule(FOR_DRINKS, "Duplo za napitke", EarningEffect::Multiplier { factor: decimal("2")? })?
            },
            EarningRule {
                when: Some(large),
                validity: december,
                ..rule(OF_THE_PAST, "Praznični poklon", EarningEffect::Fixed { points: decimal("50")? })?
            },
        ],
        tiers: Some(tiers()?),
        referrals: Some(referrals()?),
        ..Configuration::empty(Joining::Automatic)
    })
}

/// Milica has a code, by which Jovan came, who has bought too little so far.
async fn refer(tx: &mut WriteTx, past: &Past, club: &Programme, now: Instant) -> Result<(), SeedError> {
    let code = MemberCode {
        code: CODE.parse().map_err(invalid)?,
        programme: CLUB,
        customer: CustomerId::new(MILICA),
        created_at: now - TimeDelta::days(20),
    };
    tx.insert_referral_code(&code).await?;
    let referral = Referral::new(
        REFERRAL,
        (CLUB, club.version),
        &referrals()?,
        (code.code, code.customer),
        (CustomerId::new(JOVAN), now - TimeDelta::days(10)),
        &past.calendar,
    );
    Ok(tx.insert_referral(&referral).await?)
}

/// A hundred points for who invites, and fifty for who comes.
fn referrals() -> Result<ReferralScheme, SeedError> {
    Ok(ReferralScheme {
        point_type: code(POINTS)?,
        referrer_points: 100,
        referred_points: 50,
        minimum: 100_000,
        within_days: 60,
        return_days: 14,
        cap: Some(ReferralCap { most: 10, per: BudgetPeriod::Month }),
    })
}

/// Three tiers by what is bought in a year.
fn tiers() -> Result<TierScheme, SeedError> {
    let tier = |code: &str, name: &str, threshold, return_days| {
        Ok::<_, SeedError>(Tier {
            code: tier_code(code)?,
            name: label(name)?,
            threshold,
            return_days,
            print_name: None,
        })
    };
    Ok(TierScheme {
        basis: TierBasis::Spend,
        window: TierWindow::CalendarYear,
        upgrade: TierUpgrade::AtOnce,
        keep_periods: 1,
        downgrade: TierDowngrade::One,
        grace_days: 0,
        return_days: None,
        tiers: vec![
            tier("bronze", "Bronzani", 0, None)?,
            tier("silver", "Srebrni", 2_000_000, None)?,
            tier("gold", "Zlatni", 6_000_000, None)?,
        ],
        since: None,
    })
}

fn tier_code(text: &str) -> Result<TierCode, SeedError> {
    text.parse().map_err(invalid)
}

fn decimal(text: &str) -> Result<regulars_kernel::Decimal, SeedError> {
    text.parse().map_err(invalid)
}

fn point_type(
    of: &str,
    name: &str,
    value: Option<PointValue>,
    expiry: Expiry,
) -> Result<PointType, SeedError> {
    Ok(PointType {
        code: code(of)?,
        name: label(name)?,
        scale: PointScale::default(),
        value,
        expiry,
        pending_days: 0,
        rounding: Rounding::Down,
        rounding_level: RoundingLevel::Receipt,
        shortfall: Shortfall::Owed,
        spent_and_expired: SpentAndExpired::Lost,
        expiry_by_tier: Vec::new(),
        adjustment_limit: None,
        transferable: false,
    })
}

/// A rule that gives points for everything at any time.
fn rule(id: EarningRuleId, name: &str, effect: EarningEffect) -> Result<EarningRule, SeedError> {
    Ok(EarningRule {
        id,
        name: label(name)?,
        point_type: code(POINTS)?,
        trigger: EarningTrigger::Purchase,
        occasion: OccasionTerms::default(),
        customers: None,
        when: None,
        lines: LineSelector::default(),
        base: EarningBase::Gross,
        effect,
        caps: Vec::new(),
        budget: None,
        validity: Validity::default(),
        stacking: Stacking { mode: StackingMode::Add, group: None },
        by_tier: Vec::new(),
    })
}
