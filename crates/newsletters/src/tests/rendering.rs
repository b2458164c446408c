//! What one recipient gets.

use regulars_kernel::{Language, MediaId, Personal, SurveyId, SurveyKind};
use uuid::Uuid;

use super::sample::*;
use crate::*;

fn subject(source: &str, recipient: &Recipient) -> String {
    let draft = Draft { subject: source.into(), ..draft(Language::SerbianLatin) };
    compile(&draft).unwrap().render(recipient, &PLAIN).unwrap().subject
}

#[test]
fn the_example_of_the_product() {
    let expected = "Gospodine Petroviću – imamo ponudu za Vas!";
    assert_eq!(
        subject("{{ salutation }} {{ last_name | vocative }} – imamo ponudu za Vas!", &petar()),
        expected
    );
    assert_eq!(subject("{{ greeting }} – imamo ponudu za Vas!", &petar()), expected);
    let ana = recipient(Some(Gender::Female), "Ana", "Petrović");
    assert_eq!(subject("{{ salutation }} {{ last_name | vocative }}!", &ana), "Gospođo Petrović!");
    let unknown = recipient(None, "", "");
    assert_eq!(
        subject("{{ salutation }} {{ last_name | vocative }} – ponuda!", &unknown),
        "Poštovani – ponuda!"
    );
    assert_eq!(subject("{{ greeting }}!", &unknown), "Poštovani!");
}

#[test]
fn a_stored_vocative_is_used_everywhere() {
    let mut stored = petar();
    stored.names.vocative = Some(Personal::new("Petroviči".into()));
    assert_eq!(
        subject("{{ greeting }} {{ last_name | vocative }}", &stored),
        "Gospodine Petroviči Petroviči"
    );
    assert_eq!(subject("{{ full_name | vocative }}", &stored), "Petre Petroviči");
}

#[test]
fn filters_and_conditions_work() {
    let nobody = recipient(None, "", "");
    assert_eq!(subject("{{ first_name | default('kupče') }}", &nobody), "kupče");
    assert_eq!(subject("{{ first_name | default('kupče') | upper }}", &petar()), "PETAR");
    assert_eq!(
        subject("{{ 'petar veliki' | title }} {{ 'PETAR' | capitalize }}", &petar()),
        "Petar Veliki Petar"
    );
    assert_eq!(
        subject("{{ full_name }} {{ email }} {{ merchant_name }}", &petar()),
        "Petar Petrović petar@example.com Cvećara Ruža & sin"
    );
    let source =
        "{% if gender == 'female' %}Draga{% elif gender == 'male' %}Dragi{% else %}Zdravo{% endif %}";
    assert_eq!(subject(source, &petar()), "Dragi");
    assert_eq!(subject(source, &nobody), "Zdravo");
    assert_eq!(subject("{{ merchant_website }} {a} {{ '{{' }}", &petar()), "https://cvecara.example/ {a} {{");
}

#[test]
fn markup_becomes_html_and_text() {
    let rendered = rendered_block(
        "Red jedan\nred dva\n\n## Naslov\n\n**{{ first_name }}** i *kosa*, https://a.rs/x_y_z.\n\n1. prvo\n2. drugo\n\n> citat\n\n---\n\nkraj <b>x</b> & y",
        &petar(),
    );
    for part in [
        "Red jedan<br>red dva</p>",
        ">Naslov</h2>",
        "<strong>Petar</strong> i <em>kosa</em>, <a href=\"https://link.example/l/1?a=1&amp;b=2\"",
        ">https://a.rs/x_y_z</a>.</p>",
        "<ol ",
        "<blockquote ",
        "<hr ",
        "kraj &lt;b&gt;x&lt;/b&gt; &amp; y",
    ] {
        assert!(rendered.html.contains(part), "{part} is missing in {}", rendered.html);
    }
    let expected = "Red jedan\nred dva\n\nNaslov\n\nPetar i kosa, https://link.example/l/1?a=1&b=2.\n\n1. prvo\n2. drugo\n\n> citat\n\n----\n\nkraj <b>x</b> & y\n\n-- \n";
    assert!(rendered.text.starts_with(expected), "{}", rendered.text);
}

#[test]
fn a_star_between_digits_multiplies() {
    let rendered =
        rendered_block("10*10*5 i 2**10**3, **10** i *kosa*; `4*4*4` [5*5*5](https://a.rs/5*5*5)", &petar());
    assert!(rendered.text.starts_with("10*10*5 i 2**10**3, 10 i kosa; 4*4*4 5*5*5 ("), "{}", rendered.text);
    assert!(rendered.html.contains("10*10*5 i 2**10**3, <strong>10</strong> i <em>kosa</em>"));
}

#[test]
fn the_text_part_shows_an_address_without_what_a_program_fills_in() {
    let rendered = rendered_block(
        "[pišite](mailto:a@a.rs?subject=Zdravo%20svima&body=x) [a@a.rs](mailto:a@a.rs?subject=x) (vidi https://a.rs/x)",
        &petar(),
    );
    assert!(
        rendered.text.starts_with("pišite (a@a.rs) a@a.rs (vidi https://link.example/l/1?a=1&b=2)"),
        "{}",
        rendered.text
    );
    assert!(rendered.html.contains("href=\"mailto:a@a.rs?subject=Zdravo%20svima&amp;body=x\""));
}

