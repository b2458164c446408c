//! A draft whose content was looked through.

use regulars_kernel::{MediaId, SurveyId};

use crate::compose::compile::content_problems;
use crate::compose::compile_error::ContentProblem;
use crate::compose::merge::NewsletterPlace;
use crate::content::draft::{Draft, References};
use crate::content::{Block, ImageSource, LinkUrl, SurveyView};
use crate::newsletter::record::NewNewsletter;

/// A draft, and every mistake in its content that can be seen without a store. Looking it through takes long for a large
/// draft, so that it is done before a write begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedDraft {
    draft: Draft,
    problems: Vec<ContentProblem>,
}

impl CheckedDraft {
    /// Looks a draft through.
    pub fn of(draft: Draft) -> Self {
        let media = draft.content.media().into_iter().map(|id| (id, LinkUrl::placeholder()));
        let surveys = draft.content.surveys().into_iter().map(SurveyView::placeholder);
        let references = media.collect::<References>().with_surveys(surveys);
        let problems = content_problems(&draft, &references);
        Self { draft, problems }
    }

    /// Looks a newsletter through that is to be made.
    pub fn of_new(new: &NewNewsletter) -> Self {
        Self::of(Draft {
            subject: new.subject.as_str().to_owned(),
            intro: new.intro.as_str().to_owned(),
            content: new.content.clone(),
            language: new.locale.language(),
        })
    }

    /// The draft.
    pub(crate) const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Every mistake, also that an image or a survey is not among the known ones.
    pub(crate) fn problems(&self, known: &[MediaId], surveys: &[SurveyId]) -> Vec<ContentProblem> {
        let unknown = self.draft.content.blocks().iter().enumerate().filter_map(|(index, block)| {
            let place = NewsletterPlace::Block(index);
            match block {
                Block::Image { source: ImageSource::Media(media), .. } if !known.contains(media) => {
                    Some(ContentProblem::UnknownMedia { place, media: *media })
                }
                Block::Survey(survey) if !surveys.contains(survey) => {
                    Some(ContentProblem::UnknownSurvey { place, survey: *survey })
                }
                _ => None,
            }
        });
        self.problems.iter().cloned().chain(unknown).collect()
    }
}
