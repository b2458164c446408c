//! What the audit trail notes of a company.
//!
//! Names and numbers stand in public registers and are noted as they are. How to reach a company, and what the staff wrote about
//! it, may be about one person: of these it is noted that they were changed, and nothing of them.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{CountryCode, Label, Personal};

use super::company::{Company, CompanyProfile};
use crate::TaxNumber;

/// What is noted in the place of a value.
const HIDDEN: &str = "***";

fn text(label: Option<&Personal<Label>>) -> Option<&str> {
    label.map(|label| label.expose().as_str())
}

impl Recorded for Company {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Company, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let CompanyProfile { name, legal_name, tax_number, registration_number, address, .. } = &self.profile;
        let CompanyProfile { email, phone, website, note, .. } = &self.profile;
        let hidden = |is_there: bool| is_there.then_some(HIDDEN);
        FieldList::default()
            .text("name", text(Some(name)))
            .text("legal_name", text(legal_name.as_ref()))
            .text("tax_number", tax_number.as_ref().map(TaxNumber::expose))
            .text("tax_country", tax_number.as_ref().map(TaxNumber::country).as_ref().map(CountryCode::code))
            .text("registration_number", text(registration_number.as_ref()))
            .text("address.street", hidden(address.street.is_some()))
            .text("address.postcode", hidden(address.postcode.is_some()))
            .text("address.city", hidden(address.city.is_some()))
            .text("address.country", address.country.as_ref().map(CountryCode::code))
            .text("email", hidden(email.is_some()))
            .text("phone", hidden(phone.is_some()))
            .text("website", hidden(website.is_some()))
            .text("note", hidden(note.is_some()))
            .value("archived", self.archived_at.is_some())
            .into_fields()
    }
}

/// The note of what is different, values that are hidden among it. None when nothing is.
pub(super) fn note_of_change(before: &Company, after: &Company) -> Option<AuditNote> {
    let (one, other) = (&before.profile, &after.profile);
    let mut note = AuditNote::updated(before, after);
    for (field, is_there, is_changed) in [
        (
            "address.street",
            one.address.street.is_some() && other.address.street.is_some(),
            one.address.street != other.address.street,
        ),
        (
            "address.postcode",
            one.address.postcode.is_some() && other.address.postcode.is_some(),
            one.address.postcode != other.address.postcode,
        ),
        (
            "address.city",
            one.address.city.is_some() && other.address.city.is_some(),
            one.address.city != other.address.city,
        ),
        ("email", one.email.is_some() && other.email.is_some(), is_other_email(one, other)),
        ("phone", one.phone.is_some() && other.phone.is_some(), one.phone != other.phone),
        ("website", one.website.is_some() && other.website.is_some(), one.website != other.website),
        ("note", one.note.is_some() && other.note.is_some(), one.note != other.note),
    ] {
        // Where a value came or went, the fields say so.
        if is_there && is_changed {
            note = Some(AuditNote::with_new_secret(note, after, field));
        }
    }
    note
}

/// Two addresses that differ in letter case are the same one, and are written in two ways all the same.
fn is_other_email(one: &CompanyProfile, other: &CompanyProfile) -> bool {
    let written = |profile: &CompanyProfile| profile.email.as_ref().map(|email| email.expose().to_owned());
    written(one) != written(other)
}
