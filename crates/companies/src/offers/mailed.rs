//! A mail with an offer.

use regulars_kernel::{CustomerId, Instant, JobId, OfferId, Personal};

/// That a mail with a version of an offer was written. What became of it its job tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailedOffer {
    /// The job that sends it.
    pub job: JobId,
    /// With which offer.
    pub offer: OfferId,
    /// With which version.
    pub version: u32,
    /// To whom.
    pub customer: CustomerId,
    /// To which address.
    pub address: Personal<String>,
    /// When it was written.
    pub created_at: Instant,
}
