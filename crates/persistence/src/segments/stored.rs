//! Segments as they are stored.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use regulars_customers::TagReads;
use regulars_filters::{Filter, FilterAttribute, ReactedNewsletter, TagReference, fold};
use regulars_kernel::{
    CouponCampaignId, Instant, NewsletterId, Page, PageRequest, PageSize, ProgrammeId, RewardId, SegmentId,
    StoreError, UniqueValue, UserId,
};
use regulars_segments::{RfmReads, SegmentReads, SegmentStore, StoredSegment, WrittenSegment};
use uuid::Uuid;

use super::attribute_keys::{filter_attributes, refresh_references};
use crate::error::inconsistent;
use crate::page_weight::lightened;
use crate::wall::{
    Condition, FromRow, PlatformSql, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values,
};

#[derive(FromRow)]
struct SegmentRow {
    id: Uuid,
    name: String,
    filter: serde_json::Value,
    created_at: Instant,
    updated_at: Instant,
}

#[derive(FromRow)]
struct FilterRow {
    id: Uuid,
    filter: serde_json::Value,
}

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

/// Those of the ids that a statement finds, which ends where they are compared.
async fn among(tx: &ReadTx, known: ScopedSql, ids: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    let mut query = ScopedQuery::new(known, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "id", ids));
    let found: Vec<IdRow> = tx.query(query).await?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// A stored filter. What is wrong with one that cannot be read is not told, because a filter may hold personal data.
fn filter(json: &serde_json::Value) -> Result<Filter, StoreError> {
    Filter::parse_stored(json)
        .map_err(|faults| inconsistent("segments", format!("a filter with {} faults", faults.len())))
}

impl TryFrom<SegmentRow> for StoredSegment {
    type Error = StoreError;

    fn try_from(row: SegmentRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: SegmentId::new(row.id),
            name: row.name.parse().map_err(|error| inconsistent("segments", error))?,
            filter: filter(&row.filter)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn filters(rows: &[FilterRow]) -> Result<BTreeMap<SegmentId, Filter>, StoreError> {
    rows.iter().map(|row| Ok((SegmentId::new(row.id), filter(&row.filter)?))).collect()
}

fn written(result: Result<u64, StoreError>) -> Result<WrittenSegment, StoreError> {
    match result {
        Ok(_) => Ok(WrittenSegment::Written),
        Err(StoreError::Taken(UniqueValue::SegmentName)) => Ok(WrittenSegment::NameTaken),
        Err(error) => Err(error),
    }
}

async fn with_tag_names(tx: &ReadTx, rows: Vec<SegmentRow>) -> Result<Vec<StoredSegment>, StoreError> {
    let mut segments = rows.into_iter().map(StoredSegment::try_from).collect::<Result<Vec<_>, _>>()?;
    refresh_references(tx, segments.iter_mut().map(|segment| &mut segment.filter).collect()).await?;
    Ok(segments)
}

#[in_reads_and_writes]
#[async_trait]
impl SegmentReads for ReadTx {
    async fn every_segment(&mut self) -> Result<Vec<StoredSegment>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, name, filter, created_at, updated_at FROM segments WHERE merchant_id = $1 ORDER BY id",
        );
        with_tag_names(self, self.all(LIST, values![]).await?).await
    }

