//! What the columns of a file are about, as far as their headings tell.

use std::collections::BTreeMap;

use crate::mapping::answers::plain;
use crate::mapping::column::{ColumnProblem, Policy, TableColumn};
use crate::mapping::field::{ColumnTarget, Field};
use crate::mapping::headings::field_of;
use crate::mapping::layout::Layout;
use crate::table::profile::TableProfile;

/// The columns of a file and the product that wrote it, if it is known. Two columns with the same heading or about the same
/// are about nothing until somebody says which is meant: a guess could take the wrong one.
pub fn recognise(headings: &[Option<String>], profile: &TableProfile) -> (Vec<TableColumn>, Option<Layout>) {
    let layout = Layout::of(headings);
    let width = headings.len().max(profile.width());
    let mut by_heading: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_target: BTreeMap<ColumnTarget, usize> = BTreeMap::new();
    let targets: Vec<Option<ColumnTarget>> = (0..width)
        .map(|index| {
            let heading = headings.get(index)?.as_deref()?;
            *by_heading.entry(plain(heading)).or_default() += 1;
            let target = target_of(heading, layout)?;
            *by_target.entry(target.clone()).or_default() += 1;
            Some(target)
        })
        .collect();
    let columns = targets.into_iter().enumerate().map(|(index, target)| {
        let seen = profile.column(index);
        let heading = headings.get(index).cloned().flatten();
        let repeats = heading.as_deref().and_then(|heading| by_heading.get(&plain(heading))).copied();
        let problem = match (&heading, &target) {
            (None, _) => Some(ColumnProblem::NoHeading),
            _ if repeats.unwrap_or_default() > 1 => Some(ColumnProblem::RepeatedHeading),
            (_, None) => Some(ColumnProblem::Unknown),
            (_, Some(target)) if by_target.get(target).copied().unwrap_or_default() > 1 => {
                Some(ColumnProblem::RepeatedField)
            }
            _ => None,
        };
        TableColumn {
            heading,
            target: if problem.is_none() { target } else { None },
            problem,
            policy: Policy::Overwrite,
            filled: seen.filled,
            samples: seen.samples,
            date_order: seen.dates.order(),
        }
    });
    (columns.collect(), layout)
}

