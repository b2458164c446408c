//! Runs what is due: scheduled newsletters, the dispatch of newsletters that are being sent, and durable jobs.
//!
//! A [`Worker`] goes round: it takes back what dead workers held, starts newsletters whose instant has come, runs due
//! jobs, and dispatches every newsletter that is being sent. Any number of workers may do so on one database. Nothing is
//! kept in memory that matters: whatever a worker holds it holds under a lease, on rows of the database.
//!
//! What the worker needs from elsewhere it asks for through traits: [`MailRoutes`], [`JobHandler`], [`ServiceMailWriter`]
//! and the [`regulars_newsletters::LinkSigner`].

mod captured_message;
mod dispatch;
mod engine;
mod find_work;
mod handlers;
mod held_leases;
mod mail_routes;
mod mailboxes;
mod relay_backoff;
mod rendering;
mod settings;
mod work;
mod worker;

pub use handlers::coupon_codes::CouponCodeHandler;
pub use handlers::customer_bulk_edit::CustomerBulkEditHandler;
pub use handlers::customer_deletion::CustomerDeletionHandler;
pub use handlers::customer_import::CustomerImportHandler;
pub use handlers::data_export::{DataExportHandler, ForgetDataExportHandler};
pub use handlers::export::{ExportHandler, ForgetExportHandler};
pub use handlers::forget_attribute::ForgetAttributeHandler;
pub use handlers::past_simulation::PastSimulationHandler;
pub use handlers::point_accrual::PointAccrualHandler;
pub use handlers::reader_key::ReaderKeyHandler;
pub use handlers::scheduled_newsletter::ScheduledNewsletters;
pub use handlers::service_mail::ServiceMailHandler;
pub use handlers::service_mail_writer::{
    ServiceMailMessage, ServiceMailWriter, ServiceMails, WriteError, WrittenMail,
};
pub use mail_routes::{MailRoute, MailRoutes, OneRelay};
pub use settings::WorkerSettings;
pub use work::{JobFailure, JobHandler, JobWork};
pub use worker::{Worker, WorkerHandle, WorkerParts};
