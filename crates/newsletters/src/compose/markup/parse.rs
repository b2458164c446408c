//! Parses the markup of one text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag as MarkdownTag, TagEnd, TextMergeStream};

use super::autolink::{Bare, bare_address};
use super::effort::spend;
use super::tag_mark::{TIMES, is_tag_mark, tag_index, tag_mark};
use super::{ContentLinks, Element, LinkTarget, Step};
use crate::compose::compile_error::{ContentProblem, MAX_PROBLEMS};
use crate::compose::merge::{MergeError, MergeProblem, NewsletterPlace, Piece, Tag, TagKind, scan};
use crate::content::LinkUrl;

/// The deepest nesting of quotes, lists, items and marked words.
pub(crate) const MAX_DEPTH: usize = 16;

/// How many characters of an address a mistake tells.
const LONGEST_TOLD: usize = 200;

/// The steps through a text, or every mistake in it. Links are numbered in `links`.
pub(crate) fn parse(
    place: NewsletterPlace,
    text: &str,
    links: &mut ContentLinks,
) -> Result<Vec<Step>, Vec<ContentProblem>> {
    let pieces = scan(place, text)
        .map_err(|errors| errors.into_iter().map(ContentProblem::Merge).collect::<Vec<_>>())?;
    let mut tags = Vec::new();
    let mut marked = String::with_capacity(text.len());
    for piece in pieces {
        match piece {
            Piece::Text(text) => push_text(&mut marked, &text),
            Piece::Tag(tag) => {
                marked.extend(tag_mark(tags.len()));
                tags.push(tag);
            }
        }
    }
    let mut walk = Walk {
        place,
        tags,
        links,
        steps: Vec::new(),
        path: Vec::new(),
        conditions: Vec::new(),
        problems: Vec::new(),
    };
    for event in TextMergeStream::new(Parser::new_ext(&marked, Options::empty())) {
        spend(1);
        walk.event(event);
        if walk.path.len() > MAX_DEPTH {
            // What follows is at the same depth or deeper, and would be told by one mistake each.
            walk.problems.push(ContentProblem::TooDeep { place });
            break;
        }
        if walk.problems.len() >= MAX_PROBLEMS {
            break;
        }
    }
    if walk.problems.is_empty() { Ok(walk.steps) } else { Err(walk.problems) }
}

/// Adds a merchant's own words to what the Markdown parser reads. A star between two digits multiplies, and marks nothing.
fn push_text(marked: &mut String, text: &str) {
    let mut letters = text.chars().filter(|letter| !is_tag_mark(*letter)).peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        if letter != '*' {
            marked.push(letter);
            before = Some(letter);
            continue;
        }
        let mut stars = 1;
        while letters.next_if_eq(&'*').is_some() {
            stars += 1;
        }
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let star = if digit(before) && digit(letters.peek().copied()) { TIMES } else { '*' };
        marked.extend(std::iter::repeat_n(star, stars));
        before = Some('*');
    }
}