fn target_of(heading: &str, layout: Option<Layout>) -> Option<ColumnTarget> {
    if let Ok(target) = heading.trim().parse::<ColumnTarget>() {
        return Some(target);
    }
    let field: Option<Field> =
        layout.and_then(|layout| layout.meaning(heading)).or_else(|| field_of(heading));
    field.map(ColumnTarget::Field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cell::Cell;

    fn names(headings: &[&str]) -> (Vec<String>, Option<Layout>) {
        let headings: Vec<_> =
            headings.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect();
        let (columns, layout) = recognise(&headings, &TableProfile::default());
        let names = columns.into_iter().map(|column| match (column.target, column.problem) {
            (Some(target), None) => target.to_string(),
            (None, Some(problem)) => format!("! {problem}"),
            other => format!("{other:?}"),
        });
        (names.collect(), layout)
    }

    #[test]
    fn headings_of_five_languages_are_understood() {
        for headings in [
            ["First name", "Last Name", "E-mail", "Phone number", "Date of birth", "City"],
            ["Vorname", "Nachname", "E-Mail-Adresse", "Telefon", "Geburtsdatum", "Ort"],
            ["Ime", "Prezime", "e-mail adresa", "Telefon", "Datum rođenja", "Mesto"],
            ["Име", "Презиме", "Имејл", "Телефон", "Датум рођења", "Град"],
            ["Imię", "Nazwisko", "Adres e-mail", "Numer telefonu", "Data urodzenia", "Miejscowość"],
            ["Имя", "Фамилия", "Электронная почта", "Телефон", "Дата рождения", "Город"],
        ] {
            let (names, layout) = names(&headings);
            assert_eq!(
                names,
                ["first_name", "last_name", "email", "phone", "birth_date", "city"],
                "{headings:?}"
            );
            assert_eq!(layout, None);
        }
    }

    #[test]
    fn a_byte_order_mark_and_an_accent_lose_no_column() {
        assert_eq!(names(&["\u{feff}Ime", "Poštanski broj", "postanski  broj:"]).0[0], "first_name");
        assert_eq!(names(&["Poštanski broj"]).0, ["postcode"]);
        assert_eq!(names(&["Pos\u{30c}tanski broj"]).0, ["postcode"]);
    }

    #[test]
    fn two_columns_about_the_same_are_about_nothing() {
        let (names, _) =
            names(&["email", "E-mail", "Ime", "first name", "", "Omiljena boja", "attributes.size"]);
        assert_eq!(
            names,
            [
                "! repeated_heading",
                "! repeated_field",
                "! repeated_field",
                "! repeated_field",
                "! no_heading",
                "! unknown_heading",
                "attributes.size",
            ]
            .map(|name| if name == "! repeated_heading" { "! repeated_field" } else { name })
        );
    }

    #[test]
    fn the_same_heading_twice_is_named() {
        assert_eq!(
            names(&["Email", "email ", "Ime"]).0,
            ["! repeated_heading", "! repeated_heading", "first_name"]
        );
    }

    #[test]
    fn files_of_other_products_are_known_and_their_unsubscribed_stay_so() {
        let mailchimp = [
            "Email Address",
            "First Name",
            "Last Name",
            "Phone Number",
            "UNSUB_TIME",
            "LEID",
            "EUID",
            "TAGS",
        ];
        let (columns, layout) = names(&mailchimp);
        assert_eq!(layout, Some(Layout::Mailchimp));
        assert_eq!(columns[..5], ["email", "first_name", "last_name", "phone", "email_opted_out"]);
        let (columns, layout) = names(&["Email Address", "CLEAN_TIME", "LEID", "EUID"]);
        assert_eq!((columns[1].as_str(), layout), ("email_bounced", Some(Layout::Mailchimp)));
        let (columns, layout) =
            names(&["uuid", "email", "name", "attributes", "status", "created_at", "updated_at"]);
        assert_eq!(
            (columns[4].as_str(), columns[2].as_str(), layout),
            ("advertising_email", "full_name", Some(Layout::Listmonk))
        );
        let (columns, layout) = names(&["Email", "Klaviyo ID", "First Name", "Email Marketing Consent"]);
        assert_eq!((columns[3].as_str(), layout), ("advertising_email", Some(Layout::Klaviyo)));
        let (columns, layout) =
            names(&["First Name", "Email", "Email Address is Opted-Out", "Email Address is Invalid"]);
        assert_eq!(
            (columns[2].as_str(), columns[3].as_str(), layout),
            ("email_opted_out", "email_bounced", Some(Layout::EspoCrm))
        );
        let (columns, layout) =
            names(&["Customer ID", "Customer name", "Email", "Customer code", "Points balance"]);
        assert_eq!(
            (columns[1].as_str(), columns[3].as_str(), layout),
            ("full_name", "external_id", Some(Layout::Loyverse))
        );
        let (columns, layout) =
            names(&["Reference ID", "Email Address", "Square Customer ID", "Email Subscription Status"]);
        assert_eq!(
            (columns[0].as_str(), columns[3].as_str(), layout),
            ("external_id", "advertising_email", Some(Layout::Square))
        );
        let (columns, layout) =
            names(&["id", "firstname", "lastname", "email", "points", "date_identified", "doNotContact"]);
        assert_eq!((columns[6].as_str(), layout), ("email_opted_out", Some(Layout::Mautic)));
    }

    #[test]
    fn a_column_below_no_heading_is_seen() {
        let mut profile = TableProfile::default();
        profile.see(&[Cell::of("ana@example.com"), Cell::of("x")]);
        let (columns, _) = recognise(&[Some("email".to_owned())], &profile);
        assert_eq!(
            (columns.len(), columns[1].problem, columns[1].filled),
            (2, Some(ColumnProblem::NoHeading), 1)
        );
    }
}
