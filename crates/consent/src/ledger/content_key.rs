//! Seals the content of files with a key for each.

use regulars_kernel::{Environment, FileContent, SealedContent, StoreError};

use crate::ledger::key_material::DerivedKey;
use crate::ledger::sealing::{DoesNotOpen, open, seal};

/// What the keys are derived for.
const USAGE: &str = "regulars file content v1";

/// Seals the content of a file with a new key. It opens wherever that key is known, so the key is to be sealed with the id of the file.
pub fn seal_content(environment: &Environment, content: &FileContent) -> Result<SealedContent, StoreError> {
    let secret: [u8; 32] = environment.random_bytes();
    let sealed = seal(&DerivedKey::new(USAGE, &secret), environment, &[], content.bytes());
    let sealed = sealed.map_err(|error| StoreError::Defect(error.into()))?;
    Ok(SealedContent::new(content, sealed, secret))
}

/// Opens what [`seal_content`] sealed.
pub fn open_content(key: &[u8], sealed: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    open(&DerivedKey::new(USAGE, key), &[], sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_opens_with_its_own_key_only() {
        let environment = Environment::system();
        let name = "order.txt".parse().unwrap();
        let content = FileContent::new(&name, b"three cakes".to_vec()).unwrap();
        let (one, other) =
            (seal_content(&environment, &content).unwrap(), seal_content(&environment, &content).unwrap());
        assert_eq!(open_content(one.key(), one.sealed()).unwrap(), content.bytes());
        assert_eq!(open_content(other.key(), one.sealed()), Err(DoesNotOpen));
        assert!(!one.sealed().windows(5).any(|part| part == b"cakes"));
        assert_eq!((one.size(), one.kind()), (content.size(), content.kind()));
    }
}
