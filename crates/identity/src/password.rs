//! Passwords: taken once, hashed with Argon2id, never printed.

use std::sync::Arc;

use argon2::password_hash::phc::{Output, ParamsString, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, Version};
use regulars_kernel::Environment;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::hashing_memory::HashingMemory;

/// A password as a person typed it, in the form of the profile OpaqueString of RFC 8265: keyboards that compose letters in
/// different ways write the same one.
#[derive(Clone, Debug)]
pub struct Password(SecretString);

/// The text cannot be a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 10 to 256 characters long")]
pub struct InvalidPassword;

impl Password {
    /// The fewest characters of a new password.
    pub const MIN_LENGTH: usize = 10;
    /// The most characters, so that hashing has a bound.
    pub const MAX_LENGTH: usize = 256;

    /// Takes a new password, which must be long enough.
    pub fn new(text: String) -> Result<Self, InvalidPassword> {
        let text = opaque_string(&text);
        let length = text.chars().count();
        if (Self::MIN_LENGTH..=Self::MAX_LENGTH).contains(&length) {
            Ok(Self(SecretString::from(text)))
        } else {
            Err(InvalidPassword)
        }
    }

    /// Takes a password that is only to be compared. One that is too long can never be right.
    pub fn presented(text: String) -> Result<Self, InvalidPassword> {
        if text.len() <= Self::MAX_LENGTH * 4 {
            Ok(Self(SecretString::from(opaque_string(&text))))
        } else {
            Err(InvalidPassword)
        }
    }
}

/// The text in NFC, with a plain space for every other kind of space (RFC 8265, section 4.2.1).
fn opaque_string(text: &str) -> String {
    let plain = |letter: char| if letter.is_whitespace() && !letter.is_ascii() { ' ' } else { letter };
    text.chars().map(plain).nfc().collect()
}

/// The Argon2id hash of a password, in PHC string form.
#[derive(Clone)]
pub struct PasswordHash(pub String);

/// Hashes and compares passwords off the request threads, few at a time, because each takes 19 MiB and tens of
/// milliseconds (OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, two passes, one lane). The memory goes from one
/// hash to the next and back to the system when nobody waits.
#[derive(Clone)]
pub struct PasswordHasher {
    turns: Arc<Semaphore>,
    memory: Arc<HashingMemory>,
}

impl PasswordHasher {
    /// A hasher that does at most `parallel` hashes at a time.
    pub fn new(parallel: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(parallel)), memory: Arc::default() }
    }

    /// Hashes a new password under a random salt.
    pub async fn hash(&self, environment: &Environment, password: Password) -> Option<PasswordHash> {
        let salt: [u8; 16] = environment.random_bytes();
        self.off_thread(move |memory| {
            let (params, salt) = (params()?, Salt::new(&salt).ok()?);
            let hashed = argon2::PasswordHash {
                algorithm: Algorithm::Argon2id.ident(),
                version: Some(Version::V0x13.into()),
                params: ParamsString::try_from(&params).ok()?,
                salt: Some(salt),
                hash: Some(compute(memory, params, Version::V0x13, &password, &salt)?),
            };
            Some(PasswordHash(hashed.to_string()))
        })
        .await
        .flatten()
    }

    /// Whether `password` is the one that `hash` was made of. Without a hash it takes as long and is false, so that an
    /// answer's time does not tell whether an account exists.
    pub async fn verify(&self, hash: Option<PasswordHash>, password: Password) -> bool {
        self.off_thread(move |memory| {
            let known = hash.is_some();
            let hash = hash.map_or_else(|| NOBODY.to_owned(), |hash| hash.0);
            known & fits(memory, &hash, &password).unwrap_or(false)
        })
        .await
        .unwrap_or(false)
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&HashingMemory) -> T + Send + 'static,
    ) -> Option<T> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.ok()?;
        let memory = Arc::clone(&self.memory);
        tokio::task::spawn_blocking(move || {
            let answer = work(&memory);
            drop(turn);
            answer
        })
        .await
        .ok()
    }
}

