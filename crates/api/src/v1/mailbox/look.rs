//! Tries a mailbox before it is kept.

use std::time::Duration;

use regulars_channels::{ImapFault, ImapSecurity, ImapServer, ImapSession};
use regulars_service::{MailboxSecurity, NewMailbox};
use secrecy::SecretString;
use tokio::time::timeout;

use crate::application::ApplicationSettings;
use crate::error::ApiError;

/// How long all of it may take: somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Logs in and opens each folder, in thirty seconds at most. What does not work is pointed at.
pub async fn look(
    new: &NewMailbox,
    password: SecretString,
    settings: &ApplicationSettings,
) -> Result<(), ApiError> {
    let looked = timeout(PATIENCE, look_patiently(new, password, settings)).await;
    looked.unwrap_or_else(|_| Err(faulty(&ImapFault::TimedOut)))
}

async fn look_patiently(
    new: &NewMailbox,
    password: SecretString,
    settings: &ApplicationSettings,
) -> Result<(), ApiError> {
    let server = ImapServer {
        host: new.host.as_str().to_owned(),
        port: new.port,
        security: match new.security {
            MailboxSecurity::Tls => ImapSecurity::Tls,
            MailboxSecurity::StartTls => ImapSecurity::StartTls,
            MailboxSecurity::None => ImapSecurity::None,
        },
        username: new.username.as_str().to_owned(),
        password,
    };
    let opened = ImapSession::open(&server, &settings.mailbox_networks, &settings.mailbox_authorities).await;
    let mut session = opened.map_err(|fault| faulty(&fault))?;
    for (place, folder) in new.folders.iter().enumerate() {
        let opened = session.examine(folder.as_str()).await;
        opened.map_err(|fault| match fault {
            ImapFault::UnknownFolder => {
                ApiError::invalid_field(&format!("/folders/{place}"), "not_found", fault.to_string())
            }
            other => faulty(&other),
        })?;
    }
    session.close().await;
    Ok(())
}

fn faulty(fault: &ImapFault) -> ApiError {
    let pointer = match fault {
        ImapFault::OtherPort => "/port",
        ImapFault::NotSecure => "/security",
        ImapFault::RefusedLogin => "/password",
        _ => "/host",
    };
    ApiError::invalid_field(pointer, "invalid", fault.to_string())
}
