//! The demo merchant's stores, and the terminal in one of them.

use chrono::Duration;
use regulars_api::Secrets;
use regulars_identity::{
    ApiKey, ApiKeySecret, BusinessAddress, IdentityReads, IdentityStore, PairingCode, Role, Store, Terminal,
};
use regulars_kernel::{ApiKeyId, Environment, Instant, StoreError, StoreId, TerminalId};
use regulars_persistence::Database;
use uuid::uuid;

use super::label;
use super::merchant::{MERCHANT, merchant, scope};
use crate::SeedError;
use crate::summary::DemoTerminal;

/// The stores: id, name, code and city.
pub const STORES: [(StoreId, &str, &str, &str); 2] = [
    (StoreId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")), "Centar", "BG-01", "Beograd"),
    (StoreId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f21")), "Liman", "NS-00", "Novi Sad"),
];
/// The terminal, which stands in the first store.
pub const TERMINAL: TerminalId = TerminalId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30"));
const TERMINAL_KEY: ApiKeyId = ApiKeyId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f31"));

/// A till in the second store that waits for its device: whoever types the code in gets its key.
const WAITING: TerminalId = TerminalId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f32"));
/// What the example of pairing types in. It holds once, and for years: the demo is nobody's shop.
const PAIRING_CODE: &str = "BCDFG-HJKLM";
/// A till that is no longer used, which the examples cut off.
const UNUSED: TerminalId = TerminalId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f33"));
/// Keys of integrators: id, name and scopes. Nobody knows their secrets. The examples revoke the second one.
const KEYS: [(ApiKeyId, &str, [&str; 2]); 2] = [
    (
        ApiKeyId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f34")),
        "Web shop",
        ["customers:read", "purchases:write"],
    ),
    (
        ApiKeyId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f35")),
        "Former web shop",
        ["stores:read", "stores:write"],
    ),
];

/// Makes the stores, the terminals and the keys of integrators. The key of the terminal comes last of all.
pub async fn make_places(database: &Database, environment: &Environment) -> Result<(), SeedError> {
    let merchant = merchant()?;
    let made = merchant.created_at;
    let stores = STORES
        .into_iter()
        .map(|(id, name, code, city)| {
            let address = BusinessAddress {
                city: Some(label(city)?),
                country: Some("RS".to_owned()),
                ..BusinessAddress::default()
            };
            let code = Some(label(code)?);
            Ok(Store {
                id,
                name: label(name)?,
                code,
                address,
                closed_at: None,
                created_at: made,
                updated_at: made,
            })
        })
        .collect::<Result<Vec<_>, SeedError>>()?;
    let terminal = |id, name: &str, store: usize, paired_at| {
        Ok::<_, SeedError>(Terminal {
            id,
            name: label(name)?,
            store: Some(STORES[store].0),
            paired_at,
            revoked_at: None,
            created_at: made,
            updated_at: made,
        })
    };
    let terminals = [
        terminal(TERMINAL, "Kasa 1", 0, Some(made))?,
        terminal(WAITING, "Kasa 2", 1, None)?,
        terminal(UNUSED, "Stara kasa", 1, Some(made))?,
    ];
    let code = PairingCode::presented(PAIRING_CODE).hash();
    let now = environment.now();
    let code_ends_at = now + Duration::days(3650);
    let keys = KEYS
        .into_iter()
        .map(|(id, name, scopes)| integrator_key(environment, id, name, scopes, made))
        .collect::<Result<Vec<_>, SeedError>>()?;
    database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.update_merchant(&merchant).await?;
                for store in &stores {
                    tx.insert_store(store).await?;
                }
                for terminal in &terminals {
                    tx.insert_terminal(terminal).await?;
                }
                tx.insert_pairing_code(&code, WAITING, now, code_ends_at).await?;
                for (key, secret) in &keys {
                    tx.insert_api_key(key, secret.hash()).await?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}

fn integrator_key(
    environment: &Environment,
    id: ApiKeyId,
    name: &str,
    scopes: [&str; 2],
    created_at: Instant,
) -> Result<(ApiKey, ApiKeySecret), SeedError> {
    let secret = ApiKeySecret::generate(environment, MERCHANT, id);
    let key = ApiKey {
        id,
        name: label(name)?,
        role: Role::Integrator,
        scopes: scopes.map(str::to_owned).to_vec(),
        prefix: secret.prefix(),
        terminal: None,
        created_at,
        expires_at: None,
        revoked_at: None,
    };
    Ok((key, secret))
}

/// Makes the key of the terminal. It is what a demo has that was made to its end.
pub async fn make_terminal_key(
    database: &Database,
    environment: &Environment,
    secrets: &Secrets,
) -> Result<(), SeedError> {
    let now = environment.now();
    let secret = terminal_key(secrets);
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
        .write(scope(), move |tx| Box::pin(async move { Ok(tx.insert_api_key(&key, secret.hash()).await?) }))
        .await
}

/// Whether the terminal has its key.
pub async fn has_terminal_key(database: &Database) -> Result<bool, SeedError> {
    let read = database.read(scope(), async |tx| tx.find_api_key(TERMINAL_KEY).await);
    let found: Result<_, StoreError> = read.await;
    Ok(found?.is_some())
}

/// The terminal, as it is told.
pub fn terminal(secrets: &Secrets) -> DemoTerminal {
    DemoTerminal { id: TERMINAL.value(), api_key: terminal_key(secrets).expose().to_owned() }
}

/// The terminal's key is derived from the root secret, so that it can be told again although only its hash is kept.
fn terminal_key(secrets: &Secrets) -> ApiKeySecret {
    ApiKeySecret::from_secret(MERCHANT, TERMINAL_KEY, secrets.demo_terminal_secret())
}
