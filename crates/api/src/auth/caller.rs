//! The caller of an operation. It is the only source of a scope: a handler without it has no way to the data.

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use regulars_identity::{
    IdentityReads, MerchantFacts, MerchantStore, PresentedKey, Role, UserStatus, UserStore,
};
use regulars_kernel::{Actor, Environment, MerchantId, Scope, StoreError};
use uuid::Uuid;

use crate::access::{Access, Operation};
use crate::application::Application;
use crate::error::{ApiError, Code};
use crate::peers::peer_of;

use super::access_token::TokenHolder;
use super::machine_keys::{identify_key, identify_program};

/// Who presented a valid credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Tells the credential apart: the user's or the key's id.
    pub credential: Uuid,
    /// Who acts.
    pub actor: Actor,
    /// For which merchant; none for an operator.
    pub merchant: Option<MerchantId>,
    /// In which role.
    pub role: Role,
    /// The scopes of an integrator's key.
    pub scopes: Vec<String>,
    /// What nearly every request must know about the merchant; none for an operator.
    pub facts: Option<MerchantFacts>,
}

/// Whose credential a request has shown; among its data from the moment that the credential was found to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialOf {
    /// A merchant's.
    Merchant(MerchantId),
    /// An operator's of the platform.
    Operator,
}

impl From<Option<MerchantId>> for CredentialOf {
    fn from(merchant: Option<MerchantId>) -> Self {
        merchant.map_or(Self::Operator, Self::Merchant)
    }
}

impl Identity {
    /// Has every further line of the request tell who calls: the credential by its id, which opens nothing.
    pub(crate) fn tell_log(&self) {
        let span = tracing::Span::current();
        span.record("role", self.role.name());
        span.record("credential", tracing::field::display(self.credential));
        if let Some(merchant) = self.merchant {
            span.record("merchant", tracing::field::display(merchant));
        }
    }

    fn may(&self, access: &Access) -> bool {
        let scoped = self.role != Role::Integrator || self.scopes.iter().any(|scope| scope == access.scope);
        access.roles.contains(&self.role) && scoped
    }
}

/// A caller who may do operation `Op` in its merchant.
pub struct Caller<Op> {
    scope: Scope,
    identity: Identity,
    facts: MerchantFacts,
    operation: PhantomData<Op>,
}

impl<Op> Caller<Op> {
    /// The scope that the caller works in.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// Who calls.
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What nearly every request must know about the merchant.
    pub const fn facts(&self) -> &MerchantFacts {
        &self.facts
    }

    /// Whether the caller may do another operation, too: one that shows what is a part of the answer of this one.
    pub fn may<Other: Operation>(&self) -> bool {
        self.identity.may(&Other::ACCESS)
    }

    /// Time and ids as the merchant sees them: a sandbox has a clock of its own.
    pub fn environment(&self, application: &Application) -> Environment {
        application.environment.shifted(self.facts.clock_shift)
    }
}

/// An operator who may do operation `Op` on the platform.
pub struct OperatorCaller<Op> {
    identity: Identity,
    operation: PhantomData<Op>,
}

impl<Op> OperatorCaller<Op> {
    /// Who calls.
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Who acts.
    pub const fn actor(&self) -> Actor {
        self.identity.actor
    }

    /// The scope in which the operator does this for a merchant, or that there is no such merchant.
    pub async fn scope_in(&self, application: &Application, merchant: MerchantId) -> Result<Scope, ApiError> {
        let found = application
            .database
            .read_platform(async move |system| system.find_merchant(merchant).await)
            .await?;
        let merchant = found.ok_or_else(|| ApiError::not_found("merchant"))?;
        #[expect(
            clippy::disallowed_methods,
            reason = "an operator who may do this has just been authenticated"
        )]
        let scope = Scope::of_authenticated_caller(merchant.id, self.identity.actor);
        Ok(scope)
    }
}

/// A caller with or without a merchant, for what concerns the caller alone.
pub struct AnyCaller<Op> {
    identity: Identity,
    operation: PhantomData<Op>,
}

impl<Op> AnyCaller<Op> {
    /// Who calls.
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }
}

impl<Op: Operation> FromRequest for Caller<Op> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let identity = authorise(&request, &Op::ACCESS).await?;
            let merchant = identity.merchant.ok_or_else(not_allowed)?;
            #[expect(clippy::disallowed_methods, reason = "the credential has just been checked")]
            let scope = Scope::of_authenticated_caller(merchant, identity.actor);
            let facts = identity.facts.clone().ok_or_else(not_allowed)?;
            // What the body costs is the merchant's.
            request.extensions_mut().insert(merchant);
            request.extensions_mut().insert(scope);
            Ok(Self { scope, identity, facts, operation: PhantomData })
        })
    }
}

