//! Points for many members at once: from who is meant to the job that credits them.

pub(crate) mod accrual_job;
pub(crate) mod asked;
pub(crate) mod cancel_accrual;
pub(crate) mod decide_accrual;
pub(crate) mod look_at_accrual;
pub(crate) mod request_accrual;
mod start_accrual;
pub(crate) mod store;
pub(crate) mod undo_accrual;
pub(crate) mod work_on_accrual;
