//! Random files, whose people share numbers, addresses and names.

use proptest::prelude::*;
use regulars_consent::{
    ConsentActor, ContactAddress, KeptObjection, KeptObjectionStore, KeptReason, LedgerAccess, NewConsent,
    SealingKeys, UNSUBSCRIBE_LINK, record_consent,
};
use regulars_customers::{
    AttributeLimits, DataConsent, NewAttribute, NewCustomer, NewTag, create_attribute, create_customer,
    create_tag,
};
use regulars_interchange::{
    Cell, DataConsentOption, DispositionCounts, FileKind, Import, ImportOptions, ImportState,
    PossibleDuplicates, StagedRow, TableProfile, recognise,
};
use regulars_kernel::{
    AttributeKind, Channel, ConsentState, ImportId, JobId, Label, Names, Personal, Purpose,
};
use uuid::Uuid;

use crate::trial::Stage;
use crate::wall::WriteTx;

const HEADINGS: [&str; 14] = [
    "external_id",
    "first_name",
    "last_name",
    "email",
    "phone",
    "birth_date",
    "city",
    "tags",
    "attributes.shoe",
    "advertising_email",
    "advertising_source",
    "advertising_text_version",
    "advertising_date",
    "email_bounced",
];

/// A file.
#[derive(Clone, Debug)]
pub struct File {
    rows: Vec<Vec<String>>,
    duplicates: PossibleDuplicates,
}

fn cell(values: &'static [&'static str]) -> BoxedStrategy<&'static str> {
    prop_oneof![2 => Just(""), 3 => proptest::sample::select(values)].boxed()
}

fn row() -> impl Strategy<Value = Vec<&'static str>> {
    vec![
        cell(&["1", "2", "3", "4", "007"]),
        cell(&["Ana", "ANA", "Eva", "Đorđe"]),
        cell(&["Jović", "Petrović"]),
        cell(&[
            "a@example.com",
            "A@example.com",
            "b@example.com",
            "erased@example.com",
            "left@example.com",
            "no",
        ]),
        cell(&["064 123 4567", "+381641234567", "+381647654321"]),
        cell(&["1990-05-17", "17.05.", "2000-02-29", "2999-01-01"]),
        cell(&["Niš", "Beograd"]),
        cell(&["VIP", "vip, Nov", "Nikad"]),
        cell(&["39", "41", "many"]),
        cell(&["yes", "no"]),
        cell(&["shop"]),
        cell(&["v1", "v2"]),
        cell(&["2026-01-31", "2026-11-20"]),
        proptest::sample::select(vec!["", "", "", "yes"]).boxed(),
    ]
}

/// A random file.
pub fn file() -> impl Strategy<Value = File> {
    let rows = proptest::collection::vec(row(), 1..=14);
    let duplicates = prop_oneof![Just(PossibleDuplicates::Leave), Just(PossibleDuplicates::Create)];
    (rows, duplicates).prop_map(|(rows, duplicates)| File {
        rows: rows.into_iter().map(|row| row.into_iter().map(str::to_owned).collect()).collect(),
        duplicates,
    })
}

impl File {
    /// A file of so many people of whom no two have anything in common but the family name.
    pub fn of_strangers(rows: u32) -> Self {
        let row = |number: u32| {
            let row = format!(
                "{number};Ana{number};Jović;a{number}@example.com;+3816{:08};1990-05-17;Niš;VIP;39;yes;shop;v1;2026-01-31;",
                40_000_000 + number
            );
            row.split(';').map(str::to_owned).collect()
        };
        Self { rows: (100..100 + rows).map(row).collect(), duplicates: PossibleDuplicates::Leave }
    }

    /// The import of the file, as it is when its rows are being written.
    pub fn import(&self, id: Uuid) -> (Import, Vec<StagedRow>) {
        let mut profile = TableProfile::default();
        let rows: Vec<StagedRow> = (2..)
            .zip(&self.rows)
            .map(|(number, cells)| StagedRow {
                number,
                cells: cells.iter().map(|cell| Cell::of(cell)).collect(),
            })
            .collect();
        rows.iter().for_each(|row| profile.see(&row.cells));
        let (columns, layout) = recognise(&HEADINGS.map(|heading| Some(heading.to_owned())), &profile);
        let import = Import {
            id: ImportId::new(id),
            file_name: label("kupci.csv"),
            size: 1,
            state: ImportState::Committing,
            problem: None,
            kind: Some(FileKind::Csv),
            dialect: Some((',', "UTF-8".to_owned())),
            layout,
            columns,
            options: ImportOptions {
                possible_duplicates: self.duplicates,
                data_consent: Some(DataConsentOption { source: label("form"), text_version: None }),
                date_order: None,
                mapping: None,
            },
            rows: rows.len() as u64,
            at_row: 0,
            counts: DispositionCounts::default(),
            revision: 1,
            job: JobId::new(id),
            created_at: "2026-11-21T12:00:00Z".parse().unwrap(),
            updated_at: "2026-11-21T12:00:00Z".parse().unwrap(),
        };
        (import, rows)
    }
}

fn label(text: &str) -> Label {
    text.parse().unwrap()
}

/// Tags, an attribute, somebody who is there, somebody who has left by a link, and an objection of somebody who was erased.
pub async fn prepare(tx: &mut WriteTx, stage: &Stage) {
    for name in ["VIP", "Nov"] {
        let new = NewTag { name: label(name), colour: "#2e86ab".parse().unwrap() };
        create_tag(tx, &stage.environment, new).await.unwrap();
    }
    let shoe = NewAttribute {
        key: "shoe".parse().unwrap(),
        name: label("Shoe"),
        kind: AttributeKind::Integer,
        limits: AttributeLimits::default(),
        position: None,
    };
    create_attribute(tx, &stage.environment, shoe).await.unwrap();
    let name = |text: &str| Some(Personal::new(label(text)));
    for (number, first, email) in [("1", "Ana", "a@example.com"), ("9", "Lea", "left@example.com")] {
        let new = NewCustomer {
            external_id: Some(label(number)),
            names: Names { first_name: name(first), last_name: name("Jović"), ..Names::default() },
            email: Some(email.parse().unwrap()),
            birth_date: Some(Personal::new("1990-05-17".parse().unwrap())),
            data_consent: Some(DataConsent { source: label("form"), text_version: None }),
            ..NewCustomer::default()
        };
        let record =
            create_customer(tx, &stage.environment, &stage.calendar, stage.scope, new).await.unwrap();
        let sealing = SealingKeys::new(&[7; 32]);
        let recording = LedgerAccess {
            environment: &stage.environment,
            sealing: &sealing,
            merchant: stage.scope.merchant(),
            actor: ConsentActor::Customer,
        };
        let (state, source) = match number {
            "1" => (ConsentState::Granted, "shop"),
            _ => (ConsentState::Withdrawn, UNSUBSCRIBE_LINK),
        };
        let said = NewConsent {
            purpose: Purpose::Advertising,
            channel: Some(Channel::Email),
            state,
            source: label(source),
            text_version: None,
            text_locale: None,
            occurred_at: None,
            evidence: None,
        };
        record_consent(tx, recording, record.customer.id, said).await.unwrap();
    }
    let erased = "erased@example.com".parse().unwrap();
    let kept = KeptObjection {
        channel: Channel::Email,
        address: ContactAddress::of_email(&erased),
        reason: KeptReason::Objection,
        made_at: stage.environment.now(),
    };
    tx.keep_objection(&kept).await.unwrap();
}
