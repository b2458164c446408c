//! Guesses at secrets: passwords, refresh tokens, pairing codes, keys. Only those that failed count, and nobody's failures
//! shut out somebody else.

mod buckets;
mod familiar;
mod limits;
mod turns;

pub use buckets::{Buckets, Rate};
pub use limits::{Account, Guess, GuessLimits, GuessedSecret};
pub use turns::{Lane, Turns};
