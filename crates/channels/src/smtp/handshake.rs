//! From nothing to a connection that takes messages.

use super::extensions::Extensions;
use super::login;
use super::relay::{RelaySecurity, SmtpRelay};
use super::reply::Reply;
use super::wire::Wire;
use crate::{Phase, RelayFailure};

/// Connects, encrypts as the relay's settings ask, says hello and logs in.
pub(super) async fn open(relay: &SmtpRelay) -> Result<(Wire, Extensions), RelayFailure> {
    let timeouts = &relay.timeouts;
    let mut wire = Wire::connect(&relay.host, relay.port, timeouts.connect).await?;
    if relay.security == RelaySecurity::Implicit {
        wire = wire.encrypt(&relay.host, relay.tls(), timeouts.encryption).await?;
    }
    let greeting = wire.reply(Phase::Greeting, timeouts.greeting).await?;
    welcome(greeting, Phase::Greeting)?;
    let mut extensions = hello(&mut wire, relay).await?;

    if matches!(relay.security, RelaySecurity::Opportunistic | RelaySecurity::Required) {
        let agreed = extensions.start_tls && ask_for_encryption(&mut wire, relay).await?;
        if agreed {
            wire = wire.encrypt(&relay.host, relay.tls(), timeouts.encryption).await?;
            extensions = hello(&mut wire, relay).await?;
        } else if relay.security == RelaySecurity::Required {
            return Err(RelayFailure::NoEncryption);
        }
    }
    if let Some(credentials) = &relay.credentials {
        login::log_in(&mut wire, &extensions, relay, credentials).await?;
    }
    Ok((wire, extensions))
}

/// Says EHLO, and HELO to a relay that does not know EHLO.
async fn hello(wire: &mut Wire, relay: &SmtpRelay) -> Result<Extensions, RelayFailure> {
    let (reply, raw) = command(wire, relay, Phase::Hello, &format!("EHLO {}", relay.hello_name)).await?;
    if reply.is_success() {
        return Ok(Extensions::parse(&raw));
    }
    if !reply.is_permanent() {
        return welcome(reply, Phase::Hello).map(|()| Extensions::default());
    }
    let (reply, _) = command(wire, relay, Phase::Hello, &format!("HELO {}", relay.hello_name)).await?;
    welcome(reply, Phase::Hello).map(|()| Extensions::default())
}

/// Says STARTTLS, and tells whether the relay agreed.
async fn ask_for_encryption(wire: &mut Wire, relay: &SmtpRelay) -> Result<bool, RelayFailure> {
    let (reply, _) = command(wire, relay, Phase::Encryption, "STARTTLS").await?;
    if reply.hangs_up() {
        return welcome(reply, Phase::Encryption).map(|()| false);
    }
    Ok(reply.code() == 220)
}

async fn command(
    wire: &mut Wire,
    relay: &SmtpRelay,
    phase: Phase,
    line: &str,
) -> Result<(Reply, Vec<u8>), RelayFailure> {
    let limit = relay.timeouts.reply_to(phase);
    wire.output.extend_from_slice(line.as_bytes());
    wire.output.extend_from_slice(b"\r\n");
    wire.flush(phase, limit).await?;
    wire.raw_reply(phase, limit).await
}

fn welcome(reply: Reply, phase: Phase) -> Result<(), RelayFailure> {
    if reply.is_success() {
        Ok(())
    } else if reply.is_transient() || reply.is_permanent() || reply.hangs_up() {
        Err(RelayFailure::TurnedAway { phase, reply })
    } else {
        Err(RelayFailure::Gibberish { phase })
    }
}
