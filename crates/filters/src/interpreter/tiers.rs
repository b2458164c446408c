//! What conditions on tiers mean.

use regulars_kernel::Instant;

use crate::{Record, RecordTiers, ResolvedTier};

/// Whether the customer was in a tier that is meant: in the programme then, and moved there last.
pub(super) fn was_in_tier(condition: &ResolvedTier, record: &Record) -> bool {
    let ResolvedTier { programme, tiers, until } = condition;
    let meant = record.tiers.iter().filter(|of| programme.is_none_or(|programme| programme == of.programme));
    let mut in_programme = meant.filter(|of| was_member(record, of, *until));
    in_programme.any(|of| {
        let last = of.moves.iter().rev().find(|(moved_at, _)| moved_at < until);
        let tier = last.and_then(|(_, tier)| tier.as_ref());
        tier.is_some_and(|tier| tiers.is_empty() || tiers.contains(tier))
    })
}

fn was_member(record: &Record, of: &RecordTiers, until: Instant) -> bool {
    let mut own = record.programmes.iter().filter(|(programme, _)| *programme == of.programme);
    own.any(|(_, joined_at)| *joined_at < until)
        || of.was_member.is_some_and(|(joined_at, left_at)| joined_at < until && until <= left_at)
}
