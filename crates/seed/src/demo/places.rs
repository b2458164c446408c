//! The demo merchant's stores, and the terminal in one of them.

use regulars_api::Secrets;
use regulars_identity::{ApiKey, ApiKeySecret, BusinessAddress, IdentityStore, Role, Store, Terminal};
use regulars_kernel::{ApiKeyId, Environment, StoreError, StoreId, TerminalId};
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

/// Makes the stores and the terminal, whose key comes last of all.
pub async fn make_places(database: &Database) -> Result<(), SeedError> {
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
    let terminal = Terminal {
        id: TERMINAL,
        name: label("Kasa 1")?,
        store: Some(STORES[0].0),
        paired_at: Some(made),
        revoked_at: None,
        created_at: made,
        updated_at: made,
    };
    database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.update_merchant(&merchant).await?;
                for store in &stores {
                    tx.insert_store(store).await?;
                }
                tx.insert_terminal(&terminal).await?;
                Ok::<_, SeedError>(())
            })
        })
        .await
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
    let read = database.read(scope(), |tx| Box::pin(tx.find_api_key(TERMINAL_KEY)));
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
