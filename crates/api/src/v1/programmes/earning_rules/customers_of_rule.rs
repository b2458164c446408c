//! For which customers a rule is: the filter, read and bound.

use regulars_filters::{Filter, FilterError};
use regulars_loyalty::EarningRule;
use regulars_persistence::WriteTx;
use regulars_segments::{CheckFilterError, check_kept_filter};

use crate::error::{ApiError, Invalid};
use crate::v1::filter::FilterBody;

/// The filter, or nothing after each of its faults was noted. A phone number without a country code is of `country`.
pub(super) fn check_customers(
    body: Option<&FilterBody>,
    country: Option<&str>,
    invalid: &mut Invalid,
) -> Option<Filter> {
    match Filter::accept(&body?.0) {
        Ok(filter) => Some(filter.with_phones_of(country)),
        Err(errors) => {
            note(errors, invalid);
            None
        }
    }
}

/// Checks that what the filter of a rule names exists, and gives its tags and attributes their ids. Segments are locked, so that
/// nobody deletes any of it meanwhile.
pub(in crate::v1::programmes) async fn bind_customers(
    tx: &mut WriteTx,
    rule: &mut EarningRule,
) -> Result<(), ApiError> {
    let Some(filter) = &mut rule.customers else { return Ok(()) };
    match check_kept_filter(tx, filter).await {
        Ok(()) => Ok(()),
        Err(CheckFilterError::Filter(error)) => {
            let mut invalid = Invalid::default();
            note(vec![error], &mut invalid);
            Err(invalid.into())
        }
        Err(error) => Err(error.into()),
    }
}

fn note(errors: Vec<FilterError>, invalid: &mut Invalid) {
    for FilterError { pointer, code, detail } in errors {
        invalid.add(format!("/customers{pointer}"), code.name(), detail);
    }
}
