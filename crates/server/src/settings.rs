//! Settings, all from the environment.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use regulars_api::TrustedProxies;
use regulars_channels::SmtpRelay;
use regulars_flows::LinkHosts;
use regulars_identity::{InvalidOrigin, LinkHost, Origin};

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
    pub bind: SocketAddr,
    /// `REGULARS_PUBLIC_URL`: how callers reach the program, without a slash at its end.
    pub public_url: Option<String>,
    /// `REGULARS_LINK_HOST`: the host of links where a merchant has none of its own. Without it they lead to the public URL.
    pub link_host: Option<LinkHost>,
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
    /// `REGULARS_RESPONSE_DEADLINE`: seconds that a client may leave an answer unread, besides one for each 16 KiB of it.
    pub response_deadline: Duration,
    /// `REGULARS_KEEP_ALIVE`: seconds that a connection may wait for its next request.
    pub keep_alive: Duration,
}

/// A setting that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{name} is not valid: {reason}")]
pub struct InvalidSetting {
    name: &'static str,
    reason: String,
}

impl Settings {
    /// Reads the settings from the environment.
    pub fn from_environment() -> Result<Self, InvalidSetting> {
        Self::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Reads the settings through `lookup`.
    pub fn read(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, InvalidSetting> {
        let number = |name: &'static str, default: u32| {
            lookup(name).map_or(Ok(default), |text| {
                text.parse().map_err(|error| InvalidSetting { name, reason: format!("{error}") })
            })
        };
        let at_least_one = |name: &'static str, default: u32| match number(name, default)? {
            0 => Err(InvalidSetting { name, reason: "it is at least 1".to_owned() }),
            count => Ok(count),
        };
        let some = |name: &'static str| match lookup(name) {
            Some(_) => at_least_one(name, 1).map(Some),
            None => Ok(None),
        };
        let seconds = |number: u32| Duration::from_secs(number.into());
        let database_url =
            lookup("REGULARS_DATABASE_URL").unwrap_or_else(|| "sqlite://regulars.db".to_owned());
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database_url.starts_with(scheme)) {
            let reason = "it begins with sqlite: or postgres:".to_owned();
            return Err(InvalidSetting { name: "REGULARS_DATABASE_URL", reason });
        }
        let bind = lookup("REGULARS_BIND").unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let bind = bind
            .parse()
            .map_err(|error| InvalidSetting { name: "REGULARS_BIND", reason: format!("{error}") })?;
        Ok(Self {
            database_url,
            database_connections: number("REGULARS_DATABASE_CONNECTIONS", 16)?,
            read_deadline: Duration::from_secs(at_least_one("REGULARS_READ_DEADLINE", 15)?.into()),
            bind,
            public_url: lookup("REGULARS_PUBLIC_URL").map(|url| public_url(&url)).transpose()?,
            link_host: lookup("REGULARS_LINK_HOST").map(|host| link_host(&host)).transpose()?,
            secret_file: lookup("REGULARS_SECRET_FILE")
                .map_or_else(|| PathBuf::from("regulars.secret"), PathBuf::from),
            requests_per_second: number("REGULARS_RATE_LIMIT", 100)?,
            page_requests_per_second: at_least_one("REGULARS_PAGE_LIMIT", 100)?,
            cors_origins: lookup("REGULARS_CORS_ORIGINS")
                .map_or_else(|| Ok(Vec::new()), |text| origins(&text))?,
            trusted_proxies: lookup("REGULARS_TRUSTED_PROXIES")
                .map_or_else(|| Ok(TrustedProxies::default()), |text| proxies(&text))?,
            connections: some("REGULARS_CONNECTIONS")?,
            connections_per_peer: some("REGULARS_CONNECTIONS_PER_PEER")?,
            smtp_relay: lookup("REGULARS_SMTP_URL").map(|url| relay(&url)).transpose()?,
            smtp_connections: at_least_one("REGULARS_SMTP_CONNECTIONS", 20)?,
            delivery_lease: Duration::from_secs(at_least_one("REGULARS_DELIVERY_LEASE_SECONDS", 60)?.into()),
            head_deadline: seconds(number("REGULARS_HEAD_DEADLINE", 5)?),
            body_deadline: seconds(number("REGULARS_BODY_DEADLINE", 15)?),
            response_deadline: seconds(at_least_one("REGULARS_RESPONSE_DEADLINE", 30)?),
            keep_alive: seconds(at_least_one("REGULARS_KEEP_ALIVE", 30)?),
        })
    }

    /// How callers reach a program that listens at `address`.
    pub fn public_url_at(&self, address: SocketAddr) -> String {
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

/// The scheme and host of an address, and its port: links are made by writing a path behind them.
fn public_url(url: &str) -> Result<String, InvalidSetting> {
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
        let reason = "it is the address of a host, such as https://regulars.example".to_owned();
        Err(InvalidSetting { name: "REGULARS_PUBLIC_URL", reason })
    }
}

fn proxies(text: &str) -> Result<TrustedProxies, InvalidSetting> {
    let name = "REGULARS_TRUSTED_PROXIES";
    text.parse().map_err(|error| InvalidSetting { name, reason: format!("{error}") })
}

fn origins(text: &str) -> Result<Vec<Origin>, InvalidSetting> {
    let written = text.split(',').map(str::trim).filter(|origin| !origin.is_empty());
    let parsed = written.map(str::parse).collect::<Result<_, InvalidOrigin>>();
    parsed.map_err(|error| InvalidSetting { name: "REGULARS_CORS_ORIGINS", reason: format!("each {error}") })
}

fn link_host(host: &str) -> Result<LinkHost, InvalidSetting> {
    host.parse().map_err(|error| InvalidSetting { name: "REGULARS_LINK_HOST", reason: format!("{error}") })
}

fn relay(url: &str) -> Result<SmtpRelay, InvalidSetting> {
    let name = "REGULARS_SMTP_URL";
    url.parse().map_err(|error| InvalidSetting { name, reason: format!("{error}") })
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
        assert_eq!(settings.public_url_at(settings.bind), "http://127.0.0.1:8080");
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
}
