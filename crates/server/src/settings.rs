//! Settings: from the arguments, the environment, a file, and what is usual.

mod bind_address;
mod catalogue;
mod invalid;
mod log_settings;
mod shown;
mod sources;

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use regulars_api::TrustedProxies;
use regulars_channels::{AllowedNetworks, MailboxAuthorities, SmtpRelay};
use regulars_flows::LinkHosts;
use regulars_identity::{InvalidOrigin, LinkHost, Origin};
use tracing_subscriber::EnvFilter;

pub use self::bind_address::BindAddress;
pub use self::invalid::InvalidSetting;
pub use self::log_settings::{LogFormat, LogSettings};
pub use self::shown::{in_force, place_of_database};
pub use self::sources::{SettingArguments, Sources};

/// How the program runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `REGULARS_DATABASE_URL`: `sqlite://PATH` or `postgres://…`.
    pub database_url: String,
    /// `REGULARS_DATABASE_CONNECTIONS`: readers, and on PostgreSQL as many writers again.
    pub database_connections: u32,
    /// `REGULARS_READ_DEADLINE`: seconds that a read of many customers or purchases may take.
    pub read_deadline: Duration,
    /// `REGULARS_BIND`: where to listen.
    pub bind: BindAddress,
    /// `REGULARS_PUBLIC_URL`: how callers reach the program, without a slash at its end.
    pub public_url: Option<String>,
    /// `REGULARS_LINK_HOST`: the host of links where a merchant has none of its own. Without it they lead to the public URL.
    pub link_host: Option<LinkHost>,
    /// `REGULARS_MAIL_DROP_DOMAIN`: the domain of merchants' drop addresses. Without it they have no address, only a hook.
    pub mail_drop_domain: Option<LinkHost>,
    /// `REGULARS_MAILBOX_NETWORKS`: networks besides the Internet in which merchants' mailboxes may be.
    pub mailbox_networks: AllowedNetworks,
    /// `REGULARS_MAILBOX_AUTHORITIES`: a file of certificates of authorities that mailboxes may have besides those that browsers trust.
    pub mailbox_authorities: MailboxAuthorities,
    /// `REGULARS_SECRET_FILE`: the root secrets; made when it is missing.
    pub secret_file: PathBuf,
    /// `REGULARS_RATE_LIMIT`: requests a second that one credential may send.
    pub requests_per_second: u32,
    /// `REGULARS_PAGE_LIMIT`: requests a second that one address may send to the public pages.
    pub page_requests_per_second: u32,
    /// `REGULARS_CORS_ORIGINS`: origins from which browsers may call on behalf of every merchant.
    pub cors_origins: Vec<Origin>,
    /// `REGULARS_TRUSTED_PROXIES`: the proxies that are believed when they say whom they speak for.
    pub trusted_proxies: TrustedProxies,
    /// `REGULARS_CONNECTIONS`: how many connections are open at a time. Without it as many as the limit of open files
    /// leaves room for.
    pub connections: Option<u32>,
    /// `REGULARS_CONNECTIONS_PER_PEER`: how many of them one address may have. Without it half of all. Trusted proxies
    /// may have all.
    pub connections_per_peer: Option<u32>,
    /// `REGULARS_SMTP_URL`: the relay through which mail leaves. Without one only sandboxes work.
    pub smtp_relay: Option<SmtpRelay>,
    /// `REGULARS_SMTP_CONNECTIONS`: how many connections to the relay a worker holds at most.
    pub smtp_connections: u32,
    /// `REGULARS_DELIVERY_LEASE_SECONDS`: how long a worker holds what it has claimed without a sign of life, which it
    /// gives every third of that.
    pub delivery_lease: Duration,
    /// `REGULARS_HEAD_DEADLINE`: seconds that the head of a request may take to arrive.
    pub head_deadline: Duration,
    /// `REGULARS_BODY_DEADLINE`: seconds that the body of a request may take to arrive.
    pub body_deadline: Duration,
    /// The most bytes of a file of customers.
    pub import_limit: usize,
    /// `REGULARS_RESPONSE_DEADLINE`: seconds that a client may leave an answer unread, besides one for each 16 KiB of it.
    pub response_deadline: Duration,
    /// `REGULARS_KEEP_ALIVE`: seconds that a connection may wait for its next request.
    pub keep_alive: Duration,
    /// `REGULARS_LOG` and `REGULARS_LOG_FORMAT`.
    pub log: LogSettings,
}

impl Settings {
    /// Reads the settings of a command.
    pub fn of(arguments: &SettingArguments) -> Result<Self, InvalidSetting> {
        let sources = Sources::of_process(arguments)?;
        Self::read(|name| sources.find(name).map(|(value, _)| value.to_owned()))
    }

