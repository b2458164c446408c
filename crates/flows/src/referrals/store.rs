//! The store of the flows in which somebody registers, whom a member may have invited, and comes into programmes.

use regulars_loyalty::ReferralStore;

use crate::awards::store::WelcomingStore;
use crate::card_pages::store::CardMailStore;
use crate::confirmations::ConfirmationRequestStore;
use crate::customers::consenting_store::ConsentingStore;

/// Members, cards and customers beside the ledger of consents, programmes and referrals.
pub trait RegistrationStore: ConsentingStore + ReferralStore + WelcomingStore {}

impl<Store: ConsentingStore + ReferralStore + WelcomingStore> RegistrationStore for Store {}

/// The same, with what asking for a confirmation and mailing the link to the card touch.
pub trait AskingRegistrationStore: RegistrationStore + ConfirmationRequestStore + CardMailStore {}

impl<Store: RegistrationStore + ConfirmationRequestStore + CardMailStore> AskingRegistrationStore for Store {}
