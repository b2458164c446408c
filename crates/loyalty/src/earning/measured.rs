//! Which lines of a receipt a rule means, and how much of each counts.

use std::collections::BTreeMap;

use super::base_of_lines::{BaseOfLines, LineBase};
use super::cut::Cut;
use super::effect::EarningEffect;
use super::evaluate::{EarnedLine, PassedOverBecause};
use super::parts::Parts;
use super::receipt_facts::{LineFacts, ReceiptView};
use super::rule::EarningRule;

/// The lines that a rule means, with what counts of each.
#[derive(Clone, Debug)]
pub struct MeasuredLines<'a> {
    /// The lines, in the order of the receipt.
    pub lines: Vec<&'a LineFacts>,
    /// What they cost, in minor units.
    pub amounts: Parts,
    /// How much was bought, in thousandths.
    pub quantities: Parts,
    /// What the rule gives points for: amounts, quantities, points, or parts of what is given once.
    pub measure: Parts,
}

impl<'a> MeasuredLines<'a> {
    /// The lines of a receipt of which something is left in `base`. `earlier` are the points that rules before gave for each line:
    /// a multiplier means no other lines. What is given once is for goods that are taken, and not on a receipt of which nothing
    /// is left.
    pub fn of(
        rule: &EarningRule,
        receipt: &'a ReceiptView,
        base: &BaseOfLines,
        earlier: &BTreeMap<u32, i128>,
    ) -> Result<Self, PassedOverBecause> {
        let once = matches!(rule.effect, EarningEffect::Fixed { .. });
        let mut meant: Vec<(&LineFacts, LineBase)> = receipt
            .lines
            .iter()
            .zip(base.lines.iter().copied())
            .filter(|(line, left)| rule.lines.means(line) && left.is_left() && (!once || line.quantity > 0))
            .collect();
        if meant.is_empty() || (once && base.all_paid) {
            return Err(PassedOverBecause::NoLines);
        }
        let points_of = |line: &LineFacts| earlier.get(&line.number).copied().unwrap_or_default();
        if matches!(rule.effect, EarningEffect::Multiplier { .. }) {
            meant.retain(|(line, _)| points_of(line) != 0);
        }
        let amounts = Parts::whole(meant.iter().map(|(_, left)| left.amount).collect());
        let quantities = meant.iter().map(|(_, left)| left.quantity).collect();
        let quantities = Parts::new(quantities, base.parts).ok_or(PassedOverBecause::GivesNothing)?;
        let measure = match rule.effect {
            EarningEffect::Fixed { .. } => by_cost(&amounts).ok_or(PassedOverBecause::GivesNothing)?,
            EarningEffect::PerAmount(_) | EarningEffect::Percentage { .. } => amounts.clone(),
            EarningEffect::PerQuantity(_) => quantities.clone(),
            EarningEffect::Multiplier { .. } => {
                Parts::whole(meant.iter().map(|(line, _)| points_of(line)).collect())
            }
        };
        let lines = meant.into_iter().map(|(line, _)| line).collect();
        Ok(Self { lines, amounts, quantities, measure })
    }

    /// What is left of them after a cut. None where the numbers are too large.
    pub fn cut(&self, cut: Cut) -> Option<Self> {
        Some(Self {
            lines: self.lines.clone(),
            amounts: self.amounts.cut(cut)?,
            quantities: self.quantities.cut(cut)?,
            measure: self.measure.cut(cut)?,
        })
    }

    /// The same with the other sign: what is handed back as if it were bought. None where the numbers are too large.
    pub fn turned(&self) -> Option<Self> {
        Some(Self {
            lines: self.lines.clone(),
            amounts: self.amounts.negated()?,
            quantities: self.quantities.negated()?,
            measure: self.measure.negated()?,
        })
    }

    /// The lines with their points, without those of which nothing counts. None where the numbers are too large.
    pub fn with_points(&self, points: &[i128]) -> Option<Vec<EarnedLine>> {
        let (quantities, amounts) = (self.quantities.floors(), self.amounts.floors());
        let counted = points.iter().zip(quantities.iter().zip(&amounts));
        let lines = self.lines.iter().zip(counted).map(|(line, (points, (quantity, amount)))| {
            Some(EarnedLine {
                line: line.number,
                points: i64::try_from(*points).ok()?,
                quantity: i64::try_from(*quantity).ok()?,
                amount: i64::try_from(*amount).ok()?,
            })
        });
        let mut lines: Vec<_> = lines.collect::<Option<_>>()?;
        lines.retain(|line| (line.points, line.quantity, line.amount) != (0, 0, 0));
        Some(lines)
    }
}

/// One thing, divided among lines by what they cost; evenly where they cost nothing.
fn by_cost(amounts: &Parts) -> Option<Parts> {
    let mut weights: Vec<_> = amounts.numerators.iter().map(|amount| (*amount).max(0)).collect();
    if weights.iter().all(|weight| *weight == 0) {
        weights.fill(1);
    }
    let all = weights.iter().sum();
    Parts::new(weights, all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::base::EarningBase;
    use super::super::fraction::Fraction;
    use super::super::sample::{fixed, line, multiplier, per_quantity, receipt, rule};
    use super::*;

    fn measured<'a>(
        rule: &EarningRule,
        receipt: &'a ReceiptView,
        earlier: &BTreeMap<u32, i128>,
    ) -> Result<MeasuredLines<'a>, PassedOverBecause> {
        let base = BaseOfLines::of(receipt, EarningBase::Gross).unwrap();
        MeasuredLines::of(rule, receipt, &base, earlier)
    }

    #[test]
    fn an_effect_measures_the_lines_that_its_rule_means() {
        let lines = vec![line(1, "fuel", 2000, 400), line(2, "shop", 1000, 100), line(3, "fuel", -500, -100)];
        let receipt = receipt("2026-11-02T10:00:00", lines);
        let none = BTreeMap::new();
        let litres = measured(&rule(1, "fuel", per_quantity("1", 1000)), &receipt, &none).unwrap();
        assert_eq!(litres.measure, Parts::whole(vec![2000, -500]));
        assert_eq!(litres.amounts, Parts::whole(vec![400, -100]));
        let once = measured(&rule(1, "", fixed("5")), &receipt, &none).unwrap();
        assert_eq!(once.measure, Parts { numerators: vec![4, 1], denominator: 5 });
        assert_eq!(once.with_points(&[4, 1]).unwrap()[1].line, 2);
        let twice = measured(&rule(1, "", multiplier("2")), &receipt, &BTreeMap::from([(3, -2)])).unwrap();
        assert_eq!((twice.measure, twice.lines[0].number), (Parts::whole(vec![-2]), 3));
        let nobody = measured(&rule(1, "wash", fixed("5")), &receipt, &none).unwrap_err();
        assert_eq!(nobody, PassedOverBecause::NoLines);
    }

    proptest! {
        #[test]
        fn what_is_given_once_is_divided_whole(totals in prop::collection::vec(0_i64..10_000, 1..10)) {
            let lines = (1..).zip(&totals).map(|(number, total)| line(number, "shop", 1000, *total));
            let receipt = receipt("2026-11-02T10:00:00", lines.collect());
            let once = measured(&rule(1, "", fixed("5")), &receipt, &BTreeMap::new()).unwrap();
            prop_assert_eq!(once.measure.sum(), Fraction::new(1, 1));
            prop_assert_eq!(once.lines.len(), totals.len());
        }
    }
}
