//! Mail that is no advertising: opt-in mails, password resets and the like.

use serde::{Deserialize, Serialize};

use crate::JobPayload;

/// A service mail to be written and sent. It names what is to be written and about whom, by ids; the text, the
/// address and every secret are found when the job runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceMail {
    /// What is to be written, such as `opt_in`.
    pub template: String,
    /// The ids that the writer of that template needs.
    pub ids: serde_json::Value,
}

impl JobPayload for ServiceMail {
    const KIND: &'static str = "service_mail";
}
