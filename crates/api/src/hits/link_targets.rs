//! Remembers where the links of newsletters lead, so that following one reads nothing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use regulars_flows::link_targets;
use regulars_kernel::{MerchantId, NewsletterId, StoreError};

use crate::application::Application;
use crate::pages::scope_of_link;

/// How many newsletters are remembered.
const REMEMBERED: usize = 1_000;

type Remembered = HashMap<(MerchantId, NewsletterId), Arc<[String]>>;

/// Where the links of newsletters lead. What was sent never changes, so nothing remembered is ever wrong.
#[derive(Default)]
pub struct LinkTargets(Mutex<Remembered>);

impl LinkTargets {
    /// Where the link at a position leads, counted from one. None when the newsletter has no such link or was never sent.
    pub async fn find(
        &self,
        application: &Application,
        merchant: MerchantId,
        newsletter: NewsletterId,
        position: u16,
    ) -> Result<Option<String>, StoreError> {
        let key = (merchant, newsletter);
        let remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let targets = match remembered {
            Some(targets) => targets,
            None => {
                let Some(targets) = read(application, merchant, newsletter).await? else { return Ok(None) };
                let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                if all.len() >= REMEMBERED {
                    all.clear();
                }
                all.insert(key, Arc::clone(&targets));
                targets
            }
        };
        let index = usize::from(position).checked_sub(1);
        Ok(index.and_then(|index| targets.get(index)).cloned())
    }
}

async fn read(
    application: &Application,
    merchant: MerchantId,
    newsletter: NewsletterId,
) -> Result<Option<Arc<[String]>>, StoreError> {
    let public_url = application.settings.link_hosts.shared_origin();
    let read = application.database.read(scope_of_link(merchant), async move |tx| {
        let media = |merchant: &_, media| crate::application::media_address(&public_url, merchant, media);
        link_targets(tx, newsletter, &media).await
    });
    Ok(read.await?.map(Arc::from))
}
