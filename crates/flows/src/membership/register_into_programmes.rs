//! Registers a member at the till: with their consents, the code of whoever has invited them, and the programmes that they join.

use regulars_consent::{LedgerAccess, NewConsent};
use regulars_kernel::{Label, MerchantCalendar, ProgrammeId, Scope, StoreError};
use regulars_loyalty::{JoinError, ReferralCode};

use crate::awards::join_and_welcome::join_and_welcome;
use crate::membership::join_at_registration::join_at_registration;
use crate::membership::register_member::{NewMember, RegisteredMember};
use crate::membership::register_member_with_consents::{
    RegisterMemberWithConsentsError, register_member_with_consents,
};
use crate::referrals::invitation::{InvitationError, check_invitation};
use crate::referrals::store::RegistrationStore;

/// A programme that somebody joins as they register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeToJoin {
    /// The programme.
    pub programme: ProgrammeId,
    /// The version of its terms that they accept.
    pub accepted: Option<Label>,
}

/// Who is registered, and with what.
#[derive(Clone, Debug)]
pub struct NewRegistration {
    /// The person.
    pub member: NewMember,
    /// What they consent to, in its order.
    pub consents: Vec<NewConsent>,
    /// The code of whoever has invited them.
    pub referral_code: Option<ReferralCode>,
    /// The programmes that they join, beside those into which people come by themselves.
    pub programmes: Vec<ProgrammeToJoin>,
}

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// The code may not be used.
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    /// The member cannot be registered, or a statement does not hold.
    #[error(transparent)]
    Register(#[from] RegisterMemberWithConsentsError),
    /// One of the programmes cannot be joined.
    #[error("the programme at {index}: {error}")]
    Join {
        /// Its place among them.
        index: usize,
        /// Why.
        error: JoinError,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Registers a member with all of it, or nobody. The code stands in where the customer comes from.
pub async fn register_into_programmes(
    store: &mut dyn RegistrationStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    new: NewRegistration,
) -> Result<RegisteredMember, RegistrationError> {
    let NewRegistration { mut member, consents, referral_code, programmes } = new;
    let invitation = match &referral_code {
        Some(code) => Some(check_invitation(store, code, (&member).into()).await?),
        None => None,
    };
    if let Some(invitation) = &invitation {
        member.referral_id = Some(invitation.referral_id()?);
    }
    let registered =
        register_member_with_consents(store, recording, calendar, scope, member, consents).await?;
    let (environment, customer) = (recording.environment, &registered.customer.customer);
    if let Some(invitation) = invitation {
        invitation.keep(store, environment, calendar, customer).await?;
    }
    for (index, ProgrammeToJoin { programme, accepted }) in programmes.iter().enumerate() {
        let (id, accepted) = (customer.id, accepted.as_ref());
        join_and_welcome(store, environment, calendar, scope.actor(), *programme, id, accepted)
            .await
            .map_err(|error| RegistrationError::Join { index, error })?;
    }
    join_at_registration(store, environment, calendar, scope.actor(), customer.id, &[]).await?;
    Ok(registered)
}