struct Walk<'links> {
    place: NewsletterPlace,
    tags: Vec<Tag>,
    links: &'links mut ContentLinks,
    steps: Vec<Step>,
    /// The elements that are open. `None` stands for Markdown that is not part of our markup.
    path: Vec<Option<Element>>,
    /// The path at each open `if`.
    conditions: Vec<Vec<Option<Element>>>,
    problems: Vec<ContentProblem>,
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                let element = self.element(&tag);
                if let Some(element) = &element {
                    self.steps.push(Step::Start(element.clone()));
                }
                self.path.push(element);
            }
            Event::End(TagEnd::Table | TagEnd::FootnoteDefinition) => {}
            Event::End(_) => {
                if let Some(Some(element)) = self.path.pop() {
                    self.steps.push(Step::End(element));
                }
            }
            Event::Html(text) if self.path.is_empty() => self.text(&text),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.steps.push(Step::LineBreak),
            Event::Rule => self.steps.push(Step::Rule),
            _ => {}
        }
    }

    fn element(&mut self, tag: &MarkdownTag<'_>) -> Option<Element> {
        match tag {
            MarkdownTag::Paragraph | MarkdownTag::CodeBlock(_) | MarkdownTag::HtmlBlock => {
                Some(Element::Paragraph)
            }
            MarkdownTag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. } => {
                Some(Element::Heading(2))
            }
            MarkdownTag::Heading { .. } => Some(Element::Heading(3)),
            MarkdownTag::BlockQuote(_) => Some(Element::Quote),
            MarkdownTag::List(first) => Some(Element::List(*first)),
            MarkdownTag::Item => Some(Element::Item),
            MarkdownTag::Emphasis => Some(Element::Emphasis),
            MarkdownTag::Strong => Some(Element::Strong),
            MarkdownTag::Link { dest_url, .. } => self.target(dest_url).map(Element::Link),
            _ => None,
        }
    }

    fn target(&mut self, address: &str) -> Option<LinkTarget> {
        let address = &address.replace(TIMES, "*");
        spend(address.len());
        if let Some(tag) = address.chars().find_map(|letter| self.tag(letter)) {
            let problem = MergeProblem::FieldInAddress;
            self.fail(&tag, problem);
            return None;
        }
        let written = if address.contains(':') || !address.contains('@') {
            address.to_owned()
        } else {
            format!("mailto:{address}")
        };
        match written.parse::<LinkUrl>() {
            Ok(url) => Some(self.links.add(self.place, &url)),
            Err(reason) => {
                let address = address.chars().take(LONGEST_TOLD).collect();
                self.problems.push(ContentProblem::Link { place: self.place, address, reason });
                None
            }
        }
    }

    fn tag(&self, letter: char) -> Option<Tag> {
        self.tags.get(tag_index(letter)?).cloned()
    }

    fn fail(&mut self, tag: &Tag, problem: MergeProblem) {
        let (line, column) = tag.position;
        self.problems.push(ContentProblem::Merge(MergeError { place: self.place, line, column, problem }));
    }

    fn text(&mut self, text: &str) {
        let in_link = self.path.iter().any(|element| matches!(element, Some(Element::Link(_))));
        let mut written = String::new();
        let text = text.replace(TIMES, "*");
        let mut rest = text.as_str();
        while let Some(letter) = rest.chars().next() {
            spend(1);
            let bare = if in_link || ends_in_word(&written) { None } else { bare_address(rest) };
            if let Some(tag) = self.tag(letter) {
                self.plain(&mut written);
                self.condition(&tag);
                self.steps.push(Step::Tag(tag));
                rest = &rest[letter.len_utf8()..];
            } else if let Some(Bare::NoAddress(length)) = bare {
                written.push_str(&rest[..length]);
                rest = &rest[length..];
            } else if let Some(Bare::Address(length)) = bare {
                let address = &rest[..length];
                self.plain(&mut written);
                // What does not parse stays text.
                match address.parse::<LinkUrl>().map(|url| Element::Link(self.links.add(self.place, &url))) {
                    Ok(link) => {
                        self.steps.push(Step::Start(link.clone()));
                        self.steps.push(Step::Text(address.to_owned()));
                        self.steps.push(Step::End(link));
                    }
                    Err(_) => written.push_str(address),
                }
                rest = &rest[length..];
            } else if letter == '\n' {
                self.plain(&mut written);
                self.steps.push(Step::LineBreak);
                rest = &rest[1..];
            } else {
                written.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
        self.plain(&mut written);
    }

    fn plain(&mut self, written: &mut String) {
        if !written.is_empty() {
            self.steps.push(Step::Text(std::mem::take(written)));
        }
    }

    /// Whatever branch is taken, the elements must nest: so a condition ends where it began.
    fn condition(&mut self, tag: &Tag) {
        let same_place = match tag.kind {
            TagKind::Value => true,
            TagKind::If => {
                self.conditions.push(self.path.clone());
                true
            }
            TagKind::Else => self.conditions.last() == Some(&self.path),
            TagKind::EndIf => self.conditions.pop().as_ref() == Some(&self.path),
        };
        if !same_place {
            self.fail(tag, MergeProblem::ConditionAcrossMarkup);
        }
    }
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}
