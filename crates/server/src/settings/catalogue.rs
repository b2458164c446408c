//! Every setting by its name: what it is without being set, and whether it holds a secret. The table of the README is held
//! against this one.

/// What every name begins with in the environment. In the file it is left out and the rest is in lower case.
pub const PREFIX: &str = "REGULARS_";

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the environment.
    pub name: &'static str,
    /// What is in force without it; none where the program then decides by what it finds.
    pub default: Option<&'static str>,
    /// Whether its value is an address that may hold a password.
    pub holds_password: bool,
}

const fn setting(name: &'static str, default: Option<&'static str>) -> Setting {
    Setting { name, default, holds_password: false }
}

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    setting("REGULARS_CONFIG", None),
    Setting { name: "REGULARS_DATABASE_URL", default: Some("sqlite://regulars.db"), holds_password: true },
    setting("REGULARS_DATABASE_CONNECTIONS", Some("16")),
    setting("REGULARS_READ_DEADLINE", Some("15")),
    setting("REGULARS_BIND", Some("127.0.0.1:8080")),
    setting("REGULARS_PUBLIC_URL", None),
    setting("REGULARS_LINK_HOST", None),
    setting("REGULARS_MAIL_DROP_DOMAIN", None),
    setting("REGULARS_MAILBOX_NETWORKS", None),
    setting("REGULARS_MAILBOX_AUTHORITIES", None),
    setting("REGULARS_SECRET_FILE", Some("regulars.secret")),
    Setting { name: "REGULARS_SMTP_URL", default: None, holds_password: true },
    setting("REGULARS_SMTP_CONNECTIONS", Some("20")),
    setting("REGULARS_DELIVERY_LEASE_SECONDS", Some("60")),
    setting("REGULARS_RATE_LIMIT", Some("100")),
    setting("REGULARS_PAGE_LIMIT", Some("100")),
    setting("REGULARS_CORS_ORIGINS", None),
    setting("REGULARS_TRUSTED_PROXIES", None),
    setting("REGULARS_CONNECTIONS", None),
    setting("REGULARS_CONNECTIONS_PER_PEER", None),
    setting("REGULARS_HEAD_DEADLINE", Some("5")),
    setting("REGULARS_BODY_DEADLINE", Some("15")),
    setting("REGULARS_IMPORT_LIMIT", Some("64")),
    setting("REGULARS_RESPONSE_DEADLINE", Some("30")),
    setting("REGULARS_KEEP_ALIVE", Some("30")),
    setting("REGULARS_LOG", Some("info")),
    setting("REGULARS_LOG_FORMAT", None),
];

/// The setting of that name.
pub fn find(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}

/// The name that was most likely meant by one that is none.
pub fn nearest(name: &str) -> Option<&'static str> {
    let likeness =
        |known: &str| strsim::jaro_winkler(known.trim_start_matches(PREFIX), name.trim_start_matches(PREFIX));
    let likest = SETTINGS.iter().map(|setting| (likeness(setting.name), setting.name));
    let (likeness, name) = likest.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (likeness > 0.75).then_some(name)
}

/// The name in the environment of a name in the file.
pub fn name_of_key(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase())
}

/// The name in the file of a name in the environment.
pub fn key_of_name(name: &str) -> String {
    name.trim_start_matches(PREFIX).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_leads_to_the_one_that_was_meant() {
        for (mistyped, meant) in [
            ("REGULARS_RATELIMIT", Some("REGULARS_RATE_LIMIT")),
            ("REGULARS_RATE_LIMITS", Some("REGULARS_RATE_LIMIT")),
            ("REGULARS_DATABASEURL", Some("REGULARS_DATABASE_URL")),
            ("REGULARS_PUBLICURL", Some("REGULARS_PUBLIC_URL")),
            ("REGULARS_SMPT_URL", Some("REGULARS_SMTP_URL")),
            ("REGULARS_KEEPALIVE", Some("REGULARS_KEEP_ALIVE")),
            ("REGULARS_XYZZY", None),
        ] {
            assert_eq!(nearest(mistyped), meant, "{mistyped}");
        }
    }

    #[test]
    fn a_name_in_the_file_is_the_rest_in_lower_case() {
        for setting in SETTINGS {
            assert_eq!(name_of_key(&key_of_name(setting.name)), setting.name);
        }
    }
}
