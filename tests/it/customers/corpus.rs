//! Searches for parts of every value of people of five languages in two scripts, in the forms in which somebody would type
//! them. None of them misses.

use std::collections::HashMap;

use regulars_customers::SearchTerm;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{add, person};
use crate::attributes::define;

/// A value and other forms in which people write it as a whole.
type Written = (&'static str, &'static [&'static str]);

struct Somebody {
    names: [Written; 2],
    company: Written,
    street: Written,
    city: Written,
    tag: Written,
    note: Written,
    campaign: Written,
    country: &'static str,
    postcode: &'static str,
    email: Written,
    phone: &'static str,
    phones: &'static [&'static str],
    born: &'static str,
    births: &'static [&'static str],
    number: &'static str,
    referral: Written,
}

const PEOPLE: [Somebody; 7] = [
    Somebody {
        names: [
            ("Đorđe", &["Djordje", "Ђорђе", "Dorde", "ÐORÐE"]),
            ("Petrović", &["Петровић", "PETROVIC", "Petrović"]),
        ],
        company: ("Žuta ptica d.o.o.", &["ZUTA PTICA", "Жута птица"]),
        street: ("Bulevar oslobođenja 12", &["bulevar oslobodjenja", "Булевар ослобођења"]),
        city: ("Čačak", &["CACAK", "Чачак"]),
        tag: ("Čest gost", &["CEST GOST", "Чест гост"]),
        note: ("Voli šljivovicu", &["sljivovicu", "шљивовицу"]),
        campaign: ("jesenja-rasprodaja", &["JESENJA-RASPRODAJA"]),
        country: "RS",
        postcode: "32000",
        email: ("djordje.petrovic@example.com", &["DJORDJE.PETROVIC@EXAMPLE.COM"]),
        phone: "064/123-4567",
        phones: &[
            "+381 (0)64 123",
            "+381 64 123 4567",
            "0641234567",
            "00381 64 12",
            "064-123",
            "567",
            "45 67",
            "123 4567",
        ],
        born: "1990-02-28",
        births: &["28.02.1990", "28.2.1990.", "28. 2. 1990", "28/2/1990", "1990-02", "28-02-1990"],
        number: "K-17/a",
        referral: ("Prijatelj-Žika", &["prijatelj-zika"]),
    },
    Somebody {
        names: [
            ("Љубица", &["Ljubica", "LJUBICA", "Ǉubica"]),
            ("Ђурђевић", &["Đurđević", "Djurdjevic", "DURDEVIC"]),
        ],
        company: ("Зелена њива", &["Zelena njiva", "ZELENA NJIVA"]),
        street: ("Краља Милана 5", &["kralja milana 5", "KRALJA MILANA"]),
        city: ("Шабац", &["Šabac", "SABAC", "sabac"]),
        tag: ("Ћевапи", &["Ćevapi", "cevapi"]),
        note: ("Џез и џем", &["džez i džem", "DZEZ"]),
        campaign: ("пролеће", &["proleće", "prolece"]),
        country: "RS",
        postcode: "15000",
        email: ("ljubica@primer.example", &["Ljubica@Primer"]),
        phone: "+381 63 555 011",
        phones: &["063/555-011", "063 555", "381 63 555", "011", "(063) 555"],
        born: "1978-11-03",
        births: &["03.11.1978", "3.11.1978", "3. 11. 1978."],
        number: "КЛ-9",
        referral: ("Ж-12", &["ž-12", "z-12"]),
    },
    Somebody {
        names: [
            ("Łucja", &["Lucja", "LUCJA", "łucja"]),
            ("Wiśniewska", &["Wisniewska", "WIŚNIEWSKA", "Wis\u{301}niewska"]),
        ],
        company: ("Gęsia Szyja", &["gesia szyja"]),
        street: ("ul. Święty Marcin 7", &["swiety marcin", "ŚWIĘTY MARCIN"]),
        city: ("Łódź", &["lodz", "LODZ", "Łódz\u{301}"]),
        tag: ("Stały klient", &["staly klient"]),
        note: ("Żółta teczka", &["zolta teczka"]),
        campaign: ("święta_2026", &["swieta_2026"]),
        country: "PL",
        postcode: "90-001",
        email: ("lucja@łódź.example", &["lucja@lodz", "lucja@xn--", "LUCJA@ŁÓDŹ"]),
        phone: "512 345 678",
        phones: &["+48 512 345", "512-345-678", "0048 512", "678", "34 56"],
        born: "1985-12-24",
        births: &["24.12.1985", "24-12-1985", "1985-12-24"],
        number: "PL 0042",
        referral: ("poleć-1", &["polec-1"]),
    },
    Somebody {
        names: [("Пётр", &["Петр", "ПЁТР", "Petr"]), ("Соловьёв", &["Соловьев", "СОЛОВЬЁВ"])],
        company: ("Красный Чай", &["красный чаи", "КРАСНЫЙ ЧАЙ"]),
        street: ("улица Щорса, 3", &["УЛИЦА ЩОРСА"]),
        city: ("Королёв", &["Королев", "korolev"]),
        tag: ("Постоянный", &["ПОСТОЯННЫИ", "постоянный"]),
        note: ("ещё чай", &["еще чай", "ЕЩЁ ЧАЙ"]),
        campaign: ("осень", &["ОСЕНЬ"]),
        country: "RU",
        postcode: "141070",
        email: ("petr@example.ru", &["PETR@example.RU"]),
        phone: "8 (916) 123-45-67",
        phones: &["+7 916 123", "8 (916) 123", "8916123", "916-123-45-67", "+7 (916)", "45-67", "567"],
        born: "1969-04-01",
        births: &["01.04.1969", "1.4.1969"],
        number: "Р-77",
        referral: ("друг", &["ДРУГ", "drug"]),
    },
    Somebody {
        names: [("Jürgen", &["Jurgen", "JÜRGEN", "Ju\u{308}rgen"]), ("Weiß", &["Weiss", "WEISS", "weiß"])],
        company: ("Müller & Söhne", &["muller & sohne", "MÜLLER & SÖHNE"]),
        street: ("Große Straße 1", &["grosse strasse 1", "GROSSE STRASSE"]),
        city: ("Köln", &["koln", "KÖLN"]),
        tag: ("Stammgast Süd", &["stammgast sud"]),
        note: ("mag Käse", &["mag kase", "KÄSE"]),
        campaign: ("frühling", &["fruhling"]),
        country: "DE",
        postcode: "50667",
        email: ("j.weiss@müller.example", &["j.weiss@muller", "J.WEISS@MÜLLER"]),
        phone: "0171/1234567",
        phones: &["+49 (0)171 123", "+49 171 1234567", "0171 123", "0049171", "567", "0171-1234567"],
        born: "1990-05-17",
        births: &["17.05.1990", "17.5.1990", "1990-05-17"],
        number: "DE_5%",
        referral: ("Übermorgen", &["ubermorgen"]),
    },
    Somebody {
        names: [("Zoë", &["Zoe", "ZOË", "Zoe\u{308}"]), ("O'Neil-Brontë", &["o'neil-bronte", "O'NEIL"])],
        company: ("Crème brûlée Ltd", &["creme brulee ltd"]),
        street: ("10 King\u{a0}Street", &["10 king street"]),
        city: ("London", &["LONDON"]),
        tag: ("Regular", &["REGULAR"]),
        note: ("naïve café", &["naive cafe"]),
        campaign: ("back-to-school", &["Back-To-School"]),
        country: "GB",
        postcode: "SW1A 1AA",
        email: ("Zoe.Bronte@example.co.uk", &["zoe.bronte@EXAMPLE"]),
        phone: "+44 20 7946 0958",
        phones: &["+44 (0)20 7946", "020 7946", "7946 0958", "958", "0044 20"],
        born: "2001-01-09",
        births: &["09.01.2001", "9/1/2001", "2001-01-09"],
        number: "UK#1",
        referral: ("friend", &["FRIEND"]),
    },
    Somebody {
        names: [
            ("Ana\u{200b} Marija", &["ana marija", "Ана Марија"]),
            ("Šćepanović", &["Scepanovic", "Шћепановић"]),
        ],
        company: ("Nađin kutak", &["nadjin kutak", "nadin kutak", "Нађин кутак"]),
        street: ("Njegoševa 22a", &["njegoseva 22a", "Његошева 22а"]),
        city: ("Niš", &["nis", "НИШ"]),
        tag: ("Džudo", &["dzudo", "Џудо"]),
        note: ("Adžija & Nadžak", &["adzija", "Аџија"]),
        campaign: ("leto", &["ЛЕТО"]),
        country: "RS",
        postcode: "18000",
        email: ("ana_m@example.org", &["ANA_M@"]),
        phone: "+381 11 3456 789",
        phones: &["011/3456-789", "011 345", "+381 (0)11", "789", "3456 789"],
        born: "1955-10-30",
        births: &["30.10.1955", "30. 10. 1955."],
        number: "№ 3",
        referral: ("x-ref", &["X-REF"]),
    },
];

