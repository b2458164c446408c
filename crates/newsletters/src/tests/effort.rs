//! What rendering costs: steps and bytes are a multiple of what was written, whatever was written.

use proptest::prelude::*;
use regulars_kernel::Language;

use super::sample::*;
use crate::compose::markup::{ContentLinks, MarkupColors, parse, take_spent, written_html, written_text};
use crate::*;

/// Steps and bytes looked at for each byte of a text, with some for each text.
const STEPS: usize = 16;
/// Bytes of HTML or plain text for each byte of a text: a link of eight letters with its style is the dearest.
const SIZE: usize = 64;
const FOR_EACH_TEXT: usize = 2_000;

/// Pieces that nest, that open and never close, that look like the beginning of something longer, or that grow.
const UNITS: [&str; 44] = [
    "- ",
    "> ",
    "1. ",
    "* ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    ">",
    "-",
    "*",
    "**",
    "***",
    "_",
    "__",
    "*a",
    "**a",
    "*a_",
    "a**",
    "_a ",
    "[",
    "]",
    "[a](",
    "[a](b",
    "![",
    "](",
    "(",
    ")",
    "`",
    "``",
    "```\n",
    "~",
    "\\",
    "&amp;",
    "&#35;",
    "<",
    "<a ",
    "www.a",
    "awww.a.rs ",
    "https://a.rs/(",
    "https://a.rs/x) ",
    "[a](https://a.rs) ",
    "# a\n",
];

/// A text of few different pieces, each repeated and the whole repeated again.
fn adversarial() -> impl Strategy<Value = String> {
    let run = (prop::sample::select(&UNITS[..]), 1_usize..400).prop_map(|(unit, times)| unit.repeat(times));
    (prop::collection::vec(run, 1..5), 1_usize..200)
        .prop_map(|(runs, times)| runs.concat().repeat(times).chars().take(BlockText::MAX_LENGTH).collect())
}

/// Steps, bytes of HTML and bytes of text that a text costs. What is refused has neither HTML nor text.
fn cost(source: &str) -> (usize, usize, usize) {
    take_spent();
    let steps = parse(NewsletterPlace::Block(0), source, &mut ContentLinks::default());
    let (html, text) = match &steps {
        Ok(steps) => {
            let colors = MarkupColors { link: "#1f5fa8", line: "#d9dee3" };
            (written_html(steps, colors).size(), written_text(steps).size())
        }
        Err(_) => (0, 0),
    };
    (take_spent(), html, text)
}

fn is_within(source: &str) -> Result<(), TestCaseError> {
    let (steps, html, text) = cost(source);
    let (start, length): (String, usize) = (source.chars().take(40).collect(), source.len());
    prop_assert!(steps <= STEPS * length + FOR_EACH_TEXT, "{steps} steps for {length} of {start:?}");
    prop_assert!(html <= SIZE * length + FOR_EACH_TEXT, "{html} bytes of HTML for {length} of {start:?}");
    prop_assert!(text <= SIZE * length + FOR_EACH_TEXT, "{text} bytes of text for {length} of {start:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_costs_a_multiple_of_its_length(source in adversarial()) {
        is_within(&source)?;
    }
}

#[test]
fn one_piece_repeated_costs_a_multiple_of_its_length() {
    for unit in UNITS {
        for length in [1_000, 20_000] {
            is_within(&unit.repeat(length / unit.len())).unwrap();
        }
    }
    for (one, other) in UNITS.iter().flat_map(|one| UNITS.iter().map(move |other| (one, other))) {
        is_within(&format!("{one}{other}").repeat(2_000 / (one.len() + other.len()))).unwrap();
        is_within(&format!("{}x{}", one.repeat(1_000 / one.len()), other.repeat(1_000 / other.len())))
            .unwrap();
    }
}

#[test]
fn nesting_has_an_end() {
    for unit in ["- ", "> ", "1. ", "> - "] {
        let deep = Draft {
            content: Content::new(vec![text("x"), text(&format!("{}x", unit.repeat(4_900)))]).unwrap(),
            ..draft(Language::Polish)
        };
        let problems = content_problems(&deep, &References::new());
        assert_eq!(problems, [ContentProblem::TooDeep { place: NewsletterPlace::Block(1) }], "{unit}");
        assert_eq!(problems[0].pointer(&deep.content), "/content/blocks/1/text");
        assert_eq!(compile(&deep).unwrap_err(), CompileError::Content(problems));
    }
    let pasted = format!("{}citat\n\n- a\n  - b\n    - c\n      - **d**", "> ".repeat(10));
    assert!(rendered_block(&pasted, &petar()).text.contains("citat"));
}

#[test]
fn the_finished_newsletter_has_a_largest_size() {
    let of = |blocks: Vec<Block>| Draft { content: Content::new(blocks).unwrap(), ..draft(Language::Polish) };
    let words = text(&"reči ".repeat(3_900));
    assert_eq!(content_problems(&of(vec![words.clone(); 20]), &References::new()), []);
    let problems = content_problems(&of(vec![words; 30]), &References::new());
    assert_eq!(problems, [ContentProblem::TooLarge { place: NewsletterPlace::Block(21) }]);
    // Fields are counted by what they may become.
    let fields = text(&"{{ full_name ~ full_name ~ full_name ~ full_name }}".repeat(200));
    let problems = content_problems(&of(vec![fields; 100]), &References::new());
    assert_eq!(problems, [ContentProblem::TooLarge { place: NewsletterPlace::Block(5) }]);
    let mistakes = text(&"{{ a }}".repeat(200));
    assert_eq!(content_problems(&of(vec![mistakes; 100]), &References::new()).len(), 100);
}
