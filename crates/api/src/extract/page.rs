//! `limit` and `cursor` of lists.

use data_encoding::BASE64URL_NOPAD;
use regulars_kernel::PageSize;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::error::ApiError;

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageParameters {
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

impl PageParameters {
    /// The page size.
    pub fn size(&self) -> Result<PageSize, ApiError> {
        self.limit.map_or(Some(PageSize::DEFAULT), PageSize::new).ok_or_else(|| {
            ApiError::invalid_field("?limit", "invalid", format!("must be 1 to {}", PageSize::MAX))
        })
    }

    /// The page whose position is an id.
    pub fn by_id<Id>(
        &self,
        id: impl Fn(uuid::Uuid) -> Id,
    ) -> Result<regulars_kernel::PageRequest<Id>, ApiError> {
        let after = self.cursor.as_deref().map(parse_cursor::<uuid::Uuid>).transpose()?.map(id);
        Ok(regulars_kernel::PageRequest { size: self.size()?, after })
    }
}

/// A position as the opaque text that the caller sends back.
pub fn render_cursor(position: &impl Serialize) -> String {
    BASE64URL_NOPAD.encode(serde_json::to_string(position).unwrap_or_default().as_bytes())
}

/// The position that a cursor stands for.
pub fn parse_cursor<Position: DeserializeOwned>(cursor: &str) -> Result<Position, ApiError> {
    BASE64URL_NOPAD
        .decode(cursor.as_bytes())
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(|| ApiError::invalid_field("?cursor", "invalid", "is not a cursor of this list"))
}
