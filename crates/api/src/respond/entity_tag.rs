//! Entity tags (RFC 9110, section 8.8.3). A packed body is another representation of the same state: its tag is that of the
//! state with the name of the encoding behind it, and names the same state.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use crate::encodings::Encoding;

/// The strong tag of these bytes.
pub fn tag_of(bytes: &[u8]) -> String {
    format!("\"{}\"", BASE64URL_NOPAD.encode(&Sha256::digest(bytes)[..12]))
}

/// The tag of the same state when it is packed.
pub fn tag_of_encoded(tag: &str, encoding: Encoding) -> String {
    format!("{}.{}\"", tag.strip_suffix('"').unwrap_or(tag), encoding.name())
}

/// Whether the list of tags in `If-Match` names that state. A weak tag names none.
pub fn names_state(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|named| named == "*" || is_of_state(named, tag))
}

/// Whether the list of tags in `If-None-Match` names that state, strongly or weakly.
pub fn names_state_weakly(list: &str, tag: &str) -> bool {
    let mut named = list.split(',').map(str::trim);
    named.any(|named| named == "*" || is_of_state(named.strip_prefix("W/").unwrap_or(named), tag))
}

/// Whether two tags name one state, whichever way each of them is packed.
fn is_of_state(named: &str, tag: &str) -> bool {
    named.len() > 2 && bare(named) == bare(tag)
}

fn bare(tag: &str) -> &str {
    let tag = tag.trim_matches('"');
    let packed =
        Encoding::ALL.into_iter().find_map(|encoding| tag.strip_suffix(encoding.name())?.strip_suffix('.'));
    packed.unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_named_by_the_tag_of_each_of_its_representations() {
        let tag = tag_of(b"state");
        let packed = tag_of_encoded(&tag, Encoding::Brotli);
        assert_ne!(tag, packed);
        for list in [tag.clone(), packed.clone(), format!("\"other\", {packed}"), "*".to_owned()] {
            assert!(names_state(&list, &tag) && names_state_weakly(&list, &tag), "{list}");
            assert!(names_state(&list, &packed), "{list}");
        }
        assert!(names_state_weakly(&format!("W/{packed}"), &tag) && !names_state(&format!("W/{tag}"), &tag));
        for list in ["", "\"\"", "\"other\"", "\".br\""] {
            assert!(!names_state(list, &tag) && !names_state_weakly(list, &tag), "{list}");
        }
    }
}
