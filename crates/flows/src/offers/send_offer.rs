//! Sends an offer to somebody at the company, or gives its link away.

use regulars_companies::{EmployeeQuery, MarkSentError, Offer, find_offer_for_change, mark_offer_sent};
use regulars_consent::{Blocked, CannotContact, MessageKind, ServiceMessage, can_contact};
use regulars_kernel::{
    Channel, CompanyId, CustomerId, Date, EmployeeRole, Environment, JobId, MerchantCalendar, OfferId,
    PageRequest, PageSize, StoreError,
};

use super::offer_mail::keep_mail;
use super::store::SendOfferStore;
use crate::newsletters::{CannotLeave, SendingTerms};

/// Whom an offer goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferRecipient {
    /// That employee.
    Employee(CustomerId),
    /// The employee with that role; of several who became a customer first.
    Role(EmployeeRole),
}

/// Which way an offer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferWay {
    /// By mail to an employee.
    Mail(OfferRecipient),
    /// The merchant hands the link over itself, to an employee where one is named.
    Link(Option<OfferRecipient>),
}

/// Why an offer was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SendOfferError {
    /// The merchant has no such offer.
    #[error("there is no such offer")]
    UnknownOffer,
    /// Who is named does not work for the company today.
    #[error("does not work for the company today")]
    NoEmployee,
    /// Nobody with the role works for the company today.
    #[error("nobody with that role works for the company today")]
    NobodyInRole,
    /// It was not marked as sent.
    #[error(transparent)]
    NotMarked(#[from] MarkSentError),
    /// The message may not leave.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CannotContact> for SendOfferError {
    fn from(error: CannotContact) -> Self {
        match error {
            CannotContact::UnknownCustomer => Self::NoEmployee,
            CannotContact::Blocked(reason) => Self::Blocked(reason),
            CannotContact::Store(error) => Self::Store(error),
        }
    }
}

/// Sends a draft, or once more what was sent. What a mail needs is looked at before anything is written; the mail itself leaves by a
/// job. The customer is held first, as everywhere else, so that two never wait for each other.
pub async fn send_offer(
    store: &mut dyn SendOfferStore,
    environment: &Environment,
    (terms, calendar): (SendingTerms, &MerchantCalendar),
    id: OfferId,
    way: OfferWay,
) -> Result<(Offer, Option<JobId>), SendOfferError> {
    let now = environment.now();
    let today = calendar.date_of(now);
    let company = store.company_of_offer(id).await?.ok_or(SendOfferError::UnknownOffer)?;
    let recipient = match way {
        OfferWay::Mail(recipient) => Some(recipient),
        OfferWay::Link(recipient) => recipient,
    };
    let contact = match recipient {
        Some(recipient) => Some(employee(store, company, recipient, today).await?),
        None => None,
    };
    if let Some(contact) = contact
        && !store.hold_customer(contact).await?
    {
        return Err(SendOfferError::NoEmployee);
    }
    let offer = find_offer_for_change(store, id).await?.ok_or(SendOfferError::UnknownOffer)?;
    let by_mail = contact.filter(|_| matches!(way, OfferWay::Mail(_)));
    let to = match by_mail {
        Some(contact) => {
            terms.check(&store.own_merchant().await?)?;
            let kind = MessageKind::Service(ServiceMessage::Offer);
            Some((contact, can_contact(store, contact, kind, Channel::Email, now).await?))
        }
        None => None,
    };
    let sent = mark_offer_sent(store, environment, today, offer, contact).await?;
    let job = match to {
        Some((contact, address)) => Some(keep_mail(store, environment, &sent, (contact, &address)).await?),
        None => None,
    };
    Ok((sent, job))
}

/// Who of the company is meant, and works there today.
async fn employee(
    store: &mut dyn SendOfferStore,
    company: CompanyId,
    recipient: OfferRecipient,
    today: Date,
) -> Result<CustomerId, SendOfferError> {
    match recipient {
        OfferRecipient::Employee(customer) => {
            let found = store.find_employee(company, customer, today).await?;
            let is_there = found.is_some_and(|found| found.employment.is_current(today));
            if is_there { Ok(customer) } else { Err(SendOfferError::NoEmployee) }
        }
        OfferRecipient::Role(role) => {
            let query = EmployeeQuery { company, role: Some(role), current: Some(true), today };
            let page = store.list_employees(query, PageRequest { size: PageSize::ONE, after: None }).await?;
            let first = page.items.into_iter().next().ok_or(SendOfferError::NobodyInRole)?;
            Ok(first.employment.customer)
        }
    }
}
