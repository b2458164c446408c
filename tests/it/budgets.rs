//! Nobody takes the service from the others: shares, deadlines and costs.

mod computations;
mod filters;
mod lists;
mod previews;