    /// Reads the settings through `lookup`.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, InvalidSetting> {
        let read = Values(lookup);
        Ok(Self {
            database_url: read.checked("REGULARS_DATABASE_URL", database_url)?,
            database_connections: read.count("REGULARS_DATABASE_CONNECTIONS")?,
            read_deadline: read.seconds("REGULARS_READ_DEADLINE")?,
            bind: read.parsed("REGULARS_BIND")?,
            public_url: read.optional("REGULARS_PUBLIC_URL", public_url)?,
            link_host: read.optional("REGULARS_LINK_HOST", parse)?,
            mail_drop_domain: read.optional("REGULARS_MAIL_DROP_DOMAIN", parse)?,
            mailbox_networks: read.optional("REGULARS_MAILBOX_NETWORKS", parse)?.unwrap_or_default(),
            mailbox_authorities: read.optional("REGULARS_MAILBOX_AUTHORITIES", parse)?.unwrap_or_default(),
            secret_file: read.parsed("REGULARS_SECRET_FILE")?,
            requests_per_second: read.count("REGULARS_RATE_LIMIT")?,
            page_requests_per_second: read.count("REGULARS_PAGE_LIMIT")?,
            cors_origins: read.optional("REGULARS_CORS_ORIGINS", origins)?.unwrap_or_default(),
            trusted_proxies: read.optional("REGULARS_TRUSTED_PROXIES", parse)?.unwrap_or_default(),
            connections: read.optional("REGULARS_CONNECTIONS", count)?,
            connections_per_peer: read.optional("REGULARS_CONNECTIONS_PER_PEER", count)?,
            smtp_relay: read.optional("REGULARS_SMTP_URL", parse)?,
            smtp_connections: read.count("REGULARS_SMTP_CONNECTIONS")?,
            delivery_lease: read.seconds("REGULARS_DELIVERY_LEASE_SECONDS")?,
            head_deadline: read.seconds("REGULARS_HEAD_DEADLINE")?,
            body_deadline: read.seconds("REGULARS_BODY_DEADLINE")?,
            import_limit: mebibytes(read.count("REGULARS_IMPORT_LIMIT")?),
            response_deadline: read.seconds("REGULARS_RESPONSE_DEADLINE")?,
            keep_alive: read.seconds("REGULARS_KEEP_ALIVE")?,
            log: LogSettings {
                levels: read.checked("REGULARS_LOG", log_levels)?,
                format: read.optional("REGULARS_LOG_FORMAT", parse)?,
            },
        })
    }

    /// How callers reach a program that listens where the settings say.
    pub fn usual_public_url(&self) -> String {
        self.public_url_of(&self.bind)
    }

    /// How callers reach a program that listens at `address`.
    pub fn public_url_of(&self, address: &BindAddress) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{address}"))
    }

    /// Where links lead of merchants that have no host of their own. `public_url` is how callers reach the program.
    pub fn link_hosts(&self, public_url: &str) -> LinkHosts {
        let neutral_host = self.link_host.as_ref().map(|host| host.as_str().to_owned());
        LinkHosts { public_url: public_url.to_owned(), neutral_host }
    }

    /// Whether the database is the embedded one.
    pub fn is_embedded(&self) -> bool {
        self.database_url.starts_with("sqlite:")
    }
}

/// Values by their names, or what is in force without them.
struct Values<Lookup>(Lookup);

impl<Lookup: Fn(&str) -> Option<String>> Values<Lookup> {
    /// A setting that may be left out, and has no default.
    fn optional<T>(
        &self,
        name: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, InvalidSetting> {
        let value = (self.0)(name);
        value.map(|value| read(&value)).transpose().map_err(|reason| InvalidSetting::Value { name, reason })
    }

    fn checked<T>(
        &self,
        name: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, InvalidSetting> {
        let default =
            || catalogue::find(name).and_then(|setting| setting.default).unwrap_or_default().to_owned();
        let value = (self.0)(name).unwrap_or_else(default);
        read(&value).map_err(|reason| InvalidSetting::Value { name, reason })
    }

    fn parsed<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<T, InvalidSetting> {
        self.checked(name, parse)
    }

    fn count(&self, name: &'static str) -> Result<u32, InvalidSetting> {
        self.checked(name, count)
    }

    fn seconds(&self, name: &'static str) -> Result<Duration, InvalidSetting> {
        self.count(name).map(|seconds| Duration::from_secs(seconds.into()))
    }
}

fn parse<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

fn count(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err(format!("it is a whole number from 1 to {}, without a unit", u32::MAX)),
        Ok(count) => Ok(count),
    }
}

fn database_url(url: &str) -> Result<String, String> {
    if ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
        return Ok(url.to_owned());
    }
    Err("it is like sqlite:///path/to/file.db or postgres://user:password@host/database".to_owned())
}