impl Somebody {
    fn body(&self) -> Value {
        json!({
            "first_name": self.names[0].0, "last_name": self.names[1].0, "company": self.company.0,
            "email": self.email.0, "phone": self.phone, "birth_date": self.born, "external_id": self.number,
            "address": {"street": self.street.0, "postcode": self.postcode, "city": self.city.0, "country": self.country},
            "tags": [self.tag.0], "attributes": {"note": self.note.0, "size": 4203},
            "source": {"utm": {"campaign": self.campaign.0}, "referral_id": self.referral.0}
        })
    }

    /// What somebody would type to find the person.
    fn searches(&self) -> Vec<String> {
        let mut searches = Vec::new();
        let names = format!("{} {}", self.names[0].0, self.names[1].0);
        let turned = format!("{} {}", self.names[1].0, self.names[0].0);
        for whole in [names.as_str(), turned.as_str()] {
            searches.extend(forms_of(whole));
        }
        let words = [
            self.names[0],
            self.names[1],
            self.company,
            self.street,
            self.city,
            self.tag,
            self.note,
            self.campaign,
            self.email,
            self.referral,
        ];
        for (value, others) in words {
            searches.extend(forms_of(value));
            for other in others {
                searches.extend(parts_of(other));
                searches.push(other.to_lowercase());
                searches.push(other.to_uppercase());
            }
        }
        searches.extend([self.postcode, self.number, self.country, "4203", "420"].map(str::to_owned));
        searches.extend(parts_of(self.postcode));
        searches.extend(self.phones.iter().chain(self.births).map(|text| (*text).to_owned()));
        searches
    }
}

