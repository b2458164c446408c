//! Writes markup as HTML for mail programs: every style inline.

use super::effort::spend;
use super::ends::ends;
use super::{Element, Step};
use crate::compose::merge::Source;

/// The colours of marked text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MarkupColors<'a> {
    pub(crate) link: &'a str,
    pub(crate) line: &'a str,
}

/// The text as HTML.
pub(crate) fn written_html(steps: &[Step], colors: MarkupColors<'_>) -> Source {
    let mut source = Source::default();
    for (step, end) in steps.iter().zip(ends(steps)) {
        spend(1);
        match step {
            Step::Start(element) => start(&mut source, element, colors, end >= steps.len()),
            Step::End(element) => source.literal(&format!("</{}>", name(element))),
            Step::Text(text) => source.literal_html(text),
            Step::Tag(tag) => source.checked(tag),
            Step::LineBreak => source.literal("<br>"),
            Step::Rule => source.literal(&format!(
                "<hr style=\"border:0;border-top:1px solid {};margin:0 0 16px\">",
                colors.line
            )),
        }
    }
    source
}

fn start(source: &mut Source, element: &Element, colors: MarkupColors<'_>, is_last: bool) {
    let name = name(element);
    let margin = if is_last { "0" } else { "0 0 16px" };
    match element {
        Element::Paragraph => source.literal(&format!("<{name} style=\"margin:{margin}\">")),
        Element::Heading(level) => {
            let size = if *level == 2 { "22px" } else { "18px" };
            source.literal(&format!(
                "<{name} style=\"margin:0 0 12px;font-size:{size};line-height:1.3;font-weight:bold\">"
            ));
        }
        Element::Quote => source.literal(&format!(
            "<{name} style=\"margin:{margin};padding:0 0 0 14px;border-left:3px solid {}\">",
            colors.link
        )),
        Element::List(first) => {
            let start = first
                .filter(|first| *first != 1)
                .map(|first| format!(" start=\"{first}\""))
                .unwrap_or_default();
            source.literal(&format!("<{name}{start} style=\"margin:{margin};padding:0 0 0 24px;text-align:left;display:inline-block\">"));
        }
        Element::Item => source.literal(&format!("<{name} style=\"margin:0 0 6px\">")),
        Element::Strong | Element::Emphasis => source.literal(&format!("<{name}>")),
        Element::Link(target) => {
            source.literal("<a href=\"");
            target.write_html(source);
            source.literal(&format!("\" style=\"color:{};text-decoration:underline\">", colors.link));
        }
    }
}

const fn name(element: &Element) -> &'static str {
    match element {
        Element::Paragraph => "p",
        Element::Heading(2) => "h2",
        Element::Heading(_) => "h3",
        Element::Strong => "strong",
        Element::Emphasis => "em",
        Element::Link(_) => "a",
        Element::List(None) => "ul",
        Element::List(Some(_)) => "ol",
        Element::Item => "li",
        Element::Quote => "blockquote",
    }
}
