//! The text in which companies are searched.

use regulars_kernel::{Email, Label, Personal, Phone, fold, fold_spelling_dj};

use super::company::CompanyProfile;

/// Everything that a company is found by, folded, one line for each value: names, numbers, address, e-mail, phone and website. A
/// value that has đ, ђ or dj stands there a second time with dj. A term holds no line break, so it never matches across two.
pub fn company_search_text(profile: &CompanyProfile) -> String {
    let CompanyProfile { name, legal_name, tax_number, registration_number, .. } = profile;
    let CompanyProfile { address, email, phone, website, note: _, .. } = profile;
    let line =
        |label: &Option<Personal<Label>>| label.as_ref().map(|label| label.expose().as_str().to_owned());
    let values = [
        Some(name.expose().as_str().to_owned()),
        line(legal_name),
        tax_number.as_ref().map(|number| format!("{}{}", number.country().code(), number.expose())),
        line(registration_number),
        line(&address.street),
        line(&address.postcode),
        line(&address.city),
        email.as_ref().map(|email| email.expose().to_owned()),
        email.as_ref().and_then(Email::in_own_letters),
        phone.as_ref().map(|phone| phone.expose().to_owned()),
        phone.as_ref().and_then(Phone::national_digits),
        line(website),
    ];
    let mut lines = Vec::new();
    for value in values.into_iter().flatten() {
        let (folded, with_dj) = (fold(&value), fold_spelling_dj(&value));
        if with_dj != folded {
            lines.push(with_dj);
        }
        lines.push(folded);
    }
    lines.join("\n")
}
