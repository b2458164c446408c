//! What somebody agrees to before they come into a programme.

use std::collections::BTreeSet;

use regulars_kernel::{Label, Purpose};

use super::configuration::{ConfigurationFault, FaultPlace};

/// What somebody agrees to before they come into a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoiningTerms {
    /// The purpose to which their consent must stand: one that has no channel.
    pub consent: Option<Purpose>,
    /// The version of the programme's terms that they must accept.
    pub version: Option<Label>,
}

/// What a customer has said that bears on programmes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreements {
    /// The purposes to which consent stands, without a channel.
    pub granted: BTreeSet<Purpose>,
    /// Whether they have refused the processing of their data, or withdrawn their consent to it.
    pub refuses_processing: bool,
}

/// What keeps somebody from coming into a programme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoiningObstacle {
    /// They do not agree that their data are processed.
    #[error("the customer has refused the processing of their data, or withdrawn the consent to it")]
    ProcessingRefused,
    /// A consent that it takes does not stand.
    #[error("the customer has not granted the consent to {0}")]
    ConsentMissing(Purpose),
    /// They have not accepted the terms as they are now.
    #[error("the version {} of the terms must be accepted", .0.as_str())]
    TermsNotAccepted(Label),
}

impl JoiningTerms {
    /// Nothing.
    pub const NONE: Self = Self { consent: None, version: None };

    /// What keeps somebody from coming in who has said that, and accepts that version of the terms. Who does not agree that their
    /// data are processed comes into none.
    pub fn obstacle(&self, said: &Agreements, accepted: Option<&Label>) -> Option<JoiningObstacle> {
        if said.refuses_processing {
            return Some(JoiningObstacle::ProcessingRefused);
        }
        if let Some(purpose) = self.consent.filter(|purpose| !said.granted.contains(purpose)) {
            return Some(JoiningObstacle::ConsentMissing(purpose));
        }
        let version = self.version.as_ref().filter(|version| accepted != Some(*version));
        version.cloned().map(JoiningObstacle::TermsNotAccepted)
    }

    /// What is wrong with it.
    pub fn faults(&self) -> Vec<FaultPlace> {
        if self.consent != Some(Purpose::Advertising) {
            return Vec::new();
        }
        let fault = ConfigurationFault::Unfit("must be a purpose without a channel");
        vec![FaultPlace { path: "joining_terms/consent_purpose".to_owned(), fault }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_that_is_missing_keeps_somebody_out() {
        let version: Label = "2026-1".parse().unwrap();
        let other: Label = "2025-4".parse().unwrap();
        let terms = JoiningTerms { consent: Some(Purpose::Profiling), version: Some(version.clone()) };
        let said = |granted: &[Purpose], refuses_processing| Agreements {
            granted: granted.iter().copied().collect(),
            refuses_processing,
        };
        let missing = Some(JoiningObstacle::ConsentMissing(Purpose::Profiling));
        let unaccepted = Some(JoiningObstacle::TermsNotAccepted(version.clone()));
        for (said, accepted, expected) in [
            (said(&[Purpose::Profiling], false), Some(&version), None),
            (said(&[Purpose::DataProcessing], false), Some(&version), missing),
            (said(&[Purpose::Profiling], false), Some(&other), unaccepted.clone()),
            (said(&[Purpose::Profiling], false), None, unaccepted),
            (said(&[Purpose::Profiling], true), Some(&version), Some(JoiningObstacle::ProcessingRefused)),
        ] {
            assert_eq!(terms.obstacle(&said, accepted), expected);
        }
        assert_eq!(JoiningTerms::NONE.obstacle(&Agreements::default(), None), None);
        assert_eq!(JoiningTerms::NONE.obstacle(&Agreements::default(), Some(&other)), None);
    }

    #[test]
    fn a_consent_over_a_channel_is_none_that_joining_takes() {
        let of = |consent| JoiningTerms { consent: Some(consent), version: None };
        assert_eq!(of(Purpose::Advertising).faults().len(), 1);
        assert!(of(Purpose::ThirdParties).faults().is_empty() && JoiningTerms::NONE.faults().is_empty());
    }
}