fn log_levels(levels: &str) -> Result<String, String> {
    match EnvFilter::try_new(levels) {
        Ok(_) => Ok(levels.to_owned()),
        Err(_) => Err("it is error, warn, info, debug, trace or off, for all or by target, such as \
                       regulars_worker=debug,info"
            .to_owned()),
    }
}

/// The scheme and host of an address, and its port: links are made by writing a path behind them.
fn public_url(url: &str) -> Result<String, String> {
    let origin = url.trim_end_matches('/');
    let uri: Option<actix_web::http::Uri> = origin.parse().ok();
    let is_origin = uri.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.authority().is_some_and(|authority| !authority.as_str().contains('@'))
            && uri.path() == "/"
            && uri.query().is_none()
            && !origin.contains('#')
    });
    if is_origin {
        Ok(origin.to_owned())
    } else {
        Err("it is the address of a host, such as https://regulars.example".to_owned())
    }
}

fn origins(text: &str) -> Result<Vec<Origin>, String> {
    let written = text.split(',').map(str::trim).filter(|origin| !origin.is_empty());
    let parsed = written.map(str::parse).collect::<Result<_, InvalidOrigin>>();
    parsed.map_err(|error| format!("each {error}"))
}

/// So many MiB in bytes.
fn mebibytes(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(1 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, InvalidSetting> {
        Settings::read(|name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn without_settings_it_is_a_file_here_and_the_loopback_address() {
        let settings = read(&[]).unwrap();
        assert!(settings.is_embedded());
        assert_eq!(settings.bind.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.usual_public_url(), "http://127.0.0.1:8080");
    }

    #[test]
    fn the_public_address_is_one_that_links_can_begin_with() {
        for url in ["https://regulars.example", "http://127.0.0.1:8080/", "https://regulars.example:8443"] {
            let settings = read(&[("REGULARS_PUBLIC_URL", url)]).unwrap();
            assert_eq!(settings.public_url.as_deref(), Some(url.trim_end_matches('/')));
        }
        for url in [
            "notaurl",
            "regulars.example",
            "ftp://regulars.example",
            "https://",
            "https://a.example/path",
            "https://a.example?q",
            "https://user@a.example",
            "https://a.example/#top",
        ] {
            assert!(read(&[("REGULARS_PUBLIC_URL", url)]).is_err(), "{url}");
        }
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (name, value) in [
            ("REGULARS_DATABASE_URL", "mysql://x"),
            ("REGULARS_BIND", "8080"),
            ("REGULARS_RATE_LIMIT", "many"),
            ("REGULARS_RATE_LIMIT", "0"),
            ("REGULARS_DATABASE_CONNECTIONS", "0"),
            ("REGULARS_HEAD_DEADLINE", "0"),
            ("REGULARS_BODY_DEADLINE", "5s"),
            ("REGULARS_LOG", "regulars=loud"),
            ("REGULARS_LOG_FORMAT", "xml"),
            ("REGULARS_SMTP_URL", "mail.example.com"),
            ("REGULARS_SMTP_CONNECTIONS", "0"),
            ("REGULARS_LINK_HOST", "https://news.example"),
            ("REGULARS_DELIVERY_LEASE_SECONDS", "-1"),
            ("REGULARS_TRUSTED_PROXIES", "10.0.0.1, the proxy"),
            ("REGULARS_TRUSTED_PROXIES", "::/0"),
            ("REGULARS_CORS_ORIGINS", "*"),
            ("REGULARS_CORS_ORIGINS", "https://shop.example, https://shop.example/app"),
            ("REGULARS_PAGE_LIMIT", "0"),
            ("REGULARS_CONNECTIONS", "0"),
            ("REGULARS_CONNECTIONS_PER_PEER", "few"),
            ("REGULARS_KEEP_ALIVE", "0"),
        ] {
            assert!(read(&[(name, value)]).unwrap_err().to_string().starts_with(name));
        }
    }

    #[test]
    fn every_setting_of_the_catalogue_is_read_and_no_other() {
        let asked = std::cell::RefCell::new(std::collections::BTreeSet::from(["REGULARS_CONFIG".to_owned()]));
        Settings::read(|name| {
            asked.borrow_mut().insert(name.to_owned());
            None
        })
        .unwrap();
        let known = catalogue::SETTINGS.iter().map(|setting| setting.name.to_owned()).collect();
        assert_eq!(asked.into_inner(), known);
    }
}
