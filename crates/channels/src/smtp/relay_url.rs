//! A relay as one line of configuration.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use url::Url;

use super::relay::{RelayCredentials, RelaySecurity, SmtpRelay};

/// The text is not the address of a relay. The message never repeats the text, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRelay {
    /// Not a URL, or not of SMTP.
    #[error(
        "must be like smtp://user:password@mail.example.com:587?tls=required or smtps://mail.example.com"
    )]
    Address,
    /// A parameter behind the question mark has no such value.
    #[error("the parameter {0} has no such value")]
    Parameter(&'static str),
    /// Something behind the question mark is no parameter.
    #[error("knows the parameters tls and hello behind the question mark, and no other")]
    UnknownParameter,
    /// A user without a password, or the other way round, or one that is not UTF-8.
    #[error("needs both user and password, or neither; special characters are written as %40 and the like")]
    Credentials,
    /// The password could be made to travel in the clear.
    #[error("a password needs tls=required, or tls=none to let it travel in the clear on purpose")]
    ExposedPassword,
}

impl FromStr for SmtpRelay {
    type Err = InvalidRelay;

    /// Reads `smtp://user:password@host:port?tls=required|opportunistic|none&hello=name`, or `smtps://…` for TLS from
    /// the first byte. The port is 25 (465 for `smtps`) unless given; `tls` is `required` with a password and
    /// `opportunistic` without.
    fn from_str(text: &str) -> Result<Self, InvalidRelay> {
        let url = Url::parse(text.trim()).or(Err(InvalidRelay::Address))?;
        let (implicit, usual_port) = match url.scheme() {
            "smtp" => (false, 25),
            "smtps" => (true, 465),
            _ => return Err(InvalidRelay::Address),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(InvalidRelay::Address);
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(InvalidRelay::Address)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let credentials = credentials_of(&url)?;

        let mut security = match (implicit, credentials.is_some()) {
            (true, _) => RelaySecurity::Implicit,
            (false, true) => RelaySecurity::Required,
            (false, false) => RelaySecurity::Opportunistic,
        };
        let mut hello_name = None;
        for (name, value) in url.query_pairs() {
            match (name.as_ref(), value.as_ref()) {
                ("tls", "required") if implicit => {}
                ("tls", "required") => security = RelaySecurity::Required,
                ("tls", "opportunistic") if !implicit => security = RelaySecurity::Opportunistic,
                ("tls", "none") if !implicit => security = RelaySecurity::None,
                ("hello", value) if is_hello_name(value) => hello_name = Some(value.to_owned()),
                ("tls", _) => return Err(InvalidRelay::Parameter("tls")),
                ("hello", _) => return Err(InvalidRelay::Parameter("hello")),
                _ => return Err(InvalidRelay::UnknownParameter),
            }
        }
        if credentials.is_some() && security == RelaySecurity::Opportunistic {
            return Err(InvalidRelay::ExposedPassword);
        }

        let mut relay = Self::new(host, url.port().unwrap_or(usual_port), security);
        relay.credentials = credentials;
        if let Some(name) = hello_name {
            relay.hello_name = name;
        }
        Ok(relay)
    }
}

fn credentials_of(url: &Url) -> Result<Option<RelayCredentials>, InvalidRelay> {
    let decode = |text| {
        let text = percent_decode_str(text).decode_utf8().or(Err(InvalidRelay::Credentials))?;
        if text.is_empty() || text.contains('\0') {
            Err(InvalidRelay::Credentials)
        } else {
            Ok(text.into_owned())
        }
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) => Ok(Some(RelayCredentials {
            user: decode(user)?,
            password: SecretString::from(decode(password)?),
        })),
        _ => Err(InvalidRelay::Credentials),
    }
}

fn is_hello_name(name: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter);
    (1..=255).contains(&name.len()) && name.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_full_address_is_read() {
        let relay: SmtpRelay =
            "smtp://ana%40example.com:p%2Fss@mail.example.com:587?tls=required&hello=out.example.com"
                .parse()
                .unwrap();
        assert_eq!((relay.host.as_str(), relay.port), ("mail.example.com", 587));
        assert_eq!(relay.security, RelaySecurity::Required);
        assert_eq!(relay.hello_name, "out.example.com");
        let credentials = relay.credentials.unwrap();
        assert_eq!(credentials.user, "ana@example.com");
        assert_eq!(credentials.password.expose_secret(), "p/ss");
    }

    #[test]
    fn what_is_left_out_has_the_safe_default() {
        for (text, port, security) in [
            ("smtp://localhost", 25, RelaySecurity::Opportunistic),
            ("smtp://127.0.0.1:2525/?tls=none", 2525, RelaySecurity::None),
            ("smtp://a:b@mail.example.com", 25, RelaySecurity::Required),
            ("smtps://a:b@mail.example.com", 465, RelaySecurity::Implicit),
            ("smtps://[::1]:4650?tls=required", 4650, RelaySecurity::Implicit),
        ] {
            let relay: SmtpRelay = text.parse().unwrap();
            assert_eq!((relay.port, relay.security), (port, security), "{text}");
        }
        assert_eq!("smtp://[::1]".parse::<SmtpRelay>().unwrap().host, "::1");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (text, error) in [
            ("", InvalidRelay::Address),
            ("mail.example.com", InvalidRelay::Address),
            ("http://mail.example.com", InvalidRelay::Address),
            ("smtp://", InvalidRelay::Address),
            ("smtp://mail.example.com/path", InvalidRelay::Address),
            ("smtp://a@mail.example.com", InvalidRelay::Credentials),
            ("smtp://:b@mail.example.com", InvalidRelay::Credentials),
            ("smtp://a:b@mail.example.com?tls=opportunistic", InvalidRelay::ExposedPassword),
            ("smtp://mail.example.com?tls=maybe", InvalidRelay::Parameter("tls")),
            ("smtps://mail.example.com?tls=none", InvalidRelay::Parameter("tls")),
            ("smtp://mail.example.com?hello=a%0d%0ab", InvalidRelay::Parameter("hello")),
            ("smtp://mail.example.com?colour=red", InvalidRelay::UnknownParameter),
        ] {
            assert_eq!(text.parse::<SmtpRelay>().unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn the_password_never_prints_itself() {
        let relay: SmtpRelay = "smtp://ana:canary@mail.example.com".parse().unwrap();
        assert!(!format!("{relay:?} {:?}", relay.credentials).contains("canary"));
    }
}
