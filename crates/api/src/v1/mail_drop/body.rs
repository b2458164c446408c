//! A drop address on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::CustomerId;
use regulars_service::MailDrop;
use serde::Serialize;
use utoipa::ToSchema;

use crate::application::Application;

/// An address at which copies of mails are put on record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MailDrop)]
pub struct MailDropBody {
    /// The address, for staff to send copies to (BCC) or to forward to. `null` where the operator of this server has set up no
    /// domain for it; your own mail server may deliver to the hook then.
    #[schema(max_length = 320, example = "h2yq4jzt6w3m5n7c2k4p6r3a@drop.example.com")]
    address: Option<String>,
    /// Where a mail server delivers: a POST with the mail as its body (`message/rfc822`). Whoever knows it can put mails on
    /// record; nothing can be read with it.
    #[schema(
        format = "uri",
        max_length = 500,
        example = "http://127.0.0.1:8080/in/h2yq4jzt6w3m5n7c2k4p6r3a"
    )]
    hook: String,
    /// Since when it holds.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
}

impl MailDropBody {
    /// The merchant's address, or the one of a customer's.
    pub fn new(drop: &MailDrop, customer: Option<CustomerId>, application: &Application) -> Self {
        let local = drop.token.local_part(customer);
        let settings = &application.settings;
        Self {
            address: settings.mail_drop_domain.as_ref().map(|domain| format!("{local}@{domain}")),
            hook: format!("{}/in/{local}", settings.public_url),
            created_at: drop.created_at,
        }
    }
}
