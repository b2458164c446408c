//! What a program gets for its key when it asks for an access token (RFC 6749, section 4.4).

use regulars_kernel::{ApiKeyId, Environment, StoreError};

use crate::authenticate_key::{AuthenticateKeyError, authenticate_key};
use crate::{ApiKey, IdentityReads, PresentedKey, Role};

/// What a program may do with its access token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientAccess {
    /// The key that the program showed.
    pub key: ApiKey,
    /// What the token is good for: all that the key may do, or the part of it that was asked for.
    pub scopes: Vec<String>,
}

/// Why a program got nothing.
#[derive(Debug, thiserror::Error)]
pub enum ClientAccessError {
    /// The key does not hold, or is another one than the id says.
    #[error("the client id or the key does not hold")]
    Refused,
    /// A terminal has a role and no scopes; it sends its key itself.
    #[error("the key of a terminal is sent as it is")]
    Terminal,
    /// The key does not have that scope.
    #[error("the key does not have the scope {0}")]
    Scope(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Checks the key of a program, and narrows its scopes to those in `asked`, which are parted by spaces (section 3.3).
pub async fn grant_client_access(
    store: &mut dyn IdentityReads,
    environment: &Environment,
    client: ApiKeyId,
    presented: &PresentedKey,
    asked: Option<&str>,
) -> Result<ClientAccess, ClientAccessError> {
    if presented.id != client {
        return Err(ClientAccessError::Refused);
    }
    let key = authenticate_key(store, environment, presented).await.map_err(|error| match error {
        AuthenticateKeyError::Refused => ClientAccessError::Refused,
        AuthenticateKeyError::Store(error) => error.into(),
    })?;
    if key.role != Role::Integrator {
        return Err(ClientAccessError::Terminal);
    }
    let scopes = narrowed(&key.scopes, asked)?;
    Ok(ClientAccess { key, scopes })
}

fn narrowed(held: &[String], asked: Option<&str>) -> Result<Vec<String>, ClientAccessError> {
    let mut asked: Vec<&str> = asked.into_iter().flat_map(str::split_whitespace).collect();
    asked.sort_unstable();
    asked.dedup();
    if let Some(missing) = asked.iter().find(|scope| !held.iter().any(|held| held == *scope)) {
        return Err(ClientAccessError::Scope((*missing).to_owned()));
    }
    if asked.is_empty() { Ok(held.to_vec()) } else { Ok(asked.into_iter().map(str::to_owned).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held() -> Vec<String> {
        ["stores:read", "tags:read"].map(str::to_owned).to_vec()
    }

    #[test]
    fn without_a_wish_it_is_all_that_the_key_has() {
        for asked in [None, Some(""), Some("  ")] {
            assert_eq!(narrowed(&held(), asked).unwrap(), held());
        }
    }

    #[test]
    fn a_wish_narrows_and_never_widens() {
        assert_eq!(narrowed(&held(), Some("tags:read tags:read")).unwrap(), ["tags:read"]);
        for asked in ["tags:write", "tags:read tags:write", "tags"] {
            assert!(matches!(narrowed(&held(), Some(asked)), Err(ClientAccessError::Scope(_))), "{asked}");
        }
    }
}
