//! Access tokens: short JWTs signed with Ed25519 (RFC 7519, RFC 8037), and the keys that verify them.

use chrono::Duration;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use ed25519_dalek::SigningKey;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use regulars_identity::{ClientAccess, Role, SignedIn, User};
use regulars_kernel::{ApiKeyId, Instant, MerchantId, SessionId, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Secrets;

/// Issues and verifies access tokens. One algorithm, a key id in every token.
pub struct AccessTokens {
    issuer: String,
    keys: Vec<Key>,
}

struct Key {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
    public: String,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    /// The session of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<Uuid>,
    /// The key of a program, which has no session; `scope` is what of it the token is good for (RFC 9068, section 2.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant: Option<Uuid>,
    role: String,
    iat: i64,
    exp: i64,
}

/// Whose a valid token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenHolder {
    /// A person's who signed in.
    Person { user: UserId, session: SessionId },
    /// A program's that showed its key.
    Program { key: ApiKeyId, merchant: MerchantId, scopes: Vec<String> },
}

/// A token, and the seconds until it ends.
pub struct IssuedToken {
    pub token: String,
    pub seconds: i64,
}

/// Why an access token does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// It was not signed here, or not for this use.
    #[error("the access token is not valid")]
    NotOurs,
    /// It was, and has ended.
    #[error("the access token has expired")]
    Expired,
}

/// A public key of the key set (RFC 8037).
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct PublicKey {
    /// Key type.
    #[schema(example = "OKP")]
    pub kty: String,
    /// Curve.
    #[schema(example = "Ed25519")]
    pub crv: String,
    /// What the key is for.
    #[serde(rename = "use")]
    #[schema(example = "sig")]
    pub usage: String,
    /// Algorithm.
    #[schema(example = "EdDSA")]
    pub alg: String,
    /// Key id, as in a token's header.
    #[schema(example = "3f2a9c1e5b7d8f60")]
    pub kid: String,
    /// The public key in base64url.
    #[schema(example = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")]
    pub x: String,
}

/// The DER of a PKCS #8 key up to its 32 bytes, the same for every Ed25519 key (RFC 8410, section 7).
const PKCS8_PREFIX: &[u8] =
    &[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

const AUDIENCE: &str = "regulars-api";

impl AccessTokens {
    /// How long a token holds.
    pub const LIFETIME: Duration = Duration::minutes(10);

    /// The tokens of a program that is reached under `public_url`.
    pub fn new(secrets: &Secrets, public_url: &str) -> Self {
        let keys =
            secrets.derive("regulars/access-token/ed25519").iter().filter_map(Key::from_seed).collect();
        Self { issuer: public_url.to_owned(), keys }
    }

    /// A token for a session. None when no key can sign, which a checked secret file rules out.
    pub fn issue(&self, signed_in: &SignedIn, now: Instant) -> Option<IssuedToken> {
        let SignedIn { user: User { id, merchant, role, .. }, session, .. } = signed_in;
        self.sign(Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: id.value(),
            sid: Some(session.id.value()),
            client_id: None,
            scope: None,
            merchant: merchant.map(MerchantId::value),
            role: role.name().to_owned(),
            iat: now.timestamp(),
            exp: (now + Self::LIFETIME).timestamp(),
        })
    }

    /// A token for a program's key, which ends no later than the key. None as for [`Self::issue`].
    pub fn issue_to_program(
        &self,
        access: &ClientAccess,
        merchant: MerchantId,
        now: Instant,
    ) -> Option<IssuedToken> {
        let ClientAccess { key, scopes } = access;
        let ends_at =
            key.expires_at.map_or(now + Self::LIFETIME, |ends_at| ends_at.min(now + Self::LIFETIME));
        self.sign(Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: key.id.value(),
            sid: None,
            client_id: Some(key.id.value()),
            scope: Some(scopes.join(" ")),
            merchant: Some(merchant.value()),
            role: key.role.name().to_owned(),
            iat: now.timestamp(),
            exp: ends_at.timestamp(),
        })
    }

    fn sign(&self, claims: Claims) -> Option<IssuedToken> {
        let key = self.keys.first()?;
        let header = Header { kid: Some(key.id.clone()), ..Header::new(Algorithm::EdDSA) };
        let token = jsonwebtoken::encode(&header, &claims, &key.encoding).ok()?;
        Some(IssuedToken { token, seconds: claims.exp - claims.iat })
    }

    /// A document as a JWS in compact form (RFC 7515) of a type of its own: it has none of the claims of a token, and is taken
    /// for none. None when no key can sign, as for [`Self::issue`].
    pub fn sign_document(&self, kind: &str, document: &impl Serialize) -> Option<String> {
        let key = self.keys.first()?;
        let header =
            Header { kid: Some(key.id.clone()), typ: Some(kind.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, document, &key.encoding).ok()
    }

    /// What the token says, if it was signed here for this use and has not ended.
    pub fn verify(&self, token: &str, now: Instant) -> Result<TokenHolder, TokenFault> {
        let claims = self.claims_of(token).ok_or(TokenFault::NotOurs)?;
        if now.timestamp() >= claims.exp {
            return Err(TokenFault::Expired);
        }
        // Whoever calls is looked up; a role that does not exist is in no token of ours.
        if claims.role.parse::<Role>().is_err() {
            return Err(TokenFault::NotOurs);
        }
        match claims {
            Claims { sub, sid: Some(session), client_id: None, .. } => {
                Ok(TokenHolder::Person { user: UserId::new(sub), session: SessionId::new(session) })
            }
            Claims {
                sid: None, client_id: Some(key), scope: Some(scope), merchant: Some(merchant), ..
            } => Ok(TokenHolder::Program {
                key: ApiKeyId::new(key),
                merchant: MerchantId::new(merchant),
                scopes: scope.split(' ').map(str::to_owned).collect(),
            }),
            _ => Err(TokenFault::NotOurs),
        }
    }

    /// The claims of a token that was signed here for this use, whether it has ended or not.
    fn claims_of(&self, token: &str) -> Option<Claims> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let kid = header.kid?;
        let key = self.keys.iter().find(|key| key.id == kid)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The expiry is held against the injected clock.
        validation.validate_exp = false;
        Some(jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation).ok()?.claims)
    }

    /// The public keys, for others who want to verify tokens.
    pub fn public_keys(&self) -> Vec<PublicKey> {
        self.keys
            .iter()
            .map(|key| PublicKey {
                kty: "OKP".to_owned(),
                crv: "Ed25519".to_owned(),
                usage: "sig".to_owned(),
                alg: "EdDSA".to_owned(),
                kid: key.id.clone(),
                x: key.public.clone(),
            })
            .collect()
    }
}

impl Key {
    fn from_seed(seed: &[u8; 32]) -> Option<Self> {
        let signing = SigningKey::from_bytes(seed);
        let verifying = signing.verifying_key();
        let public = BASE64URL_NOPAD.encode(verifying.as_bytes());
        Some(Self {
            id: HEXLOWER.encode(&Sha256::digest(verifying.as_bytes())[..8]),
            encoding: EncodingKey::from_ed_der(&[PKCS8_PREFIX, seed].concat()),
            decoding: DecodingKey::from_ed_components(&public).ok()?,
            public,
        })
    }
}
