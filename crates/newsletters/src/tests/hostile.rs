//! Data and content that try to be more than data and content.

use regulars_kernel::{Language, Personal};
use scraper::{Html, Selector};

use super::sample::*;
use crate::*;

const PAYLOADS: [&str; 14] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</p></td></table><script>alert(1)</script>",
    "<!--",
    "-->",
    "<![endif]-->",
    "{{ email }}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{{ 'x' * 1000000000 }}",
    "{#",
    "\r\nBcc: eve@example.com\r\n\r\nbody",
    "\u{e000}\u{e001}\u{e002}",
    "\u{202e}gnp.exe",
    "a\0b\u{7f}",
];

/// Elements, attributes and addresses of a message: what data must not change.
fn structure(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    document
        .select(&Selector::parse("*").unwrap())
        .map(|element| {
            let attributes: Vec<String> = element
                .value()
                .attrs()
                .filter(|(name, _)| *name != "alt")
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{} {}", element.value().name(), attributes.join(" "))
        })
        .collect()
}

#[test]
fn customer_data_stays_data() {
    let source = "{{ greeting }} {{ first_name }} {{ last_name | vocative }} {{ full_name | title }} {{ company | upper }} {{ first_name ~ company }} {{ first_name | default(company) }}";
    let draft = Draft {
        subject: source.into(),
        intro: source.into(),
        content: Content::new(vec![
            text(&format!("[{source}](https://a.rs) **{source}**")),
            button("{{ company }}", "https://a.rs"),
        ])
        .unwrap(),
        language: Language::SerbianLatin,
    };
    for layout in Layout::ALL {
        let template = Template { layout, theme: Theme::default() };
        let compiled =
            CompiledNewsletter::compile(&draft, &merchant(), &template, &References::new()).unwrap();
        let expected = structure(&compiled.render(&petar(), &TRACKED).unwrap().html);
        for payload in PAYLOADS {
            for gender in [None, Some(Gender::Male), Some(Gender::Female)] {
                let mut hostile = recipient(gender, payload, payload);
                hostile.names = hostile.names.map(|_, _| Some(Personal::new(payload.to_owned())));
                let rendered = compiled.render(&hostile, &TRACKED).unwrap();
                assert_eq!(structure(&rendered.html), expected, "{payload:?} changed the structure");
                assert!(!rendered.subject.chars().any(char::is_control), "{payload:?}");
                assert!(!rendered.text.contains('\r'), "{payload:?}");
                assert!(!rendered.html.contains('\u{202e}') && !rendered.html.contains('\0'));
                assert!(rendered.html.len() < 200_000);
            }
        }
    }
}

#[test]
fn a_name_that_is_a_link_counts_as_missing() {
    let robot = recipient(Some(Gender::Male), "WIN https://evil.example", "www.evil.example");
    let rendered = rendered_block("{{ first_name }}{{ last_name }}{{ greeting }}", &robot);
    assert!(!rendered.html.contains("evil") && !rendered.text.contains("evil"));
    assert!(rendered.text.starts_with("Poštovani\n"));
}

#[test]
fn a_merchants_markup_cannot_write_html() {
    let clean = structure(&rendered_block("x", &petar()).html);
    for payload in PAYLOADS.iter().filter(|payload| !payload.contains("{{") && !payload.contains("{%")) {
        for source in [format!("x {payload} y"), format!("`{payload}`")] {
            let rendered = rendered_block(&source.replace(['\r', '\0', '\u{7f}'], " "), &petar());
            let added: Vec<_> =
                structure(&rendered.html).into_iter().filter(|element| !clean.contains(element)).collect();
            assert!(
                added.iter().all(|element| ["p ", "br "].iter().any(|name| element.starts_with(name))),
                "{payload:?} added {added:?}"
            );
        }
    }
    for source in [
        "<script>alert(1)</script>",
        "<div onclick=x>\n\ny",
        "<style>*{display:none}</style>",
        "<!-- x",
        "![x](https://a.rs/x.png)",
    ] {
        let rendered = rendered_block(source, &petar());
        let document = Html::parse_document(&rendered.html);
        for selector in ["script", "div[onclick]", "img[src*='x.png']", "body style"] {
            assert!(document.select(&Selector::parse(selector).unwrap()).next().is_none(), "{source}");
        }
        assert!(rendered.html.contains("/u/token"), "{source} hides the footer");
    }
}

#[test]
fn a_merchants_profile_stays_data() {
    for payload in PAYLOADS {
        let clean = |name: &str| {
            let hostile = |text: &str| Some(format!("{name}{text}"));
            MerchantProfile {
                name: name.to_owned(),
                legal_name: hostile("a"),
                address: Some(ImprintAddress { street: name.to_owned(), ..ImprintAddress::default() }),
                opening_hours: hostile("b"),
                phone: Some("1".into()),
                email: Some("a@b.rs".into()),
                imprint: hostile("c"),
                publisher: hostile("d"),
                copyright: hostile("e"),
                ..merchant()
            }
        };
        let render = |profile: &MerchantProfile| {
            let draft = draft(Language::English);
            let compiled =
                CompiledNewsletter::compile(&draft, profile, &Template::default(), &References::new())
                    .unwrap();
            compiled.render(&petar(), &TRACKED).unwrap().html
        };
        let line_end = |letter: char| letter == '\r' || letter == '\n';
        let plain: String =
            payload.chars().map(|letter| if line_end(letter) { letter } else { 'x' }).collect();
        assert_eq!(
            structure(&render(&clean(payload))).len(),
            structure(&render(&clean(&plain))).len(),
            "{payload:?}"
        );
    }
}

#[test]
fn the_largest_content_compiles_and_renders() {
    let markup = [
        "[",
        "*",
        "_",
        "> ",
        "- ",
        "![",
        "`",
        "\\",
        "<",
        "&",
        "(",
        "#",
        "~",
        "|",
        "www.a",
        "https://a.rs/(",
        "**a",
    ];
    for unit in markup {
        let source = unit.repeat(20_000 / unit.len()).chars().take(20_000).collect::<String>();
        let draft = Draft { content: Content::new(vec![text(&source)]).unwrap(), ..draft(Language::Polish) };
        match compile(&draft) {
            Ok(compiled) => {
                assert!(compiled.render(&petar(), &TRACKED).unwrap().html.contains("/u/token"));
            }
            Err(CompileError::Content(problems)) => {
                assert_eq!(
                    problems,
                    [ContentProblem::TooDeep { place: NewsletterPlace::Block(0) }],
                    "{unit}"
                );
            }
            Err(other) => panic!("{unit}: {other}"),
        }
    }
    let block = text(&"{{ first_name | default('x') | upper }} a\n".repeat(200));
    let draft = Draft { content: Content::new(vec![block; 15]).unwrap(), ..draft(Language::Polish) };
    let rendered = compile(&draft).unwrap().render(&petar(), &PLAIN).unwrap();
    assert!(rendered.html.matches("PETAR").count() >= 3_000);
}
