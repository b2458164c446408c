//! What newsletters are rendered with: each is compiled once, and then writes the message of one recipient after the other.

mod compile;
mod compiled_campaigns;
mod renderer;
mod sender;

pub(crate) use compile::compile;
pub(crate) use compiled_campaigns::CompiledCampaigns;
pub(crate) use renderer::{Prepared, Renderer, Written};
pub use sender::sender_of;
