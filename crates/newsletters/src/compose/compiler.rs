//! Compiles the content of a newsletter to the parts that a layout arranges.

use regulars_kernel::SurveyId;

use crate::compose::compile_error::{ContentProblem, MAX_PROBLEMS};
use crate::compose::links::RecipientLinks;
use crate::compose::markup::{
    ContentLinks, MarkupColors, parse, written_html, written_preview, written_text,
};
use crate::compose::merge::{NewsletterPlace, Piece, Source, scan};
use crate::compose::survey::{survey_html, survey_text};
use crate::content::draft::References;
use crate::content::{Block, ImageSource, LinkUrl};
use crate::templates::{BlockView, Layout, Template};

/// The most bytes of a finished newsletter's content, of HTML and of plain text each.
pub(crate) const MAX_SIZE: usize = 500_000;

/// Compiles the texts and blocks of one newsletter. Mistakes are collected, so that all of them can be shown at once.
pub(crate) struct Compiler<'a> {
    template: &'a Template,
    references: &'a References,
    /// The links found so far.
    pub(crate) links: ContentLinks,
    /// The surveys found so far, in the order of their links.
    pub(crate) surveys: Vec<SurveyId>,
    /// The mistakes found so far.
    pub(crate) problems: Vec<ContentProblem>,
    /// The plain text part so far.
    pub(crate) text: Source,
    /// The bytes of HTML so far.
    html_size: usize,
    is_too_large: bool,
}

impl<'a> Compiler<'a> {
    /// A compiler that has seen nothing yet.
    pub(crate) fn new(template: &'a Template, references: &'a References) -> Self {
        Self {
            template,
            references,
            links: ContentLinks::default(),
            surveys: Vec::new(),
            problems: Vec::new(),
            text: Source::default(),
            html_size: 0,
            is_too_large: false,
        }
    }

    /// A text without markup, as plain text.
    pub(crate) fn plain(&mut self, place: NewsletterPlace, text: &str) -> Source {
        self.pieces(place, text, Source::literal)
    }

    fn pieces(&mut self, place: NewsletterPlace, text: &str, literal: fn(&mut Source, &str)) -> Source {
        let mut source = Source::default();
        match scan(place, text) {
            Ok(pieces) => {
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => literal(&mut source, &text),
                        Piece::Tag(tag) => source.checked(&tag),
                    }
                }
            }
            Err(errors) => self.problems.extend(errors.into_iter().map(ContentProblem::Merge)),
        }
        source
    }

    /// The beginning of the intro, which mail programs show beside the subject.
    pub(crate) fn preview(&mut self, intro: &str) -> Source {
        // Mistakes are reported where the intro itself is compiled; its links count there too.
        match parse(NewsletterPlace::Intro, intro, &mut ContentLinks::default()) {
            Ok(steps) => written_preview(&steps),
            Err(_) => Source::default(),
        }
    }

    /// The intro with its markup, if there is one.
    pub(crate) fn intro(&mut self, intro: &str) -> Option<Source> {
        if intro.trim().is_empty() {
            return None;
        }
        let theme = &self.template.theme;
        let accent = theme.accent();
        let link = match self.template.layout {
            Layout::Announcement => theme.on_accent_color(),
            _ => accent.as_str(),
        };
        self.marked(NewsletterPlace::Intro, intro, MarkupColors { link, line: theme.line_color() })
    }

    /// A text with markup, as HTML; the plain text part grows by it too.
    fn marked(&mut self, place: NewsletterPlace, text: &str, colors: MarkupColors<'_>) -> Option<Source> {
        match parse(place, text, &mut self.links) {
            Ok(steps) => {
                paragraph(&mut self.text, &written_text(&steps));
                let html = written_html(&steps, colors);
                self.grown(place, html.size());
                Some(html)
            }
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// Notes that the HTML grew. The text or block that passes the limit is a mistake, and those behind it are not.
    fn grown(&mut self, place: NewsletterPlace, size: usize) {
        self.html_size += size;
        if !self.is_too_large && self.html_size.max(self.text.size()) > MAX_SIZE {
            self.is_too_large = true;
            self.problems.push(ContentProblem::TooLarge { place });
        }
    }

    /// Whether so much is wrong that nothing more is looked at.
    pub(crate) fn has_given_up(&self) -> bool {
        self.is_too_large || self.problems.len() >= MAX_PROBLEMS
    }

    /// One block, ready to be placed, or `None` if it has a mistake.
    pub(crate) fn block(&mut self, place: NewsletterPlace, block: &Block) -> Option<BlockView> {
        match block {
            Block::Text(text) => {
                let accent = self.template.theme.accent();
                let colors = MarkupColors { link: accent.as_str(), line: self.template.theme.line_color() };
                self.marked(place, text.as_str(), colors).map(BlockView::Text)
            }
            Block::Image { source, alt, link } => self.image(place, source, alt, link.as_ref()),
            Block::Button { label, url } => Some(self.button(place, label.as_str(), url)),
            Block::Survey(survey) => self.survey(place, *survey),
        }
    }

    /// The question with a link for each score, and in the plain text with the one link to all of them.
    fn survey(&mut self, place: NewsletterPlace, id: SurveyId) -> Option<BlockView> {
        let Some(view) = self.references.survey(id) else {
            self.problems.push(ContentProblem::UnknownSurvey { place, survey: id });
            return None;
        };
        let index = self.surveys.iter().position(|known| *known == id).unwrap_or_else(|| {
            self.surveys.push(id);
            self.surveys.len() - 1
        });
        let tag = RecipientLinks::survey_tag(index);
        paragraph(&mut self.text, &survey_text(view, &tag));
        let html = survey_html(view, &tag, &self.template.theme);
        self.grown(place, html.size());
        Some(BlockView::Text(html))
    }

    fn image(
        &mut self,
        place: NewsletterPlace,
        source: &ImageSource,
        alt: &str,
        link: Option<&LinkUrl>,
    ) -> Option<BlockView> {
        let address = match source {
            ImageSource::Url(url) => url,
            ImageSource::Media(media) => match self.references.media(*media) {
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
        let (address, alt) = (html(address.as_str()), html(alt.trim()));
        self.grown(place, address.size() + alt.size() + link.as_ref().map_or(0, Source::size));
        Some(BlockView::Image { address, alt, link })
    }

    fn button(&mut self, place: NewsletterPlace, label: &str, url: &LinkUrl) -> BlockView {
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
        self.grown(place, label.size() + address.size());
        BlockView::Button { label, address }
    }
}

/// A text that is written as it is, as HTML.
pub(crate) fn html(text: &str) -> Source {
    let mut source = Source::default();
    source.literal_html(text);
    source
}

/// Adds a paragraph to a plain text.
pub(crate) fn paragraph(text: &mut Source, paragraph: &Source) {
    if !text.is_empty() {
        text.literal("\n\n");
    }
    text.source(paragraph);
}
