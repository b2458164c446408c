//! Opens and clicks, gathered as they arrive and written down together a moment later, so that a redirect waits for no
//! database. What is gathered and not yet written is lost when the process is killed; a program that is told to end
//! writes it first.

mod collector;
mod link_targets;
mod record;
mod signs;
mod tally;

pub use collector::HitCollector;
pub use link_targets::LinkTargets;
pub use signs::look_of;
