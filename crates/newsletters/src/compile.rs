//! Compiles a newsletter once and renders it for each recipient.

use std::sync::Arc;

use minijinja::Value;
use regulars_kernel::Language;

use crate::compile_error::{CompileError, ContentProblem};
use crate::content::{Block, ImageSource, LinkUrl};
use crate::draft::{Draft, MediaUrls};
use crate::footer;
use crate::links::{ContentLink, Links, RecipientLinks};
use crate::markup::{ContentLinks, MarkupColors, parse, written_html, written_preview, written_text};
use crate::merchant_profile::MerchantProfile;
use crate::merge::{
    Engine, MerchantValues, PartKind, Piece, Place, RecipientValues, RenderError, Source, scan,
};
use crate::recipient::Recipient;
use crate::rendered::Rendered;
use crate::subject::tidied;
use crate::templates::{BlockView, Layout, Parts, Template, skeleton};
use crate::wording::Wording;

/// A newsletter that can be rendered for any number of recipients, from any number of threads.
#[derive(Debug)]
pub struct CompiledNewsletter {
    engine: Engine,
    language: Language,
    merchant: Arc<MerchantValues>,
    links: Vec<ContentLink>,
}

impl CompiledNewsletter {
    /// Compiles a newsletter, or lists every mistake in its content.
    pub fn compile(
        draft: &Draft,
        merchant: &MerchantProfile,
        template: &Template,
        media: &MediaUrls,
    ) -> Result<Self, CompileError> {
        let mut compiler = Compiler {
            template,
            media,
            links: ContentLinks::default(),
            problems: Vec::new(),
            text: Source::default(),
        };
        let subject = compiler.plain(Place::Subject, &draft.subject);
        let preview = compiler.preview(&draft.intro);
        let intro = compiler.intro(&draft.intro);
        let blocks: Vec<BlockView> = draft
            .content
            .blocks()
            .iter()
            .enumerate()
            .filter_map(|(index, block)| compiler.block(Place::Block(index), block))
            .collect();
        if !compiler.problems.is_empty() {
            return Err(CompileError::Content(compiler.problems));
        }
        let wording = Wording::of(draft.language);
        let parts = Parts {
            language: draft.language,
            title: html(&merchant.name),
            preview,
            merchant_name: html(&merchant.name),
            logo: merchant.logo.as_ref().map(|logo| html(logo.as_str())),
            intro,
            blocks,
            footer_merchant: footer::merchant_html(merchant, wording, &template.theme),
            footer_links: footer::links_html(merchant, wording, &template.theme),
            end: open_pixel(),
        };
        let html = skeleton(template, parts).map_err(CompileError::Layout)?;
        let mut text = compiler.text;
        paragraph(&mut text, &footer::text(merchant, wording));
        let engine = Engine::new([
            (PartKind::Subject, subject.into_string()),
            (PartKind::Html, html.into_string()),
            (PartKind::Text, text.into_string()),
        ])?;
        Ok(Self {
            engine,
            language: draft.language,
            merchant: Arc::new(MerchantValues {
                name: Value::from(merchant.name.as_str()),
                website: Value::from(merchant.website.as_ref().map_or("", LinkUrl::as_str)),
            }),
            links: compiler.links.into_links(),
        })
    }

    /// The message of one recipient.
    pub fn render(&self, recipient: &Recipient, links: &dyn Links) -> Result<Rendered, RenderError> {
        let links = RecipientLinks::new(&self.links, links);
        let merchant = Arc::clone(&self.merchant);
        let values = Arc::new(RecipientValues::new(self.language, recipient, merchant, links));
        Ok(Rendered {
            subject: tidied(&self.engine.render(PartKind::Subject, &values)?),
            html: self.engine.render(PartKind::Html, &values)?,
            text: self.engine.render(PartKind::Text, &values)?,
        })
    }

    /// The links in the content whose clicks can be counted, by position.
    pub fn content_links(&self) -> &[ContentLink] {
        &self.links
    }

    /// Where the content link at `position` leads.
    pub fn content_link(&self, position: u16) -> Option<&str> {
        let index = usize::from(position).checked_sub(1)?;
        self.links.get(index).map(|link| link.url.as_str())
    }
}

struct Compiler<'a> {
    template: &'a Template,
    media: &'a MediaUrls,
    links: ContentLinks,
    problems: Vec<ContentProblem>,
    text: Source,
}

