mod conditional_requests;
mod head_requests;
mod idempotency;
mod lists;
mod methods;
mod other_origins;
mod problem_documents;
mod representations;
