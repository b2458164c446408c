//! Custom attributes in texts: how they are written, compared, left blank and kept from being more than data.

use regulars_kernel::{Decimal, Language, Personal};

use super::sample::*;
use crate::*;

fn attribute(key: &str, value: MergeValue) -> (MergeAttribute, MergeValue) {
    (MergeAttribute::of_key(key).unwrap(), value)
}

fn text_value(text: &str) -> MergeValue {
    MergeValue::Text(Personal::new(text.to_owned()))
}

/// Somebody with an attribute of each type.
fn ana() -> Recipient {
    let decimal: Decimal = "-1234567.5".parse().unwrap();
    let option = |text: &str| Personal::new(text.to_owned());
    let attributes = [
        attribute("nick", text_value("Anči")),
        attribute("size", MergeValue::Integer(42)),
        attribute("points", MergeValue::Integer(1_250_300)),
        attribute("born", MergeValue::Integer(1985)),
        attribute("none", MergeValue::Integer(0)),
        attribute("balance", MergeValue::Decimal(decimal)),
        attribute("share", MergeValue::Decimal("3.3".parse().unwrap())),
        attribute("vip", MergeValue::Boolean(true)),
        attribute("minor", MergeValue::Boolean(false)),
        attribute("until", MergeValue::Date(Personal::new("2027-03-09".parse().unwrap()))),
        attribute("wine", MergeValue::Choice(option("Rosé"))),
        attribute("diet", MergeValue::Choices(vec![option("Vegan"), option("Bez glutena")])),
    ];
    Recipient { attributes: attributes.into_iter().collect(), ..recipient(None, "Ana", "") }
}

fn subject(language: Language, source: &str, recipient: &Recipient) -> String {
    let draft = Draft { subject: source.into(), ..draft(language) };
    compile(&draft).unwrap().render(recipient, &PLAIN).unwrap().subject
}

/// What a condition comes to.
fn holds(condition: &str, recipient: &Recipient) -> bool {
    subject(Language::English, &format!("{{% if {condition} %}}yes{{% else %}}no{{% endif %}}"), recipient)
        == "yes"
}

#[test]
fn each_language_reads_values_as_it_writes_them() {
    let source = "{{ attributes.nick }}|{{ attributes.size }}|{{ attributes.points }}|{{ attributes.born }}|\
        {{ attributes.balance }}|{{ attributes.vip }} {{ attributes.minor }}|{{ attributes.until }}|\
        {{ attributes.wine }}|{{ attributes.diet }}|{{ attributes.nobody }}";
    for (language, written) in [
        (
            Language::SerbianLatin,
            "Anči|42|1.250.300|1985|-1.234.567,5|da ne|09. 03. 2027.|Rosé|Vegan, Bez glutena|",
        ),
        (
            Language::SerbianCyrillic,
            "Anči|42|1.250.300|1985|-1.234.567,5|да не|09. 03. 2027.|Rosé|Vegan, Bez glutena|",
        ),
        (Language::Polish, "Anči|42|1 250 300|1985|-1 234 567,5|tak nie|09.03.2027|Rosé|Vegan, Bez glutena|"),
        (Language::Russian, "Anči|42|1 250 300|1985|-1 234 567,5|да нет|09.03.2027|Rosé|Vegan, Bez glutena|"),
        (Language::German, "Anči|42|1.250.300|1985|-1.234.567,5|ja nein|09.03.2027|Rosé|Vegan, Bez glutena|"),
        (
            Language::English,
            "Anči|42|1,250,300|1985|-1,234,567.5|yes no|9 March 2027|Rosé|Vegan, Bez glutena|",
        ),
    ] {
        assert_eq!(subject(language, source, &ana()), written, "{language:?}");
    }
}

#[test]
fn values_are_compared_as_what_they_are() {
    let (ana, nobody) = (ana(), Recipient::default());
    for condition in [
        "attributes.size == 42",
        "attributes.size == '42'",
        "attributes.size > 9",
        "40 < attributes.size <= 42",
        "attributes.points >= 1250300",
        "attributes.balance < -1234567.4",
        "attributes.share == 3.3",
        "attributes.share < attributes.size",
        "attributes.size | default(0) > 40",
        "(attributes.size or 0) > 40",
        "not attributes.size < 42 and attributes.vip",
        "attributes.vip == true",
        "attributes.vip",
        "not attributes.minor",
        "attributes.minor == false",
        "attributes.until < '2027-03-10'",
        "attributes.until >= '2027-03-09' and (attributes.until != '2027-03-10' or attributes.minor)",
        "attributes.nick | lower == 'anči'",
        "attributes.wine in ('Red', 'Rosé')",
        "attributes.size in (41, 42)",
        "'Vegan' in attributes.diet",
        "'Veg' not in attributes.diet",
        "attributes.diet == 'Vegan, Bez glutena'",
        "first_name == 'Ana' and attributes.wine != 'Red'",
        "(attributes.wine == 'Rosé') == attributes.vip",
        "'yes' == ('yes' if attributes.size > 40 else 'no')",
        "attributes.nick ~ attributes.size == 'Anči42'",
        "not attributes.none",
    ] {
        assert!(holds(condition, &ana), "{condition}");
    }
    for condition in [
        "attributes.size",
        "attributes.size > 1",
        "attributes.size < 100",
        "attributes.size == 0",
        "attributes.vip == false",
        "attributes.until < '2999-01-01'",
        "attributes.wine in 'Red Rosé'",
        "'Vegan' in attributes.diet",
        "'Vegan' in attributes.size",
        "attributes.wine in ('Red', 'Rosé')",
    ] {
        assert!(!holds(condition, &nobody), "{condition}");
    }
    assert!(holds("attributes.wine == '' and attributes.wine != 'Red'", &nobody));
    assert!(!holds("'x' in attributes.vip or 'x' < attributes.size or attributes.diet > 3", &ana));
}

