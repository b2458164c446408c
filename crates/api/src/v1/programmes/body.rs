//! A programme on the wire.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use regulars_kernel::StoreId;
use regulars_loyalty::Programme;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::joining_terms_body::JoiningTermsBody;
use super::names::{JoiningBody, ProgrammeStateBody};

/// A loyalty programme.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    id: Uuid,
    /// What it is called.
    #[schema(example = "Klub")]
    name: String,
    /// Where it stands.
    state: ProgrammeStateBody,
    /// How customers come in.
    joining: JoiningBody,
    /// What they agree to before they do.
    joining_terms: JoiningTermsBody,
    /// The stores in which it holds; everywhere where the list is empty.
    #[schema(max_items = 1_000)]
    store_ids: Vec<Uuid>,
    /// Whether a receipt that points pay a part of earns at all. What points pay for never earns.
    #[schema(example = true)]
    earns_where_points_pay: bool,
    /// The version of what it does, from 1. What was earned under one is explained by that one for ever.
    #[schema(example = 1)]
    version: u32,
    /// When it was made.
    #[schema(example = "2026-11-02T08:00:00Z")]
    created_at: DateTime<Utc>,
    /// When anything of it was last changed, its point types and earning rules among it.
    #[schema(example = "2026-11-02T08:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<&Programme> for ProgrammeBody {
    fn from(programme: &Programme) -> Self {
        let configuration = &programme.configuration;
        Self {
            id: programme.id.value(),
            name: programme.name.as_str().to_owned(),
            state: programme.state.into(),
            joining: configuration.joining.into(),
            joining_terms: JoiningTermsBody::from(&configuration.joining_terms),
            store_ids: ids_of(&configuration.stores),
            earns_where_points_pay: configuration.earns_where_points_pay,
            version: programme.version,
            created_at: programme.created_at,
            updated_at: programme.updated_at,
        }
    }
}

/// The ids of stores, as they are shown.
pub(super) fn ids_of(stores: &BTreeSet<StoreId>) -> Vec<Uuid> {
    stores.iter().map(|store| store.value()).collect()
}

/// The stores of a request.
pub(super) fn stores_of(ids: Vec<Uuid>) -> BTreeSet<StoreId> {
    ids.into_iter().map(StoreId::new).collect()
}
