//! The content of a file, sealed.

use crate::{FileContent, FileKind};

/// The content of a file, sealed with a key of its own before anything is written, so that nobody waits meanwhile: whoever keeps it
/// seals but the key, for whom the file is of.
pub struct SealedContent {
    kind: FileKind,
    size: u64,
    sealed: Vec<u8>,
    key: [u8; 32],
}

impl SealedContent {
    /// That content, as it was sealed with that key.
    pub const fn new(content: &FileContent, sealed: Vec<u8>, key: [u8; 32]) -> Self {
        Self { kind: content.kind(), size: content.size(), sealed, key }
    }

    /// What it is.
    pub const fn kind(&self) -> FileKind {
        self.kind
    }

    /// How many bytes there are.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The sealed bytes.
    pub fn sealed(&self) -> &[u8] {
        &self.sealed
    }

    /// The key that opens them: a secret, which is kept sealed only.
    pub const fn key(&self) -> &[u8; 32] {
        &self.key
    }
}