/// Parts of a value, as it is written, in other letter cases, and with its letters composed and decomposed.
fn forms_of(value: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let mut forms = Vec::new();
    for part in parts_of(value) {
        forms.extend([part.to_uppercase(), part.to_lowercase()]);
        forms.extend([part.nfd().collect(), part.nfc().collect::<String>()]);
        forms.push(part);
    }
    forms.sort();
    forms.dedup();
    forms
}

/// The beginning, the middle, the end, and the whole.
fn parts_of(value: &str) -> Vec<String> {
    let letters: Vec<char> = value.chars().collect();
    let half = letters.len().div_ceil(2);
    let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let mut parts = vec![part(0, letters.len()), part(0, half), part(letters.len() - half, letters.len())];
    parts.push(part(letters.len() / 4, letters.len() - letters.len() / 4));
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    parts
}

async fn found(client: &Client, term: &str) -> Vec<Value> {
    let encoded: String = term.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let list = client.get(&format!("/v1/customers?fields=id&limit=200&q={encoded}")).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect()
}

#[tokio::test]
async fn no_search_for_a_part_of_a_value_misses() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.patch("/v1/merchant", &json!({"address": {"country": "RS"}})).await.expect(200);
    define(&merchant.owner, "note", "text", json!({})).await;
    define(&merchant.owner, "size", "integer", json!({})).await;
    let mut everybody = Vec::new();
    for somebody in &PEOPLE {
        merchant.owner.post("/v1/tags", &json!({"name": somebody.tag.0})).await.expect(201);
        everybody.push(add(&merchant.owner, somebody.body()).await["id"].clone());
    }
    // Somebody of whom nothing is known is found by nothing.
    let nobody =
        merchant.owner.post("/v1/customers", &person(&json!({}))).await.expect(201).json()["id"].clone();
    let (mut searched, mut missed, mut answered) = (0, Vec::new(), HashMap::new());
    for (somebody, id) in PEOPLE.iter().zip(&everybody) {
        for term in somebody.searches() {
            searched += 1;
            // Terms that are read as the same spellings are one search.
            let read: SearchTerm = term.parse().unwrap();
            if !answered.contains_key(read.spellings()) {
                let found = found(&merchant.owner, &term).await;
                assert!(!found.contains(&nobody), "{term:?}");
                answered.insert(read.spellings().to_vec(), found);
            }
            if !answered[read.spellings()].contains(id) {
                missed.push((somebody.names[1].0, term.clone()));
            }
        }
    }
    assert!(searched >= 1000, "only {searched} searches");
    assert_eq!(missed, [], "of {searched} searches");
}

/// What a search finds has the part that was searched for.
#[tokio::test]
async fn a_search_finds_nobody_else() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (name, city) in [("Jana", "Niš"), ("Dana", "Nisa"), ("Đana", "Rim")] {
        add(&merchant.owner, json!({"first_name": name, "address": {"city": city}})).await;
    }
    for (term, expected) in [
        ("jana", 2),
        ("dana", 2),
        ("djana", 2),
        ("đana", 2),
        ("niš", 2),
        ("nisa", 1),
        ("ljana", 0),
        ("04", 0),
    ] {
        let list = merchant.owner.get(&format!("/v1/customers?q={term}")).await.expect(200).json();
        assert_eq!(list["items"].as_array().unwrap().len(), expected, "{term}: {list}");
    }
}
