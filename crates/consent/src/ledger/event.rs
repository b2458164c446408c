//! One entry of the ledger, and the chain that the entries of a customer form.
//!
//! The hash of an entry covers the hash of the entry before it, the open fields, and a commitment to the address and the
//! evidence. The commitment is keyed by the customer's key: when erasure destroys that key, the address and the evidence
//! are gone, nobody can try addresses out against the commitment, and the chain still verifies.

use regulars_kernel::{
    Channel, ConsentEventId, ConsentState, ConsentTextId, CustomerId, Instant, Label, MerchantId, Purpose,
};
use sha2::{Digest, Sha256};

use crate::gate::contact_address::ContactAddress;
use crate::ledger::actor::ConsentActor;
use crate::ledger::key_material::{add, add_optional};
use crate::ledger::sealing::CustomerKey;

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentEvent {
    /// Its id.
    pub id: ConsentEventId,
    /// Who made the statement.
    pub customer: CustomerId,
    /// Its place in the customer's chain, counted from one.
    pub sequence: i64,
    /// What the statement is about.
    pub purpose: Purpose,
    /// The channel that it is about.
    pub channel: Option<Channel>,
    /// What it says.
    pub state: ConsentState,
    /// The very address that it is for.
    pub address: Option<ContactAddress>,
    /// Where the statement was made, such as a form or a till. Never anything about the person.
    pub source: Label,
    /// The text that the customer was shown.
    pub text: Option<ConsentTextId>,
    /// The version of the text, as the source names it, whether it was published here or not.
    pub text_version: Option<Label>,
    /// Who wrote the entry.
    pub actor: ConsentActor,
    /// When the statement was made.
    pub occurred_at: Instant,
    /// When the entry was written.
    pub recorded_at: Instant,
    /// The evidence, sealed with the customer's key.
    pub evidence: Option<Vec<u8>>,
    /// What the entry commits to about address and evidence.
    pub commitment: [u8; 32],
    /// The hash of the entry before, or zeros.
    pub previous_hash: [u8; 32],
    /// The hash of this entry.
    pub hash: [u8; 32],
    /// When address and evidence were erased.
    pub erased_at: Option<Instant>,
}

/// The end of a customer's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// The place of the newest entry.
    pub sequence: i64,
    /// Its hash.
    pub hash: [u8; 32],
}

impl ChainHead {
    /// The end of a chain without entries.
    pub const EMPTY: Self = Self { sequence: 0, hash: [0; 32] };
}

impl ConsentEvent {
    /// The end of the chain when this is its newest entry.
    pub const fn head(&self) -> ChainHead {
        ChainHead { sequence: self.sequence, hash: self.hash }
    }

    /// The commitment to an address and to evidence.
    pub(crate) fn commitment(
        key: &CustomerKey,
        id: ConsentEventId,
        address: Option<&ContactAddress>,
        evidence: Option<&[u8]>,
    ) -> [u8; 32] {
        key.commit(|mut write| {
            add(&mut write, id.value().as_bytes());
            add_optional(&mut write, address.map(|address| address.expose().as_bytes()));
            add_optional(&mut write, evidence);
        })
    }

    /// The hash that this entry must have.
    pub(crate) fn expected_hash(&self, merchant: MerchantId) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut write = |bytes: &[u8]| hash.update(bytes);
        let Self { id, customer, sequence, purpose, channel, state, source, text, text_version, .. } = self;
        let Self { actor, occurred_at, recorded_at, commitment, previous_hash, .. } = self;
        add(&mut write, b"regulars consent v1");
        add(&mut write, previous_hash);
        add(&mut write, commitment);
        add(&mut write, merchant.value().as_bytes());
        add(&mut write, customer.value().as_bytes());
        add(&mut write, id.value().as_bytes());
        add(&mut write, &sequence.to_be_bytes());
        add(&mut write, purpose.name().as_bytes());
        add_optional(&mut write, channel.map(|channel| channel.name().as_bytes()));
        add(&mut write, state.name().as_bytes());
        add(&mut write, source.as_str().as_bytes());
        add_optional(
            &mut write,
            text.map(|text| text.value().into_bytes()).as_ref().map(<[u8; 16]>::as_slice),
        );
        add_optional(&mut write, text_version.as_ref().map(|version| version.as_str().as_bytes()));
        add(&mut write, actor.kind().as_bytes());
        add_optional(&mut write, actor.id().map(uuid::Uuid::into_bytes).as_ref().map(<[u8; 16]>::as_slice));
        add(&mut write, &occurred_at.timestamp_micros().to_be_bytes());
        add(&mut write, &recorded_at.timestamp_micros().to_be_bytes());
        hash.finalize().into()
    }
}
