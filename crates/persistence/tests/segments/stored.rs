//! Segments in the database.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use regulars_filters::{BuiltIn, Filter, SegmentReference, TagReference, arbitrary};
use regulars_kernel::{
    Environment, Language, ManualClock, PageRequest, PageSize, Scope, SeededRandom, SegmentId, StoreError,
};
use regulars_persistence::Database;
use regulars_segments::{
    CreateSegmentError, DeleteSegmentError, NewSegment, Segment, SegmentPatch, UpdateSegmentError,
    create_segment, delete_segment, get_segment, list_segments, preview, resolve_filter, update_segment,
};

use crate::fixture::fixtures;
use crate::insert::{customer_id, insert_merchant_data};
use crate::population::populations;

/// Each draws other ids.
fn environment() -> Environment {
    static SEED: AtomicU64 = AtomicU64::new(3);
    let random = SeededRandom::new(SEED.fetch_add(1, Ordering::Relaxed));
    Environment::new(Arc::new(ManualClock::at(arbitrary::now())), Arc::new(random))
}

async fn create(
    database: &Database,
    scope: Scope,
    environment: &Environment,
    name: &str,
    filter: Filter,
) -> Result<Segment, CreateSegmentError> {
    let (environment, new) = (environment.clone(), NewSegment { name: name.parse().unwrap(), filter });
    database
        .write(scope, move |tx| Box::pin(async move { create_segment(tx, &environment, new).await }))
        .await
}

async fn update(
    database: &Database,
    scope: Scope,
    id: SegmentId,
    patch: SegmentPatch,
) -> Result<Segment, UpdateSegmentError> {
    let segment = SegmentReference::Stored(id);
    database
        .write(scope, move |tx| {
            Box::pin(async move { update_segment(tx, &environment(), segment, patch).await })
        })
        .await
}

async fn delete(database: &Database, scope: Scope, id: SegmentId) -> Result<(), DeleteSegmentError> {
    let segment = SegmentReference::Stored(id);
    database
        .write(scope, move |tx| Box::pin(async move { delete_segment(tx, &environment(), segment).await }))
        .await
}

async fn get(database: &Database, scope: Scope, id: SegmentId) -> Option<Segment> {
    let segment = SegmentReference::Stored(id);
    let found: Result<_, StoreError> =
        database.read(scope, async move |tx| get_segment(tx, segment).await).await;
    found.unwrap()
}

fn reference(id: SegmentId) -> Filter {
    Filter::Segment(SegmentReference::Stored(id))
}

fn tag() -> Filter {
    Filter::Tag(TagReference::named("VIP"))
}

#[tokio::test]
async fn segments_are_kept_within_their_merchant() {
    for (name, fixture) in fixtures("stored").await {
        let database = &fixture.database;
        let (ours, theirs) = (fixture.merchant(1).await, fixture.merchant(2).await);
        insert_merchant_data(&fixture, ours).await;
        insert_merchant_data(&fixture, theirs).await;
        let environment = environment();
        let made = create(database, ours, &environment, "Čest gost", tag()).await.unwrap();
        assert_eq!(get(database, ours, made.id).await.as_ref(), Some(&made), "{name}");
        assert_eq!(get(database, theirs, made.id).await, None, "{name}");
        let taken = create(database, ours, &environment, "ČEST GOST", tag()).await;
        assert!(matches!(taken, Err(CreateSegmentError::NameTaken)), "{name}: {taken:?}");
        create(database, theirs, &environment, "ČEST GOST", tag()).await.unwrap();
        let foreign = create(database, theirs, &environment, "foreign", reference(made.id)).await;
        assert!(matches!(foreign, Err(CreateSegmentError::Filter(_))), "{name}: {foreign:?}");

        let patch =
            || SegmentPatch { name: Some("Gost".parse().unwrap()), filter: Some(Filter::everybody()) };
        let missing = update(database, theirs, made.id, patch()).await;
        assert!(matches!(missing, Err(UpdateSegmentError::NotFound)), "{name}: {missing:?}");
        let changed = update(database, ours, made.id, patch()).await.unwrap();
        assert_eq!((changed.name.as_str(), &changed.filter), ("Gost", &Filter::everybody()));
        assert_eq!(get(database, ours, made.id).await, Some(changed), "{name}");

        let second = create(database, ours, &environment, "second", reference(made.id)).await.unwrap();
        let renamed = SegmentPatch { name: Some("gost".parse().unwrap()), filter: None };
        let taken = update(database, ours, second.id, renamed).await;
        assert!(matches!(taken, Err(UpdateSegmentError::NameTaken)), "{name}: {taken:?}");
        let referred = delete(database, ours, made.id).await;
        assert!(matches!(referred, Err(DeleteSegmentError::ReferredTo(by)) if by == [second.id]));
        assert!(matches!(delete(database, theirs, second.id).await, Err(DeleteSegmentError::NotFound)));
        delete(database, ours, second.id).await.unwrap();
        delete(database, ours, made.id).await.unwrap();
        assert_eq!(get(database, ours, made.id).await, None, "{name}");
    }
}

