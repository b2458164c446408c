//! A draft whose content was looked through.

use regulars_kernel::{MediaId, SurveyId};

use crate::compose::compile::content_problems;
use crate::compose::compile_error::{ContentProblem, MAX_PROBLEMS};
use crate::compose::merge::{MergeAttribute, NewsletterPlace};
use crate::compose::used_attributes::{UsedAttribute, each_once, used_attributes};
use crate::content::draft::{Draft, References};
use crate::content::{Block, ImageSource, LinkUrl, SurveyView};
use crate::newsletter::record::NewNewsletter;

/// A draft, and every mistake in its content that can be seen without a store. Looking it through takes long for a large
/// draft, so that it is done before a write begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedDraft {
    draft: Draft,
    problems: Vec<ContentProblem>,
    attributes: Vec<UsedAttribute>,
}

impl CheckedDraft {
    /// Looks a draft through.
    pub fn of(draft: Draft) -> Self {
        let media = draft.content.media().into_iter().map(|id| (id, LinkUrl::placeholder()));
        let surveys = draft.content.surveys().into_iter().map(SurveyView::placeholder);
        let references = media.collect::<References>().with_surveys(surveys);
        let problems = content_problems(&draft, &references);
        let attributes = used_attributes(&draft);
        Self { draft, problems, attributes }
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

    /// Whether it names custom attributes. They must not be deleted or called otherwise while it is saved.
    pub fn names_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// The custom attributes that it names.
    pub(crate) fn named_attributes(&self) -> Vec<MergeAttribute> {
        each_once(&self.attributes)
    }

    /// Every mistake, also that an image, a survey or an attribute is not among the known ones.
    pub(crate) fn problems(
        &self,
        known: &[MediaId],
        surveys: &[SurveyId],
        attributes: &[MergeAttribute],
    ) -> Vec<ContentProblem> {
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
        let unknown_attributes = self.attributes.iter().filter(|used| !attributes.contains(&used.attribute));
        let unknown_attributes = unknown_attributes.map(UsedAttribute::unknown).take(MAX_PROBLEMS);
        self.problems.iter().cloned().chain(unknown).chain(unknown_attributes).collect()
    }
}
