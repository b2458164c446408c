//! What becomes of a row.

pub(crate) mod counts;
pub(crate) mod disposition;
pub(crate) mod remark;
pub(crate) mod row_result;
pub(crate) mod row_undo;
