//! The encodings, and what each does to bytes.

use std::io::Write;

use actix_web::web::Bytes;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// RFC 7932.
    Brotli,
    /// RFC 1952.
    Gzip,
}

/// How hard the packer tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For one answer.
    OneAnswer,
    /// For every answer that there will be.
    AllAnswers,
}

/// Bits of the window that brotli looks back over: 256 KiB, so that packing takes little memory.
const WINDOW: i32 = 18;

impl Encoding {
    /// Every encoding, the tightest first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The name in `Accept-Encoding` and `Content-Encoding`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The bytes, packed. None when that fails, which only a lack of memory could cause.
    pub fn encode(self, bytes: &[u8], effort: Effort) -> Option<Bytes> {
        let packed = match self {
            Self::Brotli => brotli(bytes, effort),
            Self::Gzip => gzip(bytes, effort),
        };
        packed.map(Bytes::from).ok()
    }
}

fn brotli(mut bytes: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let quality = match effort {
        Effort::OneAnswer => 4,
        Effort::AllAnswers => 7,
    };
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8], effort: Effort) -> std::io::Result<Vec<u8>> {
    let level = match effort {
        Effort::OneAnswer => Compression::new(4),
        Effort::AllAnswers => Compression::new(7),
    };
    let mut packer = GzEncoder::new(Vec::new(), level);
    packer.write_all(bytes)?;
    packer.finish()
}
