//! The store trait, spread over one file per resource.

use async_trait::async_trait;
use regulars_kernel::{Instant, MemberId, StoreError};
use regulars_network::{Card, CardNumber, Member, NetworkReads, NetworkStore};

use super::{cards, members};
use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl NetworkReads for ReadTx {
    async fn find_card(&mut self, number: &CardNumber) -> Result<Option<Card>, StoreError> {
        cards::find(self, number).await
    }

    async fn cards_of(&mut self, member: MemberId) -> Result<Vec<Card>, StoreError> {
        cards::of_member(self, member).await
    }

    async fn find_member(&mut self, id: MemberId) -> Result<Option<Member>, StoreError> {
        members::find(self, id).await
    }
}

#[async_trait]
impl NetworkStore for WriteTx {
    async fn insert_member(&mut self, member: &Member) -> Result<(), StoreError> {
        members::insert(self, member).await
    }

    async fn insert_card(&mut self, card: &Card) -> Result<bool, StoreError> {
        cards::insert(self, card).await
    }

    async fn block_card(&mut self, number: &CardNumber, now: Instant) -> Result<bool, StoreError> {
        cards::block(self, number, now).await
    }

    async fn replace_card(
        &mut self,
        number: &CardNumber,
        replaced_by: &CardNumber,
        now: Instant,
    ) -> Result<bool, StoreError> {
        cards::replace(self, number, replaced_by, now).await
    }
}
