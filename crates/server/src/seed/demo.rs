//! The demo: a sandbox merchant with accounts and data. The examples of the OpenAPI document work against it, so its
//! ids are fixed.

mod customers;
pub(super) mod draw;
mod fixed_id;
mod names;
mod newsletters;
pub(super) mod person;

use regulars_api::Secrets;
use regulars_identity::{
    Address, ApiKey, ApiKeySecret, Contact, IdentityStore, Merchant, MerchantMode, MerchantStatus,
    MerchantStore, NewUser, Password, PasswordHasher, Role, Sender, Store, Terminal, Tracking, User,
    UserStatus, UserStore,
};
use regulars_kernel::{
    Actor, ApiKeyId, Environment, MerchantCalendar, MerchantId, Phone, Scope, StoreId, TerminalId, UserId,
};
use regulars_persistence::Database;
use uuid::uuid;

use self::customers::make_customers;
use self::newsletters::make_newsletters;
use super::summary::{DemoAccount, DemoMerchant, DemoSummary, DemoTerminal};
use super::{SeedError, invalid, label};
use crate::secret_file::read_or_make;
use crate::serve::open_database;
use crate::settings::Settings;

const MERCHANT: MerchantId = MerchantId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b"));
/// The merchant at which the members of elsewhere were registered. Nobody signs in to it.
const NEIGHBOUR: MerchantId = MerchantId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1c"));
const STORES: [(StoreId, &str, &str, &str); 2] = [
    (StoreId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")), "Centar", "BG-01", "Beograd"),
    (StoreId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f21")), "Liman", "NS-00", "Novi Sad"),
];
const TERMINAL: TerminalId = TerminalId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30"));
const TERMINAL_KEY: ApiKeyId = ApiKeyId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f31"));
const PASSWORD: &str = "regulars-demo";
const ACCOUNTS: [(UserId, Role, &str, &str); 4] = [
    (
        UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f10")),
        Role::Operator,
        "operator@demo.test",
        "Olga Operator",
    ),
    (
        UserId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f11")),
        Role::Owner,
        "owner@demo.test",
        "Vesna Vlasnik",
    ),
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

/// Makes the demo, or finds it, and tells how to use it.
pub async fn seed_demo(settings: &Settings, environment: Environment) -> Result<DemoSummary, SeedError> {
    let database = open_database(settings).await?;
    let secrets = read_or_make(&settings.secret_file, &environment)?;
    let known = database
        .read_platform(|system| Box::pin(async move { system.find_merchant(MERCHANT).await }))
        .await?;
    if known.is_none() {
        make_accounts(&database, &environment).await?;
        make_places(&database, &environment, &secrets).await?;
        let neighbour = Merchant { id: NEIGHBOUR, name: label("Pekara Klas")?, ..merchant(&environment)? };
        make_customers(&database, &environment, neighbour).await?;
        make_newsletters(&database, &environment).await?;
    }
    Ok(summary(settings, &secrets))
}

fn summary(settings: &Settings, secrets: &Secrets) -> DemoSummary {
    let account = |(_, role, email, _): &(UserId, Role, &str, &str)| DemoAccount {
        role: role.name().to_owned(),
        email: (*email).to_owned(),
        password: PASSWORD.to_owned(),
    };
    DemoSummary {
        base_url: settings.public_url_at(settings.bind),
        merchant: DemoMerchant { id: MERCHANT.value(), name: "Demo Market".to_owned() },
        accounts: ACCOUNTS.iter().map(account).collect(),
        terminal: DemoTerminal { id: TERMINAL.value(), api_key: terminal_key(secrets).expose().to_owned() },
    }
}

/// The terminal's key is derived from the root secret, so that it can be told again although only its hash is kept.
fn terminal_key(secrets: &Secrets) -> ApiKeySecret {
    ApiKeySecret::from_secret(MERCHANT, TERMINAL_KEY, secrets.demo_terminal_secret())
}

async fn make_accounts(database: &Database, environment: &Environment) -> Result<(), SeedError> {
    let hasher = PasswordHasher::new(2);
    let now = environment.now();
    let merchant = merchant(environment)?;
    let mut users = Vec::new();
    for (id, role, email, name) in ACCOUNTS {
        let password = Password::new(PASSWORD.to_owned()).map_err(invalid)?;
        let hash = hasher.hash(environment, password).await.ok_or_else(|| invalid("a password"))?;
        let NewUser { email, name, role, password } =
            NewUser { email: email.parse().map_err(invalid)?, name: label(name)?, role, password: hash };
        let merchant = (role != Role::Operator).then_some(MERCHANT);
        let status = UserStatus::Active;
        users.push((
            User { id, merchant, email, name, role, status, created_at: now, updated_at: now },
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

async fn make_places(
    database: &Database,
    environment: &Environment,
    secrets: &Secrets,
) -> Result<(), SeedError> {
    let now = environment.now();
    let merchant = merchant(environment)?;
    let secret = terminal_key(secrets);
    let stores = STORES
        .into_iter()
        .map(|(id, name, code, city)| {
            let address =
                Address { city: Some(label(city)?), country: Some("RS".to_owned()), ..Address::default() };
            let code = Some(label(code)?);
            Ok(Store {
                id,
                name: label(name)?,
                code,
                address,
                closed_at: None,
                created_at: now,
                updated_at: now,
            })
        })
        .collect::<Result<Vec<_>, SeedError>>()?;
    let terminal = Terminal {
        id: TERMINAL,
        name: label("Kasa 1")?,
        store: Some(STORES[0].0),
        paired_at: Some(now),
        revoked_at: None,
        created_at: now,
        updated_at: now,
    };
    let key = ApiKey {
        id: TERMINAL_KEY,
        name: label("Kasa 1")?,
        role: Role::Terminal,
        scopes: Vec::new(),
        prefix: secret.prefix(),
        terminal: Some(TERMINAL),
        created_at: now,
        expires_at: None,
        revoked_at: None,
    };
    database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.update_merchant(&merchant).await?;
                for store in &stores {
                    tx.insert_store(store).await?;
                }
                tx.insert_terminal(&terminal).await?;
                tx.insert_api_key(&key, secret.hash()).await?;
                Ok::<_, SeedError>(())
            })
        })
        .await
}

fn merchant(environment: &Environment) -> Result<Merchant, SeedError> {
    let now = environment.now();
    Ok(Merchant {
        id: MERCHANT,
        name: label("Demo Market")?,
        mode: MerchantMode::Sandbox,
        status: MerchantStatus::Active,
        calendar: MerchantCalendar::of_zone("Europe/Belgrade").map_err(invalid)?,
        currency: "RSD".parse().map_err(invalid)?,
        locale: "sr-RS".parse().map_err(invalid)?,
        legal_name: Some(label("Demo Market d.o.o.")?),
        address: Address {
            street: Some(label("Knez Mihailova 6")?),
            postcode: Some(label("11000")?),
            city: Some(label("Beograd")?),
            country: Some("RS".to_owned()),
        },
        opening_hours: Some("pon–sub 8–20, ned 9–15".parse().map_err(invalid)?),
        contact: Contact {
            phone: Some(Phone::parse("+381 11 3456789", None).map_err(invalid)?),
            email: Some("hello@demo.test".parse().map_err(invalid)?),
            website: Some(label("https://demo.test")?),
        },
        imprint: Some("Demo Market d.o.o., MB 12345678, PIB 123456789".parse().map_err(invalid)?),
        publisher: Some(label("Demo Market d.o.o.")?),
        copyright: Some(label("© Demo Market")?),
        logo_media_id: None,
        sender: Sender {
            name: Some(label("Demo Market")?),
            email: Some("news@demo.test".parse().map_err(invalid)?),
            reply_to: Some("hello@demo.test".parse().map_err(invalid)?),
        },
        link_host: None,
        tracking: Tracking::Individual,
        quota_multiplier: 2,
        tests_per_month: 10,
        created_at: now,
        updated_at: now,
    })
}

#[expect(clippy::disallowed_methods, reason = "the seed acts as the platform inside the demo merchant")]
fn scope() -> Scope {
    Scope::of_authenticated_caller(MERCHANT, Actor::System)
}

#[expect(clippy::disallowed_methods, reason = "the seed acts as the platform inside the demo's neighbour")]
fn neighbour_scope() -> Scope {
    Scope::of_authenticated_caller(NEIGHBOUR, Actor::System)
}
