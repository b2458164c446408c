//! A preview on the wire.

use regulars_customers::CustomerRecord;
use regulars_identity::MerchantFacts;
use regulars_kernel::{Channel, Instant};
use regulars_segments::Preview;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::customers::body::CustomerBody;
use crate::v1::filter::FilterBody;

/// A filter to be tried.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"filter": {"segment": "birthday_next_four_weeks"}}))]
pub struct PreviewRequestBody {
    /// Who is meant.
    pub filter: FilterBody,
}

/// How many of the customers advertising reaches, by channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReachableBody {
    /// By e-mail.
    #[schema(example = 40)]
    email: i64,
    /// By text message.
    #[schema(example = 12)]
    sms: i64,
}

/// How many customers advertising by e-mail does not reach for one reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExclusionBody {
    /// `no_address`, `not_verified`, `no_consent`, `suppressed`, `restricted`, or `same_address`: the first one that holds.
    #[schema(example = "not_verified")]
    reason: &'static str,
    /// How many customers.
    #[schema(example = 2, minimum = 1)]
    count: i64,
}

/// Whom a filter means at this moment.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentPreviewBody {
    /// How many customers are meant.
    #[schema(example = 42)]
    count: i64,
    /// How many of them advertising reaches.
    reachable: ReachableBody,
    /// Why advertising by e-mail does not reach the others. Together with those whom it reaches they are `count`.
    excluded: Vec<ExclusionBody>,
    /// Some of the customers, at most twenty.
    sample: Vec<CustomerBody>,
}

impl SegmentPreviewBody {
    /// The preview with the customers of its sample.
    pub fn new(preview: &Preview, sample: Vec<CustomerRecord>, facts: &MerchantFacts, now: Instant) -> Self {
        let reach = |channel: Channel| preview.reach.channels.iter().find(|reach| reach.channel == channel);
        let reachable = |channel| reach(channel).map_or(0, |reach| reach.reachable);
        let excluded = reach(Channel::Email).into_iter().flat_map(|reach| &reach.excluded);
        Self {
            count: preview.reach.customers,
            reachable: ReachableBody { email: reachable(Channel::Email), sms: reachable(Channel::Sms) },
            excluded: excluded
                .map(|exclusion| ExclusionBody {
                    reason: exclusion.reason.name(),
                    count: exclusion.customers,
                })
                .collect(),
            sample: sample.into_iter().map(|record| CustomerBody::new(record, facts, now)).collect(),
        }
    }
}
