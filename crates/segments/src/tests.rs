//! The use cases over a store in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use regulars_audit::{AuditNote, AuditTrail};
use regulars_filters::{
    BuiltIn, Filter, FilterAttribute, FilterErrorCode, ReactedNewsletter, ResolvedFilter, SegmentReference,
    TagReference, fold,
};
use regulars_kernel::{
    CouponCampaignId, Environment, ManualClock, MerchantCalendar, NewsletterId, Page, PageRequest, PageSize,
    ProgrammeId, RewardId, SeededRandom, SegmentId, StoreError, TagId, UserId,
};

use crate::*;

#[derive(Default)]
struct Memory {
    /// What was noted.
    pub notes: Vec<AuditNote>,
    segments: BTreeMap<SegmentId, StoredSegment>,
}

impl Memory {
    fn write(&mut self, segment: &StoredSegment) -> WrittenSegment {
        let same_name = |other: &StoredSegment| {
            other.id != segment.id && fold(other.name.as_str()) == fold(segment.name.as_str())
        };
        if self.segments.values().any(same_name) {
            return WrittenSegment::NameTaken;
        }
        self.segments.insert(segment.id, segment.clone());
        WrittenSegment::Written
    }
}

#[async_trait]
impl AuditTrail for Memory {
    async fn note(&mut self, _environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        self.notes.push(note);
        Ok(())
    }
}

#[async_trait]
impl SegmentReads for Memory {
    async fn every_segment(&mut self) -> Result<Vec<StoredSegment>, StoreError> {
        Ok(self.segments.values().cloned().collect())
    }

    async fn find_segment(&mut self, id: SegmentId) -> Result<Option<StoredSegment>, StoreError> {
        Ok(self.segments.get(&id).cloned())
    }

    async fn list_segments(
        &mut self,
        page: PageRequest<SegmentId>,
    ) -> Result<Page<StoredSegment, SegmentId>, StoreError> {
        let behind = |segment: &&StoredSegment| page.after.is_none_or(|after| segment.id > after);
        let items = self.segments.values().filter(behind).take(usize::from(page.size.get()) + 1);
        Ok(Page::from_surplus(items.cloned().collect(), page.size, |segment| segment.id))
    }

    async fn filters_of_segments(
        &mut self,
        ids: &BTreeSet<SegmentId>,
    ) -> Result<BTreeMap<SegmentId, Filter>, StoreError> {
        let mut filters = self.filters_of_all_segments().await?;
        filters.retain(|id, _| ids.contains(id));
        Ok(filters)
    }

    async fn rfm_classes(&mut self) -> Result<BTreeSet<String>, StoreError> {
        Ok(["champions", "lost"].map(str::to_owned).into())
    }

