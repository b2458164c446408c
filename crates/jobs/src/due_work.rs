//! Which merchants have work that is due.

use async_trait::async_trait;
use chrono::Duration;
use regulars_kernel::{Instant, MerchantId, StoreError};

/// A kind of work that a worker looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DueKind {
    /// A newsletter whose scheduled instant may have come (merchant's clock).
    Scheduled,
    /// A newsletter that is being sent and may have messages due (merchant's clock).
    Dispatch,
    /// A delivery whose lease may have ended (machine's clock).
    DeliveryLease,
    /// Customers that are to be scored anew (merchant's clock).
    Scoring,
    /// Members of programmes whose tier may be another one by now (merchant's clock).
    Tiers,
    /// Members of programmes for whom a day may have brought something about that rules give for (merchant's clock).
    Awards,
    /// Referrals that are to be paid (merchant's clock).
    Referrals,
    /// Reminders of invoices that leave (merchant's clock).
    Reminders,
    /// A job (merchant's clock).
    Job,
    /// A job whose lease may have ended (machine's clock).
    JobLease,
    /// A mailbox that is to be read (machine's clock).
    Mailbox,
}

/// The earliest work of one kind that one merchant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueWork {
    /// The merchant.
    pub merchant: MerchantId,
    /// How far the merchant's clock runs ahead of the machine's; zero but for sandboxes.
    pub clock_shift: Duration,
    /// Whether the merchant may work. If not, only leases are looked after.
    pub active: bool,
    /// The kind.
    pub kind: DueKind,
    /// The earliest instant, on the clock that the kind goes by.
    pub due_at: Instant,
}

impl DueWork {
    /// Whether something is to be done at this instant of the machine's clock.
    pub fn is_due(&self, now: Instant) -> bool {
        match self.kind {
            DueKind::DeliveryLease => self.due_at < now,
            DueKind::Mailbox => self.active && self.due_at <= now,
            DueKind::JobLease => self.active && self.due_at < now,
            DueKind::Scheduled
            | DueKind::Dispatch
            | DueKind::Scoring
            | DueKind::Tiers
            | DueKind::Awards
            | DueKind::Referrals
            | DueKind::Reminders
            | DueKind::Job => {
                let merchant_now = now.checked_add_signed(self.clock_shift).unwrap_or(Instant::MAX_UTC);
                self.active && self.due_at <= merchant_now
            }
        }
    }
}

/// The one look across merchants: without locks, and no more than who has work and since when. The work itself is
/// claimed inside each merchant.
#[async_trait]
pub trait DueWorkStore: Send {
    /// What is due or will be, by merchant and kind.
    async fn due_work(&mut self) -> Result<Vec<DueWork>, StoreError>;
    /// Every merchant there is, to ask each by itself while the look across them all gets no answer.
    async fn all_merchants(&mut self) -> Result<Vec<MerchantId>, StoreError>;
}

/// The same look inside one merchant.
#[async_trait]
pub trait OwnDueWorkReads: Send {
    /// What is due or will be, by kind.
    async fn own_due_work(&mut self) -> Result<Vec<DueWork>, StoreError>;
}
