//! An open or a click.

use regulars_kernel::{Channel, CustomerId, Instant, NewsletterId};
use uuid::Uuid;

use super::{HitLook, ReaderMark};
use crate::delivery::key::DeliveryKey;

/// What was fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitKind {
    /// The invisible image.
    Open,
    /// The content link at a position, counted from one.
    Click {
        /// The position.
        position: u16,
    },
}

impl HitKind {
    /// The name under which it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Click { .. } => "click",
        }
    }

    /// The position of the link; zero for an open.
    pub const fn position(self) -> u16 {
        match self {
            Self::Open => 0,
            Self::Click { position } => position,
        }
    }
}

/// Who is taken to be behind a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitVerdict {
    /// Somebody who read the message.
    Human,
    /// A scanner, a mail provider that fetches ahead, a robot.
    Machine,
    /// It cannot be told. It counts as neither.
    Unknown,
}

/// A verdict that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a verdict is human, machine or unknown")]
pub struct InvalidHitVerdict;

impl HitVerdict {
    /// The name under which it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Machine => "machine",
            Self::Unknown => "unknown",
        }
    }
}

impl std::str::FromStr for HitVerdict {
    type Err = InvalidHitVerdict;

    fn from_str(name: &str) -> Result<Self, InvalidHitVerdict> {
        [Self::Human, Self::Machine, Self::Unknown]
            .into_iter()
            .find(|verdict| verdict.name() == name)
            .ok_or(InvalidHitVerdict)
    }
}

/// Why a hit was judged as it was. Nothing else is kept of the request: no address, no program's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HitReason {
    /// A browser or a mail program.
    Reader,
    /// An image proxy that fetches when the message is read.
    ReaderThroughProxy,
    /// Only the headers were asked for.
    HeadersOnly,
    /// The request says that it fetches ahead.
    FetchedAhead,
    /// The request names no program.
    NoProgram,
    /// The program is a robot or a library.
    Robot,
    /// A mail provider that looks into messages as they arrive.
    ProviderScan,
    /// Sooner after the sending than anybody reads.
    TooSoon,
    /// Several links at once.
    SeveralLinksAtOnce,
    /// A proxy that fetches whether the message is read or not.
    PrivacyProxy,
    /// A program that is not known.
    UnknownProgram,
    /// A moment before several links at once, from the same kind of program.
    BesideABurst,
}

impl HitReason {
    /// The name under which it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::ReaderThroughProxy => "reader_through_proxy",
            Self::HeadersOnly => "headers_only",
            Self::FetchedAhead => "fetched_ahead",
            Self::NoProgram => "no_program",
            Self::Robot => "robot",
            Self::ProviderScan => "provider_scan",
            Self::TooSoon => "too_soon",
            Self::SeveralLinksAtOnce => "several_links_at_once",
            Self::PrivacyProxy => "privacy_proxy",
            Self::UnknownProgram => "unknown_program",
            Self::BesideABurst => "beside_a_burst",
        }
    }
}

/// A hit that has arrived and is not judged yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrivedHit {
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// Over which channel the message came that it stood in.
    pub channel: Channel,
    /// Whose message it stood in, or `None` where the link does not tell.
    pub customer: Option<CustomerId>,
    /// What was fetched.
    pub kind: HitKind,
    /// What the request looked like.
    pub look: HitLook,
    /// When, on the machine's clock.
    pub arrived_at: Instant,
}

impl ArrivedHit {
    /// The delivery that it belongs to, or `None` where the link does not tell.
    pub fn delivery(&self) -> Option<DeliveryKey> {
        self.customer.map(|customer| DeliveryKey { channel: self.channel, customer })
    }
}

/// A hit as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its id.
    pub id: Uuid,
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// Over which channel the message came that it stood in.
    pub channel: Channel,
    /// Whose message it stood in, or `None` where nobody may be named.
    pub customer: Option<CustomerId>,
    /// By what the recipient is told from the others, or `None` where that can no longer be done.
    pub reader: Option<ReaderMark>,
    /// What was fetched.
    pub kind: HitKind,
    /// Who is taken to be behind it.
    pub verdict: HitVerdict,
    /// Why.
    pub reason: HitReason,
    /// When, on the merchant's clock.
    pub occurred_at: Instant,
}
