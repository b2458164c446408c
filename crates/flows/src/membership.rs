//! Members and their cards: registering, meeting, enrolling, becoming a regular.

pub(crate) mod assign_card;
pub(crate) mod become_regular;
pub(crate) mod block_card;
pub(crate) mod enroll_customer;
pub(crate) mod join_at_registration;
pub(crate) mod lookup;
pub(crate) mod meet_member;
pub(crate) mod member_data;
pub(crate) mod own_customer;
pub(crate) mod record_consent_and_leave;
pub(crate) mod register_into_programmes;
pub(crate) mod register_member;
pub(crate) mod register_member_with_consents;
pub(crate) mod register_through_page;
pub(crate) mod replace_card;
pub(crate) mod store;
