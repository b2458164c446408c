//! Callers of every role, made through the stores, so that an integrator can have scopes that the API would refuse.

use std::collections::BTreeMap;
use std::sync::Arc;

use regulars_api::OPERATIONS;
use regulars_identity::issue_api_key::{NewApiKey, issue_api_key};
use regulars_identity::offer_pairing::{PairingFor, offer_pairing};
use regulars_identity::{NewUser, Password, PasswordHasher, Role, create_user, pair_terminal};
use regulars_kernel::{Actor, Environment, MerchantId, Scope, StoreError, SystemRandom};
use regulars_persistence::Database;
use regulars_server::open_database;
use tokio::sync::Mutex;

use crate::client::Client;
use crate::program::{Merchant, PASSWORD, Program, unique_email};

/// Callers of each role in one merchant, and operators; each is made when it is first asked for.
pub struct Callers<'p> {
    /// The merchant they belong to.
    pub merchant: Merchant,
    program: &'p Program,
    made: Mutex<BTreeMap<&'static str, Client>>,
}

impl<'p> Callers<'p> {
    /// Callers of a fresh merchant.
    pub async fn of_a_fresh_merchant(program: &'p Program) -> Self {
        Self { merchant: program.merchant().await, program, made: Mutex::default() }
    }

    /// The caller of that role. The integrator has every scope.
    pub async fn of(&self, role: Role) -> Client {
        let mut made = self.made.lock().await;
        if let Some(client) = made.get(role.name()) {
            return client.clone();
        }
        let http = &self.program.client;
        let client = match role {
            Role::Operator => self.program.operator().await,
            Role::Owner => self.merchant.owner.clone(),
            Role::Terminal => self.mint().await.terminal(http).await,
            Role::Integrator => self.mint().await.integrator(http, &every_scope()).await,
            staff => self.program.sign_in(&self.mint().await.staff(staff).await).await,
        };
        made.insert(role.name(), client.clone());
        client
    }

    /// An integrator that has every scope but this one.
    pub async fn integrator_without(&self, scope: &str) -> Client {
        let scopes = every_scope().into_iter().filter(|other| other != scope).collect::<Vec<_>>();
        self.mint().await.integrator(&self.program.client, &scopes).await
    }

    /// Somebody who may call an operation with these roles; the owner if possible.
    pub async fn allowed(&self, roles: &[Role]) -> Client {
        let preferred = [Role::Owner, Role::Operator, Role::Terminal];
        self.of(preferred.into_iter().find(|role| roles.contains(role)).unwrap_or(roles[0])).await
    }

    async fn mint(&self) -> Mint {
        Mint::new(self.program, &self.merchant.id).await
    }
}

fn every_scope() -> Vec<String> {
    let mut scopes: Vec<String> = OPERATIONS.iter().map(|access| access.scope.to_owned()).collect();
    scopes.sort();
    scopes.dedup();
    scopes
}

/// Makes credentials of one merchant past the API.
pub struct Mint {
    database: Database,
    environment: Environment,
    merchant: MerchantId,
}

impl Mint {
    /// Makes credentials of that merchant.
    pub async fn new(program: &Program, merchant: &str) -> Self {
        let environment = Environment::new(program.clock.clone(), Arc::new(SystemRandom));
        let database = open_database(&program.database.settings()).await.unwrap();
        Self { database, environment, merchant: merchant.parse().unwrap() }
    }

    #[expect(clippy::disallowed_methods, reason = "the test stands in for the merchant's own owner")]
    fn scope(&self) -> Scope {
        Scope::of_authenticated_caller(self.merchant, Actor::System)
    }

    /// Adds somebody to the staff and tells the address to sign in with.
    pub async fn staff(&self, role: Role) -> String {
        let email = unique_email(role.name());
        let password = Password::new(PASSWORD.to_owned()).unwrap();
        let new = NewUser {
            email: email.parse().unwrap(),
            name: "Ana".parse().unwrap(),
            role,
            password: PasswordHasher::new(1).hash(&self.environment, password).await.unwrap(),
        };
        let (environment, merchant) = (self.environment.clone(), self.merchant);
        self.database
            .write_platform(move |system| {
                Box::pin(async move { create_user(system, &environment, merchant, Actor::System, new).await })
            })
            .await
            .unwrap();
        email
    }

    /// Pairs a terminal.
    pub async fn terminal(&self, client: &Client) -> Client {
        let (environment, merchant) = (self.environment.clone(), self.merchant);
        let secret = self
            .database
            .write(self.scope(), move |tx| {
                Box::pin(async move {
                    let new = PairingFor::NewTerminal { name: "Kasa 1".parse().unwrap(), store: None };
                    let (terminal, code, _) = offer_pairing(tx, &environment, new).await.unwrap();
                    let paired = pair_terminal(tx, &environment, merchant, terminal, &code).await.unwrap();
                    Ok::<_, StoreError>(paired.secret)
                })
            })
            .await
            .unwrap();
        client.with_bearer(secret.expose())
    }

    /// Issues a key with these scopes.
    pub async fn integrator(&self, client: &Client, scopes: &[String]) -> Client {
        let (environment, merchant) = (self.environment.clone(), self.merchant);
        let new =
            NewApiKey { name: "Integration".parse().unwrap(), scopes: scopes.to_vec(), expires_at: None };
        let (_, secret) = self
            .database
            .write(self.scope(), move |tx| {
                Box::pin(async move { issue_api_key(tx, &environment, merchant, new).await })
            })
            .await
            .unwrap();
        client.with_bearer(secret.expose())
    }
}
