//! The columns of a list of customers in a file: what an import takes back, and what is only told.

use std::fmt;
use std::str::FromStr;

use regulars_kernel::Language;

use crate::exports::export::ExportHeading;
use crate::exports::told_column::ToldColumn;
use crate::mapping::field::{ColumnTarget, Field, InvalidTarget};
use crate::mapping::headings::heading_of;

/// A column of a list of customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerColumn {
    /// What an import takes back.
    Taken(ColumnTarget),
    /// What is only told.
    Told(ToldColumn),
}

/// What a file has when nothing else is asked for. Custom attributes follow behind the address.
const STANDARD: &[&str] = &[
    "id",
    "external_id",
    "card",
    "gender",
    "title",
    "first_name",
    "last_name",
    "vocative",
    "company",
    "email",
    "phone",
    "birth_date",
    "language",
    "address",
    "attributes",
    "tags",
    "type",
    "consents",
    "data_consent_source",
    "data_consent_text_version",
    "source",
    "purchases",
    "created_at",
];

/// What stands for several columns, and which. `id` is what the lists call it.
const GROUPS: &[(&str, &[&str])] = &[
    ("id", &["regulars_id"]),
    ("address", &["street", "postcode", "city", "country"]),
    (
        "consents",
        &[
            "advertising_email",
            "advertising_sms",
            "advertising_source",
            "advertising_date",
            "advertising_push",
            "advertising_telegram",
            "profiling",
            "third_parties",
        ],
    ),
    (
        "source",
        &[
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_term",
            "utm_content",
            "last_utm_source",
            "last_utm_medium",
            "last_utm_campaign",
            "last_utm_term",
            "last_utm_content",
            "last_utm_at",
            "referral_id",
            "created_by",
        ],
    ),
    ("purchases", &["purchase_count", "purchase_total", "first_purchase_at", "last_purchase_at"]),
    (
        "buying_rhythm",
        &["purchase_gaps", "median_gap_days", "next_purchase_expected_at", "purchase_overdue_days"],
    ),
    ("rfm", &["rfm_recency", "rfm_frequency", "rfm_monetary", "rfm_class"]),
];
/// What stands for every custom attribute.
const ATTRIBUTES: &str = "attributes";
/// What an import reads and no customer has.
const NOT_WRITTEN: [Field; 4] =
    [Field::FullName, Field::AdvertisingText, Field::EmailOptedOut, Field::EmailBounced];

impl CustomerColumn {
    /// The columns that names mean, each once; those of a whole file where there are no names. `attributes` are the keys of
    /// the merchant's attributes. Names that mean nothing are told by their places.
    pub fn of_names(names: Option<&[String]>, attributes: &[String]) -> Result<Vec<Self>, Vec<usize>> {
        let mut columns: Vec<Self> = Vec::new();
        let mut unknown = Vec::new();
        let standard = || STANDARD.iter().map(|name| (*name).to_owned()).collect();
        let names: Vec<String> = names.map_or_else(standard, <[String]>::to_vec);
        for (place, name) in names.iter().enumerate() {
            match Self::meant_by(name, attributes) {
                Some(meant) => {
                    let new: Vec<Self> =
                        meant.into_iter().filter(|column| !columns.contains(column)).collect();
                    columns.extend(new);
                }
                None => unknown.push(place),
            }
        }
        if unknown.is_empty() { Ok(columns) } else { Err(unknown) }
    }

    fn meant_by(name: &str, attributes: &[String]) -> Option<Vec<Self>> {
        if name == ATTRIBUTES {
            let column = |key: &String| Self::Taken(ColumnTarget::Attribute(key.clone()));
            return Some(attributes.iter().map(column).collect());
        }
        if let Some((_, members)) = GROUPS.iter().find(|(group, _)| *group == name) {
            return members.iter().map(|member| member.parse().ok()).collect();
        }
        let column: Self = name.parse().ok()?;
        match &column {
            Self::Taken(ColumnTarget::Attribute(key)) if !attributes.contains(key) => None,
            _ => Some(vec![column]),
        }
    }

    /// What stands above it. The sum of purchases is in this currency.
    pub fn heading(&self, language: Language, currency: &str) -> ExportHeading {
        match self {
            Self::Taken(ColumnTarget::Field(field)) => {
                ExportHeading { text: heading_of(*field, language).to_owned(), is_number: false }
            }
            Self::Taken(target) => ExportHeading { text: target.to_string(), is_number: false },
            Self::Told(ToldColumn::PurchaseTotal) => {
                let text = format!("{} ({currency})", ToldColumn::PurchaseTotal.heading(language));
                ExportHeading { text, is_number: true }
            }
            Self::Told(told) => {
                ExportHeading { text: told.heading(language).to_owned(), is_number: told.is_number() }
            }
        }
    }
}

impl FromStr for CustomerColumn {
    type Err = InvalidTarget;

    fn from_str(name: &str) -> Result<Self, InvalidTarget> {
        if let Some(told) = ToldColumn::from_name(name) {
            return Ok(Self::Told(told));
        }
        match name.parse()? {
            ColumnTarget::Field(field) if NOT_WRITTEN.contains(&field) => Err(InvalidTarget),
            target => Ok(Self::Taken(target)),
        }
    }
}

impl fmt::Display for CustomerColumn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(target) => target.fmt(formatter),
            Self::Told(told) => told.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::recognise::recognise;
    use crate::table::profile::TableProfile;

    #[test]
    fn every_name_of_a_whole_file_means_columns_and_no_column_stands_twice() {
        let attributes = ["shoe".to_owned()];
        let columns = CustomerColumn::of_names(None, &attributes).unwrap();
        for (place, column) in columns.iter().enumerate() {
            assert!(!columns[..place].contains(column), "{column}");
            assert_eq!(column.to_string().parse::<CustomerColumn>().as_ref(), Ok(column));
        }
        assert!(columns.contains(&"attributes.shoe".parse().unwrap()));
    }

    #[test]
    fn an_import_understands_every_heading_that_it_is_to_take_back() {
        let mut columns = CustomerColumn::of_names(None, &["shoe".to_owned()]).unwrap();
        columns.push("birthday".parse().unwrap());
        for language in Language::ALL {
            let headings: Vec<_> =
                columns.iter().map(|column| Some(column.heading(language, "RSD").text)).collect();
            let (recognised, layout) = recognise(&headings, &TableProfile::default());
            assert_eq!(layout, None, "{language:?}");
            for (column, found) in columns.iter().zip(recognised) {
                let expected = match column {
                    CustomerColumn::Taken(target) => Some(target.clone()),
                    CustomerColumn::Told(_) => None,
                };
                assert_eq!(found.target, expected, "{language:?} {column}");
            }
        }
    }

    #[test]
    fn every_group_stands_for_columns_that_there_are() {
        for (group, members) in GROUPS {
            let columns = CustomerColumn::of_names(Some(&[(*group).to_owned()]), &[]).unwrap();
            let told: Vec<String> = columns.iter().map(ToString::to_string).collect();
            assert_eq!(told, *members, "{group}");
        }
    }

    #[test]
    fn names_of_lists_stand_for_their_columns_and_others_are_told_by_their_place() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let columns = CustomerColumn::of_names(Some(&names(&["city", "address", "id"])), &[]).unwrap();
        let told: Vec<String> = columns.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["city", "street", "postcode", "country", "regulars_id"]);
        let wrong = names(&["id", "full_name", "attributes.none", "name"]);
        assert_eq!(CustomerColumn::of_names(Some(&wrong), &[]), Err(vec![1, 2, 3]));
    }
}
