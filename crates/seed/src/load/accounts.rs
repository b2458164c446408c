//! The merchant that the data belong to, with those who work there.

use std::sync::Arc;

use data_encoding::BASE32_NOPAD;
use regulars_customers::{AttributeDefinition, NewTag, create_tag};
use regulars_identity::{
    ApiKey, ApiKeySecret, BusinessAddress, IdentityStore, Merchant, MerchantContact, MerchantMode,
    MerchantStatus, MerchantStore, Password, PasswordHasher, Role, ScheduleGrace, Sender, Store, Terminal,
    User, UserStatus, UserStore,
};
use regulars_kernel::{
    Actor, ApiKeyId, Environment, Instant, ManualClock, MerchantCalendar, MerchantId, Scope, SeededRandom,
    StoreId, TagId, TerminalId, Tracking, UserId,
};
use regulars_persistence::Database;
use uuid::{Uuid, uuid};

use crate::demo::attributes::define_attributes;
use crate::summary::{DemoAccount, DemoTerminal};
use crate::{SeedError, invalid, label};

pub(super) const MERCHANT: MerchantId = MerchantId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e1000"));
/// The merchant at which the members of elsewhere were registered. Nobody signs in to it.
pub(super) const NEIGHBOUR: MerchantId = MerchantId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e1001"));
pub(super) const CURRENCY: &str = "RSD";
const OWNER: &str = "owner@load.test";
/// How many stores there are, with one till each.
const STORES: u16 = 20;
const CITIES: [&str; 5] = ["Beograd", "Novi Sad", "Niš", "Kragujevac", "Subotica"];
const TAGS: [(&str, &str); 3] = [("VIP", "#2E86AB"), ("Family", "#5FAD56"), ("Wholesale", "#F2C14E")];

/// What customers and purchases refer to.
pub(super) struct Places {
    /// Each till with its store.
    pub tills: Vec<(TerminalId, StoreId)>,
    /// The tags by name.
    pub tags: Vec<(String, TagId)>,
    /// The custom attributes.
    pub attributes: Vec<AttributeDefinition>,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the seed acts as the platform inside the merchant that it makes"
)]
pub(super) fn scope() -> Scope {
    Scope::of_authenticated_caller(MERCHANT, Actor::System)
}

/// The id of the `number`th thing of some kind.
fn fixed_id(kind: u16, number: u16) -> Uuid {
    let base = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c00000000").as_u128();
    Uuid::from_u128(base | u128::from(kind) << 16 | u128::from(number))
}

/// Makes both merchants and the owner, who gets a random password.
pub(super) async fn make_accounts(
    database: &Database,
    environment: &Environment,
    begun_at: Instant,
) -> Result<(DemoAccount, Merchant), SeedError> {
    let password = BASE32_NOPAD.encode(&environment.random_bytes::<20>()).to_ascii_lowercase();
    let hashed = Password::new(password.clone()).map_err(invalid)?;
    let hash =
        PasswordHasher::new(1).hash(environment, hashed).await.ok_or_else(|| invalid("the password"))?;
    let owner = User {
        id: UserId::new(fixed_id(1, 0)),
        merchant: Some(MERCHANT),
        email: OWNER.parse().map_err(invalid)?,
        name: label("Olivera Opterećenje")?,
        role: Role::Owner,
        status: UserStatus::Active,
        created_at: begun_at,
        updated_at: begun_at,
    };
    let account = DemoAccount { role: owner.role.name().to_owned(), email: OWNER.to_owned(), password };
    let merchant = merchant(begun_at)?;
    let neighbour = Merchant { id: NEIGHBOUR, name: label("Load Neighbour")?, ..merchant.clone() };
    let made = merchant.clone();
    database
        .write_platform(move |system| {
            Box::pin(async move {
                system.insert_merchant(&made).await?;
                system.insert_merchant(&neighbour).await?;
                if system.insert_user(&owner, &hash).await? {
                    Ok(())
                } else {
                    Err(invalid("the owner's address is taken"))
                }
            })
        })
        .await?;
    Ok((account, merchant))
}