#[tokio::test]
async fn lists_begin_with_the_built_in_groups() {
    for (name, fixture) in fixtures("listed").await {
        let (scope, environment) = (fixture.merchant(1).await, environment());
        insert_merchant_data(&fixture, scope).await;
        for number in 0..3 {
            let label = format!("segment {number}");
            create(&fixture.database, scope, &environment, &label, tag()).await.unwrap();
        }
        let (mut names, mut after) = (Vec::new(), None);
        loop {
            let page = PageRequest { size: PageSize::new(4).unwrap(), after };
            let page: Result<_, StoreError> =
                fixture.database.read(scope, async move |tx| list_segments(tx, page).await).await;
            let page = page.unwrap();
            names.extend(page.items.into_iter().map(|segment| segment.name));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut expected: Vec<String> =
            BuiltIn::ALL.iter().map(|group| group.title_in(Language::English).to_owned()).collect();
        expected.extend((0..3).map(|number| format!("segment {number}")));
        names[BuiltIn::ALL.len()..].sort();
        assert_eq!(names, expected, "{name}");
    }
}

/// Two changes at a time, each of which is right by itself, do not close a circle together.
#[tokio::test]
async fn two_changes_at_a_time_close_no_circle() {
    for (name, fixture) in fixtures("circle").await {
        let (scope, environment) = (fixture.merchant(1).await, environment());
        insert_merchant_data(&fixture, scope).await;
        for round in 0..10 {
            let make = async |which: &str| {
                let label = format!("{which} {round}");
                create(&fixture.database, scope, &environment, &label, tag()).await.unwrap().id
            };
            let (one, two) = (make("one").await, make("two").await);
            let to = |id| SegmentPatch { name: None, filter: Some(reference(id)) };
            let (first, second) = tokio::join!(
                update(&fixture.database, scope, one, to(two)),
                update(&fixture.database, scope, two, to(one)),
            );
            assert!(first.is_ok() != second.is_ok(), "{name}: {first:?}, {second:?}");
        }
    }
}

#[tokio::test]
async fn a_preview_counts_and_shows_the_first_customers() {
    for (name, fixture) in fixtures("preview").await {
        let population = &populations(&fixture, 60).await[0];
        let (scope, environment) = (population.scope, environment());
        let tagged = create(&fixture.database, scope, &environment, "tagged", tag()).await.unwrap();
        let filter = Filter::Not(Box::new(reference(tagged.id)));
        let shown = fixture
            .database
            .read(scope, async move |tx| {
                let now = arbitrary::now();
                let resolved = resolve_filter(tx, &filter, &arbitrary::calendar(), now).await.unwrap();
                preview(tx, &resolved, &[regulars_kernel::Channel::Email], now).await
            })
            .await
            .unwrap();
        let expected: Vec<_> = population
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| !record.tags.contains(&"VIP".to_owned()))
            .map(|(number, _)| customer_id(number))
            .collect();
        assert_eq!(shown.reach.customers, i64::try_from(expected.len()).unwrap(), "{name}");
        assert_eq!(shown.sample, expected[..20], "{name}");
        let by_email = &shown.reach.channels[0];
        let excluded: i64 = by_email.excluded.iter().map(|exclusion| exclusion.customers).sum();
        assert_eq!(by_email.reachable + excluded, shown.reach.customers, "{name}");
    }
}
