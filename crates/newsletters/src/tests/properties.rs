//! Whatever anybody writes: nothing panics, and data never becomes structure.

use proptest::prelude::*;
use regulars_kernel::Language;
use scraper::{Html, Selector};

use super::sample::*;
use crate::*;

/// Pieces that mean something to HTML, Markdown, the template language or headers.
const PIECES: [&str; 40] = [
    "<",
    ">",
    "\"",
    "'",
    "&",
    "&lt;",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    " first_name ",
    " if email ",
    " endif ",
    " else ",
    "|",
    "upper",
    "[",
    "](",
    ")",
    "https://a.rs",
    "javascript:",
    "*",
    "**",
    "_",
    "`",
    "```",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "    ",
    "<script>",
    "<!--",
    "\u{e000}",
    "\u{4e00}",
    "\u{202e}",
    "š",
];

fn writing() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())
}

fn elements(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let every = Selector::parse("*").unwrap();
    document.select(&every).map(|element| element.value().name().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_content_compiles_or_is_refused(subject in writing(), intro in writing(), block in writing()) {
        let blocks = block.parse().map(Block::Text).into_iter().collect();
        let draft = Draft { subject, intro, content: Content::new(blocks).unwrap(), language: Language::Polish };
        match compile(&draft) {
            Ok(compiled) => {
                for recipient in [petar(), recipient(None, "", "")] {
                    let rendered = compiled.render(&recipient, &TRACKED).unwrap();
                    prop_assert!(!rendered.subject.chars().any(char::is_control));
                    let footer = Selector::parse("a[href='https://link.example/u/token']").unwrap();
                    let document = Html::parse_document(&rendered.html);
                    prop_assert_eq!(document.select(&footer).count(), 1);
                    let script = Selector::parse("script, iframe, form, object").unwrap();
                    prop_assert!(document.select(&script).next().is_none());
                    prop_assert!(rendered.text.contains("/u/token"));
                }
            }
            Err(CompileError::Content(problems)) => prop_assert!(!problems.is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn any_name_leaves_the_structure(first_name in writing(), last_name in writing(), stored in writing()) {
        let draft = draft(Language::SerbianLatin);
        let compiled = compile(&draft).unwrap();
        let mut hostile = recipient(Some(Gender::Male), &first_name, &last_name);
        hostile.names.vocative = Some(regulars_kernel::Personal::new(stored));
        let rendered = compiled.render(&hostile, &TRACKED).unwrap();
        prop_assert_eq!(elements(&rendered.html), elements(&compiled.render(&petar(), &TRACKED).unwrap().html));
        prop_assert!(!rendered.subject.chars().any(char::is_control));
    }

    #[test]
    fn a_vocative_only_changes_the_end_of_a_word(name in "[A-ZŠĐČĆŽ][a-zšđčćž]{0,12}([ -][A-ZŠ][a-zčćžšđ]{1,9})?") {
        for language in Language::ALL {
            for gender in [Gender::Male, Gender::Female] {
                for part in [salutation::NamePart::First, salutation::NamePart::Last] {
                    let form = salutation::vocative(language, Some(gender), part, &name);
                    let shown = salutation::written_in(language, &name);
                    prop_assert_eq!(form.chars().next(), shown.chars().next());
                    prop_assert!(form.chars().count() <= shown.chars().count() + 6, "{} {}", name, form);
                }
            }
        }
    }
}