    async fn tags_named(
        &mut self,
        folded: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, TagReference>, StoreError> {
        let known = folded.iter().filter(|name| *name != "unknown");
        Ok(known
            .map(|name| (name.clone(), TagReference { id: Some(tag_id(name)), name: name.clone() }))
            .collect())
    }

    async fn filter_attributes(&mut self) -> Result<Vec<FilterAttribute>, StoreError> {
        Ok(Vec::new())
    }

    async fn newsletters_reacted_to(
        &mut self,
        _: &BTreeSet<NewsletterId>,
    ) -> Result<BTreeMap<NewsletterId, ReactedNewsletter>, StoreError> {
        Ok(BTreeMap::new())
    }

    async fn staff_among(&mut self, _: &BTreeSet<UserId>) -> Result<BTreeSet<UserId>, StoreError> {
        Ok(BTreeSet::new())
    }

    async fn programmes_among(
        &mut self,
        _: &BTreeSet<ProgrammeId>,
    ) -> Result<BTreeSet<ProgrammeId>, StoreError> {
        Ok(BTreeSet::new())
    }

    async fn campaigns_among(
        &mut self,
        _: &BTreeSet<CouponCampaignId>,
    ) -> Result<BTreeSet<CouponCampaignId>, StoreError> {
        Ok(BTreeSet::new())
    }

    async fn rewards_among(&mut self, _: &BTreeSet<RewardId>) -> Result<BTreeSet<RewardId>, StoreError> {
        Ok(BTreeSet::new())
    }

    async fn filters_of_all_segments(&mut self) -> Result<BTreeMap<SegmentId, Filter>, StoreError> {
        Ok(self.segments.iter().map(|(id, segment)| (*id, segment.filter.clone())).collect())
    }
}

#[async_trait]
impl SegmentStore for Memory {
    async fn lock_segments(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn insert_segment(&mut self, segment: &StoredSegment) -> Result<WrittenSegment, StoreError> {
        Ok(self.write(segment))
    }

    async fn update_segment(&mut self, segment: &StoredSegment) -> Result<WrittenSegment, StoreError> {
        Ok(self.write(segment))
    }

    async fn delete_segment(&mut self, id: SegmentId) -> Result<bool, StoreError> {
        Ok(self.segments.remove(&id).is_some())
    }
}

/// Every tag is there but the one that is called unknown.
fn tag_id(folded: &str) -> TagId {
    TagId::new(uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, folded.as_bytes()))
}

fn environment() -> Environment {
    let clock = ManualClock::at("2026-11-21T10:00:00Z".parse().unwrap());
    Environment::new(Arc::new(clock), Arc::new(SeededRandom::new(1)))
}

fn tag(name: &str) -> Filter {
    Filter::Tag(TagReference::named(name))
}

fn to(segment: SegmentId) -> Filter {
    Filter::Segment(SegmentReference::Stored(segment))
}

async fn create(
    store: &mut Memory,
    environment: &Environment,
    name: &str,
    filter: Filter,
) -> Result<Segment, CreateSegmentError> {
    create_segment(store, environment, NewSegment { name: name.parse().unwrap(), filter }).await
}

async fn change(store: &mut Memory, id: SegmentId, filter: Filter) -> Result<Segment, UpdateSegmentError> {
    let patch = SegmentPatch { name: None, filter: Some(filter) };
    update_segment(store, &environment(), SegmentReference::Stored(id), patch).await
}

#[tokio::test]
async fn names_are_unique_without_regard_to_letter_case() {
    let (mut store, environment) = (Memory::default(), environment());
    let made = create(&mut store, &environment, "Stalni", tag("vip")).await.unwrap();
    assert_eq!((made.key(), made.name.as_str()), (None, "Stalni"));
    let again = create(&mut store, &environment, "STALNI", tag("vip")).await;
    assert!(matches!(again, Err(CreateSegmentError::NameTaken)));
}

#[tokio::test]
async fn a_segment_never_refers_to_itself() {
    let (mut store, environment) = (Memory::default(), environment());
    let one = create(&mut store, &environment, "one", tag("vip")).await.unwrap().id;
    let two = create(&mut store, &environment, "two", Filter::Not(Box::new(to(one)))).await.unwrap().id;
    for circle in [Filter::All(vec![to(two)]), Filter::All(vec![to(one)])] {
        let refused = change(&mut store, one, circle).await;
        let Err(UpdateSegmentError::Filter(CheckFilterError::Filter(error))) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!((error.code, error.pointer.as_str()), (FilterErrorCode::SegmentCycle, "/all/0/segment"));
    }
    let bound = TagReference { id: Some(tag_id("vip")), name: "vip".to_owned() };
    assert_eq!(store.segments[&one].filter, Filter::Tag(bound));
}

#[tokio::test]
async fn a_stored_filter_knows_its_tags_by_their_ids() {
    let (mut store, environment) = (Memory::default(), environment());
    let unknown = Filter::All(vec![tag("vip"), Filter::Not(Box::new(tag("Unknown")))]);
    let refused = create(&mut store, &environment, "one", unknown).await;
    let Err(CreateSegmentError::Filter(CheckFilterError::Filter(error))) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!((error.code, error.pointer.as_str()), (FilterErrorCode::UnknownTag, "/all/1/not/tag"));
    let made = create(&mut store, &environment, "one", tag("ВИП")).await.unwrap();
    assert_eq!(made.filter.tag_ids(), [tag_id("vip")]);
}

#[tokio::test]
async fn a_filter_refers_to_existing_segments_only() {
    let (mut store, environment) = (Memory::default(), environment());
    let unknown = to(SegmentId::new(environment.new_id()));
    let refused = create(&mut store, &environment, "one", unknown).await;
    let Err(CreateSegmentError::Filter(CheckFilterError::Filter(error))) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(error.code, FilterErrorCode::UnknownSegment);
}

#[tokio::test]
async fn a_segment_that_others_refer_to_stays() {
    let (mut store, environment) = (Memory::default(), environment());
    let one = create(&mut store, &environment, "one", tag("vip")).await.unwrap().id;
    let two = create(&mut store, &environment, "two", to(one)).await.unwrap().id;
    let refused = delete_segment(&mut store, &environment, SegmentReference::Stored(one)).await;
    assert!(matches!(refused, Err(DeleteSegmentError::ReferredTo(referring)) if referring == [two]));
    delete_segment(&mut store, &environment, SegmentReference::Stored(two)).await.unwrap();
    delete_segment(&mut store, &environment, SegmentReference::Stored(one)).await.unwrap();
    let gone = delete_segment(&mut store, &environment, SegmentReference::Stored(one)).await;
    assert!(matches!(gone, Err(DeleteSegmentError::NotFound)));
}

#[tokio::test]
async fn a_segment_cannot_grow_so_that_one_that_refers_to_it_is_too_large() {
    let (mut store, environment) = (Memory::default(), environment());
    let small = create(&mut store, &environment, "small", tag("vip")).await.unwrap().id;
    let many = Filter::Any((0..100).map(|_| to(small)).collect());
    let referring = create(&mut store, &environment, "referring", many).await.unwrap().id;
    let refused = change(&mut store, small, Filter::Any((0..100).map(|_| tag("vip")).collect())).await;
    let Err(UpdateSegmentError::Filter(CheckFilterError::Referring { segment, error })) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!((segment, error.code), (referring, FilterErrorCode::TooManyNodes));
}

#[tokio::test]
async fn built_in_groups_are_there_and_stay_as_they_are() {
    let mut store = Memory::default();
    let lost = segment_reference(&built_in_id(BuiltIn::Lost).to_string()).unwrap();
    let found = get_segment(&mut store, lost).await.unwrap().unwrap();
    assert_eq!((found.key(), found.filter), (Some("lost"), BuiltIn::Lost.filter()));
    let patch = SegmentPatch::default();
    let changed = update_segment(&mut store, &environment(), lost, patch).await;
    assert!(matches!(changed, Err(UpdateSegmentError::BuiltIn)));
    assert!(matches!(
        delete_segment(&mut store, &environment(), lost).await,
        Err(DeleteSegmentError::BuiltIn)
    ));
}

#[tokio::test]
async fn every_page_size_lists_every_segment_once_in_order() {
    let (mut store, environment) = (Memory::default(), environment());
    for number in 0..7 {
        create(&mut store, &environment, &format!("segment {number}"), tag("vip")).await.unwrap();
    }
    let mut expected: Vec<SegmentId> = BuiltIn::ALL.iter().copied().map(built_in_id).collect();
    expected.extend(store.segments.keys());
    for size in 1..=15 {
        let size = PageSize::new(size).unwrap();
        let (mut listed, mut after) = (Vec::new(), None);
        loop {
            let page = list_segments(&mut store, PageRequest { size, after }).await.unwrap();
            assert!(page.items.len() <= usize::from(size.get()) && !page.items.is_empty());
            listed.extend(page.items.iter().map(|segment| segment.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(listed, expected, "pages of {size:?}");
    }
}

#[tokio::test]
async fn references_are_followed_to_the_end_when_a_filter_is_resolved() {
    let (mut store, environment) = (Memory::default(), environment());
    let one = create(&mut store, &environment, "one", tag("VIP")).await.unwrap().id;
    let two = create(&mut store, &environment, "two", Filter::Not(Box::new(to(one)))).await.unwrap().id;
    let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
    let now = environment.now();
    let filter = Filter::All(vec![to(two), to(built_in_id(BuiltIn::AllVerified))]);
    let resolved = resolve_filter(&mut store, &filter, &calendar, now).await.unwrap();
    let expected = ResolvedFilter::All(vec![
        ResolvedFilter::Tag(Some(tag_id("vip")), "vip".to_owned()).negated(),
        BuiltIn::AllVerified.filter().resolve(&calendar, now).unwrap(),
    ]);
    assert_eq!(resolved, expected);
}
