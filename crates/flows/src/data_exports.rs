//! What is known of a customer, for the customer (GDPR, articles 15 and 20): one complete JSON and the same to be read.

pub mod begin_data_export;
pub mod data_export;
pub mod document;
pub mod gather;
pub mod job;
mod page_words;
pub mod store;