/// Whether a stored hash was made of the password, compared in constant time.
fn fits(memory: &HashingMemory, hash: &str, password: &Password) -> Option<bool> {
    let hash = argon2::PasswordHash::new(hash).ok().filter(|hash| hash.algorithm == ARGON2ID_IDENT)?;
    let version = hash.version.map_or(Some(Version::default()), |version| Version::try_from(version).ok())?;
    let (params, salt, known) = (Params::try_from(&hash).ok()?, hash.salt?, hash.hash?);
    Some(compute(memory, params, version, password, &salt)? == known)
}

fn compute(
    memory: &HashingMemory,
    params: Params,
    version: Version,
    password: &Password,
    salt: &Salt,
) -> Option<Output> {
    let blocks = params.block_count();
    let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let argon2 = Argon2::new(Algorithm::Argon2id, version, params);
    let password = password.0.expose_secret().as_bytes();
    let mut output = [0; Output::MAX_LENGTH];
    let output = output.get_mut(..length)?;
    memory
        .lend(blocks, |blocks| argon2.hash_password_into_with_memory(password, salt, output, blocks))
        .ok()?;
    Output::new(output).ok()
}

/// A hash of the same cost whose password nobody knows.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn params() -> Option<Params> {
    Params::new(19_456, 2, 1, None).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_fits_its_own_password_only() {
        let hasher = PasswordHasher::new(1);
        let password = |text: &str| Password::presented(text.to_owned()).unwrap();
        let hash = hasher.hash(&Environment::system(), password("correct horse")).await.unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(hasher.verify(Some(hash.clone()), password("correct horse")).await);
        assert!(!hasher.verify(Some(hash), password("battery staple")).await);
        assert!(!hasher.verify(None, password("battery staple")).await);
    }

    #[tokio::test]
    async fn a_keyboard_that_composes_letters_writes_the_same_password() {
        let hasher = PasswordHasher::new(1);
        let composed = Password::new("lozinka čćšž".to_owned()).unwrap();
        let hash = hasher.hash(&Environment::system(), composed).await;
        let decomposed = "lozinka\u{a0}c\u{30c}c\u{301}s\u{30c}z\u{30c}".to_owned();
        assert!(hasher.verify(hash, Password::presented(decomposed).unwrap()).await);
    }

    #[tokio::test]
    async fn a_hash_that_the_library_made_fits() {
        use argon2::PasswordHasher as _;
        let made = Argon2::new(Algorithm::Argon2id, Version::V0x13, params().unwrap());
        let hash = made.hash_password_with_salt(b"correct horse", b"a-fixed-salt-here").unwrap();
        let hash = Some(PasswordHash(hash.to_string()));
        let password = |text: &str| Password::presented(text.to_owned()).unwrap();
        let hasher = PasswordHasher::new(1);
        assert!(hasher.verify(hash.clone(), password("correct horse")).await);
        assert!(!hasher.verify(hash, password("correct horsf")).await);
    }

    #[tokio::test]
    async fn many_hashes_take_the_memory_of_those_at_work() {
        let hasher = PasswordHasher::new(2);
        let password = || Password::presented("battery staple".to_owned()).unwrap();
        let all: Vec<_> = (0..6)
            .map(|_| {
                let hasher = hasher.clone();
                tokio::spawn(async move { hasher.verify(None, password()).await })
            })
            .collect();
        for one in all {
            assert!(!one.await.unwrap());
        }
        assert!(hasher.memory.most_lent() <= 2);
        assert_eq!(hasher.memory.kept(), 0, "nobody hashes any more");
    }

    #[test]
    fn a_new_password_has_a_length() {
        assert!(Password::new("a".repeat(9)).is_err());
        assert!(Password::new("a".repeat(257)).is_err());
        assert!(!format!("{:?}", Password::new("a".repeat(10)).unwrap()).contains("aaa"));
    }
}
