//! What clients of OAuth read of the errors of the token endpoint: the member `error` (RFC 6749, section 5.2) beside our
//! own. Statuses are those of the kinds of problems, which for some of these are others than the 400 of the RFC.

use regulars_identity::ClientAccessError;

use super::{ApiError, Code};

/// The values of the member, for the document.
pub const OAUTH_ERRORS: [&str; 6] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

const MEMBER: &str = "error";

impl ApiError {
    /// The error of a program that is not known, or whose key does not hold.
    pub fn invalid_client() -> Self {
        Self::from(ClientAccessError::Refused)
    }

    /// Asks whoever has used HTTP Basic for that again, should the credential be what is wrong.
    #[must_use]
    pub fn challenged(self, by_basic: bool) -> Self {
        if by_basic && self.code == Code::Unauthorized {
            self.with_header("WWW-Authenticate", "Basic realm=\"access tokens\"")
        } else {
            self
        }
    }

    /// The same error with the member `error`, where the RFC has a word for it.
    #[must_use]
    pub fn for_oauth(self) -> Self {
        if self.extra.contains_key(MEMBER) {
            return self;
        }
        let is_unsupported =
            |error: &super::FieldError| error.pointer == "/grant_type" && error.code == "not_allowed";
        let word = match self.code {
            Code::Unauthorized => "invalid_grant",
            Code::ValidationFailed if self.errors.iter().any(is_unsupported) => "unsupported_grant_type",
            Code::ValidationFailed
            | Code::MalformedBody
            | Code::UnsupportedMediaType
            | Code::BodyTooLarge => "invalid_request",
            _ => return self,
        };
        self.with(MEMBER, word)
    }
}

impl From<ClientAccessError> for ApiError {
    fn from(error: ClientAccessError) -> Self {
        match error {
            ClientAccessError::Refused => {
                Self::new(Code::Unauthorized, error.to_string()).with(MEMBER, "invalid_client")
            }
            ClientAccessError::Terminal => {
                Self::new(Code::Forbidden, error.to_string()).with(MEMBER, "unauthorized_client")
            }
            ClientAccessError::Scope(_) => {
                Self::invalid_field("/scope", "not_allowed", error.to_string()).with(MEMBER, "invalid_scope")
            }
            ClientAccessError::Store(error) => error.into(),
        }
    }
}
