//! What a person entered on the registration page.

use actix_web::HttpRequest;
use regulars_flows::NewMember;
use regulars_kernel::{BirthDate, Email, Label, Language, LanguageTag, Personal, Phone};
use regulars_loyalty::ReferralCode;

use super::campaign_link::CampaignLink;
use super::form_answers::{AnswerFault, checked, line_of, told};
use super::page::{HiddenInput, TextInput};
use super::registration_texts::RegistrationPageTexts;
use crate::extract::SentForm;
use crate::v1::customers::person::parse_birth_date;

/// The lines without which nobody is registered.
const REQUIRED: [&str; 2] = ["first_name", "last_name"];
/// The code of whoever has invited the person, as links and forms name it.
const REFERRAL_CODE: &str = "referral_code";

/// What was entered, as it was.
#[derive(Default)]
pub struct Answers {
    first_name: String,
    last_name: String,
    email: String,
    phone: String,
    birth_date: String,
    trap: String,
    /// The campaign that has led the person to the page.
    pub campaign: CampaignLink,
    /// The code of whoever has invited the person, as it was given.
    referral_code: String,
    /// The fingerprint of the texts that the page showed.
    pub texts: String,
    /// Whether the person agrees to the processing of their data.
    pub agrees: bool,
    /// Whether news may come.
    pub wants_news: bool,
    /// Whether the person accepts the terms of programmes that the page showed.
    pub accepts_terms: bool,
}

impl Answers {
    /// Nothing yet, of somebody who has opened the page so.
    pub fn led_by(request: &HttpRequest) -> Self {
        let query = SentForm::of_query(request.query_string());
        let referral_code = line_of(&query, REFERRAL_CODE);
        Self { campaign: CampaignLink::of_address(request), referral_code, ..Self::default() }
    }

    /// The answers in a form.
    pub fn of(sent: &SentForm) -> Self {
        let text = |name: &str| line_of(sent, name);
        Self {
            first_name: text("first_name"),
            last_name: text("last_name"),
            email: text("email"),
            phone: text("phone"),
            birth_date: text("birth_date"),
            trap: text("website"),
            campaign: CampaignLink::of_form(sent),
            referral_code: text(REFERRAL_CODE),
            texts: text("texts"),
            agrees: sent.has("processing", "yes"),
            wants_news: sent.has("news", "yes"),
            accepts_terms: sent.has("terms", "yes"),
        }
    }

    /// The code of whoever has invited the person. What is none is passed over: whoever follows a link has not written it.
    pub fn referral_code(&self) -> Option<ReferralCode> {
        self.referral_code.parse().ok()
    }

    /// What the form has to send beside what is filled in.
    pub fn hidden(&self) -> Vec<HiddenInput> {
        let mut hidden = self.campaign.inputs();
        if !self.referral_code.is_empty() {
            hidden.push(HiddenInput { name: REFERRAL_CODE, value: self.referral_code.clone() });
        }
        hidden
    }

    /// Whether what nobody sees was filled in.
    pub fn is_of_a_machine(&self) -> bool {
        !self.trap.is_empty()
    }

    /// The person, or what is wrong. One of e-mail and phone is needed: without them nobody could be known again.
    pub fn check(&self, country: Option<&str>, language: Language) -> Result<NewMember, Vec<AnswerFault>> {
        let mut faults = Vec::new();
        let first_name: Option<Label> =
            checked(&mut faults, "first_name", &self.first_name, |text| text.parse().ok());
        let last_name: Option<Label> =
            checked(&mut faults, "last_name", &self.last_name, |text| text.parse().ok());
        let email: Option<Email> = checked(&mut faults, "email", &self.email, |text| text.parse().ok());
        let phone = checked(&mut faults, "phone", &self.phone, |text| Phone::parse(text, country).ok());
        let birth_date =
            checked(&mut faults, "birth_date", &self.birth_date, |text| parse_birth_date(text).ok());
        let [first, last] = REQUIRED;
        for (name, is_there) in [
            (first, !self.first_name.is_empty()),
            (last, !self.last_name.is_empty()),
            ("processing", self.agrees),
        ] {
            if !is_there {
                faults.push(AnswerFault::Missing(name));
            }
        }
        if self.email.is_empty() && (self.phone.is_empty() || self.wants_news) {
            faults.push(AnswerFault::Missing("email"));
        }
        match (first_name, last_name) {
            (Some(first_name), Some(last_name)) if faults.is_empty() => Ok(NewMember {
                first_name: Personal::new(first_name),
                last_name: Personal::new(last_name),
                gender: None,
                email,
                phone,
                birth_date: birth_date.map(|date| Personal::new(BirthDate::On(*date.expose()))),
                card: regulars_network::NewCard::default(),
                language: language.tag().parse::<LanguageTag>().ok(),
                utm: self.campaign.utm(),
                referral_id: None,
                created_by: None,
                allow_duplicate: false,
            }),
            _ => Err(faults),
        }
    }

    /// The inputs of the form with the answers, and what is wrong with each.
    pub fn inputs(&self, words: &RegistrationPageTexts, faults: &[AnswerFault]) -> Vec<TextInput> {
        let input = |name, label, kind, purpose, value: &str| TextInput {
            name,
            label,
            kind,
            purpose,
            required: REQUIRED.contains(&name),
            value: value.to_owned(),
            fault: told(faults, name, words),
        };
        vec![
            input("first_name", words.first_name, "text", "given-name", &self.first_name),
            input("last_name", words.last_name, "text", "family-name", &self.last_name),
            input("email", words.email, "email", "email", &self.email),
            input("phone", words.phone, "tel", "tel", &self.phone),
            input("birth_date", words.birth_date, "date", "bday", &self.birth_date),
        ]
    }
}
