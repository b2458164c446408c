//! Writes markup as plain text.

use super::address::spoken;
use super::effort::spend;
use super::{Element, Step};
use crate::compose::merge::Source;

/// The text without its markup; links show their address behind their words.
pub(crate) fn written_text(steps: &[Step]) -> Source {
    let mut writer = Writer::default();
    let mut rest = steps;
    while let Some((step, others)) = rest.split_first() {
        spend(1);
        rest = match rest {
            [Step::Start(Element::Link(target)), Step::Text(words), Step::End(_), others @ ..]
                if says_the_same(words, target.url()) =>
            {
                writer.flush();
                target.write_text(&mut writer.source);
                others
            }
            _ => {
                writer.step(step);
                others
            }
        };
    }
    writer.source
}

/// Whether a link's words are its address, so that showing both would say everything twice.
fn says_the_same(words: &str, address: &str) -> bool {
    let bare = |text: &str| spoken(text).trim_start_matches("https://").trim_end_matches('/').to_lowercase();
    bare(words) == bare(address)
}

#[derive(Default)]
struct Writer {
    source: Source,
    /// Line feeds that are due before the next words.
    due: usize,
    /// For each open list the number of its next item, if it is numbered.
    lists: Vec<Option<u64>>,
    /// Quotes that are open.
    quotes: usize,
}

impl Writer {
    fn step(&mut self, step: &Step) {
        match step {
            Step::Start(element) => self.start(element),
            Step::End(element) => self.end(element),
            Step::Text(text) => {
                self.flush();
                self.source.literal(text);
            }
            Step::Tag(tag) => {
                self.flush();
                self.source.checked(tag);
            }
            Step::LineBreak => self.due(1),
            Step::Rule => {
                self.due(2);
                self.flush();
                self.source.literal("----");
                self.due(2);
            }
        }
    }

    fn start(&mut self, element: &Element) {
        match element {
            Element::Paragraph | Element::Heading(_) => {}
            Element::Quote => {
                self.due(2);
                self.quotes += 1;
            }
            Element::List(first) => {
                self.due(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push(*first);
            }
            Element::Item => {
                self.due(1);
                self.flush();
                let depth = self.lists.len().saturating_sub(1);
                self.source.literal(&"  ".repeat(depth));
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.source.literal(&format!("{number}. "));
                        *number = number.saturating_add(1);
                    }
                    _ => self.source.literal("- "),
                }
            }
            Element::Link(_) | Element::Strong | Element::Emphasis => {}
        }
    }

    fn end(&mut self, element: &Element) {
        match element {
            Element::Paragraph | Element::Heading(_) => self.due(2),
            Element::Quote => {
                self.quotes = self.quotes.saturating_sub(1);
                self.due(2);
            }
            Element::List(_) => {
                self.lists.pop();
                self.due(if self.lists.is_empty() { 2 } else { 1 });
            }
            Element::Item => self.due(1),
            Element::Link(target) => {
                self.source.literal(" (");
                target.write_text(&mut self.source);
                self.source.literal(")");
            }
            Element::Strong | Element::Emphasis => {}
        }
    }

    fn due(&mut self, line_feeds: usize) {
        self.due = self.due.max(line_feeds);
    }

    fn flush(&mut self) {
        if self.due > 0 && !self.source.is_empty() {
            self.source.literal(&"\n".repeat(self.due));
            if self.quotes > 0 {
                self.source.literal("> ");
            }
        }
        self.due = 0;
    }
}
