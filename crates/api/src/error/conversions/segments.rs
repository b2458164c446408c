//! Errors of the use cases about segments and of filters. Filters are in the field `filter` of their bodies.

use regulars_filters::FilterError;
use regulars_segments::{
    CheckFilterError, CreateSegmentError, CreateViewError, DeleteSegmentError, ResolveFilterError,
    UpdateSegmentError, UpdateViewError,
};

use crate::error::{ApiError, Code, Invalid};

/// Where a filter stands in a body.
const FILTER: &str = "/filter";

impl From<Vec<FilterError>> for ApiError {
    fn from(errors: Vec<FilterError>) -> Self {
        let mut invalid = Invalid::default();
        for FilterError { pointer, code, detail } in errors {
            invalid.add(format!("{FILTER}{pointer}"), code.name(), detail);
        }
        invalid.into()
    }
}

impl From<FilterError> for ApiError {
    fn from(error: FilterError) -> Self {
        vec![error].into()
    }
}

impl From<ResolveFilterError> for ApiError {
    fn from(error: ResolveFilterError) -> Self {
        match error {
            ResolveFilterError::Filter(error) => error.into(),
            ResolveFilterError::NotReady(error) => {
                tracing::error!(%error, "a filter was not made ready");
                Self::new(Code::Internal, "the server failed; the request id tells the operator why")
            }
            ResolveFilterError::Store(error) => error.into(),
        }
    }
}

impl From<CheckFilterError> for ApiError {
    fn from(error: CheckFilterError) -> Self {
        match error {
            CheckFilterError::Filter(error) => error.into(),
            CheckFilterError::Referring { segment, error } => {
                let detail = format!("segment {segment} refers to this one: {}", error.detail);
                Self::invalid_field(FILTER, error.code.name(), detail)
            }
            CheckFilterError::Store(error) => error.into(),
        }
    }
}

impl From<CreateSegmentError> for ApiError {
    fn from(error: CreateSegmentError) -> Self {
        match error {
            CreateSegmentError::NameTaken => Self::taken("/name", &error.to_string()),
            CreateSegmentError::Filter(error) => error.into(),
            CreateSegmentError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateSegmentError> for ApiError {
    fn from(error: UpdateSegmentError) -> Self {
        match error {
            UpdateSegmentError::NotFound => Self::not_found("segment"),
            UpdateSegmentError::BuiltIn => Self::new(Code::Conflict, error.to_string()),
            UpdateSegmentError::NameTaken => Self::taken("/name", &error.to_string()),
            UpdateSegmentError::Filter(error) => error.into(),
            UpdateSegmentError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteSegmentError> for ApiError {
    fn from(error: DeleteSegmentError) -> Self {
        let detail = error.to_string();
        match error {
            DeleteSegmentError::NotFound => Self::not_found("segment"),
            DeleteSegmentError::BuiltIn => Self::new(Code::Conflict, detail),
            DeleteSegmentError::ReferredTo(_) => Self::new(Code::InUse, detail),
            DeleteSegmentError::Store(error) => error.into(),
        }
    }
}

impl From<CreateViewError> for ApiError {
    fn from(error: CreateViewError) -> Self {
        match error {
            CreateViewError::TooMany => Self::new(Code::Conflict, error.to_string()),
            CreateViewError::UnknownAttribute(place) => unknown_column(place),
            CreateViewError::Filter(error) => error.into(),
            CreateViewError::Store(error) => error.into(),
        }
    }
}

impl From<UpdateViewError> for ApiError {
    fn from(error: UpdateViewError) -> Self {
        match error {
            UpdateViewError::UnknownAttribute(place) => unknown_column(place),
            UpdateViewError::Filter(error) => error.into(),
            UpdateViewError::Store(error) => error.into(),
        }
    }
}

fn unknown_column(place: usize) -> ApiError {
    ApiError::invalid_field(
        &format!("/columns/{place}"),
        "unknown",
        "there is no attribute of that key".to_owned(),
    )
}
