//! Nobody takes the service from the others: shares, deadlines and costs.

mod filters;
mod lists;
mod previews;
