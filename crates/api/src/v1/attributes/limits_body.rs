//! The limits of a custom attribute, as somebody gives them.

use regulars_customers::{AttributeLimits, GivenLimit};
use regulars_kernel::{Change, Label};

use super::body::AttributeLimitBody;
use crate::error::Invalid;
use crate::extract::Patched;

impl From<AttributeLimitBody> for GivenLimit {
    fn from(body: AttributeLimitBody) -> Self {
        match body {
            AttributeLimitBody::Integer(number) => Self::Integer(number),
            AttributeLimitBody::Text(text) => Self::Text(text),
        }
    }
}

/// The limits of a new attribute or of a patch.
pub struct LimitFields {
    pub min_length: Change<u16>,
    pub max_length: Change<u16>,
    pub min: Change<AttributeLimitBody>,
    pub max: Change<AttributeLimitBody>,
    pub decimals: Change<u8>,
    pub options: Change<Vec<String>>,
}

impl LimitFields {
    /// The limits; errors of options are noted at each.
    pub fn check(self, invalid: &mut Invalid) -> AttributeLimits {
        AttributeLimits {
            min_length: self.min_length,
            max_length: self.max_length,
            min: self.min.map(GivenLimit::from),
            max: self.max.map(GivenLimit::from),
            decimals: self.decimals,
            options: self.options.map(|options| check_options(options, invalid)),
        }
    }
}

fn check_options(options: Vec<String>, invalid: &mut Invalid) -> Vec<Label> {
    let mut checked = Vec::with_capacity(options.len());
    for (index, option) in options.into_iter().enumerate() {
        checked.extend(invalid.check(&format!("/options/{index}"), option.parse::<Label>()));
    }
    checked
}

/// A field that is given or left out.
pub fn given<T>(value: Option<T>) -> Change<T> {
    value.map_or(Change::Unchanged, Change::Set)
}

/// A field of a patch.
pub fn patched<T>(value: Patched<T>) -> Change<T> {
    value.0
}
