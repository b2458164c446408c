//! The columns of a customer's names.

use regulars_customers::fold;
use regulars_kernel::{KnownNames, Label, Names, Personal};
use serde::{Deserialize, Serialize};

use crate::wall::{FromRow, RowColumns};

/// What a customer is called.
#[derive(FromRow, RowColumns, Serialize, Deserialize)]
pub(crate) struct NamesRow {
    title: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    vocative: Option<String>,
    company: Option<String>,
}

/// The names in the form that filters compare.
#[derive(RowColumns)]
pub(super) struct FoldedNamesRow {
    title_folded: Option<String>,
    first_name_folded: Option<String>,
    last_name_folded: Option<String>,
    company_folded: Option<String>,
}

impl NamesRow {
    pub(super) fn of(names: &KnownNames) -> Self {
        let Names { title, first_name, last_name, vocative, company } =
            names.as_ref().map(|_, name| name.as_ref().map(text).map(str::to_owned));
        Self { title, first_name, last_name, vocative, company }
    }

    /// The names as they are stored.
    pub(crate) fn into_names(self) -> Names<Option<String>> {
        let Self { title, first_name, last_name, vocative, company } = self;
        Names { title, first_name, last_name, vocative, company }
    }
}

impl FoldedNamesRow {
    pub(super) fn of(names: &KnownNames) -> Self {
        let Names { title, first_name, last_name, vocative: _, company } =
            names.as_ref().map(|_, name| name.as_ref().map(|name| fold(text(name))));
        Self {
            title_folded: title,
            first_name_folded: first_name,
            last_name_folded: last_name,
            company_folded: company,
        }
    }
}

fn text(name: &Personal<Label>) -> &str {
    name.expose().as_str()
}
