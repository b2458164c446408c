//! A disk that fails, a server that goes away, and settings that cannot be read: nothing that was acknowledged is lost,
//! nothing is sent twice, and no secret is told.

mod disk;
mod leap_second;
mod newsletter;
mod postgres;
mod proxy;
mod purchases;
mod read_only;
mod secrets;
