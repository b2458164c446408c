//! What a reward costs, and whom.

use std::collections::BTreeSet;

use regulars_kernel::SegmentId;

use crate::programme::point_type::PointTypeCode;
use crate::tiers::tier_code::TierCode;

/// What a reward costs in points of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardPrice {
    /// The type.
    pub point_type: PointTypeCode,
    /// How many of them one costs, in their smallest part.
    pub points: i64,
    /// For members of that tier of the reward's programme alone. None for whichever tier.
    pub tier: Option<TierCode>,
    /// For customers in that segment alone. None for all.
    pub segment: Option<SegmentId>,
}

/// Who orders, as far as prices ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceAsker {
    /// Their tier in the reward's programme.
    pub tier: Option<TierCode>,
    /// Those of the segments that prices name that they are in.
    pub segments: BTreeSet<SegmentId>,
}

impl RewardPrice {
    /// Whether it is one for whoever orders: where it names a tier and a segment, both have to be theirs.
    pub fn is_for(&self, asker: &PriceAsker) -> bool {
        self.tier.as_ref().is_none_or(|tier| asker.tier.as_ref() == Some(tier))
            && self.segment.is_none_or(|segment| asker.segments.contains(&segment))
    }
}

/// The best price in points of a type for whoever orders: of those that are for them the least, and the first of several.
pub fn best_price<'price>(
    prices: &'price [RewardPrice],
    point_type: &PointTypeCode,
    asker: &PriceAsker,
) -> Option<&'price RewardPrice> {
    let in_type = prices.iter().filter(|price| price.point_type == *point_type);
    in_type.filter(|price| price.is_for(asker)).min_by_key(|price| price.points)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn price(points: i64, tier: Option<&str>, segment: Option<u128>) -> RewardPrice {
        RewardPrice {
            point_type: "points".parse().unwrap(),
            points,
            tier: tier.map(|code| code.parse().unwrap()),
            segment: segment.map(segment_of),
        }
    }

    fn segment_of(number: u128) -> SegmentId {
        SegmentId::new(Uuid::from_u128(number))
    }

    fn asker(tier: Option<&str>, segments: &[u128]) -> PriceAsker {
        PriceAsker {
            tier: tier.map(|code| code.parse().unwrap()),
            segments: segments.iter().copied().map(segment_of).collect(),
        }
    }

    fn best(prices: &[RewardPrice], asker: &PriceAsker) -> Option<RewardPrice> {
        best_price(prices, &"points".parse().unwrap(), asker).cloned()
    }

    #[test]
    fn the_best_price_for_the_member_wins() {
        let prices = [
            price(100, None, None),
            price(80, Some("gold"), None),
            price(90, None, Some(1)),
            price(60, Some("gold"), Some(1)),
        ];
        for (tier, segments, place) in [
            (None, &[][..], 0),
            (Some("silver"), &[2][..], 0),
            (Some("gold"), &[][..], 1),
            (Some("silver"), &[1][..], 2),
            (Some("gold"), &[1][..], 3),
        ] {
            assert_eq!(
                best(&prices, &asker(tier, segments)).as_ref(),
                prices.get(place),
                "{tier:?} {segments:?}"
            );
        }
        assert_eq!(best(&prices[1..], &asker(None, &[])), None);
        assert_eq!(best_price(&prices, &"stamps".parse().unwrap(), &asker(Some("gold"), &[1])), None);
    }

    #[test]
    fn of_equal_prices_the_first_one_says_why() {
        let prices = [price(50, Some("gold"), None), price(50, None, None)];
        assert_eq!(best(&prices, &asker(Some("gold"), &[])).unwrap().tier, prices[0].tier);
        assert_eq!(best(&prices, &asker(None, &[])).unwrap().tier, None);
    }

    proptest! {
        #[test]
        fn who_is_in_more_never_pays_more(
            terms in prop::collection::vec((1_i64..1_000, 0_u8..3, 0_u128..4), 1..12),
            tier in 0_u8..3,
            few in prop::collection::btree_set(1_u128..4, 0..4),
            more in prop::collection::btree_set(1_u128..4, 0..4),
        ) {
            let code = |tier: u8| match tier { 0 => None, 1 => Some("silver"), _ => Some("gold") };
            let prices: Vec<RewardPrice> = terms
                .into_iter()
                .map(|(points, tier, segment)| price(points, code(tier), Some(segment).filter(|id| *id > 0)))
                .collect();
            let few: Vec<u128> = few.into_iter().collect();
            let all: Vec<u128> = few.iter().copied().chain(more).collect();
            let paid = |asker: &PriceAsker| best(&prices, asker).map(|price| price.points);
            if let Some(with_few) = paid(&asker(code(tier), &few)) {
                prop_assert!(paid(&asker(code(tier), &all)).is_some_and(|paid| paid <= with_few));
            }
            if let Some(without) = paid(&asker(None, &few)) {
                prop_assert!(paid(&asker(code(tier), &few)).is_some_and(|paid| paid <= without));
            }
        }
    }
}
