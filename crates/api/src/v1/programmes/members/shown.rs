//! Memberships with their tiers, reckoned as they are now.

use regulars_kernel::{Instant, MerchantCalendar};
use regulars_loyalty::{Programme, ProgrammeMembership, ProgrammeReads, TierReads, tiers_of_members};

use super::body::ProgrammeMemberBody;
use super::tier_body::MemberTierBody;
use crate::error::ApiError;

/// A membership as it is shown.
pub async fn shown<Tx: ProgrammeReads + TierReads>(
    tx: &mut Tx,
    membership: ProgrammeMembership,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<ProgrammeMemberBody, ApiError> {
    let found = tx.find_programme(membership.programme).await?;
    let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
    let shown = all_shown(tx, &programme, vec![membership], calendar, now).await?;
    shown.into_iter().next().ok_or_else(|| ApiError::not_found("membership"))
}

/// Memberships of a programme as they are shown: two statements, however many they are, and none where it has no tiers.
pub async fn all_shown<Tx: TierReads>(
    tx: &mut Tx,
    programme: &Programme,
    memberships: Vec<ProgrammeMembership>,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<ProgrammeMemberBody>, ApiError> {
    let Some(scheme) = &programme.configuration.tiers else {
        return Ok(memberships.into_iter().map(|member| ProgrammeMemberBody::new(member, None)).collect());
    };
    let tiers = tiers_of_members(tx, programme, scheme, &memberships, calendar, now).await?;
    let with_tiers = memberships.into_iter().zip(tiers).map(|(member, reckoned)| {
        let tier = member.left_at.is_none().then(|| MemberTierBody::new(&reckoned, scheme));
        ProgrammeMemberBody::new(member, tier)
    });
    Ok(with_tiers.collect())
}
