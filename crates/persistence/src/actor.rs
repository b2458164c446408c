//! Who did something, as text in a row.

use regulars_kernel::{Actor, ApiKeyId, StoreError, TerminalId, UserId};
use uuid::Uuid;

use crate::error::inconsistent;

pub(crate) fn actor_text(actor: Actor) -> String {
    match actor {
        Actor::User(id) => format!("user:{id}"),
        Actor::Terminal(id) => format!("terminal:{id}"),
        Actor::ApiKey(id) => format!("api_key:{id}"),
        Actor::System => "system".to_owned(),
    }
}

pub(crate) fn actor_of(table: &'static str, text: &str) -> Result<Actor, StoreError> {
    let (kind, id) = text.split_once(':').unwrap_or((text, ""));
    let id = || id.parse::<Uuid>().map_err(|error| inconsistent(table, error));
    match kind {
        "user" => Ok(Actor::User(UserId::new(id()?))),
        "terminal" => Ok(Actor::Terminal(TerminalId::new(id()?))),
        "api_key" => Ok(Actor::ApiKey(ApiKeyId::new(id()?))),
        "system" => Ok(Actor::System),
        other => Err(inconsistent(table, other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_read_as_it_was_written() {
        let id = Uuid::from_u128(1);
        for actor in [
            Actor::User(UserId::new(id)),
            Actor::Terminal(TerminalId::new(id)),
            Actor::ApiKey(ApiKeyId::new(id)),
            Actor::System,
        ] {
            assert_eq!(actor_of("quota_packs", &actor_text(actor)).unwrap(), actor);
        }
        assert!(actor_of("quota_packs", "cat").is_err());
    }
}
