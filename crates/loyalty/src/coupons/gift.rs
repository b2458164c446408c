//! What a coupon gives in points for a receipt.

use std::collections::BTreeMap;

use regulars_kernel::{CouponCampaignId, EarningRuleId, Label};

use super::effect::{CouponPoints, PointGift};
use crate::earning::evaluate::EarnedLine;
use crate::earning::fraction::rounded;
use crate::earning::largest_remainder::shared;
use crate::earning::receipt_facts::{LineFacts, ReceiptView};
use crate::earning::selector::LineSelector;
use crate::programme::point_type::PointType;

/// As many as a decimal counts for one.
const MILLION: i128 = 1_000_000;

/// A coupon of a receipt that gives points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouponGift {
    /// The campaign.
    pub campaign: CouponCampaignId,
    /// What that is called.
    pub name: Label,
    /// What it gives.
    pub points: CouponPoints,
    /// For which lines.
    pub lines: LineSelector,
}

impl CouponGift {
    /// In the place of a rule, the campaign stands where it is kept what lines earned.
    pub const fn as_rule(&self) -> EarningRuleId {
        EarningRuleId::new(self.campaign.value())
    }

    /// What the lines of a receipt get, of points of that type. `earned` is what rules that are no multipliers gave for each line, by
    /// its number. What is handed back on the receipt makes a multiple less, and takes nothing by itself.
    pub fn of_lines(
        &self,
        kind: &PointType,
        earned: &BTreeMap<u32, i128>,
        receipt: &ReceiptView,
    ) -> Vec<EarnedLine> {
        let meant: Vec<&LineFacts> = receipt.lines.iter().filter(|line| self.lines.means(line)).collect();
        let of_line = |line: &LineFacts| earned.get(&line.number).copied().unwrap_or_default();
        let parts = i128::from(kind.scale.parts());
        let (exact, weights): (i128, Vec<i128>) = match self.points.gift {
            PointGift::Bonus(points) => {
                let cost = |line: &&LineFacts| i128::from(line.total.max(0));
                (i128::from(points.millionths()) * parts, meant.iter().map(cost).collect())
            }
            PointGift::Multiplier(factor) => {
                let all: i128 = meant.iter().map(|line| of_line(line)).sum();
                let more = i128::from(factor.millionths()) - MILLION;
                (all.max(0) * more, meant.iter().map(|line| of_line(line).max(0)).collect())
            }
        };
        let most = i128::from(PointType::MOST_POINTS) * parts;
        let points = rounded(exact, MILLION, kind.rounding).clamp(0, most);
        let shares = shared(points, &weights).unwrap_or_default();
        let lines = meant.iter().zip(shares).filter(|(_, share)| *share > 0);
        lines
            .map(|(line, share)| EarnedLine {
                line: line.number,
                points: i64::try_from(share).unwrap_or_default(),
                quantity: 0,
                amount: 0,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::ProgrammeId;
    use uuid::Uuid;

    use super::*;
    use crate::earning::sample::{line, receipt};
    use crate::earning::selector::LineMatch;

    fn gift(gift: PointGift) -> CouponGift {
        CouponGift {
            campaign: CouponCampaignId::new(Uuid::from_u128(1)),
            name: "Duplo".parse().unwrap(),
            points: CouponPoints {
                programme: ProgrammeId::new(Uuid::from_u128(2)),
                point_type: "points".parse().unwrap(),
                gift,
            },
            lines: LineSelector::default(),
        }
    }

    fn points(gift: &CouponGift, earned: &[(u32, i128)], totals: &[i64]) -> Vec<(u32, i64)> {
        let numbered = (1_u32..).zip(totals);
        let lines = numbered.map(|(number, total)| {
            line(number, if number == 1 { "fuel" } else { "shop" }, 1_000 * total.signum(), *total)
        });
        let receipt = receipt("2026-11-02T10:00:00", lines.collect());
        let kind = crate::earning::sample::points(0);
        let given = gift.of_lines(&kind, &earned.iter().copied().collect(), &receipt);
        given.into_iter().map(|line| (line.line, line.points)).collect()
    }

    #[test]
    fn a_bonus_belongs_to_the_lines_by_what_they_cost() {
        let bonus = gift(PointGift::Bonus("100".parse().unwrap()));
        assert_eq!(points(&bonus, &[], &[300, 100]), [(1, 75), (2, 25)]);
        assert_eq!(points(&bonus, &[(1, 9)], &[200, 200, 200, -50]), [(1, 34), (2, 33), (3, 33)]);
        assert!(points(&bonus, &[], &[-300]).is_empty(), "nothing was bought");
    }

    #[test]
    fn a_multiple_adds_to_what_the_lines_earned_and_goods_handed_back_make_it_less() {
        let double = gift(PointGift::Multiplier("2".parse().unwrap()));
        assert_eq!(points(&double, &[(1, 30), (2, 10)], &[300, 100]), [(1, 30), (2, 10)]);
        assert_eq!(points(&double, &[(1, 30), (2, -10)], &[300, -100]), [(1, 20)]);
        assert!(points(&double, &[(1, 10), (2, -10)], &[100, -100]).is_empty());
        let mut of_shop = gift(PointGift::Multiplier("2.5".parse().unwrap()));
        let shop = LineMatch { sku: None, category: Some("shop".parse().unwrap()), unit: None };
        of_shop.lines.include.push(shop);
        assert_eq!(points(&of_shop, &[(1, 30), (2, 10)], &[300, 100]), [(2, 15)]);
    }
}
