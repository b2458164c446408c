//! What passes between a merchant and its customers besides purchases and newsletters.

mod cases;
mod files;
mod held_customer;
mod interactions;
