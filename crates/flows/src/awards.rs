//! What rules give to members on occasions that are no receipts, once each: birthdays, joining, time without purchases, answers to
//! surveys, and what other tools tell.

pub(crate) mod award_answer;
pub(crate) mod daily_awards;
mod give;
pub(crate) mod join_and_welcome;
pub(crate) mod on_occasion;
pub(crate) mod record_and_award;
pub(crate) mod store;
