//! Merchants, their staff, roles, sessions, machine keys, stores and terminals.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over a small store trait.

mod api_key;
mod authenticate_key;
mod card_page;
mod create_merchant;
mod create_store;
mod create_user;
mod grant_client_access;
mod hashing_memory;
mod merchant;
mod origin;
mod pair_terminal;
mod password;
mod plan;
mod platform_counts;
mod recognise_keys;
mod recorded;
mod registration_page;
mod revoke_api_key;
mod revoke_terminal;
mod role;
mod schedule_grace;
mod session;
mod sign_in;
mod store;
mod supervise_merchant;
mod terminal;
mod update_store;
mod update_terminal;
mod update_user;
mod user;
mod website;

pub mod issue_api_key;
pub mod offer_pairing;

pub use api_key::{ApiKey, ApiKeySecret, InvalidApiKey, KeyGrant, PresentedKey};
pub use authenticate_key::{AuthenticateKeyError, authenticate_key, find_key_in_force};
pub use card_page::{CardCode, CardPage, set_card_page};
pub use create_merchant::{CreateMerchantError, FirstOwner, NewMerchant, create_merchant};
pub use create_store::{NewStore, create_store};
pub use create_user::{CreateUserError, NewUser, create_operator, create_user};
pub use grant_client_access::{ClientAccess, ClientAccessError, grant_client_access};
pub use merchant::{
    BusinessAddress, InvalidLinkHost, LinkHost, Merchant, MerchantContact, MerchantFacts, MerchantMode,
    MerchantPatch, MerchantStatus, Sender,
};
pub use origin::{AllowedOrigins, InvalidOrigin, Origin, TooManyOrigins};
pub use pair_terminal::{PairTerminalError, PairedTerminal, pair_terminal};
pub use password::{InvalidPassword, Password, PasswordHash, PasswordHasher};
pub use plan::{InvalidPlan, MerchantPlanPatch, PlanMultiplier, TestsPerMonth};
pub use platform_counts::PlatformCounts;
pub use recognise_keys::{KeyFingerprint, KnownKeyStore, RecogniseKeysError, recognise_keys};
pub use registration_page::{InvalidMerchantKey, MerchantKey, RegistrationPage, set_registration_page};
pub use revoke_api_key::revoke_api_key;
pub use revoke_terminal::revoke_terminal;
pub use role::Role;
pub use schedule_grace::{InvalidScheduleGrace, ScheduleGrace};
pub use session::{RefreshToken, RefreshTokenHash, Session};
pub use sign_in::{RefreshError, SignInError, SignedIn, refresh, revoke, sign_in};
pub use store::{
    IdentityReads, IdentityStore, MerchantStore, OriginStore, RefreshTokenState, StaffTrail, UserStore,
};
pub use supervise_merchant::{Supervision, supervise_merchant};
pub use terminal::{PairingCode, PairingCodeHash, Store, StorePatch, Terminal};
pub use update_store::{SaveStoreError, update_store};
pub use update_terminal::{TerminalPatch, UpdateTerminalError, update_terminal};
pub use update_user::{UpdateUserError, UserPatch, update_user};
pub use user::{User, UserStatus};
pub use website::{InvalidWebsite, Website};
