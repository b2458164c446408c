//! A survey as a newsletter shows it.

use async_trait::async_trait;
use regulars_kernel::{Instant, Language, StoreError, SurveyId, SurveyKind};

/// A survey as a newsletter shows it, in the newsletter's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyView {
    /// Which survey.
    pub id: SurveyId,
    /// What it measures, and so the scale.
    pub kind: SurveyKind,
    /// What it asks. `{merchant}` stands for the merchant's name until [`SurveyView::asked_by`] has put it there.
    pub question: String,
    /// What the lowest score means.
    pub lowest: String,
    /// What the highest score means.
    pub highest: String,
    /// Whether it was opened and not closed.
    pub is_active: bool,
    /// From when on it is answered no more.
    pub closes_at: Option<Instant>,
}

impl SurveyView {
    /// What the text of a survey comes to at most, in bytes.
    pub(crate) const SIZE: usize = 2_000;

    /// The same with the merchant's name where it stands.
    #[must_use]
    pub fn asked_by(self, merchant: &str) -> Self {
        Self { question: self.question.replace("{merchant}", merchant), ..self }
    }

    /// Whether it is answered at that instant.
    pub fn is_open(&self, at: Instant) -> bool {
        self.is_active && self.closes_at.is_none_or(|end| at < end)
    }

    /// One that stands for a survey which was not read.
    pub(crate) fn placeholder(id: SurveyId) -> Self {
        Self {
            id,
            kind: SurveyKind::Nps,
            question: "?".repeat(300),
            lowest: String::new(),
            highest: String::new(),
            is_active: true,
            closes_at: None,
        }
    }
}

/// Surveys as newsletters show them, as they are read.
#[async_trait]
pub trait SurveyViewReads: Send {
    /// Those of these surveys that there are, in that language.
    async fn survey_views(
        &mut self,
        ids: &[SurveyId],
        language: Language,
    ) -> Result<Vec<SurveyView>, StoreError>;
}
