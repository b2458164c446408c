//! One visit to a mailbox.

use chrono::NaiveDate;
use data_encoding::BASE64;
use imap_proto::{AttributeValue, Capability, MailboxDatum, Response, ResponseCode, Status};
use regulars_service::ReceivedMail;
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::authorities::MailboxAuthorities;
use super::fault::{ImapFault, PATIENCE};
use super::folder_name::{on_the_wire, quoted};
use super::nesting::is_flat;
use super::networks::AllowedNetworks;
use super::server::{ImapSecurity, ImapServer};
use super::wire::Wire;

/// A mailbox that was opened.
pub struct ImapSession {
    wire: Wire,
    commands: u32,
}

/// Where a folder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderState {
    /// As long as it is the same, an id means the same mail.
    pub uid_validity: u32,
}

/// A mail of a folder.
pub struct FetchedMail {
    /// Its id in the folder.
    pub uid: u32,
    /// The mail; only its head where it is larger than is read.
    pub raw: Vec<u8>,
    /// How many bytes the whole has where only its head was read.
    pub cut_of: Option<u64>,
}

/// Room for what stands around a mail.
const AROUND: usize = 64 << 10;
/// How much a server may tell until a command has ended.
const MOST_TOLD: usize = 10_000;
/// What a server says besides of what it was asked for.
const MOST_CHATTER: usize = 1 << 20;

impl ImapSession {
    /// Connects, encrypts and logs in. Without encryption it goes only into a network that was allowed by name.
    pub async fn open(
        server: &ImapServer,
        networks: &AllowedNetworks,
        authorities: &MailboxAuthorities,
    ) -> Result<Self, ImapFault> {
        let (mut wire, is_allowed) = Wire::connect(&server.host, server.port, networks).await?;
        if server.security == ImapSecurity::None && !is_allowed {
            return Err(ImapFault::NotSecure);
        }
        if server.security == ImapSecurity::Tls {
            wire = wire.encrypt(&server.host, authorities).await?;
        }
        let mut session = Self { wire, commands: 0 };
        session.greet().await?;
        if server.security == ImapSecurity::StartTls {
            session.run("STARTTLS", 0).await.map_err(|fault| match fault {
                ImapFault::Refused => ImapFault::NotSecure,
                other => other,
            })?;
            session.wire = session.wire.encrypt(&server.host, authorities).await?;
        }
        session.log_in(server).await?;
        Ok(session)
    }

    async fn greet(&mut self) -> Result<(), ImapFault> {
        let raw = self.wire.response(MOST_CHATTER).await?;
        match parsed(&raw)? {
            Response::Data { status: Status::Ok, .. } => Ok(()),
            Response::Data { status: Status::Bye, .. } => Err(ImapFault::TurnedAway),
            _ => Err(ImapFault::Gibberish),
        }
    }

    async fn log_in(&mut self, server: &ImapServer) -> Result<(), ImapFault> {
        let password = server.password.expose_secret();
        let refused =
            |fault: ImapFault| if fault == ImapFault::Refused { ImapFault::RefusedLogin } else { fault };
        if let Some((user, password)) = quoted(&server.username).zip(quoted(password)) {
            return self
                .run(&format!("LOGIN {user} {password}"), MOST_CHATTER)
                .await
                .map(drop)
                .map_err(refused);
        }
        let tag = self.begin("AUTHENTICATE PLAIN").await?;
        let invited = timeout(PATIENCE, self.invitation()).await.or(Err(ImapFault::TimedOut))?;
        invited.map_err(refused)?;
        let secret = format!("\0{}\0{password}", server.username);
        self.wire.send(&BASE64.encode(secret.as_bytes())).await?;
        self.finish(&tag, MOST_CHATTER).await.map(drop).map_err(refused)
    }

    /// Waits until the server wants to hear more of a command.
    async fn invitation(&mut self) -> Result<(), ImapFault> {
        let mut allowance = Allowance::of(MOST_CHATTER);
        loop {
            let raw = self.wire.response(MOST_CHATTER).await?;
            allowance.spend(&raw)?;
            match parsed(&raw)? {
                Response::Continue(_) => return Ok(()),
                Response::Done { .. } => return Err(ImapFault::Refused),
                Response::Data { status: Status::Bye, .. } => return Err(ImapFault::Closed),
                _ => {}
            }
        }
    }

    /// Opens a folder to read it.
    pub async fn examine(&mut self, folder: &str) -> Result<FolderState, ImapFault> {
        let name = quoted(&on_the_wire(folder)).ok_or(ImapFault::UnknownFolder)?;
        let told = self.run(&format!("EXAMINE {name}"), MOST_CHATTER).await.map_err(|fault| match fault {
            ImapFault::Refused => ImapFault::UnknownFolder,
            other => other,
        })?;
        let validity = told.iter().find_map(|one| match one {
            Response::Data { outcome, .. } => match outcome.code {
                Some(ResponseCode::UidValidity(validity)) => Some(validity),
                _ => None,
            },
            _ => None,
        });
        // Without it an id could mean another mail tomorrow.
        validity.map(|uid_validity| FolderState { uid_validity }).ok_or(ImapFault::Gibberish)
    }

