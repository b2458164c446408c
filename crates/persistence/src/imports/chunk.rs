//! Rows of an import, many at a time. The rules that a row goes by are those of a single customer, and they are asked of a
//! store; this one answers from what it has read for all rows at once, and keeps what is written until it can write it for all
//! rows at once. What it has not read ahead it writes everything before it asks for: it is never wrong, only slower.

mod ahead;
mod consents;
mod customers;
mod fresh;
mod imports;
mod pending;

use std::collections::{HashMap, HashSet};

use regulars_consent::{ConsentText, CustomerKey, Subject};
use regulars_customers::{AttributeDefinition, CustomerRecord, Tag};
use regulars_kernel::{Channel, CustomerId, Label, Purpose, StoreError};

use self::ahead::Ahead;
use self::fresh::Fresh;
use self::pending::Pending;
use crate::wall::WriteTx;

/// A transaction in which many rows are taken in.
pub struct ImportChunk<'t> {
    tx: &'t mut WriteTx,
    /// What was read for all rows at once.
    ahead: Ahead,
    /// Customers who were made here.
    fresh: Fresh,
    /// What is still to be written.
    pending: Pending,
    /// Customers as they are, whom nobody else changes.
    records: HashMap<CustomerId, CustomerRecord>,
    /// Customers who were there before and whom nobody else changes.
    held: HashSet<CustomerId>,
    /// What the ledger says of them.
    subjects: HashMap<CustomerId, Subject>,
    /// Their keys. Who was looked for and has none is there as nothing.
    keys: HashMap<CustomerId, Option<CustomerKey>>,
    tags: HashMap<Vec<String>, Vec<Tag>>,
    attributes: Option<Vec<AttributeDefinition>>,
    texts: Vec<(AskedText, Vec<ConsentText>)>,
}

/// The version of a text about a purpose and channel.
type AskedText = (Purpose, Option<Channel>, Label);

impl<'t> ImportChunk<'t> {
    /// Begins in this transaction.
    pub fn of(tx: &'t mut WriteTx) -> Self {
        Self {
            tx,
            ahead: Ahead::default(),
            fresh: Fresh::default(),
            pending: Pending::default(),
            records: HashMap::new(),
            held: HashSet::new(),
            subjects: HashMap::new(),
            keys: HashMap::new(),
            tags: HashMap::new(),
            attributes: None,
            texts: Vec::new(),
        }
    }

    /// Whether customers who were there before are held until the transaction ends.
    pub fn holds_customers(&self) -> bool {
        !self.held.is_empty()
    }

    /// Writes what is still to be written.
    ///
    /// # Errors
    ///
    /// [`StoreError::Contended`] where somebody else has taken a number of a customer who was made here: the rows are to be
    /// looked at again.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        self.pending.write(self.tx).await
    }

    /// The transaction with everything written, for what was not read ahead.
    async fn settled(&mut self) -> Result<&mut WriteTx, StoreError> {
        self.pending.write(self.tx).await?;
        Ok(self.tx)
    }
}
