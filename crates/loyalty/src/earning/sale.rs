//! What a rule gives for a receipt.

use std::collections::BTreeMap;

use regulars_kernel::Currency;

use super::base::EarningBase;
use super::base_of_lines::BaseOfLines;
use super::cap::{Cap, CapMeasure, RuleUse};
use super::cut::Cut;
use super::evaluate::{Earned, EarnedLine, PassedOverBecause};
use super::left_of_cap::{LeftOfCap, left_of, left_to_take};
use super::measured::MeasuredLines;
use super::receipt_facts::ReceiptView;
use super::reckoned::Reckoned;
use super::rule::EarningRule;
use crate::programme::configuration::Configuration;
use crate::programme::point_type::PointType;

/// A receipt, as the rules of a programme are asked about it.
pub struct Sale<'a> {
    configuration: &'a Configuration,
    currency: Currency,
    receipt: &'a ReceiptView,
    uses: &'a [RuleUse],
    gross: Option<BaseOfLines>,
    net: Option<BaseOfLines>,
    paid_by_money: Option<BaseOfLines>,
}

/// What a rule gives within its caps.
struct Capped<'a> {
    measured: MeasuredLines<'a>,
    reckoned: Reckoned,
    capped_by: Vec<Cap>,
    budget_spent: bool,
}

impl<'a> Sale<'a> {
    /// A receipt of a member who had `uses` of the rules before.
    pub fn new(
        configuration: &'a Configuration,
        currency: Currency,
        receipt: &'a ReceiptView,
        uses: &'a [RuleUse],
    ) -> Self {
        let gross = BaseOfLines::of(receipt, EarningBase::Gross);
        let net = BaseOfLines::of(receipt, EarningBase::Net);
        let paid_by_money = BaseOfLines::of(receipt, EarningBase::PaidByMoney);
        Self { configuration, currency, receipt, uses, gross, net, paid_by_money }
    }

    /// What a rule gives, whatever others give beside it. `earlier` are the points that those before it gave for each line, by the
    /// number of the line; only multipliers ask for them.
    pub fn given_by(
        &self,
        rule: &EarningRule,
        earlier: &BTreeMap<u32, i128>,
    ) -> Result<Earned, PassedOverBecause> {
        if !rule.validity.holds_at(self.receipt.at) {
            return Err(PassedOverBecause::NotThen);
        }
        if rule.customers.is_some() && self.receipt.circumstances.for_others.contains(&rule.id) {
            return Err(PassedOverBecause::OtherCustomers);
        }
        if let Some(fault) = rule.when.as_ref().and_then(|when| when.fails(self.receipt)) {
            return Err(PassedOverBecause::ReceiptCondition(fault));
        }
        let kind = self.configuration.point_type(&rule.point_type).ok_or(PassedOverBecause::GivesNothing)?;
        let base = match rule.base {
            EarningBase::Gross => self.gross.as_ref(),
            EarningBase::Net => self.net.as_ref(),
            EarningBase::PaidByMoney => self.paid_by_money.as_ref(),
        };
        let base = base.ok_or(PassedOverBecause::GivesNothing)?;
        let measured = MeasuredLines::of(rule, self.receipt, base, earlier)?;
        let capped = self.capped(rule, kind, measured)?;
        earned(rule, capped).ok_or(PassedOverBecause::GivesNothing)
    }

