//! Gathers everything that is wrong with a request, so that the caller sees it all at once.

use std::fmt::Display;
use std::str::FromStr;

use regulars_filters::FilterErrorCode;

use super::{ApiError, Code, FieldError};

/// What is wrong with a request.
#[derive(Debug, Default)]
pub struct Invalid {
    errors: Vec<FieldError>,
}

impl Invalid {
    /// The most errors that are told; a body of a thousand wrong lines is told the first of them.
    pub const MOST: usize = 50;

    /// Notes one error.
    pub fn add(&mut self, pointer: impl Into<String>, code: &str, detail: impl Into<String>) {
        self.push(FieldError { pointer: pointer.into(), code: code.to_owned(), detail: detail.into() });
    }

    /// Notes an error that was found elsewhere.
    pub fn push(&mut self, error: FieldError) {
        if self.errors.len() < Self::MOST {
            self.errors.push(error);
        }
    }

    /// The value, or `None` after its error was noted at `pointer`.
    pub fn check<T, E: Display>(&mut self, pointer: &str, parsed: Result<T, E>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(pointer, "invalid", error.to_string());
                None
            }
        }
    }

    /// As [`Self::check`] for an optional field: `Some(None)` when it is absent.
    #[expect(clippy::option_option, reason = "the outer option says whether the field is valid")]
    pub fn check_option<T, E: Display>(
        &mut self,
        pointer: &str,
        parsed: Option<Result<T, E>>,
    ) -> Option<Option<T>> {
        match parsed {
            None => Some(None),
            Some(parsed) => self.check(pointer, parsed).map(Some),
        }
    }

    /// The parsed text of an optional field: `None` when it is absent, and after its error was noted.
    pub fn parse_option<T: FromStr<Err: Display>>(
        &mut self,
        pointer: &str,
        text: Option<String>,
    ) -> Option<T> {
        self.check_option(pointer, text.map(|text| text.parse::<T>())).flatten()
    }

    /// The value, unless anything was noted. A value is missing only where its error was noted.
    pub fn finish_with<T>(self, value: Option<T>) -> Result<T, ApiError> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.into()),
        }
    }

    /// Fails when anything was noted.
    pub fn finish(self) -> Result<(), ApiError> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

impl From<Invalid> for ApiError {
    fn from(invalid: Invalid) -> Self {
        let detail = match invalid.errors.len() {
            1 => "one field is not valid".to_owned(),
            count => format!("{count} fields are not valid"),
        };
        let dear = FilterErrorCode::TooExpensive.name();
        let is_dear = invalid.errors.iter().any(|error| error.code == dear);
        let mut error = Self::new(if is_dear { Code::TooExpensive } else { Code::ValidationFailed }, detail);
        error.errors = invalid.errors;
        error
    }
}
