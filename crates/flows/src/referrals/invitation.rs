//! The code of a member in the hand of somebody who registers.

use regulars_audit::AuditNote;
use regulars_customers::{Customer, NewCustomer};
use regulars_kernel::{
    CustomerId, Email, Environment, Label, MerchantCalendar, Phone, ReferralId, StoreError,
};
use regulars_loyalty::{ProgrammeState, Referral, ReferralCode, ReferralScheme};
use regulars_network::CardNumber;

use super::store::RegistrationStore;
use crate::membership::register_member::NewMember;

/// Who is invited, as far as they can be known again.
#[derive(Clone, Copy, Debug)]
pub struct Invited<'a> {
    /// The e-mail address.
    pub email: Option<&'a Email>,
    /// The phone number.
    pub phone: Option<&'a Phone>,
    /// The number of the card that they get, where it was chosen.
    pub card: Option<&'a CardNumber>,
}

impl<'a> From<&'a NewMember> for Invited<'a> {
    fn from(new: &'a NewMember) -> Self {
        Self { email: new.email.as_ref(), phone: new.phone.as_ref(), card: new.card.number.as_ref() }
    }
}

impl<'a> From<&'a NewCustomer> for Invited<'a> {
    fn from(new: &'a NewCustomer) -> Self {
        Self { email: new.email.as_ref(), phone: new.phone.as_ref(), card: None }
    }
}

/// A code that may be used, with what it promises.
#[derive(Clone, Debug)]
pub struct Invitation {
    code: ReferralCode,
    programme: regulars_kernel::ProgrammeId,
    version: u32,
    scheme: ReferralScheme,
    referrer: CustomerId,
}

/// Why a code may not be used.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// It is nobody's.
    #[error("there is no such referral code")]
    UnknownCode,
    /// Its programme is not active or brings nothing for inviting others, or its member has left.
    #[error("the referral code does not hold any more")]
    Closed,
    /// Who registers is who has invited.
    #[error(
        "nobody refers themselves: the e-mail address, the phone number or the card is that of whose code it is"
    )]
    SelfReferral,
    /// Who registers is a customer already.
    #[error("a customer with that e-mail address or phone number is registered already")]
    AlreadyRegistered,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks whether somebody who is not a customer yet may use a code.
pub async fn check_invitation(
    store: &mut dyn RegistrationStore,
    code: &ReferralCode,
    invited: Invited<'_>,
) -> Result<Invitation, InvitationError> {
    let owner = store.find_referral_code(code).await?.ok_or(InvitationError::UnknownCode)?;
    let referrer = store.find_customer(owner.customer).await?.ok_or(InvitationError::UnknownCode)?;
    let programme = store.find_programme(owner.programme).await?.ok_or(InvitationError::Closed)?;
    let scheme = programme.configuration.referrals.filter(|_| programme.state == ProgrammeState::Active);
    let scheme = scheme.ok_or(InvitationError::Closed)?;
    let membership = store.find_programme_membership_of(owner.programme, owner.customer).await?;
    if membership.is_none() {
        return Err(InvitationError::Closed);
    }
    if is_same(store, &referrer.customer, invited).await? {
        return Err(InvitationError::SelfReferral);
    }
    let by_email = match invited.email {
        Some(email) => store.find_by_email(email).await?,
        None => None,
    };
    let known = match (by_email, invited.phone) {
        (None, Some(phone)) => store.find_by_phone(phone).await?,
        (known, _) => known,
    };
    if known.is_some() {
        return Err(InvitationError::AlreadyRegistered);
    }
    Ok(Invitation {
        code: code.clone(),
        programme: programme.id,
        version: programme.version,
        scheme,
        referrer: owner.customer,
    })
}

/// Whether the two have an e-mail address, a phone number or a card in common.
async fn is_same(
    store: &mut dyn RegistrationStore,
    referrer: &Customer,
    invited: Invited<'_>,
) -> Result<bool, StoreError> {
    let has_email = invited.email.is_some() && invited.email == referrer.email.as_ref();
    let has_phone = invited.phone.is_some() && invited.phone == referrer.phone.as_ref();
    if has_email || has_phone {
        return Ok(true);
    }
    let (Some(number), Some(member)) = (invited.card, referrer.member) else { return Ok(false) };
    Ok(store.find_card(number).await?.is_some_and(|card| card.member == member))
}

impl Invitation {
    /// The code, as where a customer comes from tells it.
    pub fn referral_id(&self) -> Result<Label, StoreError> {
        let label = self.code.as_str().parse::<Label>();
        label.map_err(|error| StoreError::Defect(format!("a referral code: {error}").into()))
    }

    /// Keeps that the customer, who was just registered, was invited.
    pub async fn keep(
        self,
        store: &mut dyn RegistrationStore,
        environment: &Environment,
        calendar: &MerchantCalendar,
        customer: &Customer,
    ) -> Result<ReferralId, StoreError> {
        let referral = Referral::new(
            ReferralId::new(environment.new_id()),
            (self.programme, self.version),
            &self.scheme,
            (self.code, self.referrer),
            (customer.id, customer.created_at),
            calendar,
        );
        store.insert_referral(&referral).await?;
        store.note(environment, AuditNote::created(&referral).about(customer.id)).await?;
        Ok(referral.id)
    }
}
