//! What the use cases of offers need from a store.

use async_trait::async_trait;
use regulars_kernel::{CompanyId, Date, OfferId, OfferState, Page, PageRequest, StoreError};

use super::mailed::MailedOffer;
use super::offer::{Offer, SupersededOffer};
use crate::prices::agreement::PriceAgreement;
use crate::prices::in_force::PriceQuestion;
use crate::prices::store::PriceStore;

/// Which offers; what is absent does not narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferQuery {
    /// To that company.
    pub company: Option<CompanyId>,
    /// In that state.
    pub state: Option<OfferState>,
    /// Today, in the merchant's time zone.
    pub today: Date,
}

/// The offers of one merchant, as they are read.
#[async_trait]
pub trait OfferReads: Send {
    /// The offer with that id. Inside a write nobody else changes it until that write ends.
    async fn find_offer(&mut self, id: OfferId) -> Result<Option<Offer>, StoreError>;
    /// Offers, the newest first.
    async fn list_offers(
        &mut self,
        query: OfferQuery,
        page: PageRequest<OfferId>,
    ) -> Result<Page<Offer, OfferId>, StoreError>;
    /// The versions of an offer that were replaced, the newest first. There are few.
    async fn list_superseded_offers(&mut self, id: OfferId) -> Result<Vec<SupersededOffer>, StoreError>;
    /// Whether that company is archived.
    async fn is_company_archived(&mut self, company: CompanyId) -> Result<bool, StoreError>;
    /// To whom that offer is. It never changes.
    async fn company_of_offer(&mut self, id: OfferId) -> Result<Option<CompanyId>, StoreError>;
    /// The agreements of a company for any of the goods that hold on the day, from whatever quantity on. One statement.
    async fn agreements_for_offer(
        &mut self,
        company: CompanyId,
        day: Date,
        asked: &[PriceQuestion],
    ) -> Result<Vec<PriceAgreement>, StoreError>;
}

/// The offers of one merchant.
#[async_trait]
pub trait OfferStore: OfferReads + PriceStore {
    /// How many offers the company, which is held, has.
    async fn count_offers(&mut self, company: CompanyId) -> Result<i64, StoreError>;
    /// The next number of an offer. It is given back when the transaction is given up.
    async fn next_offer_number(&mut self) -> Result<i64, StoreError>;
    /// Adds an offer.
    async fn insert_offer(&mut self, offer: &Offer) -> Result<(), StoreError>;
    /// Writes an offer.
    async fn update_offer(&mut self, offer: &Offer) -> Result<(), StoreError>;
    /// Deletes an offer with all of its versions.
    async fn delete_offer(&mut self, id: OfferId) -> Result<(), StoreError>;
    /// Keeps a version that is replaced.
    async fn insert_superseded_offer(&mut self, version: &SupersededOffer) -> Result<(), StoreError>;
    /// Keeps that a mail with an offer was written.
    async fn insert_mailed_offer(&mut self, mailed: &MailedOffer) -> Result<(), StoreError>;
}
