//! Definitions of custom attributes.

use regulars_kernel::{AttributeId, AttributeKind, Instant, Label};

use crate::{AttributeKey, AttributeRule};

/// What a merchant has said about an attribute. Its type never changes; everything else does as far as it fits the values
/// that customers have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeDefinition {
    /// Its id, by which filters refer to it.
    pub id: AttributeId,
    /// By which requests name it. Unique within the merchant.
    pub key: AttributeKey,
    /// What people call it.
    pub name: Label,
    /// Which values it takes.
    pub rule: AttributeRule,
    /// Where it stands in forms: those with less come first.
    pub position: u16,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl AttributeDefinition {
    /// The most attributes that a merchant defines.
    pub const MAX_COUNT: usize = 200;
    /// The last place in forms.
    pub const LAST_POSITION: u16 = 9_999;

    /// The type of its values.
    pub const fn kind(&self) -> AttributeKind {
        self.rule.kind()
    }
}
