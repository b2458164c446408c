//! Programs: callers with a key, and with a token that was given for one.

use regulars_identity::{
    ApiKey, AuthenticateKeyError, ClientAccess, ClientAccessError, IdentityReads, MerchantFacts,
    PresentedKey, authenticate_key, find_key_in_force, grant_client_access,
};
use regulars_kernel::{Actor, ApiKeyId, MerchantId, Scope};

use super::Identity;
use crate::application::Application;
use crate::error::ApiError;
use crate::guesses::GuessedSecret;
use crate::peers::Peer;

/// A program that showed its key for a token.
pub struct Program {
    /// What its token is good for.
    pub access: ClientAccess,
    /// Whose it is.
    pub merchant: MerchantId,
    /// Who it is to rate limits and the log.
    pub identity: Identity,
}

/// What stands for the secret of a key among the credentials that were checked a moment ago, when a token was shown that
/// was given for it. No hash of a secret is as short.
const BY_TOKEN: &[u8] = b"token";

#[expect(
    clippy::disallowed_methods,
    reason = "the key names its merchant, and is checked inside it at once; a token that names both has been verified"
)]
const fn scope_of(merchant: MerchantId, key: ApiKeyId) -> Scope {
    Scope::of_authenticated_caller(merchant, Actor::ApiKey(key))
}

fn identity_of(key: ApiKey, merchant: MerchantId, facts: MerchantFacts) -> Identity {
    Identity {
        credential: key.id.value(),
        actor: key.terminal.map_or(Actor::ApiKey(key.id), Actor::Terminal),
        merchant: Some(merchant),
        role: key.role,
        scopes: key.scopes,
        facts: Some(facts),
    }
}

fn no_such_key() -> ApiError {
    ApiError::invalid_token("the API key does not hold")
}

/// Who sends that key.
pub(super) async fn identify_key(
    application: &Application,
    peer: Peer,
    bearer: &str,
) -> Result<Identity, ApiError> {
    let Ok(presented) = bearer.parse::<PresentedKey>() else {
        application.guesses.begin(GuessedSecret::ApiKey, peer, None)?;
        return Err(no_such_key());
    };
    let clock = application.environment.clock();
    let known = application.credentials.find(presented.id.value(), &presented.hash, clock);
    // The merchant in the key is part of it: one that was rewritten for another merchant is another key.
    if let Some(identity) = known.filter(|known| known.merchant == Some(presented.merchant)) {
        return Ok(identity);
    }
    let account = application.guesses.account(presented.id.value());
    let guess = application.guesses.begin(GuessedSecret::ApiKey, peer, Some(account))?;
    let (sought, environment) = (presented.clone(), application.environment.clone());
    let (key, facts) = application
        .database
        .read_credential(scope_of(presented.merchant, presented.id), async move |tx| {
            let key = authenticate_key(tx, &environment, &sought).await?;
            Ok((key, tx.merchant_facts().await?))
        })
        .await
        .map_err(|error| match error {
            AuthenticateKeyError::Refused => no_such_key(),
            AuthenticateKeyError::Store(error) => error.into(),
        })?;
    guess.succeeded();
    let ends = key.expires_at.is_some();
    let identity = identity_of(key, presented.merchant, facts);
    // A key with an end is looked up each time: the cache would not see it end.
    if !ends {
        application.credentials.remember(presented.id.value(), &presented.hash, identity.clone(), clock);
    }
    Ok(identity)
}

/// Who sends a token that was given for that key: the key must still hold, and may do what the token says of it.
pub(super) async fn identify_program(
    application: &Application,
    merchant: MerchantId,
    key: ApiKeyId,
    scopes: &[String],
) -> Result<Identity, ApiError> {
    let clock = application.environment.clock();
    let known = application.credentials.find(key.value(), BY_TOKEN, clock);
    let mut identity = match known.filter(|known| known.merchant == Some(merchant)) {
        Some(identity) => identity,
        None => {
            let environment = application.environment.clone();
            let read = application.database.read_credential(scope_of(merchant, key), async move |tx| {
                let key = find_key_in_force(tx, &environment, key).await?;
                Ok((key, tx.merchant_facts().await?))
            });
            let (held, facts) = read.await.map_err(|error| match error {
                AuthenticateKeyError::Refused => {
                    ApiError::invalid_token("the API key behind the token no longer holds")
                }
                AuthenticateKeyError::Store(error) => error.into(),
            })?;
            let identity = identity_of(held, merchant, facts);
            // A token ends no later than its key.
            application.credentials.remember(key.value(), BY_TOKEN, identity.clone(), clock);
            identity
        }
    };
    identity.scopes.retain(|scope| scopes.contains(scope));
    Ok(identity)
}

impl Program {
    /// The program that shows that key for a token. Failures are counted as those of signing in are.
    pub async fn admit(
        application: &Application,
        peer: Peer,
        client: ApiKeyId,
        presented: PresentedKey,
        asked: Option<String>,
    ) -> Result<Self, ApiError> {
        let account = application.guesses.account(presented.id.value());
        let guess = application.guesses.begin(GuessedSecret::ClientSecret, peer, Some(account))?;
        let environment = application.environment.clone();
        let merchant = presented.merchant;
        let read = application.database.read_credential(scope_of(merchant, presented.id), async move |tx| {
            let granted = grant_client_access(tx, &environment, client, &presented, asked.as_deref()).await?;
            Ok((granted, tx.merchant_facts().await?))
        });
        let outcome: Result<(ClientAccess, MerchantFacts), ClientAccessError> = read.await;
        // Who asks for too much has shown the right secret all the same.
        if matches!(outcome, Ok(_) | Err(ClientAccessError::Scope(_) | ClientAccessError::Terminal)) {
            guess.succeeded();
        }
        let (access, facts) = outcome?;
        let identity = identity_of(access.key.clone(), merchant, facts);
        Ok(Self { access, merchant, identity })
    }
}
