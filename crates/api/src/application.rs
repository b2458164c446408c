//! What every handler may use.

use std::sync::Arc;
use std::time::Duration;

use regulars_channels::{AllowedNetworks, MailboxAuthorities};
use regulars_consent::{LinkKeys, SealingKeys};
use regulars_flows::{LinkHosts, SendingTerms, link_origin};
use regulars_identity::{Merchant, Origin, Password, PasswordHash, PasswordHasher};
use regulars_kernel::{Environment, HeldPlace, MediaId, MerchantId, NoPlace};
use regulars_persistence::Database;

use crate::auth::{AccessTokens, CredentialCache, Secrets};
use crate::document::RenderedDocument;
use crate::encodings::Encoders;
use crate::error::{ApiError, Code};
use crate::guesses::{GuessLimits, Turns};
use crate::hits::{HitCollector, LinkTargets};
use crate::large_answers::AnswersUnderWay;
use crate::middleware::{PageLimits, RateLimits};
use crate::operations::SwaggerFiles;
use crate::origins::Origins;
use crate::peers::TrustedProxies;
use crate::processors::Processors;
use crate::served_document::ServedDocument;

/// How the application behaves.
#[derive(Clone, Debug)]
pub struct ApplicationSettings {
    /// The URL under which callers reach the program, without a slash at its end.
    pub public_url: String,
    /// Where links lead of merchants that have no host of their own.
    pub link_hosts: LinkHosts,
    /// Requests a second that one credential may send.
    pub requests_per_second: u32,
    /// Whether there is a relay through which mail of live merchants leaves.
    pub has_mail_relay: bool,
    /// How long the body of a request may take to arrive.
    pub body_deadline: Duration,
    /// The most bytes of a file of customers.
    pub import_limit: usize,
    /// Requests a second that one address may send to the public pages.
    pub page_requests_per_second: u32,
    /// From which origins browsers may call on behalf of every merchant.
    pub cors_origins: Vec<Origin>,
    /// The domain of drop addresses, where the operator has set up one.
    pub mail_drop_domain: Option<String>,
    /// Networks besides the Internet in which merchants' mailboxes may be.
    pub mailbox_networks: AllowedNetworks,
    /// Whose certificates their servers may have.
    pub mailbox_authorities: MailboxAuthorities,
    /// The proxies that are believed when they say whom they speak for.
    pub trusted_proxies: TrustedProxies,
}

/// What every handler may use.
pub struct Application {
    pub(crate) database: Database,
    pub(crate) environment: Environment,
    pub(crate) passwords: PasswordHasher,
    pub(crate) tokens: AccessTokens,
    pub(crate) credentials: CredentialCache,
    pub(crate) limits: RateLimits,
    pub(crate) page_limits: PageLimits,
    pub(crate) registration_limits: PageLimits,
    pub(crate) guesses: Arc<GuessLimits>,
    pub(crate) password_turns: Turns,
    pub(crate) settings: ApplicationSettings,
    pub(crate) fingerprint_key: [u8; 32],
    pub(crate) links: LinkKeys,
    pub(crate) sealing: SealingKeys,
    pub(crate) hits: HitCollector,
    pub(crate) link_targets: LinkTargets,
    pub(crate) processors: Processors,
    pub(crate) decoders: Processors,
    pub(crate) answers_under_way: Arc<AnswersUnderWay>,
    pub(crate) document: Arc<ServedDocument>,
    pub(crate) origins: Origins,
    pub(crate) encoders: Encoders,
    /// Where the pages are that explain problems.
    pub(crate) problems: Arc<str>,
    pub(crate) swagger_files: SwaggerFiles,
}

impl Application {
    /// Puts the application together. `document` is the OpenAPI document of its routes, in JSON.
    pub fn new(
        database: Database,
        environment: Environment,
        secrets: &Secrets,
        settings: ApplicationSettings,
        document: RenderedDocument,
    ) -> Self {
        Self {
            tokens: AccessTokens::new(secrets, &settings.public_url),
            fingerprint_key: secrets
                .derive("regulars/idempotency-fingerprint")
                // The oldest one stays the same when a key comes on top, and requests are recognised across that.
                .last()
                .copied()
                .unwrap_or_default(),
            links: secrets.link_keys(),
            sealing: secrets.sealing_keys(),
            hits: HitCollector::default(),
            link_targets: LinkTargets::default(),
            // Each hash takes a whole core for tens of milliseconds; two at a time leave room for other requests.
            passwords: PasswordHasher::new(2),
            credentials: CredentialCache::default(),
            limits: RateLimits::new(settings.requests_per_second),
            page_limits: PageLimits::new(settings.page_requests_per_second),
            registration_limits: PageLimits::of_registrations(),
            guesses: Arc::new(GuessLimits::new(environment.clone())),
            password_turns: Turns::default(),
            processors: Processors::default(),
            // The pixels of one image take more memory than everything else of a request.
            decoders: Processors::one_at_a_time(),
            answers_under_way: Arc::default(),
            document: Arc::new(ServedDocument::new(document)),
            problems: format!("{}/problems/", settings.public_url).into(),
            encoders: Encoders::default(),
            swagger_files: SwaggerFiles::default(),
            origins: Origins::new(settings.cors_origins.iter().cloned()),
            database,
            environment,
            settings,
        }
    }

    /// Makes the threads that compute all busy, as long as the answer is held: what remains is what needs none of them.
    pub async fn occupy_processors(&self) -> Result<Vec<HeldPlace>, NoPlace> {
        let mut places = self.processors.occupy().await?;
        places.extend(self.decoders.occupy().await?);
        Ok(places)
    }

    /// What sending newsletters depends on besides the store.
    pub(crate) const fn sending_terms(&self) -> SendingTerms {
        SendingTerms { has_relay: self.settings.has_mail_relay }
    }

    /// Where an uploaded image is fetched: at the host of the merchant's own, where it has one.
    pub(crate) fn media_address(&self, merchant: &Merchant, media: MediaId) -> String {
        media_address(&self.settings.link_hosts.shared_origin(), merchant, media)
    }

    /// Where an uploaded image is fetched, at the host of the program itself.
    pub(crate) fn own_media_address(&self, merchant: MerchantId, media: MediaId) -> String {
        format!("{}/media/{merchant}/{media}", self.settings.public_url)
    }

    /// Hashes a new password. That is slow, so it is done before a transaction begins.
    pub(crate) async fn hash_password(&self, password: Password) -> Result<PasswordHash, ApiError> {
        let hash = self.passwords.hash(&self.environment, password).await;
        hash.ok_or_else(|| ApiError::new(Code::Internal, "the password could not be hashed"))
    }
}

/// Where an uploaded image of a merchant is fetched. `shared_origin` is where merchants without a host of their own are
/// reached.
pub(crate) fn media_address(shared_origin: &str, merchant: &Merchant, media: MediaId) -> String {
    format!("{}/media/{}/{media}", link_origin(merchant, shared_origin), merchant.id)
}
