//! Connections: how many are taken, and how long each may do nothing. The framework has deadlines for the first head and
//! for what comes after an answer; the rest is here.

mod admission;
mod bare_answer;
mod connection;
mod listen;
mod listener;
mod room;

pub use listen::listen;
pub use listener::listener_at;
pub use room::{Room, room_for};
