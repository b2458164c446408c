//! What somebody should look at before a newsletter leaves.

use crate::compose::compile::CompiledNewsletter;
use crate::compose::compile_error::{CompileError, ContentProblem};
use crate::compose::doubtful_fields::doubtful_fields;
use crate::compose::links::Links;
use crate::compose::merchant_profile::MerchantProfile;
use crate::compose::merge::{MergeAttribute, MergePoints, NewsletterPlace};
use crate::compose::recipient::Recipient;
use crate::compose::used_attributes::{UsedAttribute, used_attributes};
use crate::content::draft::{Draft, References};
use crate::content::{Block, ImageSource};
use crate::templates::Template;

/// Something that the recap points at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// The mail would have no subject.
    #[error("there is no subject")]
    NoSubject,
    /// The subject is longer than phones show.
    #[error("the subject has {0} characters; phones show about 60")]
    LongSubject(usize),
    /// There is neither intro nor block.
    #[error("there is no content")]
    NoContent,
    /// An image without words for those who do not see it.
    #[error("{0}: the image has no description")]
    MissingAlt(NewsletterPlace),
    /// A link or an image that is fetched without encryption.
    #[error("{place}: {url} does not begin with https://")]
    InsecureLink {
        /// The text or block that it stands in.
        place: NewsletterPlace,
        /// The address.
        url: String,
    },
    /// The mail is so long that Gmail cuts it off, and with it the footer.
    #[error("the HTML has {0} bytes; Gmail cuts mails off at 102 KB")]
    LargeHtml(usize),
    /// The law asks for the sender's address, and the profile has none.
    #[error("the merchant's profile has no postal address")]
    NoAddress,
    /// A field that not every customer has, without a word that stands there instead.
    #[error("{place}: \"{field}\" is empty for customers without it; write a default or {}", instead_of(.field))]
    BlankField {
        /// The text that it stands in.
        place: NewsletterPlace,
        /// The field, as texts name it.
        field: String,
    },
    /// A placeholder of another product, which everybody would read as it is.
    #[error("{place}: \"{text}\" is no merge field and stays as it is")]
    ForeignPlaceholder {
        /// The text that it stands in.
        place: NewsletterPlace,
        /// The placeholder.
        text: String,
    },
    /// A mistake in the content: the newsletter cannot be sent.
    #[error(transparent)]
    Problem(#[from] ContentProblem),
}

/// What to write where a field may be empty, besides a default.
fn instead_of(field: &str) -> &'static str {
    let is_of_customer = field.starts_with(MergeAttribute::WRITTEN) || MergePoints::of_word(field).is_some();
    if is_of_customer { "put it into an if" } else { "greet with greeting" }
}

/// What Gmail shows of a mail, in bytes of HTML.
const GMAIL_LIMIT: usize = 102 * 1024;
/// What phones show of a subject, in characters.
const SUBJECT_LENGTH: usize = 60;

impl Warning {
    /// A stable code for the wire.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSubject => "no_subject",
            Self::LongSubject(_) => "long_subject",
            Self::NoContent => "no_content",
            Self::MissingAlt(_) => "missing_alt",
            Self::InsecureLink { .. } => "insecure_link",
            Self::LargeHtml(_) => "large_html",
            Self::NoAddress => "no_address",
            Self::BlankField { .. } => "blank_field",
            Self::ForeignPlaceholder { .. } => "foreign_placeholder",
            Self::Problem(problem) => problem.code(),
        }
    }

    /// Whether the newsletter cannot be sent before this is put right.
    pub const fn blocks_sending(&self) -> bool {
        matches!(self, Self::NoSubject | Self::NoContent | Self::Problem(_))
    }
}

/// Every warning about a newsletter. The size is that of the message to `sample`, whose links should have the length
/// of real ones.
pub fn preflight(
    draft: &Draft,
    merchant: &MerchantProfile,
    template: &Template,
    references: &References,
    sample: (&Recipient, &dyn Links),
) -> Result<Vec<Warning>, CompileError> {
    let mut warnings = Vec::new();
    if draft.subject.trim().is_empty() {
        warnings.push(Warning::NoSubject);
    }
    if draft.intro.trim().is_empty() && draft.content.blocks().is_empty() {
        warnings.push(Warning::NoContent);
    }
    for (index, block) in draft.content.blocks().iter().enumerate() {
        of_block(NewsletterPlace::Block(index), block, &mut warnings);
    }
    warnings.extend(doubtful_fields(draft));
    if merchant.address.as_ref().is_none_or(|address| address.one_line().is_empty()) {
        warnings.push(Warning::NoAddress);
    }
    let used = used_attributes(draft);
    let unknown = used.iter().filter(|used| !references.has_attribute(&used.attribute));
    warnings.extend(unknown.map(UsedAttribute::unknown).map(Warning::Problem));
    match CompiledNewsletter::compile(draft, merchant, template, references) {
        Ok(compiled) => {
            for link in compiled.content_links().iter().filter(|link| link.url.starts_with("http:")) {
                warnings.push(Warning::InsecureLink { place: link.place, url: link.url.clone() });
            }
            let rendered = compiled.render(sample.0, sample.1)?;
            let length = rendered.subject.chars().count();
            if length > SUBJECT_LENGTH {
                warnings.push(Warning::LongSubject(length));
            }
            if rendered.html.len() > GMAIL_LIMIT {
                warnings.push(Warning::LargeHtml(rendered.html.len()));
            }
        }
        Err(CompileError::Content(problems)) => warnings.extend(problems.into_iter().map(Warning::Problem)),
        Err(other) => return Err(other),
    }
    Ok(warnings)
}

fn of_block(place: NewsletterPlace, block: &Block, warnings: &mut Vec<Warning>) {
    if let Block::Image { source, alt, .. } = block {
        if alt.trim().is_empty() {
            warnings.push(Warning::MissingAlt(place));
        }
        if let ImageSource::Url(url) = source
            && url.is_insecure()
        {
            warnings.push(Warning::InsecureLink { place, url: url.as_str().to_owned() });
        }
    }
}
