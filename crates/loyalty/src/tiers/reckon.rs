//! In which tier a member is, reckoned from how they stood and from what counts since.

use regulars_kernel::{CustomerId, Date, Instant, Label, MerchantCalendar, ProgrammeId};

use super::member_tier::{MemberTier, TierBase, TierLock};
use super::period::{DaySpan, days_later, next_day};
use super::scheme::{TierBasis, TierDowngrade, TierScheme, TierUpgrade, TierWindow};
use super::tier_code::TierCode;
use super::tier_days::TierDays;
use super::tier_move::{TierMove, TierMoveCause};

/// A member whose tier is asked.
#[derive(Clone, Copy, Debug)]
pub struct TierMember<'a> {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its version.
    pub version: u32,
    /// How it ranks its members.
    pub scheme: &'a TierScheme,
    /// The member.
    pub customer: CustomerId,
    /// When they came in.
    pub joined_at: Instant,
    /// Where they stand, if that was ever written.
    pub kept: Option<&'a MemberTier>,
    /// The merchant's.
    pub calendar: &'a MerchantCalendar,
    /// When it is asked.
    pub now: Instant,
    /// In which tier they were without the receipt that is being recorded. None where none is.
    pub had: Option<&'a ReckonedTier>,
}

/// What is missing for the next tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierAhead {
    /// The tier.
    pub code: TierCode,
    /// What receipts call it.
    pub print_name: Label,
    /// How much more must be counted; 0 where it is reached and begins with the next period.
    pub missing: i64,
    /// The last day on which it counts. None where each day has a window of its own.
    pub by: Option<Date>,
}

/// In which tier a member is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReckonedTier {
    /// The tier.
    pub tier: Option<TierCode>,
    /// Since when.
    pub since: Instant,
    /// The first day on which it may be lost. None for somebody who has none, and for a tier that is for ever.
    pub until: Option<Date>,
    /// What was counted in the present window.
    pub counted: i64,
    /// The present window, up to today.
    pub window: DaySpan,
    /// What is missing for the next tier. None for the best one and while it is fixed.
    pub ahead: Option<TierAhead>,
    /// What staff have fixed.
    pub lock: Option<TierLock>,
    /// What is to be written: where the member stands. None where that is written already.
    pub change: Option<TierChange>,
}

/// What is to be written of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierChange {
    /// Where the member stands now.
    pub member: MemberTier,
    /// The number of its revision before. None where nothing was written yet.
    pub was_at: Option<i64>,
    /// The moves that are not written yet, in order.
    pub moves: Vec<TierMove>,
}

/// A tier from some instant on, as it was reckoned.
struct TierTurn {
    at: Instant,
    place: Option<usize>,
    cause: TierMoveCause,
    /// Over which days was counted, and how much that was.
    counted: (DaySpan, i64),
}

/// A member as the reckoning goes on.
struct TierReckoning {
    place: Option<usize>,
    kept_before: Option<Date>,
    on: Date,
}

