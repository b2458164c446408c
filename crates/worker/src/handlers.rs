//! What is done of each kind of job, and what becomes of one that did not succeed: whether it is tried again, waits, or is
//! given up. How long after how many tries is `regulars_jobs::RetryPolicy` for jobs, and
//! `regulars_newsletters::DeliveryLadder` for messages of newsletters.

pub(crate) mod awards;
pub(crate) mod coupon_codes;
pub(crate) mod customer_bulk_edit;
pub(crate) mod customer_deletion;
pub(crate) mod customer_import;
pub(crate) mod data_export;
pub(crate) mod export;
pub(crate) mod forget_attribute;
pub(crate) mod invoice_reminders;
pub(crate) mod past_simulation;
pub(crate) mod point_accrual;
pub(crate) mod reader_key;
pub(crate) mod referrals;
pub(crate) mod scheduled_newsletter;
pub(crate) mod scoring;
pub(crate) mod service_mail;
pub(crate) mod service_mail_writer;
pub(crate) mod tiers;
