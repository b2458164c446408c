//! Creates a merchant with its first owner.

use regulars_audit::AuditNote;
use regulars_kernel::{
    Actor, Currency, Email, Environment, Label, Locale, MerchantCalendar, MerchantId, StoreError, Tracking,
};

use crate::create_user::{CreateUserError, NewUser, create_user};
use crate::{
    BusinessAddress, Merchant, MerchantContact, MerchantMode, MerchantStatus, MerchantStore, PasswordHash,
    Role, ScheduleGrace, Sender, User, UserStore,
};

/// A merchant to be created.
#[derive(Clone)]
pub struct NewMerchant {
    /// Its name.
    pub name: Label,
    /// Live or sandbox.
    pub mode: MerchantMode,
    /// Its time zone.
    pub calendar: MerchantCalendar,
    /// Its currency.
    pub currency: Currency,
    /// Its locale.
    pub locale: Locale,
    /// Who owns it.
    pub owner: FirstOwner,
}

/// The first person of a merchant.
#[derive(Clone)]
pub struct FirstOwner {
    /// What it signs in with.
    pub email: Email,
    /// What colleagues call it.
    pub name: Label,
    /// The hash of its password.
    pub password: PasswordHash,
}

/// Why a merchant was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateMerchantError {
    /// Another user of the platform signs in with the owner's address.
    #[error("the owner's e-mail address is taken")]
    OwnerEmailTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The stores that this use case spans.
pub trait MerchantCreation: MerchantStore + UserStore {}
impl<T: MerchantStore + UserStore> MerchantCreation for T {}

/// Monthly quota per regular of the standard plan [seed 0].
const QUOTA_MULTIPLIER: i64 = 2;
/// Test sends a month of the standard plan [seed 0].
const TESTS_PER_MONTH: i64 = 10;

/// Creates a merchant and its first owner, or neither.
pub async fn create_merchant(
    store: &mut dyn MerchantCreation,
    environment: &Environment,
    by: Actor,
    new: NewMerchant,
) -> Result<(Merchant, User), CreateMerchantError> {
    let now = environment.now();
    let merchant = Merchant {
        id: MerchantId::new(environment.new_id()),
        name: new.name,
        mode: new.mode,
        status: MerchantStatus::Active,
        calendar: new.calendar,
        currency: new.currency,
        locale: new.locale,
        legal_name: None,
        address: BusinessAddress::default(),
        opening_hours: None,
        contact: MerchantContact::default(),
        imprint: None,
        publisher: None,
        copyright: None,
        logo_media_id: None,
        sender: Sender::default(),
        link_host: None,
        tracking: Tracking::Anonymous,
        schedule_grace: ScheduleGrace::USUAL,
        quota_multiplier: QUOTA_MULTIPLIER,
        tests_per_month: TESTS_PER_MONTH,
        created_at: now,
        updated_at: now,
    };
    store.insert_merchant(&merchant).await?;
    store.note_within(merchant.id, by, environment, AuditNote::created(&merchant)).await?;
    let FirstOwner { email, name, password } = new.owner;
    let owner = NewUser { email, name, role: Role::Owner, password };
    let owner =
        create_user(store, environment, merchant.id, by, owner).await.map_err(|error| match error {
            CreateUserError::EmailTaken => CreateMerchantError::OwnerEmailTaken,
            CreateUserError::NotStaff(role) => {
                StoreError::Defect(format!("{role} cannot own a merchant").into()).into()
            }
            CreateUserError::Store(error) => error.into(),
        })?;
    Ok((merchant, owner))
}
