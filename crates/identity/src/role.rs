//! Roles.

use std::fmt;
use std::str::FromStr;

/// What a caller is to the platform or to a merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Runs the platform: creates merchants, sells quota packs. Sees no customer data.
    Operator,
    /// Owns a merchant: may do everything in it.
    Owner,
    /// Manages customers, stores, newsletters and loyalty.
    Manager,
    /// Makes newsletters and segments.
    Marketer,
    /// Serves customers at the till.
    Cashier,
    /// Reads figures.
    Analyst,
    /// A paired till or terminal.
    Terminal,
    /// Another program, with a key of limited scopes.
    Integrator,
}

/// The text is not a role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of operator, owner, manager, marketer, cashier, analyst, terminal, integrator")]
pub struct InvalidRole;

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Operator,
        Self::Owner,
        Self::Manager,
        Self::Marketer,
        Self::Cashier,
        Self::Analyst,
        Self::Terminal,
        Self::Integrator,
    ];

    /// The role's name in the API and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Marketer => "marketer",
            Self::Cashier => "cashier",
            Self::Analyst => "analyst",
            Self::Terminal => "terminal",
            Self::Integrator => "integrator",
        }
    }

    /// Whether a person of a merchant's staff can have the role.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Owner | Self::Manager | Self::Marketer | Self::Cashier | Self::Analyst)
    }
}

impl FromStr for Role {
    type Err = InvalidRole;

    fn from_str(text: &str) -> Result<Self, InvalidRole> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or(InvalidRole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
