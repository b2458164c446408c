mod conditional_requests;
mod idempotency;
mod lists;
mod methods;
