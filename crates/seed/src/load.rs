//! Much data of one live merchant, to measure the program on. The same numbers make the same rows.

mod accounts;
mod crowd;
mod customers;
mod goods;
mod purchases;
mod summary;

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveTime};
use regulars_consent::SealingKeys;
use regulars_identity::MerchantStore;
use regulars_kernel::{Date, Instant, MerchantCalendar};
use regulars_persistence::{BulkLoad, Database};

use self::accounts::{MERCHANT, Places, make_accounts, make_places, scope};
use self::crowd::Crowd;
use self::customers::CustomerMaker;
use self::purchases::PurchaseMaker;
pub use self::summary::LoadSummary;
use super::{SeedError, Target, invalid};

/// How much is made, and from what.
#[derive(Clone, Copy, Debug)]
pub struct LoadSize {
    /// How many customers.
    pub customers: u32,
    /// How many purchases.
    pub purchases: u32,
    /// Other seeds make other data.
    pub seed: u64,
    /// The day at whose beginning, in UTC, the data end; by default the present day.
    pub until: Option<Date>,
}

/// For how long the merchant has been in business when the data end.
const HISTORY: Duration = Duration::days(540);
/// How many customers or purchases are made and loaded at a time.
const CHUNK: u32 = 10_000;
/// How many chunks may wait to be loaded.
const WAITING: usize = 2;

/// Makes the merchant, its accounts and its data, and tells how to use them.
///
/// # Errors
///
/// [`SeedError::Loaded`] on a database that such data were loaded into, or begun to be loaded into, before.
pub async fn seed_load(target: &Target<'_>, size: LoadSize) -> Result<LoadSummary, SeedError> {
    let (database, environment) = (&target.database, &target.environment);
    let known = database.read_platform(async move |system| system.find_merchant(MERCHANT).await).await?;
    if known.is_some() {
        return Err(SeedError::Loaded);
    }
    let day = size.until.unwrap_or_else(|| environment.now().date_naive());
    let end = DateTime::from_naive_utc_and_offset(day.and_time(NaiveTime::MIN), chrono::Utc);
    let (owner, merchant) = make_accounts(database, environment, end - HISTORY).await?;
    let (terminal, places) = make_places(database, environment, end - HISTORY, merchant.clone()).await?;
    let plan = Plan { size, end, calendar: merchant.calendar, sealing: target.secrets.sealing_keys() };
    let crowd = load(database, plan, places).await?;
    Ok(LoadSummary {
        base_url: target.base_url.clone(),
        merchant: merchant.into(),
        accounts: vec![owner],
        terminal,
        cards: u32::try_from(crowd.cards()).map_err(invalid)?,
    })
}

/// Everything that the makers of the data need.
struct Plan {
    size: LoadSize,
    end: Instant,
    calendar: MerchantCalendar,
    sealing: SealingKeys,
}

impl Plan {
    /// When the `number`th of `count` things happens that are spread evenly over the history.
    fn instant_of(&self, number: u32, count: u32) -> Instant {
        let micros = HISTORY.num_microseconds().unwrap_or_default();
        let part = i128::from(micros) * i128::from(number) / i128::from(count.max(1));
        self.end - HISTORY + Duration::microseconds(i64::try_from(part).unwrap_or(micros))
    }
}

/// Making and loading go on at the same time, each on a thread of its own.
async fn load(database: &Database, plan: Plan, places: Places) -> Result<Crowd, SeedError> {
    let plan = Arc::new(plan);
    let mut bulk = BulkLoad::begin(database, scope()).await?;

    let mut maker = CustomerMaker::new(Arc::clone(&plan), places.tags.clone(), places.attributes.clone());
    let (chunks, mut waiting) = tokio::sync::mpsc::channel(WAITING);
    let size = plan.size;
    let making = tokio::task::spawn_blocking(move || {
        for first in (0..size.customers).step_by(CHUNK as usize) {
            let last = size.customers.min(first.saturating_add(CHUNK));
            let chunk = (first..last).map(|number| maker.make(number)).collect::<Result<Vec<_>, _>>();
            if chunks.blocking_send(chunk).is_err() {
                break;
            }
        }
        maker.into_crowd()
    });
    while let Some(chunk) = waiting.recv().await {
        bulk.add_customers(&chunk?).await?;
    }
    let crowd = making.await.map_err(invalid)?;

    let mut maker = PurchaseMaker::new(plan, places, crowd)?;
    let (chunks, mut waiting) = tokio::sync::mpsc::channel(WAITING);
    let making = tokio::task::spawn_blocking(move || {
        for first in (0..size.purchases).step_by(CHUNK as usize) {
            let last = size.purchases.min(first.saturating_add(CHUNK));
            let chunk = (first..last).map(|number| maker.make(number)).collect::<Result<Vec<_>, _>>();
            if chunks.blocking_send(chunk).is_err() {
                break;
            }
        }
        maker.into_crowd()
    });
    while let Some(chunk) = waiting.recv().await {
        bulk.add_purchases(&chunk?).await?;
    }
    let crowd = making.await.map_err(invalid)?;

    for totals in crowd.totals().chunks(CHUNK as usize) {
        bulk.add_totals(totals).await?;
    }
    bulk.finish().await?;
    Ok(crowd)
}
