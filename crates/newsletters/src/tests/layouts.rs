//! The structure of every layout in every language.

use regulars_kernel::Language;
use scraper::{Html, Selector};

use super::sample::*;
use crate::compose::wording::Wording;
use crate::*;

fn all(html: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).filter_map(|element| element.attr(attribute)).map(str::to_owned).collect()
}

#[test]
fn every_layout_in_every_language_is_whole() {
    for layout in Layout::ALL {
        for language in Language::ALL {
            let template = Template { layout, theme: Theme::default() };
            let compiled =
                CompiledNewsletter::compile(&draft(language), &merchant(), &template, &References::new())
                    .unwrap();
            let rendered = compiled.render(&petar(), &TRACKED).unwrap();
            let html = Html::parse_document(&rendered.html);
            let shown: String = html.root_element().text().collect::<Vec<_>>().join(" ");
            let context = format!("{} {language}", layout.as_str());

            assert!(rendered.html.starts_with("<!doctype html>"), "{context}");
            assert_eq!(all(&html, "html", "lang"), [language.tag()], "{context}");
            assert_eq!(all(&html, "meta[name=viewport]", "content").len(), 1, "{context}");
            assert!(rendered.html.contains("@media only screen"), "{context}: not responsive");

            let images = all(&html, "img", "src");
            let expected = [
                "https://cvecara.example/logo.png",
                "https://cvecara.example/ruza.jpg",
                "https://cvecara.example/lala.jpg",
                "https://link.example/o/token.gif",
            ];
            assert_eq!(images, expected, "{context}");
            assert_eq!(
                all(&html, "img", "alt"),
                ["Cvećara Ruža & sin", "Crvena \"ruža\"", "Lala", ""],
                "{context}"
            );

            let wording = Wording::of(language);
            let links = all(&html, "a", "href");
            let expected = [
                "https://link.example/l/1?a=1&b=2",
                "mailto:info@cvecara.example",
                "https://link.example/l/2?a=1&b=2",
                "https://link.example/l/3?a=1&b=2",
                "tel:+38121123456",
                "tel:+38121123456",
                "mailto:info@cvecara.example",
                "https://cvecara.example/",
                "https://link.example/u/token",
                "https://link.example/p/token",
                "https://link.example/w/token",
            ];
            assert_eq!(links, expected, "{context}");
            for part in [
                "Cvećara Ruža d.o.o.",
                "Bulevar oslobođenja 12, 21000 Novi Sad, Srbija",
                "pon–pet 8–20",
                "sub 9–14",
                "+381 21 123-456",
                "info@cvecara.example",
                "MB 12345678, PIB 987654321",
                "Ruža Media",
                "© 2026 Cvećara Ruža",
                wording.unsubscribe,
                wording.preferences,
                wording.view_in_browser,
                wording.opening_hours,
                wording.imprint,
                wording.publisher,
                wording.reason,
                if language == Language::SerbianCyrillic { "Kupi, Петар" } else { "Kupi, Petar" },
            ] {
                assert!(shown.contains(part), "{context}: {part:?} is missing in the HTML");
                let in_text = rendered.text.contains(part);
                assert!(in_text, "{context}: {part:?} is missing in\n{}", rendered.text);
            }
            let message = format!("{}{}{}", rendered.subject, rendered.html, rendered.text);
            for forbidden in ["regulars", "googleapis", "cashback", "<script", "{{", "{%"] {
                assert!(!message.to_lowercase().contains(forbidden), "{context}: {forbidden}");
            }
            let leftover = |letter: char| matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{4e00}'..='\u{9fff}');
            assert!(!message.contains(leftover), "{context}");
        }
    }
}

#[test]
fn a_bare_merchant_and_an_empty_newsletter_still_have_their_footer() {
    for layout in Layout::ALL {
        let merchant = MerchantProfile { name: "Ruža".into(), ..MerchantProfile::default() };
        let draft = Draft {
            subject: String::new(),
            intro: String::new(),
            content: Content::default(),
            language: Language::German,
        };
        let template = Template { layout, theme: Theme::default() };
        let compiled = CompiledNewsletter::compile(&draft, &merchant, &template, &References::new()).unwrap();
        let rendered = compiled.render(&Recipient::default(), &PLAIN).unwrap();
        let html = Html::parse_document(&rendered.html);
        assert_eq!(
            all(&html, "a", "href"),
            ["https://link.example/u/token", "https://link.example/p/token", "https://link.example/w/token"]
        );
        assert!(all(&html, "img", "src").is_empty());
        assert!(
            rendered.html.contains("© Ruža")
                && rendered.text.contains("Abmelden: https://link.example/u/token")
        );
        assert_eq!(rendered.subject, "");
    }
}

#[test]
fn colours_are_checked_and_text_on_them_can_be_read() {
    for text in ["red", "#fff", "#12345g", "#123456;x", "\"><script>", ""] {
        assert_eq!(text.parse::<Color>(), Err(InvalidColor), "{text}");
    }
    let yellow = Theme::new("#FFE000".parse().unwrap(), "#101418".parse().unwrap(), Font::Serif);
    assert_eq!(yellow.accent().as_str(), "#ffe000");
    assert_eq!((yellow.on_accent_color(), yellow.muted_color()), ("#1c2026", "#d5dae0"));
    let template = Template { layout: Layout::Announcement, theme: yellow };
    let compiled =
        CompiledNewsletter::compile(&draft(Language::English), &merchant(), &template, &References::new())
            .unwrap();
    let html = compiled.render(&petar(), &PLAIN).unwrap().html;
    assert!(html.contains("#ffe000") && html.contains("#101418") && html.contains("Georgia"));
}
