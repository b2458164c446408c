//! Changes of many customers at once: from who is meant to the job that does it.

pub(crate) mod begin_bulk_edit;
pub(crate) mod bulk_edit_job;
pub(crate) mod cancel_bulk_edit;
pub(crate) mod look_at_bulk_edit;
pub(crate) mod meant;
pub(crate) mod store;
pub(crate) mod undo_bulk_edit;
pub(crate) mod work_on_bulk_edit;
