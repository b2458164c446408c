//! What is used is not deleted.

use regulars_flows::{
    ChangeAttributeError, ChangeRfmSettingsError, ChangeSegmentError, DeleteAttributeError, DeleteTagError,
    DeleteTemplateError, DeleteUnusedSegmentError,
};
use regulars_kernel::UsedBy;
use serde_json::{Value, json};

use crate::error::{ApiError, Code};

pub(super) fn in_use(what: &str, users: &[UsedBy]) -> ApiError {
    let named: Vec<Value> = users
        .iter()
        .map(|user| json!({"kind": user.kind.name(), "id": user.id, "name": user.name}))
        .collect();
    let count = users.len();
    ApiError::new(Code::InUse, format!("{count} others refer to the {what}")).with("users", named)
}

impl From<DeleteTagError> for ApiError {
    fn from(error: DeleteTagError) -> Self {
        match error {
            DeleteTagError::UnknownTag => Self::not_found("tag"),
            DeleteTagError::InUse(users) => in_use("tag", &users),
            DeleteTagError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteAttributeError> for ApiError {
    fn from(error: DeleteAttributeError) -> Self {
        match error {
            DeleteAttributeError::UnknownAttribute => Self::not_found("attribute"),
            DeleteAttributeError::InUse(users) => in_use("attribute", &users),
            DeleteAttributeError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeAttributeError> for ApiError {
    fn from(error: ChangeAttributeError) -> Self {
        match error {
            ChangeAttributeError::InUse(users) => in_use("option", &users),
            ChangeAttributeError::KeyInUse(users) => in_use("key", &users),
            ChangeAttributeError::Attribute(error) => error.into(),
            ChangeAttributeError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeRfmSettingsError> for ApiError {
    fn from(error: ChangeRfmSettingsError) -> Self {
        match error {
            ChangeRfmSettingsError::InUse(users) => in_use("class", &users),
            ChangeRfmSettingsError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeSegmentError> for ApiError {
    fn from(error: ChangeSegmentError) -> Self {
        match error {
            ChangeSegmentError::Segment(error) => error.into(),
            ChangeSegmentError::Referring { user, error } => {
                let (kind, name) = (user.kind.name(), &user.name);
                let detail = format!("{kind} \"{name}\" refers to this segment: {}", error.detail);
                Self::invalid_field("/filter", error.code.name(), detail)
            }
            ChangeSegmentError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteUnusedSegmentError> for ApiError {
    fn from(error: DeleteUnusedSegmentError) -> Self {
        match error {
            DeleteUnusedSegmentError::InUse(users) => in_use("segment", &users),
            DeleteUnusedSegmentError::Segment(error) => error.into(),
            DeleteUnusedSegmentError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteTemplateError> for ApiError {
    fn from(error: DeleteTemplateError) -> Self {
        match error {
            DeleteTemplateError::InUse(users) => in_use("template", &users),
            DeleteTemplateError::Store(error) => error.into(),
        }
    }
}
