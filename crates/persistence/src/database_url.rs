//! Reads the address of the database before a library does: theirs repeat in their errors what they could not read, and
//! there is a password in it.

use regulars_kernel::StoreError;
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::SqliteConnectOptions;

/// The parameters that an address of PostgreSQL may have. The driver logs others with their values and ignores them.
const PARAMETERS: [&str; 18] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

/// Fails on an address that cannot be read, in words that repeat nothing of it.
pub fn check_url(url: &str) -> Result<(), StoreError> {
    let is_read = if url.starts_with("sqlite:") {
        url.parse::<SqliteConnectOptions>().is_ok()
    } else {
        ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme))
            && has_known_parameters(url)
            && url.parse::<PgConnectOptions>().is_ok()
    };
    if is_read {
        return Ok(());
    }
    Err(StoreError::Failed(
        "its address cannot be read: it is like sqlite:///path/to/file.db or postgres://user:password@host/database, \
         with special characters written as %40 and the like"
            .into(),
    ))
}

fn has_known_parameters(url: &str) -> bool {
    let Some((_, query)) = url.split_once('?') else { return true };
    query.split('&').filter(|pair| !pair.is_empty()).all(|pair| {
        let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
        PARAMETERS.contains(&name) || (name.starts_with("options[") && name.ends_with(']'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_cannot_be_read_is_not_repeated() {
        for url in [
            "postgres://regulars:c4nary@host:notaport/db",
            "postgres://regulars:c4nary/x@host/db",
            "postgres://regulars:c4n?ary@host/db",
            "postgres://regulars:%ffc4nary@host/db",
            "postgres://regulars@host/db?pasword=c4nary",
            "postgres://regulars@host/db?sslmode=c4nary",
            "postgres:c4nary",
            "postgresql:/c4nary",
            "mysql://root:c4nary@host/db",
            "sqlite://file.db?mode=c4nary",
            "sqlite://file.db?key=c4nary",
            "c4nary",
        ] {
            let error = check_url(url).unwrap_err().to_string();
            assert!(!error.contains("c4n") && !error.contains("ary@"), "{url}: {error}");
        }
    }

    #[test]
    fn usual_addresses_are_read() {
        for url in [
            "sqlite:regulars.db",
            "sqlite:///var/lib/regulars.db?mode=ro",
            "postgres://regulars:p%40ss@host:5432/db?sslmode=require&application_name=x",
            "postgresql:///db?host=/var/run/postgresql",
        ] {
            check_url(url).unwrap();
        }
    }
}
