//! What a program needs to measure on the data.

use regulars_identity::Merchant;
use serde::Serialize;

use crate::summary::{DemoAccount, DemoMerchant, DemoTerminal};

/// The loaded data in one line of JSON.
#[derive(Clone, Debug, Serialize)]
pub struct LoadSummary {
    /// Where the program is reached.
    pub base_url: String,
    /// The merchant.
    pub merchant: DemoMerchant,
    /// Who can sign in. The password is random and told here only.
    pub accounts: Vec<DemoAccount>,
    /// A paired terminal. Its key is random and told here only.
    pub terminal: DemoTerminal,
    /// How many cards there are: those that the platform's range begins with.
    pub cards: u32,
}

impl From<Merchant> for DemoMerchant {
    fn from(merchant: Merchant) -> Self {
        Self { id: merchant.id.value(), name: merchant.name.as_str().to_owned() }
    }
}