#[test]
fn filters_and_defaults_take_them_like_any_field() {
    let source = "{{ attributes.nick | upper }} {{ attributes.size ~ ' cm' }} {{ attributes.none | default('x') }} \
        {{ attributes.minor | default('x') | upper }} {{ attributes.until | trim }} \
        {{ attributes.wine if attributes.vip else 'x' }} {{ attributes.nick | vocative }} {{ attributes.size | vocative }}";
    assert_eq!(subject(Language::SerbianLatin, source, &ana()), "ANČI 42 cm 0 NE 09. 03. 2027. Rosé Anči 42");
    let source = "{{ attributes.nick | default('kupče') }} {{ attributes.size or 'x' }}";
    assert_eq!(subject(Language::SerbianLatin, source, &Recipient::default()), "kupče x");
    let rendered = rendered_block("**{{ attributes.wine }}** od _{{ attributes.until }}_", &ana());
    assert!(rendered.html.contains("<strong>Rosé</strong> od <em>09. 03. 2027.</em>"), "{}", rendered.html);
    assert!(rendered.text.starts_with("Rosé od 09. 03. 2027.\n"), "{}", rendered.text);
}

#[test]
fn values_stay_data() {
    let hostile = |value: &str| {
        let option = Personal::new(value.to_owned());
        let attributes = [
            attribute("nick", text_value(value)),
            attribute("wine", MergeValue::Choice(option.clone())),
            attribute("diet", MergeValue::Choices(vec![option.clone(), option])),
        ];
        Recipient { attributes: attributes.into_iter().collect(), ..petar() }
    };
    let source = "{{ attributes.nick }} {{ attributes.wine | title }} {{ attributes.diet }} {{ attributes.diet | upper }}";
    for value in
        ["<script>alert(1)</script>", "\"><img src=x>", "{{ email }}", "{% if true %}", "a\r\nBcc: b"]
    {
        let rendered = rendered_block(source, &hostile(value));
        let lower = rendered.html.to_lowercase();
        assert!(!lower.contains("<script>") && !lower.contains("<img src=x"), "{value}");
        assert!(!lower.contains("petar@example.com"), "{value}");
        let draft = Draft { subject: source.into(), ..draft(Language::English) };
        let subject = compile(&draft).unwrap().render(&hostile(value), &PLAIN).unwrap().subject;
        assert!(!subject.chars().any(char::is_control), "{subject:?}");
    }
    let robot = hostile("WIN https://evil.example");
    assert_eq!(subject(Language::English, "a{{ attributes.nick }}b", &robot), "ab");
}

#[test]
fn what_a_text_names_is_known_and_warned_of() {
    let draft = Draft {
        subject: "{{ attributes.size }}".into(),
        intro: "{% if attributes.vip %}{{ attributes.nick }}{% endif %} {{ attributes.wine | default('x') }}"
            .into(),
        content: Content::new(vec![
            text("{{ attributes.size }}\n{{ attributes.gone }}"),
            button("{{ attributes.wine }}", "https://a.rs"),
        ])
        .unwrap(),
        language: Language::English,
    };
    let named: Vec<String> = named_attributes(&draft).iter().map(|named| named.key().to_owned()).collect();
    assert_eq!(named, ["gone", "nick", "size", "vip", "wine"]);
    assert_eq!(compile(&draft).unwrap().attributes(), named_attributes(&draft));
    let known = named_attributes(&draft).into_iter().filter(|attribute| attribute.key() != "gone");
    let references = References::new().with_attributes(known);
    let recipient = ana();
    let warnings =
        preflight(&draft, &merchant(), &Template::default(), &references, (&recipient, &TRACKED)).unwrap();
    let told: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    let blank = "is empty for customers without it; write a default or put it into an if";
    assert_eq!(
        told,
        [
            format!("the subject: \"attributes.size\" {blank}"),
            format!("block 1: \"attributes.size\" {blank}"),
            format!("block 1: \"attributes.gone\" {blank}"),
            format!("block 2: \"attributes.wine\" {blank}"),
            "block 1, line 2, column 4: there is no field \"attributes.gone\"".to_owned(),
        ]
    );
    assert!(warnings[4].blocks_sending() && !warnings[3].blocks_sending());
}

#[test]
fn points_are_shown_and_compared_as_numbers() {
    let points = [
        (MergePoints::Balance, MergeValue::Integer(1_250)),
        (MergePoints::ExpiresOn, MergeValue::Date(Personal::new("2026-12-31".parse().unwrap()))),
    ];
    let attributes = points.map(|(points, value)| (MergeAttribute::of_points(points), value));
    let ana = Recipient { attributes: attributes.into_iter().collect(), ..recipient(None, "Ana", "") };
    let source = "{{ points.balance }} / {{ points.expires_on }}{{ attributes.points }}";
    assert_eq!(subject(Language::English, source, &ana), "1250 / 31 December 2026");
    assert!(holds("points.balance >= 1000 and points.balance < 1300", &ana));
    assert!(holds("points.expires_on < '2027-01-01'", &ana));
    let nobody = recipient(None, "Eva", "");
    assert_eq!(subject(Language::English, "{{ points.balance | default('none') }}", &nobody), "none");
}
