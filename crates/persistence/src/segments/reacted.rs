//! What filters may ask of newsletters.

use std::collections::{BTreeMap, BTreeSet};

use regulars_filters::ReactedNewsletter;
use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{LinkUrl, NewsletterReads, References, content_links};

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct TrackingRow {
    tracking: Option<String>,
}

/// The newsletters of these that there are, each with its links.
pub(super) async fn newsletters_reacted_to(
    tx: &mut ReadTx,
    ids: &BTreeSet<NewsletterId>,
) -> Result<BTreeMap<NewsletterId, ReactedNewsletter>, StoreError> {
    const TRACKING: ScopedSql =
        ScopedSql::new("SELECT tracking FROM newsletters WHERE merchant_id = $1 AND id = $2");
    let mut found = BTreeMap::new();
    for id in ids {
        let row: Option<TrackingRow> = tx.optional(TRACKING, values![id.value()]).await?;
        let Some(TrackingRow { tracking }) = row else { continue };
        let names_customers = tracking.as_deref() == Some("individual");
        let links = if names_customers { links_of(tx, *id).await? } else { Vec::new() };
        found.insert(*id, ReactedNewsletter { names_customers, links });
    }
    Ok(found)
}

async fn links_of(tx: &mut ReadTx, id: NewsletterId) -> Result<Vec<String>, StoreError> {
    let Some(newsletter) = tx.find_newsletter(id).await? else { return Ok(Vec::new()) };
    // Where an image is kept does not matter to the links, only that there is one.
    let image: LinkUrl =
        "https://image.invalid/".parse().map_err(|error| inconsistent("newsletters", error))?;
    let media: References = newsletter.content.media().into_iter().map(|id| (id, image.clone())).collect();
    Ok(content_links(&newsletter.draft(), &media).into_iter().map(|link| link.url).collect())
}