    async fn find_segment(&mut self, id: SegmentId) -> Result<Option<StoredSegment>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(
            "SELECT id, name, filter, created_at, updated_at FROM segments WHERE merchant_id = $1 AND id = $2",
        );
        let row: Option<SegmentRow> = self.optional(FIND, values![id.value()]).await?;
        let mut segment = row.map(StoredSegment::try_from).transpose()?;
        refresh_references(self, segment.iter_mut().map(|segment| &mut segment.filter).collect()).await?;
        Ok(segment)
    }

    async fn list_segments(
        &mut self,
        page: PageRequest<SegmentId>,
    ) -> Result<Page<StoredSegment, SegmentId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, name, filter, created_at, updated_at FROM segments WHERE merchant_id = $1",
        );
        const WEIGHTS: ScopedSql = ScopedSql::by_dialect(
            "SELECT octet_length(filter) AS weight FROM segments WHERE merchant_id = $1",
            "SELECT octet_length(filter::text)::bigint AS weight FROM segments WHERE merchant_id = $1",
        );
        let of_page = |head: ScopedSql, size: PageSize| {
            let mut query = ScopedQuery::new(head, self.backend(), Vec::new());
            let after = page.after.map_or(Uuid::nil(), SegmentId::value);
            query.push(" AND id > ? ORDER BY id LIMIT ?", values![after, i64::from(size.get()) + 1]);
            query
        };
        let size = lightened(self, of_page(WEIGHTS, page.size), page.size).await?;
        let rows: Vec<SegmentRow> = self.query(of_page(LIST, size)).await?;
        let segments = with_tag_names(self, rows).await?;
        Ok(Page::from_surplus(segments, size, |segment| segment.id))
    }

    async fn rfm_classes(&mut self) -> Result<BTreeSet<String>, StoreError> {
        let settings = self.rfm_settings().await?;
        Ok(settings.grid.classes().iter().map(|class| class.class.as_str().to_owned()).collect())
    }

    async fn newsletters_reacted_to(
        &mut self,
        ids: &BTreeSet<NewsletterId>,
    ) -> Result<BTreeMap<NewsletterId, ReactedNewsletter>, StoreError> {
        super::reacted::newsletters_reacted_to(self, ids).await
    }

    async fn staff_among(&mut self, users: &BTreeSet<UserId>) -> Result<BTreeSet<UserId>, StoreError> {
        #[derive(FromRow)]
        struct UserRow {
            id: Uuid,
        }
        const STAFF: PlatformSql = PlatformSql::new("SELECT id FROM users WHERE merchant_id = $1");
        let staff: Vec<UserRow> =
            self.platform().all(STAFF, values![self.scope().merchant().value()]).await?;
        Ok(staff.into_iter().map(|row| UserId::new(row.id)).filter(|id| users.contains(id)).collect())
    }

    async fn programmes_among(
        &mut self,
        programmes: &BTreeSet<ProgrammeId>,
    ) -> Result<BTreeSet<ProgrammeId>, StoreError> {
        const KNOWN: ScopedSql = ScopedSql::new("SELECT id FROM programmes WHERE merchant_id = $1 AND ");
        let ids: Vec<Uuid> = programmes.iter().map(|programme| programme.value()).collect();
        Ok(among(self, KNOWN, &ids).await?.into_iter().map(ProgrammeId::new).collect())
    }

    async fn campaigns_among(
        &mut self,
        campaigns: &BTreeSet<CouponCampaignId>,
    ) -> Result<BTreeSet<CouponCampaignId>, StoreError> {
        const KNOWN: ScopedSql =
            ScopedSql::new("SELECT id FROM coupon_campaigns WHERE merchant_id = $1 AND ");
        let ids: Vec<Uuid> = campaigns.iter().map(|campaign| campaign.value()).collect();
        Ok(among(self, KNOWN, &ids).await?.into_iter().map(CouponCampaignId::new).collect())
    }

    async fn rewards_among(
        &mut self,
        rewards: &BTreeSet<RewardId>,
    ) -> Result<BTreeSet<RewardId>, StoreError> {
        const KNOWN: ScopedSql = ScopedSql::new("SELECT id FROM rewards WHERE merchant_id = $1 AND ");
        let ids: Vec<Uuid> = rewards.iter().map(|reward| reward.value()).collect();
        Ok(among(self, KNOWN, &ids).await?.into_iter().map(RewardId::new).collect())
    }

    async fn filters_of_segments(
        &mut self,
        ids: &BTreeSet<SegmentId>,
    ) -> Result<BTreeMap<SegmentId, Filter>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new("SELECT id, filter FROM segments WHERE merchant_id = $1 AND ");
        let ids: Vec<Uuid> = ids.iter().map(|id| id.value()).collect();
        let mut query = ScopedQuery::new(FIND, self.backend(), Vec::new());
        query.push_condition(Condition::one_of_ids(self.backend(), "id", &ids));
        filters(&self.query::<FilterRow>(query).await?)
    }

    async fn tags_named(
        &mut self,
        folded: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, TagReference>, StoreError> {
        let names: Vec<String> = folded.iter().cloned().collect();
        let tags = self.find_tags_named(&names).await?.into_iter();
        Ok(tags
            .map(|tag| {
                let reference = TagReference { id: Some(tag.id), name: tag.name.as_str().to_owned() };
                (fold(tag.name.as_str()), reference)
            })
            .collect())
    }

    async fn filter_attributes(&mut self) -> Result<Vec<FilterAttribute>, StoreError> {
        filter_attributes(self).await
    }

    async fn filters_of_all_segments(&mut self) -> Result<BTreeMap<SegmentId, Filter>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new("SELECT id, filter FROM segments WHERE merchant_id = $1");
        filters(&self.all::<FilterRow>(FIND, values![]).await?)
    }
}

#[async_trait]
impl SegmentStore for WriteTx {
    async fn lock_segments(&mut self) -> Result<(), StoreError> {
        // SQLite has one writer.
        const LOCK: ScopedSql = ScopedSql::by_dialect(
            "SELECT merchant_id FROM merchant_settings WHERE merchant_id = $1",
            "SELECT merchant_id FROM merchant_settings WHERE merchant_id = $1 FOR NO KEY UPDATE",
        );
        self.execute(LOCK, values![]).await.map(drop)
    }

    async fn insert_segment(&mut self, segment: &StoredSegment) -> Result<WrittenSegment, StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO segments (merchant_id, id, name, name_folded, filter, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        );
        let StoredSegment { id, name, filter, created_at, updated_at } = segment;
        let new = values![
            id.value(),
            name.as_str(),
            fold(name.as_str()),
            filter.to_stored_json(),
            *created_at,
            *updated_at
        ];
        written(self.execute(INSERT, new).await)
    }

    async fn update_segment(&mut self, segment: &StoredSegment) -> Result<WrittenSegment, StoreError> {
        const UPDATE: ScopedSql = ScopedSql::new(
            "UPDATE segments SET name = $3, name_folded = $4, filter = $5, updated_at = $6
             WHERE merchant_id = $1 AND id = $2",
        );
        let StoredSegment { id, name, filter, updated_at, .. } = segment;
        let new =
            values![id.value(), name.as_str(), fold(name.as_str()), filter.to_stored_json(), *updated_at];
        written(self.execute(UPDATE, new).await)
    }

    async fn delete_segment(&mut self, id: SegmentId) -> Result<bool, StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM segments WHERE merchant_id = $1 AND id = $2");
        Ok(self.execute(DELETE, values![id.value()]).await? == 1)
    }
}