/// Makes stores, tills and tags. The first till gets a random key.
pub(super) async fn make_places(
    database: &Database,
    environment: &Environment,
    begun_at: Instant,
    merchant: Merchant,
) -> Result<(DemoTerminal, Places), SeedError> {
    let stores = (0..STORES).map(|number| store(number, begun_at)).collect::<Result<Vec<_>, _>>()?;
    let terminals = (0..STORES).map(|number| terminal(number, begun_at)).collect::<Result<Vec<_>, _>>()?;
    let tills = terminals.iter().zip(&stores).map(|(terminal, store)| (terminal.id, store.id)).collect();
    let first = terminals.first().map(|terminal| terminal.id).ok_or_else(|| invalid("no till"))?;
    let id = ApiKeyId::new(fixed_id(4, 0));
    let secret = ApiKeySecret::generate(environment, MERCHANT, id);
    let told = DemoTerminal { id: first.value(), api_key: secret.expose().to_owned() };
    let key = ApiKey {
        id,
        name: label("Kasa 1")?,
        role: Role::Terminal,
        scopes: Vec::new(),
        prefix: secret.prefix(),
        terminal: Some(first),
        created_at: begun_at,
        expires_at: None,
        revoked_at: None,
    };
    // The ids of tags are the same each time.
    let repeatable =
        Environment::new(Arc::new(ManualClock::at(begun_at)), Arc::new(SeededRandom::new(STORES.into())));
    let (tags, attributes) = database
        .write(scope(), move |tx| {
            Box::pin(async move {
                // A merchant begins without a profile.
                tx.update_merchant(&merchant).await?;
                for store in &stores {
                    tx.insert_store(store).await?;
                }
                for terminal in &terminals {
                    tx.insert_terminal(terminal).await?;
                }
                tx.insert_api_key(&key, secret.hash()).await?;
                let mut tags = Vec::with_capacity(TAGS.len());
                for (name, colour) in TAGS {
                    let new = NewTag { name: label(name)?, colour: colour.parse().map_err(invalid)? };
                    let tag = create_tag(tx, &repeatable, new).await.map_err(invalid)?;
                    tags.push((name.to_owned(), tag.id));
                }
                Ok::<_, SeedError>((tags, define_attributes(tx).await?))
            })
        })
        .await?;
    Ok((told, Places { tills, tags, attributes }))
}

fn store(number: u16, begun_at: Instant) -> Result<Store, SeedError> {
    let city = CITIES[usize::from(number) % CITIES.len()];
    let address = BusinessAddress {
        city: Some(label(city)?),
        country: Some("RS".to_owned()),
        ..BusinessAddress::default()
    };
    Ok(Store {
        id: StoreId::new(fixed_id(2, number)),
        name: label(&format!("{city} {}", number + 1))?,
        code: Some(label(&format!("P-{:02}", number + 1))?),
        address,
        closed_at: None,
        created_at: begun_at,
        updated_at: begun_at,
    })
}

fn terminal(number: u16, begun_at: Instant) -> Result<Terminal, SeedError> {
    Ok(Terminal {
        id: TerminalId::new(fixed_id(3, number)),
        name: label(&format!("Kasa {}", number + 1))?,
        store: Some(StoreId::new(fixed_id(2, number))),
        paired_at: Some(begun_at),
        revoked_at: None,
        created_at: begun_at,
        updated_at: begun_at,
    })
}

fn merchant(begun_at: Instant) -> Result<Merchant, SeedError> {
    Ok(Merchant {
        id: MERCHANT,
        name: label("Load")?,
        mode: MerchantMode::Live,
        status: MerchantStatus::Active,
        calendar: MerchantCalendar::of_zone("Europe/Belgrade").map_err(invalid)?,
        currency: CURRENCY.parse().map_err(invalid)?,
        locale: "sr-RS".parse().map_err(invalid)?,
        legal_name: Some(label("Load d.o.o.")?),
        address: BusinessAddress {
            street: Some(label("Bulevar oslobođenja 1")?),
            postcode: Some(label("21000")?),
            city: Some(label("Novi Sad")?),
            country: Some("RS".to_owned()),
        },
        opening_hours: Some("pon–sub 8–20".parse().map_err(invalid)?),
        contact: MerchantContact {
            email: Some("hello@load.test".parse().map_err(invalid)?),
            ..MerchantContact::default()
        },
        imprint: Some("Load d.o.o., MB 87654321".parse().map_err(invalid)?),
        publisher: Some(label("Load d.o.o.")?),
        copyright: Some(label("© Load")?),
        logo_media_id: None,
        sender: Sender {
            name: Some(label("Load")?),
            email: Some("news@load.test".parse().map_err(invalid)?),
            reply_to: None,
        },
        link_host: None,
        tracking: Tracking::Individual,
        schedule_grace: ScheduleGrace::USUAL,
        quota_multiplier: 2,
        tests_per_month: 10,
        created_at: begun_at,
        updated_at: begun_at,
    })
}
