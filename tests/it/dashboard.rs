mod get;
mod refunds;
