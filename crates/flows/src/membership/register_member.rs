//! Registers a member of the network, who thereby becomes the merchant's regular.

use regulars_customers::{
    BirthDateOutOfRange, CreateCustomerError, CreatedBy, CustomerRecord, KnownAgainBy, NewCustomer,
    NewMemberCustomer, Utm, create_member_customer,
};
use regulars_kernel::{
    BirthDate, CustomerId, Email, Environment, Gender, Label, LanguageTag, MemberId, MerchantCalendar,
    Personal, Phone, Scope, StoreError,
};
use regulars_network::{Card, IssueCardError, Member, NewCard, issue_card};

use crate::membership::member_data::customer_of_member;
use crate::membership::store::MembershipStore;

/// A person to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMember {
    /// The given name.
    pub first_name: Personal<Label>,
    /// The family name.
    pub last_name: Personal<Label>,
    /// How the person is addressed.
    pub gender: Option<Gender>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// The date of birth, or the birthday alone.
    pub birth_date: Option<Personal<BirthDate>>,
    /// The card that the person gets.
    pub card: NewCard,
    /// The language, where the person has said which.
    pub language: Option<LanguageTag>,
    /// The campaign that brought the person.
    pub utm: Utm,
    /// Who or what referred the person.
    pub referral_id: Option<Label>,
    /// What makes the record, where that is not whoever asks for it.
    pub created_by: Option<CreatedBy>,
    /// Whether the caller knows that the person is another one than whom the merchant has already.
    pub allow_duplicate: bool,
}

impl NewMember {
    fn known_again_by(&self) -> KnownAgainBy {
        KnownAgainBy {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            birth_date: self.birth_date.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
        }
    }
}

/// A person who has just become a member and this merchant's regular.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredMember {
    /// The member.
    pub member: MemberId,
    /// Its first card.
    pub card: Card,
    /// The merchant's record.
    pub customer: CustomerRecord,
}

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterMemberError {
    /// Nobody is born on that date.
    #[error(transparent)]
    BirthDate(#[from] BirthDateOutOfRange),
    /// The merchant has a customer who is probably the same person.
    #[error("the person is probably registered already")]
    ProbablyRegistered(CustomerId),
    /// There is a card with that number already.
    #[error("the card number is taken")]
    CardTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<IssueCardError> for RegisterMemberError {
    fn from(error: IssueCardError) -> Self {
        match error {
            IssueCardError::NumberTaken => Self::CardTaken,
            IssueCardError::Store(error) => Self::Store(error),
        }
    }
}

/// Registers a member with a card, and adds the merchant's customer of type `regular`. Only the merchant's own customers
/// are looked through for the same person: nobody learns of another merchant's members.
pub async fn register_member(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    scope: Scope,
    new: NewMember,
) -> Result<RegisteredMember, RegisterMemberError> {
    if !new.allow_duplicate
        && let Some(known) = store.find_same_person(&new.known_again_by()).await?
    {
        return Err(RegisterMemberError::ProbablyRegistered(known));
    }
    let member = Member {
        id: MemberId::new(environment.new_id()),
        first_name: Some(new.first_name),
        last_name: Some(new.last_name),
        gender: new.gender,
        email: new.email,
        phone: new.phone,
        birth_date: new.birth_date,
        registered_by: scope.merchant(),
        created_at: environment.now(),
    };
    store.insert_member(&member).await?;
    let card = issue_card(store, environment, scope.merchant(), member.id, new.card).await?;
    let customer = NewMemberCustomer {
        member: member.id,
        regular: true,
        cards: vec![card.number.clone()],
        details: NewCustomer {
            language: new.language,
            utm: new.utm,
            referral_id: new.referral_id,
            created_by: new.created_by,
            ..customer_of_member(&member)
        },
    };
    match create_member_customer(store, environment, calendar, scope, customer).await {
        Ok(customer) => Ok(RegisteredMember { member: member.id, card, customer }),
        Err(CreateCustomerError::BirthDate(error)) => Err(RegisterMemberError::BirthDate(error)),
        Err(CreateCustomerError::Store(error)) => Err(RegisterMemberError::Store(error)),
        Err(impossible) => Err(StoreError::inconsistent("customers", impossible).into()),
    }
}
