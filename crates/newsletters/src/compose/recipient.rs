//! Who receives a message.

use std::collections::BTreeMap;

use regulars_kernel::{Email, Gender, Names, Personal};

use crate::compose::merge::{MergeAttribute, MergeValue};

/// What a newsletter may know about the person it is sent to.
#[derive(Clone, Debug, Default)]
pub struct Recipient {
    /// How the person is addressed.
    pub gender: Option<Gender>,
    /// What the person is called. The vocative is that of the family name, or of the given name where there is no family
    /// name.
    pub names: Names<Option<Personal<String>>>,
    /// The address.
    pub email: Option<Email>,
    /// The custom attributes that the person has, of those that the newsletter names at least.
    pub attributes: BTreeMap<MergeAttribute, MergeValue>,
}
