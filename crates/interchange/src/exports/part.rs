//! A file that is written in parts: as many rows at a time as a worker takes.

/// Some rows of a file, compressed by themselves.
#[derive(Clone, PartialEq, Eq)]
pub struct ExportPart {
    /// What is known of it.
    pub outline: PartOutline,
    /// What it holds: raw DEFLATE (RFC 1951) that ends at a whole byte and is not the end.
    pub bytes: Vec<u8>,
}

/// What is known of a part without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartOutline {
    /// Its number, from 0.
    pub number: u32,
    /// The sheet that it belongs to, from 0.
    pub sheet: u32,
    /// How many rows it holds.
    pub rows: u64,
    /// How many bytes it unfolds to.
    pub length: u64,
    /// The CRC-32 of what it unfolds to.
    pub checksum: u32,
    /// How many bytes it has.
    pub kept: u64,
}

/// A part holds personal data.
impl std::fmt::Debug for ExportPart {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("ExportPart").field(&self.outline).finish()
    }
}
