//! Gives a member the code by which they invite others.

use regulars_kernel::{Environment, StoreError};

use super::code::{MemberCode, ReferralCode};
use super::store::ReferralStore;
use crate::programme::membership::ProgrammeMembership;

/// How often a code is drawn that turns out to be somebody's: once in some hundred million times it is.
const TRIES: usize = 3;

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub enum ObtainCodeError {
    /// The membership has ended.
    #[error("the customer is not in the programme any more")]
    Left,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The code of a member, which is made where there is none. It is always the same one. Tells whether it was made now.
pub async fn obtain_referral_code(
    store: &mut dyn ReferralStore,
    environment: &Environment,
    membership: &ProgrammeMembership,
) -> Result<(MemberCode, bool), ObtainCodeError> {
    if membership.left_at.is_some() {
        return Err(ObtainCodeError::Left);
    }
    let ProgrammeMembership { programme, customer, .. } = membership;
    for _ in 0..TRIES {
        if let Some(present) = store.referral_code_of(*programme, *customer).await? {
            return Ok((present, false));
        }
        let fresh = MemberCode {
            code: ReferralCode::generate(environment),
            programme: *programme,
            customer: *customer,
            created_at: environment.now(),
        };
        if store.insert_referral_code(&fresh).await? {
            return Ok((fresh, true));
        }
    }
    Err(StoreError::Contended.into())
}
