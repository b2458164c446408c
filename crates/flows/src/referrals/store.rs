//! The store of the flows in which somebody registers, whom a member may have invited, and comes into programmes.

use regulars_loyalty::{ProgrammeStore, ReferralStore};

use crate::confirmations::ConfirmationRequestStore;
use crate::customers::consenting_store::ConsentingStore;

/// Members, cards and customers beside the ledger of consents, programmes and referrals.
pub trait RegistrationStore: ConsentingStore + ReferralStore + ProgrammeStore {}

impl<Store: ConsentingStore + ReferralStore + ProgrammeStore> RegistrationStore for Store {}

/// The same, with what asking for a confirmation touches.
pub trait AskingRegistrationStore: RegistrationStore + ConfirmationRequestStore {}

impl<Store: RegistrationStore + ConfirmationRequestStore> AskingRegistrationStore for Store {}
