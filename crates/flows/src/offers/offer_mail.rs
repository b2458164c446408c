//! The job that sending an offer by mail becomes.

use regulars_companies::{MailedOffer, Offer};
use regulars_consent::ContactAddress;
use regulars_kernel::{CustomerId, Environment, JobId, OfferId, Personal, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::SendOfferStore;
use crate::service_mails::job::service_mail_job;

/// A version of an offer, as the payload of the service mail with its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferMail {
    offer: Uuid,
    version: u32,
    customer: Uuid,
}

impl OfferMail {
    /// The name of the service mail.
    pub const TEMPLATE: &str = "offer";

    /// The offer.
    pub const fn offer(self) -> OfferId {
        OfferId::new(self.offer)
    }

    /// The version.
    pub const fn version(self) -> u32 {
        self.version
    }

    /// Who gets it.
    pub const fn customer(self) -> CustomerId {
        CustomerId::new(self.customer)
    }
}

/// Keeps the mail to be written and sent, and that it goes to that address.
pub(super) async fn keep_mail(
    store: &mut dyn SendOfferStore,
    environment: &Environment,
    offer: &Offer,
    (customer, address): (CustomerId, &ContactAddress),
) -> Result<JobId, StoreError> {
    let ids = OfferMail { offer: offer.id.value(), version: offer.version, customer: customer.value() };
    let job = service_mail_job(environment, OfferMail::TEMPLATE, &ids)?;
    store.enqueue(&job).await?;
    let mailed = MailedOffer {
        job: job.id,
        offer: offer.id,
        version: offer.version,
        customer,
        address: Personal::new(address.expose().to_owned()),
        created_at: environment.now(),
    };
    store.insert_mailed_offer(&mailed).await?;
    Ok(job.id)
}