    /// The ids above `last` of mails that came on that day or later, the lowest first.
    pub async fn uids_after(&mut self, last: u32, since: NaiveDate) -> Result<Vec<u32>, ImapFault> {
        let next = last.saturating_add(1);
        let command = format!("UID SEARCH UID {next}:* SINCE {}", since.format("%-d-%b-%Y"));
        let told = self.run(&command, MOST_CHATTER).await?;
        let mut uids: Vec<u32> = told
            .into_iter()
            .filter_map(|one| match one {
                Response::MailboxData(MailboxDatum::Search(uids)) => Some(uids),
                _ => None,
            })
            .flatten()
            // `*` is the last mail, even where it lies below.
            .filter(|uid| *uid > last)
            .collect();
        uids.sort_unstable();
        uids.dedup();
        Ok(uids)
    }

    /// Reads a mail, without its being marked as read. None when it is gone.
    pub async fn mail(&mut self, uid: u32) -> Result<Option<FetchedMail>, ImapFault> {
        let told = self.run(&format!("UID FETCH {uid} (UID RFC822.SIZE)"), MOST_CHATTER).await?;
        let Some(size) = told.iter().find_map(|one| attribute(one, uid, size_of)) else { return Ok(None) };
        let fits = usize::try_from(size).is_ok_and(|size| size <= ReceivedMail::MOST_BYTES);
        let part = if fits { "BODY.PEEK[]" } else { "BODY.PEEK[HEADER]" };
        let told =
            self.run(&format!("UID FETCH {uid} (UID {part})"), ReceivedMail::MOST_BYTES + AROUND).await?;
        let raw = told.iter().find_map(|one| attribute(one, uid, body_of));
        let cut_of = (!fits).then_some(size.into());
        Ok(raw.map(|raw| FetchedMail { uid, raw, cut_of }))
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        self.run("LOGOUT", MOST_CHATTER).await.ok();
    }

    async fn begin(&mut self, command: &str) -> Result<String, ImapFault> {
        self.commands += 1;
        let tag = format!("R{}", self.commands);
        self.wire.send(&format!("{tag} {command}")).await?;
        Ok(tag)
    }

    async fn run(&mut self, command: &str, most: usize) -> Result<Vec<Response<'static>>, ImapFault> {
        let tag = self.begin(command).await?;
        self.finish(&tag, most).await
    }

    /// What is told until the command has ended well, which takes no longer than one answer may. `most` bounds all of it.
    async fn finish(&mut self, tag: &str, most: usize) -> Result<Vec<Response<'static>>, ImapFault> {
        timeout(PATIENCE, self.told_until_the_end(tag, most)).await.or(Err(ImapFault::TimedOut))?
    }

    async fn told_until_the_end(
        &mut self,
        tag: &str,
        most: usize,
    ) -> Result<Vec<Response<'static>>, ImapFault> {
        let (mut told, mut allowance) = (Vec::new(), Allowance::of(most));
        loop {
            let raw = self.wire.response(most).await?;
            allowance.spend(&raw)?;
            match parsed(&raw)? {
                Response::Done { tag: ended, status, .. } if ended.0 == tag => {
                    return match status {
                        Status::Ok => Ok(told),
                        _ if is_passing(&raw) => Err(ImapFault::TurnedAway),
                        _ => Err(ImapFault::Refused),
                    };
                }
                Response::Data { status: Status::Bye, .. } => return Err(ImapFault::Closed),
                one => told.push(one.into_owned()),
            }
        }
    }
}

/// What a server may still tell until a command has ended.
struct Allowance {
    bytes: usize,
    responses: usize,
}

impl Allowance {
    /// For a command that is answered by so many bytes, and by what a server says besides.
    const fn of(most: usize) -> Self {
        Self { bytes: most + MOST_CHATTER * 4, responses: MOST_TOLD }
    }

    fn spend(&mut self, raw: &[u8]) -> Result<(), ImapFault> {
        self.bytes = self.bytes.checked_sub(raw.len()).ok_or(ImapFault::TooMuch)?;
        self.responses = self.responses.checked_sub(1).ok_or(ImapFault::TooMuch)?;
        Ok(())
    }
}

fn parsed(raw: &[u8]) -> Result<Response<'_>, ImapFault> {
    if !is_flat(raw) {
        return Err(ImapFault::Gibberish);
    }
    match Response::parse(raw) {
        Ok(([], response)) => Ok(response),
        // What is not known is of no interest, as long as it is a response.
        _ if raw.starts_with(b"* ") => Ok(Response::Capabilities(Vec::<Capability<'_>>::new())),
        _ => Err(ImapFault::Gibberish),
    }
}

/// Whether a refusal says that it will not last (RFC 5530).
fn is_passing(raw: &[u8]) -> bool {
    let said = String::from_utf8_lossy(&raw[..raw.len().min(200)]).to_ascii_uppercase();
    ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]"].iter().any(|code| said.contains(code))
}

/// What is told of the mail with that id, if the response is about it.
fn attribute<T>(
    response: &Response<'_>,
    uid: u32,
    find: impl Fn(&AttributeValue<'_>) -> Option<T>,
) -> Option<T> {
    let Response::Fetch(_, attributes) = response else { return None };
    let is_it = |one: &AttributeValue<'_>| matches!(one, AttributeValue::Uid(found) if *found == uid);
    if attributes.iter().any(is_it) { attributes.iter().find_map(find) } else { None }
}

const fn size_of(attribute: &AttributeValue<'_>) -> Option<u32> {
    match attribute {
        AttributeValue::Rfc822Size(size) => Some(*size),
        _ => None,
    }
}

fn body_of(attribute: &AttributeValue<'_>) -> Option<Vec<u8>> {
    match attribute {
        AttributeValue::BodySection { data: Some(data), .. } => Some(data.to_vec()),
        _ => None,
    }
}
