//! The demo merchant's accounts.

use regulars_identity::{
    MerchantStore, NewUser, Password, PasswordHasher, Role, User, UserStatus, UserStore,
};
use regulars_kernel::{Environment, UserId};
use regulars_persistence::Database;
use uuid::uuid;

use super::merchant::{MERCHANT, merchant};
use super::{invalid, label};
use crate::SeedError;
use crate::summary::DemoAccount;

/// The password of every account.
const PASSWORD: &str = "regulars-demo";
/// The owner, who also is the one who types in what customers write on forms.
pub const OWNER: UserId = UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f11"));
/// What the owner signs in with.
pub const OWNER_EMAIL: &str = "owner@demo.test";
const ACCOUNTS: [(UserId, Role, &str, &str); 4] = [
    (
        UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f10")),
        Role::Operator,
        "operator@demo.test",
        "Olga Operator",
    ),
    (OWNER, Role::Owner, OWNER_EMAIL, "Vesna Vlasnik"),
    (
        UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f12")),
        Role::Marketer,
        "marketer@demo.test",
        "Marko Marketing",
    ),
    (
        UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f13")),
        Role::Cashier,
        "cashier@demo.test",
        "Kaća Kasa",
    ),
];

/// A colleague whom the examples of the OpenAPI document change. Nobody is told the account.
const COLLEAGUE: (UserId, Role, &str, &str) =
    (UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f14")), Role::Analyst, "ana@demo.test", "Ana Anić");

/// Makes the merchant and its accounts.
pub async fn make_accounts(database: &Database, environment: &Environment) -> Result<(), SeedError> {
    let hasher = PasswordHasher::new(2);
    let merchant = merchant()?;
    let made = merchant.created_at;
    let mut users = Vec::new();
    for (id, role, email, name) in ACCOUNTS.into_iter().chain([COLLEAGUE]) {
        let password = Password::new(PASSWORD.to_owned()).map_err(invalid)?;
        let hash = hasher.hash(environment, password).await.ok_or_else(|| invalid("a password"))?;
        let NewUser { email, name, role, password } =
            NewUser { email: email.parse().map_err(invalid)?, name: label(name)?, role, password: hash };
        let merchant = (role != Role::Operator).then_some(MERCHANT);
        let status = UserStatus::Active;
        users.push((
            User { id, merchant, email, name, role, status, created_at: made, updated_at: made },
            password,
        ));
    }
    database
        .write_platform(move |system| {
            Box::pin(async move {
                system.insert_merchant(&merchant).await?;
                for (user, password) in users {
                    if !system.insert_user(&user, &password).await? {
                        return Err(invalid("an account's address is taken"));
                    }
                }
                Ok(())
            })
        })
        .await
}

/// The accounts, as they are told.
pub fn accounts() -> Vec<DemoAccount> {
    let account = |(_, role, email, _): &(UserId, Role, &str, &str)| DemoAccount {
        role: role.name().to_owned(),
        email: (*email).to_owned(),
        password: PASSWORD.to_owned(),
    };
    ACCOUNTS.iter().map(account).collect()
}
