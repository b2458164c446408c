//! Mailboxes on other servers (IMAP4rev1, RFC 3501), read and never changed: folders are opened by `EXAMINE`, mails are read by
//! `BODY.PEEK`. The library takes responses apart; what comes is framed, bounded and timed here.

mod authorities;
mod fault;
mod folder_name;
mod nesting;
mod networks;
mod server;
mod session;
mod wire;

pub use authorities::{InvalidAuthorities, MailboxAuthorities};
pub use fault::ImapFault;
pub use networks::{AllowedNetworks, InvalidNetworks};
pub use server::{ImapSecurity, ImapServer};
pub use session::{FetchedMail, FolderState, ImapSession};