    fn capped<'m>(
        &self,
        rule: &EarningRule,
        kind: &PointType,
        measured: MeasuredLines<'m>,
    ) -> Result<Capped<'m>, PassedOverBecause> {
        let reckon = |measured: &MeasuredLines<'_>| {
            Reckoned::of(&rule.effect, kind, self.currency, &measured.measure)
                .ok_or(PassedOverBecause::GivesNothing)
        };
        let full = reckon(&measured)?;
        if full.points < 0 {
            return self.handed_back(rule, kind, measured, full);
        }
        let (cut, mut capped_by) = self.cut(rule, &measured, left_of);
        let (measured, mut reckoned) = match cut {
            None => (measured, full),
            Some(cut) => {
                let measured = measured.cut(cut).ok_or(PassedOverBecause::GivesNothing)?;
                let reckoned = reckon(&measured)?;
                (measured, reckoned)
            }
        };
        for cap in &rule.caps {
            let most = match (cap.of, left_of(cap, rule.id, self.receipt, self.uses)) {
                (CapMeasure::Points, left) => left,
                (CapMeasure::Times, 0) => 0,
                (CapMeasure::Times | CapMeasure::Quantity | CapMeasure::Amount, _) => continue,
            };
            if reckoned.points > most {
                reckoned.points = most;
                capped_by.push(*cap);
            }
        }
        if let Some(cap) = capped_by.last().copied()
            && reckoned.points <= 0
        {
            return Err(PassedOverBecause::Cap(cap));
        }
        let left = self.receipt.circumstances.left_of_budgets.get(&rule.id);
        let left = left.map(|left| i128::from(*left)).filter(|left| reckoned.points > *left);
        match left {
            None => Ok(Capped { measured, reckoned, capped_by, budget_spent: false }),
            Some(left) if left <= 0 => Err(PassedOverBecause::Budget),
            Some(left) => {
                reckoned.points = left;
                Ok(Capped { measured, reckoned, capped_by, budget_spent: true })
            }
        }
    }

    /// What is taken back for goods that are handed back: in the time of a cap no more than the cap lets goods earn.
    fn handed_back<'m>(
        &self,
        rule: &EarningRule,
        kind: &PointType,
        measured: MeasuredLines<'m>,
        full: Reckoned,
    ) -> Result<Capped<'m>, PassedOverBecause> {
        // Turned round, what is handed back is bought.
        let turned = measured.turned().ok_or(PassedOverBecause::GivesNothing)?;
        let (cut, mut capped_by) = self.cut(rule, &turned, left_to_take);
        let (measured, mut reckoned) = match cut {
            None => (measured, full),
            Some(cut) => {
                let measured = turned.cut(cut).and_then(|turned| turned.turned());
                let measured = measured.ok_or(PassedOverBecause::GivesNothing)?;
                let reckoned = Reckoned::of(&rule.effect, kind, self.currency, &measured.measure);
                (measured, reckoned.ok_or(PassedOverBecause::GivesNothing)?)
            }
        };
        for cap in rule.caps.iter().filter(|cap| cap.of == CapMeasure::Points) {
            let most = left_to_take(cap, rule.id, self.receipt, self.uses);
            if reckoned.points < -most {
                reckoned.points = -most;
                capped_by.push(*cap);
            }
        }
        match capped_by.last().copied() {
            Some(cap) if reckoned.points >= 0 => Err(PassedOverBecause::Cap(cap)),
            _ => Ok(Capped { measured, reckoned, capped_by, budget_spent: false }),
        }
    }

    /// The cut by caps of quantity and amount that leaves the least, and the caps that made it ever less.
    fn cut(
        &self,
        rule: &EarningRule,
        measured: &MeasuredLines<'_>,
        left_of: LeftOfCap,
    ) -> (Option<Cut>, Vec<Cap>) {
        let mut least: Option<Cut> = None;
        let mut capped_by = Vec::new();
        for cap in &rule.caps {
            let counted = match cap.of {
                CapMeasure::Quantity => &measured.quantities,
                CapMeasure::Amount => &measured.amounts,
                CapMeasure::Points | CapMeasure::Times => continue,
            };
            if let Some(cut) = Cut::to(counted, left_of(cap, rule.id, self.receipt, self.uses))
                && least.is_none_or(|least| cut.leaves_less_than(least))
            {
                least = Some(cut);
                capped_by.push(*cap);
            }
        }
        (least, capped_by)
    }
}

/// What the lines have of what a rule gives; none where it gives nothing to any of them, or where the numbers are too large.
fn earned(rule: &EarningRule, capped: Capped<'_>) -> Option<Earned> {
    let Capped { measured, reckoned, capped_by, budget_spent } = capped;
    let lines = measured.with_points(&reckoned.parts.shares_of(reckoned.points)?)?;
    if lines.iter().all(|line| line.points == 0) {
        return None;
    }
    let sum = |of: fn(&EarnedLine) -> i64| lines.iter().map(of).try_fold(0_i64, i64::checked_add);
    Some(Earned {
        rule: rule.id,
        name: rule.name.clone(),
        point_type: rule.point_type.clone(),
        points: i64::try_from(reckoned.points).ok()?,
        quantity: sum(|line| line.quantity)?,
        amount: sum(|line| line.amount)?,
        lines,
        capped_by,
        budget_spent,
    })
}
