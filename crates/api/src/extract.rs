//! What handlers take from a request. Everything that does not fit becomes a problem document that points at it.

mod body;
mod conditions;
mod csv_file;
mod dropped_mail;
mod form;
mod image;
mod instant;
mod json_or_form;
mod named_once;
mod objects_only;
mod once;
mod page;
mod patch;
mod path;
mod patience;
mod period;
mod preferred_language;
mod query;
mod raw_mail;
mod upload;

pub use body::{Body, OptionalBody, escape, parse_json};
pub use conditions::IfMatch;
pub use csv_file::CsvFile;
pub use dropped_mail::DroppedMail;
pub use form::SentForm;
pub use image::Image;
pub use instant::{instant, optional_instant};
pub use json_or_form::{FormFields, JsonOrForm};
pub use once::OnceKey;
pub use page::{PageParameters, parse_cursor, render_cursor};
pub use patch::Patched;
pub use path::{
    AccrualInPath, AgreementInPath, CouponBatchInPath, CouponInPath, CreditNoteInPath, EarningRuleInPath,
    EmployeeInPath, ExportInPath, FileInPath, Id, InteractionInPath, MailInPath, Number,
    PastSimulationInPath, PointReservationInPath, PointTypeInPath, ProgrammeMembershipInPath, TagInPath,
    VersionInPath,
};
pub use period::require_order;
pub use preferred_language::{preferred_language, preferred_language_if_any};
pub use query::{Query, names};
pub use raw_mail::RawMail;
pub use upload::{Upload, UploadPart};
