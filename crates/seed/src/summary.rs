//! What a person needs to try the demo.

use std::fmt;

use serde::Serialize;
use uuid::Uuid;

/// The demo in one line of JSON.
#[derive(Clone, Debug, Serialize)]
pub struct DemoSummary {
    /// Where the program is reached.
    pub base_url: String,
    /// The merchant.
    pub merchant: DemoMerchant,
    /// Who can sign in.
    pub accounts: Vec<DemoAccount>,
    /// A paired terminal.
    pub terminal: DemoTerminal,
    /// The page of the messages that the sandbox captured.
    pub mailbox_url: String,
}

/// The demo merchant.
#[derive(Clone, Debug, Serialize)]
pub struct DemoMerchant {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// An account of the demo.
#[derive(Clone, Debug, Serialize)]
pub struct DemoAccount {
    /// Its role.
    pub role: String,
    /// What it signs in with.
    pub email: String,
    /// Its password.
    pub password: String,
}

/// The terminal of the demo.
#[derive(Clone, Debug, Serialize)]
pub struct DemoTerminal {
    /// Its id.
    pub id: Uuid,
    /// Its key.
    pub api_key: String,
}

impl fmt::Display for DemoSummary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Demo merchant: {}", self.merchant.name)?;
        for DemoAccount { role, email, password } in &self.accounts {
            writeln!(formatter, "  {role:<9} {email:<22} {password}")?;
        }
        writeln!(formatter, "  terminal  {}", self.terminal.api_key)?;
        writeln!(formatter, "Swagger UI: {}/docs/", self.base_url)?;
        write!(formatter, "Captured mail: {}", self.mailbox_url)
    }
}
