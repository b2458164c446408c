//! What the recap points at.

use regulars_kernel::Language;

use super::sample::*;
use crate::*;

fn codes(draft: &Draft, merchant: &MerchantProfile) -> Vec<&'static str> {
    let recipient = petar();
    preflight(draft, merchant, &Template::default(), &References::new(), (&recipient, &TRACKED))
        .unwrap()
        .iter()
        .map(Warning::code)
        .collect()
}

#[test]
fn a_good_newsletter_has_none() {
    assert_eq!(codes(&draft(Language::SerbianLatin), &merchant()), Vec::<&str>::new());
    assert!(draft(Language::SerbianLatin).is_complete());
}

#[test]
fn what_is_missing_is_named() {
    let empty = Draft {
        subject: " ".into(),
        intro: String::new(),
        content: Content::default(),
        language: Language::English,
    };
    assert!(!empty.is_complete());
    assert_eq!(codes(&empty, &MerchantProfile::default()), ["no_subject", "no_content", "no_address"]);
}

#[test]
fn what_is_doubtful_is_named() {
    let doubtful = Draft {
        subject: "Ponuda ".repeat(20),
        content: Content::new(vec![
            image("http://a.rs/a.png", " ", Some("http://a.rs")),
            text(&"[dugo](https://a.rs/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) ".repeat(280)),
            text(&"[dugo](https://a.rs/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) ".repeat(280)),
            text(&"[dugo](https://a.rs/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) ".repeat(280)),
            text(&"[dugo](https://a.rs/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) ".repeat(280)),
        ])
        .unwrap(),
        ..draft(Language::English)
    };
    assert_eq!(
        codes(&doubtful, &merchant()),
        ["missing_alt", "insecure_link", "insecure_link", "long_subject", "large_html"]
    );
}

#[test]
fn mistakes_are_warnings_that_block_sending() {
    let mistaken = Draft { subject: "{{ ime }}".into(), ..draft(Language::English) };
    let recipient = petar();
    let warnings =
        preflight(&mistaken, &merchant(), &Template::default(), &References::new(), (&recipient, &TRACKED))
            .unwrap();
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].blocks_sending());
    assert_eq!(warnings[0].to_string(), "the subject, line 1, column 4: there is no field \"ime\"");
}

#[test]
fn placeholders_that_stay_and_fields_that_may_be_empty_are_named() {
    let doubtful = Draft {
        subject: "{{ greeting }}, *|FNAME|* %%first_name%%".into(),
        intro: "Zdravo {{ first_name }} {{ first_name }} {{ last_name | upper }}, {FIRST_NAME}".into(),
        content: Content::new(vec![
            text("{{ salutation }} {{ last_name | vocative }}, {% if company %}{{ company }}{% endif %}"),
            text("{{ full_name | default('kupče') }} {{ first_name or 'kupče' }} {{ email }}"),
            button("[FNAME] {{ company }}", "https://a.rs"),
        ])
        .unwrap(),
        language: Language::SerbianLatin,
    };
    let recipient = petar();
    let warnings =
        preflight(&doubtful, &merchant(), &Template::default(), &References::new(), (&recipient, &TRACKED))
            .unwrap();
    let placeholder = |place, text: &str| Warning::ForeignPlaceholder { place, text: text.into() };
    let blank = |place, field: MergeField| Warning::BlankField { place, field: field.name().into() };
    assert_eq!(
        warnings,
        [
            placeholder(NewsletterPlace::Subject, "*|FNAME|*"),
            placeholder(NewsletterPlace::Subject, "%%first_name%%"),
            blank(NewsletterPlace::Intro, MergeField::FirstName),
            blank(NewsletterPlace::Intro, MergeField::LastName),
            placeholder(NewsletterPlace::Intro, "{FIRST_NAME}"),
            placeholder(NewsletterPlace::Block(2), "[FNAME]"),
            blank(NewsletterPlace::Block(2), MergeField::Company),
        ]
    );
    assert!(warnings.iter().all(|warning| !warning.blocks_sending()));
}