#[test]
fn links_have_positions_in_the_order_of_the_content() {
    let compiled = compile(&draft(Language::SerbianLatin)).unwrap();
    let links: Vec<_> =
        compiled.content_links().iter().map(|link| (link.position, link.url.as_str())).collect();
    assert_eq!(
        links,
        [
            (1, "https://cvecara.example/ruze?a=1&b=2"),
            (2, "https://cvecara.example/ruza"),
            (3, "https://cvecara.example/kupi"),
        ]
    );
    assert_eq!(compiled.content_links()[0].place, NewsletterPlace::Block(0));
    assert_eq!(compiled.content_link(3), Some("https://cvecara.example/kupi"));
    assert_eq!((compiled.content_link(0), compiled.content_link(4)), (None, None));
}

#[test]
fn without_tracking_the_plain_addresses_are_used() {
    let rendered = compile(&draft(Language::SerbianLatin)).unwrap().render(&petar(), &PLAIN).unwrap();
    assert!(rendered.html.contains("href=\"https://cvecara.example/ruze?a=1&amp;b=2\""));
    assert!(
        !rendered.html.contains("/l/") && !rendered.html.contains("/o/") && !rendered.text.contains("/l/")
    );
    assert!(rendered.text.contains("pogledajte (https://cvecara.example/ruze?a=1&b=2)"));
    assert!(rendered.text.contains("pišite nam (info@cvecara.example)"));
    assert!(rendered.text.contains("Kupi, Petar: https://cvecara.example/kupi"));
}

#[test]
fn uploaded_images_are_found_or_reported() {
    let media = MediaId::new(Uuid::from_u128(7));
    let block = Block::Image { source: ImageSource::Media(media), alt: "a".into(), link: None };
    let draft = Draft { content: Content::new(vec![block]).unwrap(), ..draft(Language::English) };
    let place = NewsletterPlace::Block(0);
    assert_eq!(
        compile(&draft).unwrap_err(),
        CompileError::Content(vec![ContentProblem::UnknownMedia { place, media }])
    );
    let urls = References::from([(media, "https://cdn.example/7.png".parse().unwrap())]);
    let compiled = CompiledNewsletter::compile(&draft, &merchant(), &Template::default(), &urls).unwrap();
    assert!(compiled.render(&petar(), &PLAIN).unwrap().html.contains("src=\"https://cdn.example/7.png\""));
}

#[test]
fn a_survey_has_a_link_for_each_score_to_the_reader_s_own_page() {
    let id = SurveyId::new(Uuid::from_u128(9));
    let content = Content::new(vec![Block::Survey(id), button("Kupi", "https://a.rs")]).unwrap();
    let draft = Draft { content, ..draft(Language::SerbianLatin) };
    let place = NewsletterPlace::Block(0);
    assert_eq!(
        compile(&draft).unwrap_err(),
        CompileError::Content(vec![ContentProblem::UnknownSurvey { place, survey: id }])
    );
    let view = SurveyView {
        id,
        kind: SurveyKind::Csat,
        question: "Kako vam se <dopada> {merchant}? {{ email }}".into(),
        lowest: "loše".into(),
        highest: "dobro".into(),
        is_active: true,
        closes_at: None,
    };
    let references = References::new().with_surveys([view.asked_by("Ruža & sin")]);
    let compiled =
        CompiledNewsletter::compile(&draft, &merchant(), &Template::default(), &references).unwrap();
    for links in [PLAIN, TRACKED] {
        let rendered = compiled.render(&petar(), &links).unwrap();
        assert!(rendered.html.contains("Kako vam se &lt;dopada&gt; Ruža &amp; sin? {{ email }}"));
        for score in 1..=5 {
            assert!(rendered.html.contains(&format!("href=\"https://link.example/f/{id}?score={score}\"")));
        }
        assert!(!rendered.html.contains("?score=0") && !rendered.html.contains("?score=6"));
        assert_eq!(rendered.text.matches(&format!("https://link.example/f/{id}")).count(), 1);
        assert!(rendered.text.contains("1 = loše, 5 = dobro"), "{}", rendered.text);
    }
    // Clicks on the other links are counted as if it were not there.
    assert_eq!(compiled.content_links().len(), 1);
}

#[test]
fn every_mistake_of_a_draft_is_listed_at_once() {
    let draft = Draft {
        subject: "{{ ime }}".into(),
        intro: "{{ prezime }}".into(),
        content: Content::new(vec![
            text("[x](javascript:alert(1))"),
            text("[x](https://a.rs/{{ email }})"),
            text("[a {% if email %}](https://a.rs) b{% endif %}"),
            button("{{ x }}", "https://a.rs"),
        ])
        .unwrap(),
        language: Language::English,
    };
    let CompileError::Content(problems) = compile(&draft).unwrap_err() else { panic!("another error") };
    let listed: Vec<_> = problems.iter().map(|problem| (problem.place(), problem.code())).collect();
    assert_eq!(
        listed,
        [
            (NewsletterPlace::Subject, "unknown_field"),
            (NewsletterPlace::Intro, "unknown_field"),
            (NewsletterPlace::Block(0), "invalid_link"),
            (NewsletterPlace::Block(1), "field_in_address"),
            (NewsletterPlace::Block(2), "condition_across_markup"),
            (NewsletterPlace::Block(3), "unknown_field"),
        ]
    );
}

#[test]
fn a_compiled_newsletter_is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&compile(&draft(Language::English)).unwrap());
}
