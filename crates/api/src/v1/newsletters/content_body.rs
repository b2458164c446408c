//! What a newsletter says, on the wire.

use regulars_kernel::{MediaId, SurveyId};
use regulars_newsletters::{Block, BlockText, ButtonLabel, Content, ImageSource, LinkUrl};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;

/// What a newsletter says.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"blocks": [
    {"type": "text", "text": "Stigao je novi **jesenji** hleb.\n\n- sa bundevom\n- sa orasima"},
    {"type": "image", "url": "https://demo.test/hleb.jpg", "alt": "Hleb sa bundevom", "link": "https://demo.test/hleb"},
    {"type": "button", "label": "Pogledajte", "url": "https://demo.test/jesen"}
]}))]
pub struct ContentBody {
    /// The blocks in their order. The finished newsletter has at most 500,000 bytes of HTML and of plain text each, where a
    /// merge field counts as 100 and a link as 200 bytes; the block that passes the limit is refused as `too_large`.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub blocks: Vec<BlockBody>,
}

/// One part of the content.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum BlockBody {
    /// Paragraphs with merge fields, such as `{{ first_name }}` and `{{ attributes.shoe_size }}`, and simple markup: `**bold**`, `*italic*`, `# heading`, `- list`, `[link](https://…)`.
    /// Quotes, lists and marked words stand at most 16 deep in one another; what is deeper is refused as `too_deep`.
    Text {
        /// The text.
        #[schema(min_length = 1, max_length = 20_000, example = "{{ greeting }}, stigla je jesen.")]
        text: String,
    },
    /// An image: one that was uploaded, or one anywhere on the web.
    Image {
        /// The id of an uploaded image.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        media_id: Option<Uuid>,
        /// The address of an image on the web.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(max_length = 2048)]
        url: Option<String>,
        /// What it shows, for those who do not see it.
        #[serde(default)]
        #[schema(max_length = 500)]
        alt: String,
        /// Where a click on it leads.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(max_length = 2048)]
        link: Option<String>,
    },
    /// A button.
    Button {
        /// What it says; merge fields work in it, custom attributes among them.
        #[schema(min_length = 1, max_length = 100)]
        label: String,
        /// Where it leads.
        #[schema(max_length = 2048)]
        url: String,
    },
    /// The question of a survey, with a link for each score to the recipient's own page of the survey. Opening a link answers
    /// nothing; the page is sent by its button.
    Survey {
        /// The id of the survey. It has to be open when the newsletter is sent.
        survey_id: Uuid,
    },
}

impl ContentBody {
    /// The content, or `None` after what is wrong with it was noted.
    pub fn check(self, invalid: &mut Invalid, pointer: &str) -> Option<Content> {
        let pointer = format!("{pointer}/blocks");
        let mut blocks = Vec::with_capacity(self.blocks.len().min(Content::MAX_BLOCKS));
        let mut whole = true;
        if self.blocks.len() <= Content::MAX_BLOCKS {
            for (index, block) in self.blocks.into_iter().enumerate() {
                match block.check(invalid, &format!("{pointer}/{index}")) {
                    Some(block) => blocks.push(block),
                    None => whole = false,
                }
            }
            return if whole { invalid.check(&pointer, Content::new(blocks)) } else { None };
        }
        let detail = format!("must hold at most {} blocks", Content::MAX_BLOCKS);
        invalid.add(pointer, "invalid", detail);
        None
    }
}

impl BlockBody {
    fn check(self, invalid: &mut Invalid, pointer: &str) -> Option<Block> {
        match self {
            Self::Text { text } => {
                invalid.check(&format!("{pointer}/text"), text.parse::<BlockText>()).map(Block::Text)
            }
            Self::Survey { survey_id } => Some(Block::Survey(SurveyId::new(survey_id))),
            Self::Button { label, url } => {
                let label = invalid.check(&format!("{pointer}/label"), label.parse::<ButtonLabel>());
                let url = invalid.check(&format!("{pointer}/url"), url.parse::<LinkUrl>());
                label.zip(url).map(|(label, url)| Block::Button { label, url })
            }
            Self::Image { media_id, url, alt, link } => {
                let source = match (media_id, url) {
                    (Some(id), None) => Some(ImageSource::Media(MediaId::new(id))),
                    (None, Some(url)) => {
                        invalid.check(&format!("{pointer}/url"), image_url(&url)).map(ImageSource::Url)
                    }
                    _ => {
                        invalid.add(pointer, "invalid", "must have either media_id or url");
                        None
                    }
                };
                let link = link.map(|link| link.parse::<LinkUrl>());
                let link = invalid.check_option(&format!("{pointer}/link"), link);
                let (source, link) = source.zip(link)?;
                let image = Block::Image { source, alt, link };
                let checked = Content::new(vec![image.clone()]);
                invalid.check(&format!("{pointer}/alt"), checked).map(|_| image)
            }
        }
    }
}

/// The address of an image is that of a page: mails and calls show nothing.
fn image_url(url: &str) -> Result<LinkUrl, String> {
    let url = url.parse::<LinkUrl>().map_err(|error| error.to_string())?;
    if url.is_page() { Ok(url) } else { Err("must begin with http:// or https://".to_owned()) }
}

impl From<Content> for ContentBody {
    fn from(content: Content) -> Self {
        Self { blocks: content.blocks().iter().map(BlockBody::from).collect() }
    }
}

impl From<&Block> for BlockBody {
    fn from(block: &Block) -> Self {
        match block {
            Block::Text(text) => Self::Text { text: text.as_str().to_owned() },
            Block::Survey(survey) => Self::Survey { survey_id: survey.value() },
            Block::Button { label, url } => {
                Self::Button { label: label.as_str().to_owned(), url: url.as_str().to_owned() }
            }
            Block::Image { source, alt, link } => {
                let (media_id, url) = match source {
                    ImageSource::Media(id) => (Some(id.value()), None),
                    ImageSource::Url(url) => (None, Some(url.as_str().to_owned())),
                };
                let link = link.as_ref().map(|link| link.as_str().to_owned());
                Self::Image { media_id, url, alt: alt.clone(), link }
            }
        }
    }
}