impl<Op: Operation> FromRequest for OperatorCaller<Op> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let identity = authorise(&request, &Op::ACCESS).await?;
            if identity.merchant.is_some() {
                return Err(not_allowed());
            }
            Ok(Self { identity, operation: PhantomData })
        })
    }
}

impl<Op: Operation> FromRequest for AnyCaller<Op> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let identity = authorise(&request, &Op::ACCESS).await?;
            Ok(Self { identity, operation: PhantomData })
        })
    }
}

fn not_allowed() -> ApiError {
    ApiError::new(Code::Forbidden, "the role or the scopes of the credential do not include this operation")
}

fn not_signed_in() -> ApiError {
    ApiError::new(Code::Unauthorized, "send a valid access token or API key as a bearer token")
}

/// The error of a request that does not fit, or, when its caller may not do the operation at all, the error that says so:
/// nobody learns from a malformed request what a well-formed one would have been answered.
pub async fn refuse(request: &HttpRequest, error: ApiError) -> ApiError {
    let access = request
        .app_data::<web::Data<Application>>()
        .zip(request.match_pattern())
        .and_then(|(application, pattern)| application.document.access(request.method().as_str(), &pattern));
    match access {
        Some(access) => authorise(request, access).await.err().unwrap_or(error),
        None => error,
    }
}

/// What was parsed, or its error as [`refuse`] tells it.
pub fn or_refuse<T: 'static>(
    request: &HttpRequest,
    parsed: Result<T, ApiError>,
) -> LocalBoxFuture<'static, Result<T, ApiError>> {
    let request = request.clone();
    Box::pin(async move {
        match parsed {
            Ok(value) => Ok(value),
            Err(error) => Err(refuse(&request, error).await),
        }
    })
}

async fn authorise(request: &HttpRequest, access: &Access) -> Result<Identity, ApiError> {
    let application = request
        .app_data::<web::Data<Application>>()
        .ok_or_else(|| ApiError::defect("the application is not wired"))?;
    let bearer = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(token_of_bearer)
        .ok_or_else(not_signed_in)?;
    let identity = if PresentedKey::looks_like_one(bearer) {
        identify_key(application, peer_of(request), bearer).await?
    } else {
        identify_token(application, bearer).await?
    };
    request.extensions_mut().insert(CredentialOf::from(identity.merchant));
    identity.tell_log();
    application.limits.take(request, &identity)?;
    if !identity.may(access) {
        return Err(not_allowed());
    }
    match application.document.unknown_parameter(access.operation, request.query_string()) {
        Some(name) => Err(ApiError::unknown_parameter(&name)),
        None => Ok(identity),
    }
}

/// The token of a bearer's credentials. The name of the scheme has no case (RFC 9110, section 11.1).
fn token_of_bearer(credentials: &str) -> Option<&str> {
    let (scheme, token) = credentials.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

async fn identify_token(application: &Application, bearer: &str) -> Result<Identity, ApiError> {
    let clock = application.environment.clock();
    let verified = application.tokens.verify(bearer, clock.now());
    let holder = verified.map_err(|fault| ApiError::invalid_token(&fault.to_string()))?;
    let (user_id, session) = match holder {
        TokenHolder::Person { user, session } => (user, session),
        TokenHolder::Program { key, merchant, scopes } => {
            return identify_program(application, merchant, key, &scopes).await;
        }
    };
    let (credential, secret) = (user_id.value(), session.value().as_bytes().to_vec());
    if let Some(identity) = application.credentials.find(credential, &secret, clock) {
        return Ok(identity);
    }
    let user = application
        .database
        .read_platform(async move |system| {
            let revoked = system.is_session_revoked(session).await?;
            Ok::<_, StoreError>(if revoked { None } else { system.find_user(user_id).await? })
        })
        .await?;
    let user = match user {
        Some((user, true)) if user.status == UserStatus::Active => user,
        _ => return Err(ApiError::invalid_token("the session has ended")),
    };
    let facts = match user.merchant {
        Some(merchant) => {
            #[expect(
                clippy::disallowed_methods,
                reason = "the token names its merchant and has been verified"
            )]
            let scope = Scope::of_authenticated_caller(merchant, Actor::User(user.id));
            let read = application.database.read_credential(scope, async move |tx| tx.merchant_facts().await);
            Some(read.await?)
        }
        None => None,
    };
    let identity = Identity {
        credential,
        actor: Actor::User(user.id),
        merchant: user.merchant,
        role: user.role,
        scopes: Vec::new(),
        facts,
    };
    application.credentials.remember(credential, &secret, identity.clone(), clock);
    Ok(identity)
}
