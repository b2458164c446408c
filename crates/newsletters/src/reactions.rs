//! Opens and clicks: what is known of a hit, who is taken to be behind it, and how it is counted.

mod burst;
mod hit;
mod hit_look;
mod judge_hit;
mod reaction_store;
mod reader;
mod record_hits;
mod simultaneous_clicks;

pub use burst::Burst;
pub use hit::{ArrivedHit, Hit, HitKind, HitReason, HitVerdict, InvalidHitVerdict};
pub use hit_look::{HitLook, RequestSigns};
pub use judge_hit::judge_hit;
pub use reaction_store::{ReactionReads, ReactionStore, RecordedNewsletter};
pub use reader::{ReaderKey, ReaderMark};
pub use record_hits::{NewReaderKey, record_hits};
pub use simultaneous_clicks::{SIMULTANEOUS, simultaneous_clicks};