impl Compiler<'_> {
    /// A text without markup, as plain text.
    fn plain(&mut self, place: Place, text: &str) -> Source {
        self.pieces(place, text, Source::literal)
    }

    fn pieces(&mut self, place: Place, text: &str, literal: fn(&mut Source, &str)) -> Source {
        let mut source = Source::default();
        match scan(place, text) {
            Ok(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => literal(&mut source, &text),
                        Piece::Tag(tag) => source.tag(&tag.source),
                    }
                }
            }
            Err(errors) => self.problems.extend(errors.into_iter().map(ContentProblem::Merge)),
        }
        source
    }

    /// The beginning of the intro, which mail programs show beside the subject.
    fn preview(&mut self, intro: &str) -> Source {
        // Mistakes are reported where the intro itself is compiled; its links count there too.
        match parse(Place::Intro, intro, &mut ContentLinks::default()) {
            Ok(steps) => written_preview(&steps),
            Err(_) => Source::default(),
        }
    }

    fn intro(&mut self, intro: &str) -> Option<Source> {
        if intro.trim().is_empty() {
            return None;
        }
        let theme = &self.template.theme;
        let accent = theme.accent();
        let link = match self.template.layout {
            Layout::Announcement => theme.on_accent_color(),
            _ => accent.as_str(),
        };
        self.marked(Place::Intro, intro, MarkupColors { link, line: theme.line_color() })
    }

    /// A text with markup, as HTML; the plain text part grows by it too.
    fn marked(&mut self, place: Place, text: &str, colors: MarkupColors<'_>) -> Option<Source> {
        match parse(place, text, &mut self.links) {
            Ok(steps) => {
                paragraph(&mut self.text, &written_text(&steps));
                Some(written_html(&steps, colors))
            }
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    fn block(&mut self, place: Place, block: &Block) -> Option<BlockView> {
        match block {
            Block::Text(text) => {
                let accent = self.template.theme.accent();
                let colors = MarkupColors { link: accent.as_str(), line: self.template.theme.line_color() };
                self.marked(place, text.as_str(), colors).map(BlockView::Text)
            }
            Block::Image { source, alt, link } => self.image(place, source, alt, link.as_ref()),
            Block::Button { label, url } => Some(self.button(place, label.as_str(), url)),
        }
    }

    fn image(
        &mut self,
        place: Place,
        source: &ImageSource,
        alt: &str,
        link: Option<&LinkUrl>,
    ) -> Option<BlockView> {
        let address = match source {
            ImageSource::Url(url) => url,
            ImageSource::Media(media) => match self.media.get(media) {
                Some(url) => url,
                None => {
                    self.problems.push(ContentProblem::UnknownMedia { place, media: *media });
                    return None;
                }
            },
        };
        let target = link.map(|link| self.links.add(place, link));
        if !alt.trim().is_empty() || target.is_some() {
            let mut text = Source::default();
            text.literal(if alt.trim().is_empty() { "" } else { alt.trim() });
            if let Some(target) = &target {
                text.literal(if alt.trim().is_empty() { "" } else { ": " });
                target.write_text(&mut text);
            }
            paragraph(&mut self.text, &text);
        }
        let link = target.map(|target| {
            let mut link = Source::default();
            target.write_html(&mut link);
            link
        });
        Some(BlockView::Image { address: html(address.as_str()), alt: html(alt.trim()), link })
    }

    fn button(&mut self, place: Place, label: &str, url: &LinkUrl) -> BlockView {
        let target = self.links.add(place, url);
        let mut text = self.plain(place, label);
        text.literal(": ");
        target.write_text(&mut text);
        paragraph(&mut self.text, &text);
        // Mistakes in the label are already listed.
        let known = self.problems.len();
        let label = self.pieces(place, label, Source::literal_html);
        self.problems.truncate(known);
        let mut address = Source::default();
        target.write_html(&mut address);
        BlockView::Button { label, address }
    }
}

fn html(text: &str) -> Source {
    let mut source = Source::default();
    source.literal_html(text);
    source
}

/// Adds a paragraph to a plain text.
fn paragraph(text: &mut Source, paragraph: &Source) {
    if !text.is_empty() {
        text.literal("\n\n");
    }
    text.source(paragraph);
}

/// The invisible image that reports an open, in messages that have one.
fn open_pixel() -> Source {
    let mut source = Source::default();
    source.tag("{% if link_open_pixel %}");
    source.literal("<img src=\"");
    source.tag(RecipientLinks::OPEN_PIXEL);
    source.literal("\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">");
    source.tag("{% endif %}");
    source
}
