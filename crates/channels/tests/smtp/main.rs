//! The SMTP client in every kind of weather: the right outcome, in bounded time, and nothing doubled.
#![cfg(test)]

mod ahead;
mod encryption;
mod login;
mod message;
mod pool;
mod support;
mod weather;