impl TierMember<'_> {
    /// From which day on must be known what counts.
    pub fn counts_from(&self) -> Date {
        let (window, joined) = (self.scheme.window, self.joined());
        let first = window.period(joined, self.base().on).from;
        window.counted_before(joined, first).from.min(first)
    }

    /// In which tier they are, by what counts on each day since [`Self::counts_from`]. `why` is why it would be another one
    /// than was told though no time has passed and no more was counted.
    pub fn reckon(&self, days: &TierDays, why: TierMoveCause) -> ReckonedTier {
        let (window, joined, today) = (self.scheme.window, self.joined(), self.today());
        let before = window.period_before(joined, today).from;
        let mut base = self.base();
        let mut at = TierReckoning {
            place: self.scheme.place(base.tier.as_ref()),
            kept_before: base.kept_before,
            on: base.on,
        };
        let mut turns = Vec::new();
        while let Some(next) = self.step(&at, days, &mut turns) {
            at = next;
            if at.on <= before {
                let TierReckoning { place, kept_before, on } = at;
                base = TierBase { tier: self.scheme.code_at(place), kept_before, on };
            }
        }
        let running = DaySpan { from: at.on, behind: next_day(today) };
        self.reach(&mut at, running, days, &mut turns);
        let span = self.present_window(today);
        let counted = self.counted(days, span);
        self.told(at, base, turns, (span, counted), why)
    }

    /// Goes on to the next day on which a period begins or a tier is no longer kept. None where that is still to come.
    fn step(&self, at: &TierReckoning, days: &TierDays, turns: &mut Vec<TierTurn>) -> Option<TierReckoning> {
        let (scheme, joined) = (self.scheme, self.joined());
        let end = scheme.window.period(joined, at.on).behind;
        let lost_on = self.lost_on(at).filter(|day| *day > at.on);
        let next = lost_on.map_or(end, |day| day.min(end));
        if next > self.today() || next <= at.on {
            return None;
        }
        let mut after = TierReckoning { place: at.place, kept_before: at.kept_before, on: next };
        match scheme.upgrade {
            TierUpgrade::AtOnce => {
                self.reach(&mut after, DaySpan { from: at.on, behind: next }, days, turns);
            }
            TierUpgrade::NextPeriod if next == end => {
                let span = scheme.window.counted_before(joined, end);
                let counted = (span, self.counted(days, span));
                let level = scheme.level(counted.1);
                if level.is_some() && level >= after.place {
                    if level > after.place {
                        turns.push(self.turn(next, level, TierMoveCause::Reached, counted));
                    }
                    after.place = level;
                    after.kept_before = self.kept_through(next).max(after.kept_before);
                }
            }
            TierUpgrade::NextPeriod => {}
        }
        if self.lost_on(&after).is_some_and(|day| day <= next) {
            self.lose(&mut after, days, turns);
        }
        Some(after)
    }

    /// Takes note of the best tier that was reached on a day of the span, where it comes into force at once.
    fn reach(&self, at: &mut TierReckoning, span: DaySpan, days: &TierDays, turns: &mut Vec<TierTurn>) {
        if self.scheme.upgrade != TierUpgrade::AtOnce {
            return;
        }
        let counting = days.days_in(DaySpan { from: next_day(span.from), behind: span.behind });
        for day in std::iter::once(span.from).chain(counting) {
            let span = self.scheme.window.counted_before(self.joined(), next_day(day));
            let counted = (span, self.counted(days, span));
            let level = self.scheme.level(counted.1);
            if level.is_none() || level < at.place {
                continue;
            }
            if level > at.place {
                let turn = self.turn(day, level, TierMoveCause::Reached, counted);
                let at = if day >= self.today() { self.reached_today_at(level, turn.at) } else { turn.at };
                turns.push(TierTurn { at, ..turn });
            }
            at.place = level;
            at.kept_before = self.kept_through(day).max(at.kept_before);
        }
    }

    /// When a tier was reached that was reached today. What is bought now has just been bought; what nobody has written counted before
    /// the scheme did.
    fn reached_today_at(&self, place: Option<usize>, turned: Instant) -> Instant {
        let is_new = self.had.is_some_and(|had| self.scheme.place(had.tier.as_ref()) < place);
        match self.scheme.since {
            Some(since) if !is_new => turned.max(since).min(self.now),
            _ => self.now,
        }
    }

    /// When a tier became another one though no time has passed and no more was counted: when it was counted otherwise.
    fn recounted_at(&self, tier: Option<&TierCode>, told_since: Instant) -> Instant {
        let is_new = self.had.is_some_and(|had| had.tier.as_ref() != tier);
        match self.scheme.since {
            Some(since) if !is_new => since.max(told_since).min(self.now),
            _ => self.now,
        }
    }

    /// Lets somebody fall whose tier is no longer kept.
    fn lose(&self, at: &mut TierReckoning, days: &TierDays, turns: &mut Vec<TierTurn>) {
        let (window, joined) = (self.scheme.window, self.joined());
        let begun = window.period(joined, at.on).from;
        let counted_in = |span: DaySpan| (span, self.counted(days, span));
        let (over, so_far) =
            (window.counted_before(joined, begun), window.counted_at_start_of(joined, at.on));
        // A lesser tier than the one that was kept may have been reached in the period that is over, or in this one since.
        let counted = match (self.scheme.upgrade, window) {
            (TierUpgrade::NextPeriod, _) => counted_in(over),
            (TierUpgrade::AtOnce, TierWindow::RollingMonths(_)) => counted_in(so_far),
            (TierUpgrade::AtOnce, _) => match (counted_in(over), counted_in(so_far)) {
                (over, so_far) if self.scheme.level(so_far.1) > self.scheme.level(over.1) => so_far,
                (over, _) => over,
            },
        };
        let level = self.scheme.level(counted.1);
        let place = match self.scheme.downgrade {
            TierDowngrade::None => at.place,
            TierDowngrade::One => level.max(at.place.and_then(|place| place.checked_sub(1))),
            TierDowngrade::All => level,
        };
        if place != at.place {
            let cause = if place < at.place { TierMoveCause::NotKept } else { TierMoveCause::Reached };
            turns.push(self.turn(at.on, place, cause, counted));
        }
        // What was reached in a period is kept as if it had been told then.
        let since = if place == level && counted.0 == over { over.last() } else { at.on };
        at.place = place;
        at.kept_before =
            place.and(self.kept_through(since).filter(|day| *day > at.on).or(self.kept_through(at.on)));
    }

    /// What is counted over a span; of a balance, what it is as the span ends.
    fn counted(&self, days: &TierDays, span: DaySpan) -> i64 {
        match self.scheme.basis {
            TierBasis::Balance(_) => days.sum_before(span.behind),
            TierBasis::Spend | TierBasis::Visits | TierBasis::Points(_) => days.sum(span),
        }
    }

    fn turn(
        &self,
        day: Date,
        place: Option<usize>,
        cause: TierMoveCause,
        counted: (DaySpan, i64),
    ) -> TierTurn {
        let at = self.calendar.start_of_day(day).max(self.joined_at).min(self.now);
        TierTurn { at, place, cause, counted }
    }

    /// What is told of it, and what is to be written.
    fn told(
        &self,
        at: TierReckoning,
        base: TierBase,
        turns: Vec<TierTurn>,
        (window, counted): (DaySpan, i64),
        why: TierMoveCause,
    ) -> ReckonedTier {
        let (scheme, now) = (self.scheme, self.now);
        let (kept_lock, over) = match self.kept.and_then(|kept| kept.lock.clone()) {
            Some(lock) if lock.holds_at(now) && scheme.tier(&lock.tier).is_some() => (Some(lock), None),
            lock => (None, lock),
        };
        let tier = match &kept_lock {
            Some(lock) => Some(lock.tier.clone()),
            None => scheme.code_at(at.place),
        };
        let mut story = TierStory::of(self);
        if let Some(lock) = &over {
            let ended = lock.until.filter(|until| *until <= now);
            // Where its time is not over there is no such tier any more.
            let ended = ended.unwrap_or_else(|| self.recounted_at(tier.as_ref(), lock.locked_at));
            story.turn_to(ended, tier.clone(), TierMoveCause::Unlocked, (window, counted));
        } else if kept_lock.is_none() {
            for turn in turns.into_iter().filter(|turn| self.is_news(turn)) {
                story.turn_to(turn.at, scheme.code_at(turn.place), turn.cause, turn.counted);
            }
        }
        let at_last =
            if why == TierMoveCause::Recount { self.recounted_at(tier.as_ref(), story.since) } else { now };
        let is_better = scheme.place(tier.as_ref()) > scheme.place(story.tier.as_ref());
        let why = if is_better && why == TierMoveCause::Recount { TierMoveCause::Reached } else { why };
        story.turn_to(at_last, tier.clone(), why, (window, counted));
        let ahead = if kept_lock.is_some() { None } else { self.ahead(&at, counted) };
        let until = at.kept_before.filter(|_| scheme.downgrade != TierDowngrade::None);
        let since = story.since;
        let due_at = self.due_at(&at, kept_lock.as_ref());
        let change = self.change(story, base, kept_lock.clone(), due_at);
        ReckonedTier { tier, since, until, counted, window, ahead, lock: kept_lock, change }
    }

    /// Whether a turn was not told before.
    fn is_news(&self, turn: &TierTurn) -> bool {
        self.kept.is_none_or(|kept| turn.at > kept.since)
    }

    /// When the next period begins, the tier is no longer kept, or the lock ends.
    fn due_at(&self, at: &TierReckoning, lock: Option<&TierLock>) -> Instant {
        let end = self.scheme.window.period(self.joined(), at.on).behind;
        let lost_on = self.lost_on(at).filter(|day| *day > at.on);
        let day = lost_on.map_or(end, |lost_on| lost_on.min(end));
        let due_at = self.calendar.start_of_day(day);
        lock.and_then(|lock| lock.until).map_or(due_at, |until| until.min(due_at))
    }

    fn change(
        &self,
        story: TierStory,
        base: TierBase,
        lock: Option<TierLock>,
        due_at: Instant,
    ) -> Option<TierChange> {
        let TierStory { tier, since, moves, last_move, version: _ } = story;
        let (programme, customer) = (self.programme, self.customer);
        let was_at = self.kept.map(|kept| kept.revision);
        let revision = was_at.unwrap_or_default();
        let due_at = Some(due_at);
        let counted_since = self.scheme.since;
        let same = MemberTier {
            programme,
            customer,
            tier,
            since,
            base,
            lock,
            revision,
            last_move,
            counted_since,
            due_at,
        };
        if self.kept == Some(&same) {
            return None;
        }
        let member = MemberTier { revision: revision.saturating_add(1), ..same };
        Some(TierChange { member, was_at, moves })
    }

    /// The next tier, with what is missing for it.
    fn ahead(&self, at: &TierReckoning, counted: i64) -> Option<TierAhead> {
        let next = self.scheme.above(at.place)?;
        let by = match self.scheme.window {
            TierWindow::RollingMonths(_) => None,
            window => Some(window.period(self.joined(), self.today()).last()),
        };
        Some(TierAhead {
            code: next.code.clone(),
            print_name: next.print_name.clone().unwrap_or_else(|| next.name.clone()),
            missing: next.threshold.saturating_sub(counted).max(0),
            by,
        })
    }

    /// The window up to today: of a month or a year that part which is over.
    fn present_window(&self, today: Date) -> DaySpan {
        self.scheme.window.counted_before(self.joined(), next_day(today))
    }

    /// The day on which somebody falls who does not keep their tier.
    fn lost_on(&self, at: &TierReckoning) -> Option<Date> {
        let kept_before = at.place.and(at.kept_before)?;
        match self.scheme.downgrade {
            TierDowngrade::None => None,
            TierDowngrade::One | TierDowngrade::All => Some(days_later(kept_before, self.scheme.grace_days)),
        }
    }

    /// Before which day a tier is kept that begins on that one.
    fn kept_through(&self, day: Date) -> Option<Date> {
        let window = self.scheme.window;
        Some(window.period_behind(self.joined(), day, self.scheme.keep_periods).behind)
    }

    /// From where it is reckoned: for somebody of whom nothing is kept, from the period before the present one, with no tier.
    pub(super) fn base(&self) -> TierBase {
        let on = self.scheme.window.period_before(self.joined(), self.today()).from;
        self.kept.map_or(TierBase { tier: None, kept_before: None, on }, |kept| kept.base.clone())
    }

    /// Since when somebody has no tier of whom nothing is kept.
    pub(super) fn began_at(&self) -> Instant {
        self.scheme.since.unwrap_or(self.now).max(self.joined_at).min(self.now)
    }

    pub(super) fn joined(&self) -> Date {
        self.calendar.date_of(self.joined_at)
    }

    pub(super) fn today(&self) -> Date {
        self.calendar.date_of(self.now)
    }
}

/// The moves of a member, one behind the other.
struct TierStory {
    tier: Option<TierCode>,
    since: Instant,
    moves: Vec<TierMove>,
    last_move: i64,
    version: u32,
}

impl TierStory {
    /// What was told so far.
    fn of(member: &TierMember<'_>) -> Self {
        let kept = member.kept;
        Self {
            tier: kept.and_then(|kept| kept.tier.clone()),
            since: kept.map_or_else(|| member.began_at(), |kept| kept.since),
            moves: Vec::new(),
            last_move: kept.map_or(0, |kept| kept.last_move),
            version: member.version,
        }
    }

    /// Goes on with a tier, where it is another one.
    fn turn_to(&mut self, at: Instant, to: Option<TierCode>, cause: TierMoveCause, counted: (DaySpan, i64)) {
        if to == self.tier {
            return;
        }
        let from = std::mem::replace(&mut self.tier, to.clone());
        self.since = at;
        self.last_move = self.last_move.saturating_add(1);
        let ((window, counted), programme_version) = (counted, self.version);
        let number = self.last_move;
        self.moves.push(TierMove { number, from, to, cause, counted, window, programme_version, at });
    }
}
