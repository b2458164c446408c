//! The kinds of faults of single fields, for programs: a front end translates them.

use regulars_filters::FilterErrorCode;

/// Every kind with what it means. New kinds may be added.
pub const FIELD_CODES: &[(&str, &str)] = &[
    ("required", "The field is missing."),
    ("unknown", "The resource has no such field, or there is nothing of that name."),
    ("read_only", "The field is only answered, not taken."),
    ("named_twice", "The object names this member twice."),
    ("wrong_type", "The value has another JSON type."),
    ("wrong_format", "The text does not have the form that is documented."),
    ("not_allowed", "The value is none of those that are documented."),
    ("too_long", "The text has too many characters."),
    ("too_short", "The text has too few characters."),
    ("too_many", "The list has too many entries."),
    ("too_few", "The list has too few entries."),
    ("too_large", "The number is too large."),
    ("too_small", "The number is too small."),
    ("invalid", "The value does not fit; the detail says why."),
    ("not_found", "What the field refers to is not there."),
    ("merged", "The customer was merged into another one."),
    ("taken", "Another resource has the value."),
    ("differs", "Another value was recorded before."),
    ("does_not_fit", "It does not fit what it belongs to."),
    ("past", "The instant has passed."),
    ("coupon_refused", "The coupon may not be used; `reason` of the problem says why."),
    ("no_address", "The customer has no address of that channel."),
    ("invalid_link", "The link leads nowhere that a message may lead to."),
    ("unknown_media", "There is no such image."),
    ("unknown_survey", "There is no such survey."),
    ("too_deep", "The text is nested too deep."),
    ("unknown_field", "There is no merge field of that name, or no custom attribute of that key."),
    ("unknown_filter", "Merge fields have no filter of that name."),
    ("not_closed", "A merge field or a condition is not closed."),
    ("syntax", "A merge field cannot be read."),
    ("condition_across_markup", "A condition begins and ends in different parts of the text."),
    ("field_in_address", "A merge field stands in the address of a link."),
    ("suppressed", "No message goes to that address any more."),
    ("opt_in_limit", "The address was asked often enough."),
    ("not_staff", "The address belongs to none of the merchant's users."),
];

/// The names of all kinds, those of filters and newsletters among them.
pub fn field_codes() -> Vec<&'static str> {
    let mut names: Vec<&str> = FIELD_CODES.iter().map(|(name, _)| *name).collect();
    names.extend(FilterErrorCode::ALL.iter().map(|code| code.name()));
    names.sort_unstable();
    names.dedup();
    names
}
