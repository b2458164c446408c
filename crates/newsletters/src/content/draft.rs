//! A newsletter as it is written.

use std::collections::{BTreeSet, HashMap};

use regulars_kernel::{Language, MediaId, SurveyId};

use crate::compose::merge::MergeAttribute;
use crate::content::{Block, Content, LinkUrl, SurveyView};

/// What a newsletter refers to: where its uploaded images can be fetched, what its surveys ask, and which custom attributes
/// customers can have.
#[derive(Clone, Debug, Default)]
pub struct References {
    media: HashMap<MediaId, LinkUrl>,
    surveys: HashMap<SurveyId, SurveyView>,
    attributes: BTreeSet<MergeAttribute>,
}

impl References {
    /// Nothing at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with an image, and where it can be fetched.
    pub fn insert(&mut self, media: MediaId, url: LinkUrl) {
        self.media.insert(media, url);
    }

    /// The same with surveys.
    #[must_use]
    pub fn with_surveys(mut self, surveys: impl IntoIterator<Item = SurveyView>) -> Self {
        self.surveys.extend(surveys.into_iter().map(|survey| (survey.id, survey)));
        self
    }

    /// The same with attributes.
    #[must_use]
    pub fn with_attributes(mut self, attributes: impl IntoIterator<Item = MergeAttribute>) -> Self {
        self.attributes.extend(attributes);
        self
    }

    /// Whether customers can have an attribute.
    pub(crate) fn has_attribute(&self, attribute: &MergeAttribute) -> bool {
        self.attributes.contains(attribute)
    }

    /// Where an image can be fetched.
    pub fn media(&self, id: MediaId) -> Option<&LinkUrl> {
        self.media.get(&id)
    }

    /// What a survey asks.
    pub fn survey(&self, id: SurveyId) -> Option<&SurveyView> {
        self.surveys.get(&id)
    }
}

impl FromIterator<(MediaId, LinkUrl)> for References {
    fn from_iter<Images: IntoIterator<Item = (MediaId, LinkUrl)>>(images: Images) -> Self {
        Self { media: images.into_iter().collect(), ..Self::default() }
    }
}

impl<const COUNT: usize> From<[(MediaId, LinkUrl); COUNT]> for References {
    fn from(images: [(MediaId, LinkUrl); COUNT]) -> Self {
        images.into_iter().collect()
    }
}

/// The content of a newsletter, complete or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The subject of the mail, with merge fields.
    pub subject: String,
    /// A short text before the content, with merge fields and markup. Mail programs show its beginning beside the
    /// subject.
    pub intro: String,
    /// The blocks.
    pub content: Content,
    /// The language of the newsletter: of its salutations, its footer and its `lang` attribute.
    pub language: Language,
}

impl Draft {
    /// How many bytes are written in it, the names of images aside.
    pub fn size(&self) -> usize {
        let written = |block: &Block| match block {
            Block::Text(text) => text.as_str().len(),
            Block::Button { label, url } => label.as_str().len() + url.as_str().len(),
            Block::Image { alt, link, .. } => alt.len() + link.as_ref().map_or(0, |link| link.as_str().len()),
            Block::Survey(_) => SurveyView::SIZE,
        };
        self.subject.len() + self.intro.len() + self.content.blocks().iter().map(written).sum::<usize>()
    }

    /// Whether there is something to send: a subject and some content.
    pub fn is_complete(&self) -> bool {
        let has_content = !self.intro.trim().is_empty() || !self.content.blocks().is_empty();
        has_content && !self.subject.trim().is_empty()
    }
}
