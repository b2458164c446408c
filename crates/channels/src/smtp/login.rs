//! Logging in.

use data_encoding::BASE64;
use secrecy::{ExposeSecret, SecretString};

use super::extensions::Extensions;
use super::relay::{RelayCredentials, SmtpRelay};
use super::reply::Reply;
use super::wire::Wire;
use crate::{Phase, RelayFailure};

const PHASE: Phase = Phase::Login;

/// Logs in by `AUTH PLAIN`, or by `AUTH LOGIN` where the relay offers only that.
pub(super) async fn log_in(
    wire: &mut Wire,
    extensions: &Extensions,
    relay: &SmtpRelay,
    credentials: &RelayCredentials,
) -> Result<(), RelayFailure> {
    let RelayCredentials { user, password } = credentials;
    if extensions.login_plain {
        let proof = SecretString::from(format!("\0{user}\0{}", password.expose_secret()));
        let reply = say(wire, relay, "AUTH PLAIN ", &proof).await?;
        return expect(reply, 235);
    }
    if !extensions.login_login {
        return Err(RelayFailure::NoLogin);
    }
    expect(say(wire, relay, "AUTH LOGIN", &SecretString::default()).await?, 334)?;
    expect(say(wire, relay, "", &SecretString::from(user.as_str())).await?, 334)?;
    expect(say(wire, relay, "", password).await?, 235)
}

/// Sends one line that ends with `secret` in Base64, and waits for the reply.
async fn say(
    wire: &mut Wire,
    relay: &SmtpRelay,
    command: &str,
    secret: &SecretString,
) -> Result<Reply, RelayFailure> {
    let encoded = SecretString::from(BASE64.encode(secret.expose_secret().as_bytes()));
    wire.output.extend_from_slice(command.as_bytes());
    wire.output.extend_from_slice(encoded.expose_secret().as_bytes());
    wire.output.extend_from_slice(b"\r\n");
    wire.flush(PHASE, relay.timeouts.login).await?;
    wire.reply(PHASE, relay.timeouts.login).await
}

fn expect(reply: Reply, code: u16) -> Result<(), RelayFailure> {
    if reply.code() == code {
        Ok(())
    } else if reply.is_transient() || reply.is_permanent() {
        Err(RelayFailure::TurnedAway { phase: PHASE, reply })
    } else {
        Err(RelayFailure::Gibberish { phase: PHASE })
    }
}
