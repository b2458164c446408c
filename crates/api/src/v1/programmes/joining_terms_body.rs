//! What somebody agrees to before they come into a programme, on the wire.

use regulars_kernel::{Label, Purpose};
use regulars_loyalty::JoiningTerms;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::v1::consents::names::PurposeBody;

/// What somebody agrees to before they come into a programme. Whoever has refused the processing of their data comes into none.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoiningTermsBody {
    /// The consent that must stand, to a purpose without a channel: `data_processing`, `third_parties` or `profiling`. None where
    /// nothing is said.
    consent_purpose: Option<PurposeBody>,
    /// The version of the programme's terms that must be accepted by whoever comes in. None where nothing is said.
    #[schema(min_length = 1, max_length = 200, example = "2026-1")]
    terms_version: Option<String>,
}

impl From<&JoiningTerms> for JoiningTermsBody {
    fn from(terms: &JoiningTerms) -> Self {
        Self {
            consent_purpose: terms.consent.map(PurposeBody::from),
            terms_version: terms.version.as_ref().map(|version| version.as_str().to_owned()),
        }
    }
}

impl JoiningTermsBody {
    /// The terms; errors are noted below `/joining_terms`.
    pub fn check(self, invalid: &mut Invalid) -> JoiningTerms {
        JoiningTerms {
            consent: self.consent_purpose.map(Purpose::from),
            version: invalid.parse_option::<Label>("/joining_terms/terms_version", self.terms_version),
        }
    }
}
