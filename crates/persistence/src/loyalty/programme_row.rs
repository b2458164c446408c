//! Programmes and the configurations that they had as rows.

use regulars_kernel::{Actor, Instant, ProgrammeId, StoreError};
use regulars_loyalty::{Programme, ProgrammeVersion};
use serde_json::Value;
use uuid::Uuid;

use super::configuration_row::{configuration_from_text, configuration_to_json};
use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "programmes";

/// The columns of `programmes`.
#[derive(FromRow, RowColumns)]
pub(super) struct ProgrammeRow {
    pub(super) id: Uuid,
    name: String,
    state: String,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

/// A programme as it is configured now.
#[derive(FromRow)]
pub(super) struct ConfiguredRow {
    #[nested]
    programme: ProgrammeRow,
    configuration: String,
    configured_at: Instant,
}

impl From<&Programme> for ProgrammeRow {
    fn from(programme: &Programme) -> Self {
        let Programme { id, name, state, version, configuration: _, created_at, updated_at } = programme;
        Self {
            id: id.value(),
            name: name.as_str().to_owned(),
            state: state.name().to_owned(),
            version: i64::from(*version),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

impl TryFrom<ConfiguredRow> for Programme {
    type Error = StoreError;

    fn try_from(row: ConfiguredRow) -> Result<Self, StoreError> {
        let ConfiguredRow { programme: row, configuration, configured_at } = row;
        let mut configuration = configuration_from_text(&configuration)?;
        // Those that were set before it was kept since when they hold, hold since their version.
        if let Some(tiers) = &mut configuration.tiers {
            tiers.since = tiers.since.or(Some(configured_at));
        }
        Ok(Self {
            id: ProgrammeId::new(row.id),
            name: row.name.parse().map_err(|error| inconsistent(TABLE, error))?,
            state: row.state.parse().map_err(|error| inconsistent(TABLE, error))?,
            version: version_of(row.version)?,
            configuration,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

pub(super) fn version_of(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|error| inconsistent("programme_versions", error))
}

/// The columns of `programme_versions`.
#[derive(RowColumns)]
pub(super) struct VersionRow {
    programme_id: Uuid,
    version: i64,
    configuration: Value,
    actor: String,
    recorded_at: Instant,
}

impl VersionRow {
    /// The configuration that a programme has now.
    pub(super) fn of(programme: &Programme, actor: Actor) -> Result<Self, StoreError> {
        Ok(Self {
            programme_id: programme.id.value(),
            version: i64::from(programme.version),
            configuration: configuration_to_json(&programme.configuration)?,
            actor: actor_text(actor),
            recorded_at: programme.updated_at,
        })
    }
}

/// A configuration as it is read: as a text, of which no value has to be made first.
#[derive(FromRow)]
pub(super) struct FoundVersionRow {
    version: i64,
    configuration: String,
    actor: String,
    recorded_at: Instant,
}

impl TryFrom<FoundVersionRow> for ProgrammeVersion {
    type Error = StoreError;

    fn try_from(row: FoundVersionRow) -> Result<Self, StoreError> {
        Ok(Self {
            version: version_of(row.version)?,
            configuration: configuration_from_text(&row.configuration)?,
            actor: actor_of("programme_versions", &row.actor)?,
            recorded_at: row.recorded_at,
        })
    }
}
