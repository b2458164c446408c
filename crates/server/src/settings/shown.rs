//! Settings as they may be seen: no password is in what is printed here.

use url::Url;

use super::Settings;
use super::catalogue::{SETTINGS, Setting};
use super::invalid::InvalidSetting;
use super::sources::{SettingOrigin, Sources};

/// Stands where a password was.
const HIDDEN: &str = "***";

/// What is in force, one setting a line, each with where it comes from. Settings that cannot be used are refused.
pub fn in_force(sources: &Sources) -> Result<String, InvalidSetting> {
    Settings::read(|name| sources.find(name).map(|(value, _)| value.to_owned()))?;
    let lines: Vec<(String, SettingOrigin)> = SETTINGS.iter().map(|setting| line(setting, sources)).collect();
    let width = lines.iter().map(|(text, _)| text.chars().count()).max().unwrap_or_default();
    Ok(lines.iter().map(|(text, origin)| format!("{text:width$}  # {origin}\n")).collect())
}

fn line(setting: &Setting, sources: &Sources) -> (String, SettingOrigin) {
    let (value, origin) =
        sources.find(setting.name).unwrap_or((setting.default.unwrap_or_default(), SettingOrigin::Default));
    let value = if setting.holds_password { without_password(value) } else { value.to_owned() };
    (format!("{}={value}", setting.name), origin)
}

/// An address without the password in it, or nothing of it where it cannot be told what the password is.
fn without_password(address: &str) -> String {
    if address.is_empty() || address.starts_with("sqlite:") {
        return address.to_owned();
    }
    let Ok(mut url) = Url::parse(address) else { return HIDDEN.to_owned() };
    if url.password().is_some() && url.set_password(Some(HIDDEN)).is_err() {
        return HIDDEN.to_owned();
    }
    if url.query_pairs().any(|(name, _)| name == "password") {
        let others: Vec<_> = url
            .query_pairs()
            .filter(|(name, _)| name != "password")
            .map(|(a, b)| (a.into_owned(), b.into_owned()))
            .collect();
        url.query_pairs_mut().clear().extend_pairs(others).append_pair("password", HIDDEN);
    }
    url.into()
}

/// The database by where it is: its file, or its host and name. Neither the user nor a parameter is told.
pub fn place_of_database(address: &str) -> String {
    if let Some(path) = address.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        return path.split_once('?').map_or(path, |(path, _)| path).to_owned();
    }
    let place = Url::parse(address).ok().and_then(|url| {
        let host = url.host_str().filter(|host| !host.is_empty())?.to_owned();
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        // An @ in the path is the second half of a password that was not written as %40.
        (!url.path().contains('@')).then(|| format!("{host}{port}{}", url.path()))
    });
    place.unwrap_or_else(|| "of REGULARS_DATABASE_URL".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (address, shown) in [
            ("sqlite:///var/lib/regulars.db", "sqlite:///var/lib/regulars.db"),
            ("postgres://a:c4nary@host/db", "postgres://a:***@host/db"),
            ("postgres://a@host/db", "postgres://a@host/db"),
            (
                "postgres://host/db?password=c4nary&sslmode=require",
                "postgres://host/db?sslmode=require&password=***",
            ),
            ("smtp://a:c4nary@mail.example.com:587", "smtp://a:***@mail.example.com:587"),
            ("postgres://a:c4nary", "***"),
            ("c4nary", "***"),
        ] {
            assert_eq!(without_password(address), shown);
        }
    }

    #[test]
    fn a_database_is_named_by_its_place() {
        for (address, place) in [
            ("sqlite://regulars.db", "regulars.db"),
            ("sqlite:///var/lib/regulars.db?mode=ro", "/var/lib/regulars.db"),
            ("postgres://a:c4nary@db.example:5433/regulars?sslmode=require", "db.example:5433/regulars"),
            ("postgres://a:1/c4nary@host/db", "of REGULARS_DATABASE_URL"),
            ("postgres://a:c4nary/x@host/db", "of REGULARS_DATABASE_URL"),
            ("postgresql:///db?host=/run/postgresql", "of REGULARS_DATABASE_URL"),
        ] {
            assert_eq!(place_of_database(address), place, "{address}");
        }
    }
}
