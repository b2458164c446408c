//! What is known of a customer, for the customer (GDPR, articles 15 and 20): one complete JSON, and the same as a page to be
//! read.

pub mod begin_data_export;
mod buying_words;
mod code_words;
pub mod data_export;
pub mod document;
pub mod field_words;
pub mod forget_data_export;
pub mod gather;
mod invoice_words;
pub mod job;
mod loyalty_words;
mod offer_words;
mod page_style;
mod page_words;
mod profile;
mod recorded;
pub mod section;
mod shown_value;
pub mod store;
mod survey_words;
mod told_consents;
mod told_purchases;
mod told_service;
pub mod write_part;
