//! A newsletter, a merchant and a recipient to test with.

use regulars_kernel::{Language, Names, Personal, SurveyId};

use crate::*;

/// Links that say what they are.
pub(super) struct TestLinks {
    pub(super) tracked: bool,
}

impl Links for TestLinks {
    fn link(&self, position: u16, url: &str) -> String {
        if self.tracked { format!("https://link.example/l/{position}?a=1&b=2") } else { url.to_owned() }
    }

    fn open_pixel(&self) -> Option<String> {
        self.tracked.then(|| "https://link.example/o/token.gif".to_owned())
    }

    fn unsubscribe(&self) -> String {
        "https://link.example/u/token".to_owned()
    }

    fn preferences(&self) -> String {
        "https://link.example/p/token".to_owned()
    }

    fn view_in_browser(&self) -> String {
        "https://link.example/w/token".to_owned()
    }

    fn survey(&self, survey: SurveyId) -> String {
        format!("https://link.example/f/{survey}")
    }
}

pub(super) const TRACKED: TestLinks = TestLinks { tracked: true };
pub(super) const PLAIN: TestLinks = TestLinks { tracked: false };

pub(super) fn merchant() -> MerchantProfile {
    MerchantProfile {
        name: "Cvećara Ruža & sin".into(),
        legal_name: Some("Cvećara Ruža d.o.o.".into()),
        address: Some(ImprintAddress {
            street: "Bulevar oslobođenja 12".into(),
            postcode: "21000".into(),
            city: "Novi Sad".into(),
            country: "Srbija".into(),
        }),
        opening_hours: Some("pon–pet 8–20\nsub 9–14".into()),
        phone: Some("+381 21 123-456".into()),
        email: Some("info@cvecara.example".into()),
        website: Some("https://cvecara.example".parse().unwrap()),
        imprint: Some("MB 12345678, PIB 987654321".into()),
        publisher: Some("Ruža Media".into()),
        copyright: Some("2026 Cvećara Ruža".into()),
        logo: Some("https://cvecara.example/logo.png".parse().unwrap()),
    }
}

pub(super) fn text(source: &str) -> Block {
    Block::Text(source.parse().unwrap())
}

pub(super) fn button(label: &str, url: &str) -> Block {
    Block::Button { label: label.parse().unwrap(), url: url.parse().unwrap() }
}

pub(super) fn image(url: &str, alt: &str, link: Option<&str>) -> Block {
    Block::Image {
        source: ImageSource::Url(url.parse().unwrap()),
        alt: alt.into(),
        link: link.map(|link| link.parse().unwrap()),
    }
}

pub(super) fn blocks() -> Vec<Block> {
    vec![
        text(
            "# Novo\n\nSveže ruže, [pogledajte](https://cvecara.example/ruze?a=1&b=2) ili [pišite nam](mailto:info@cvecara.example).\n\n- crvene\n- **bele**",
        ),
        image("https://cvecara.example/ruza.jpg", "Crvena \"ruža\"", Some("https://cvecara.example/ruza")),
        text("Ruža, 200 din."),
        button("Kupi, {{ first_name | default('dođite') }}", "https://cvecara.example/kupi"),
        image("https://cvecara.example/lala.jpg", "Lala", None),
        button("Pozovi", "tel:+38121123456"),
    ]
}

pub(super) fn draft(language: Language) -> Draft {
    Draft {
        subject: "{{ salutation }} {{ last_name | vocative }} – imamo ponudu za Vas!".into(),
        intro: "{{ greeting }}, stigle su ruže.".into(),
        content: Content::new(blocks()).unwrap(),
        language,
    }
}

pub(super) fn recipient(gender: Option<Gender>, first_name: &str, last_name: &str) -> Recipient {
    let name = |name: &str| (!name.is_empty()).then(|| Personal::new(name.to_owned()));
    Recipient {
        gender,
        names: Names { first_name: name(first_name), last_name: name(last_name), ..Names::default() },
        email: Some("petar@example.com".parse().unwrap()),
        ..Recipient::default()
    }
}

pub(super) fn petar() -> Recipient {
    recipient(Some(Gender::Male), "Petar", "Petrović")
}

pub(super) fn compile(draft: &Draft) -> Result<CompiledNewsletter, CompileError> {
    CompiledNewsletter::compile(draft, &merchant(), &Template::default(), &References::new())
}

/// The newsletter of one text block, rendered.
pub(super) fn rendered_block(source: &str, recipient: &Recipient) -> Rendered {
    let draft = Draft {
        subject: "s".into(),
        intro: String::new(),
        content: Content::new(vec![text(source)]).unwrap(),
        language: Language::SerbianLatin,
    };
    compile(&draft).unwrap().render(recipient, &TRACKED).unwrap()
}
