//! The secrets that everything else is derived from.

use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use regulars_consent::{LinkKeys, SealingKeys};
use regulars_identity::KeyFingerprint;
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

/// Root secrets of 256 bits, the newest first. What is signed with an older one still verifies, so that a secret can be
/// replaced without signing anybody out.
#[derive(Clone)]
pub struct Secrets {
    roots: Vec<SecretSlice<u8>>,
}

impl Secrets {
    /// Reads secrets of 64 hexadecimal digits, one a line, the newest first. None when a line is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let roots: Vec<SecretSlice<u8>> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| {
                let root = HEXLOWER.decode(line.as_bytes()).ok().filter(|root| root.len() == 32)?;
                Some(SecretSlice::from(root))
            })
            .collect::<Option<_>>()?;
        if roots.is_empty() { None } else { Some(Self { roots }) }
    }

    /// Writes a fresh secret as a line that [`Self::parse`] reads.
    pub fn line(root: &[u8; 32]) -> String {
        HEXLOWER.encode(root)
    }

    /// What tells each secret from others, the newest first, and does not lead to it.
    pub fn fingerprints(&self) -> Vec<KeyFingerprint> {
        self.derive("regulars/key-fingerprint").iter().map(|key| KeyFingerprint(key[..16].to_vec())).collect()
    }

    /// The secret of the demo terminal's key.
    pub fn demo_terminal_secret(&self) -> [u8; 32] {
        self.derive("regulars/demo/terminal-key").last().copied().unwrap_or_default()
    }

    /// The keys that sign links.
    pub fn link_keys(&self) -> LinkKeys {
        let keys = self.derive("regulars/links");
        let (newest, older) = keys.split_first().map_or((&[0; 32], [].as_slice()), |split| split);
        older.iter().fold(LinkKeys::new(newest), |keys, older| keys.with_older(older))
    }

    /// The keys that seal the customers' keys.
    pub fn sealing_keys(&self) -> SealingKeys {
        let keys = self.derive("regulars/sealing");
        let (newest, older) = keys.split_first().map_or((&[0; 32], [].as_slice()), |split| split);
        older.iter().fold(SealingKeys::new(newest), |keys, older| keys.with_older(older))
    }

    /// A key of 256 bits for one purpose, derived from each root (HKDF-SHA256, RFC 5869), the newest first.
    pub(crate) fn derive(&self, purpose: &str) -> Vec<[u8; 32]> {
        self.roots
            .iter()
            .filter_map(|root| {
                let mut key = [0; 32];
                Hkdf::<Sha256>::new(None, root.expose_secret()).expand(purpose.as_bytes(), &mut key).ok()?;
                Some(key)
            })
            .collect()
    }
}
