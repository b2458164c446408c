//! The columns of the campaign that led to a customer last.

use regulars_customers::{Touch, Utm, fold};
use regulars_kernel::{Instant, Label, StoreError};
use serde::{Deserialize, Serialize};

use super::row::{line, text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

/// The campaign, and when it was noted.
#[derive(FromRow, RowColumns, Serialize, Deserialize)]
pub(crate) struct TouchRow {
    last_utm_source: Option<String>,
    last_utm_medium: Option<String>,
    last_utm_campaign: Option<String>,
    last_utm_term: Option<String>,
    last_utm_content: Option<String>,
    last_utm_at: Option<Instant>,
}

/// The campaign in the form that filters compare.
#[derive(RowColumns)]
pub(super) struct FoldedTouchRow {
    last_utm_source_folded: Option<String>,
    last_utm_medium_folded: Option<String>,
    last_utm_campaign_folded: Option<String>,
    last_utm_term_folded: Option<String>,
    last_utm_content_folded: Option<String>,
}

impl TouchRow {
    pub(crate) fn of(touch: Option<&Touch>) -> Self {
        let [source, medium, campaign, term, content] = each(touch, text);
        Self {
            last_utm_source: source,
            last_utm_medium: medium,
            last_utm_campaign: campaign,
            last_utm_term: term,
            last_utm_content: content,
            last_utm_at: touch.map(Touch::at),
        }
    }

    pub(crate) fn convert(self) -> Result<Option<Touch>, StoreError> {
        let utm = Utm {
            source: line(self.last_utm_source)?,
            medium: line(self.last_utm_medium)?,
            campaign: line(self.last_utm_campaign)?,
            term: line(self.last_utm_term)?,
            content: line(self.last_utm_content)?,
        };
        let nothing = || inconsistent("customers", "a campaign was noted that says nothing");
        self.last_utm_at.map(|at| Touch::new(utm, at).ok_or_else(nothing)).transpose()
    }
}

impl FoldedTouchRow {
    pub(super) fn of(touch: Option<&Touch>) -> Self {
        let [source, medium, campaign, term, content] =
            each(touch, |label| label.as_ref().map(|label| fold(label.as_str())));
        Self {
            last_utm_source_folded: source,
            last_utm_medium_folded: medium,
            last_utm_campaign_folded: campaign,
            last_utm_term_folded: term,
            last_utm_content_folded: content,
        }
    }
}

fn each(touch: Option<&Touch>, text: impl Fn(&Option<Label>) -> Option<String>) -> [Option<String>; 5] {
    let Some(Utm { source, medium, campaign, term, content }) = touch.map(Touch::utm) else {
        return [const { None }; 5];
    };
    [source, medium, campaign, term, content].map(text)
}
