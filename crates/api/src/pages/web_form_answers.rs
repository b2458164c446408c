//! What a person entered into a form.

use actix_web::HttpRequest;
use regulars_flows::WebFormMessage;
use regulars_kernel::{Email, Label, Language, LetterText, Personal, Phone};

use super::campaign_link::CampaignLink;
use super::form_answers::{AnswerFault, checked, line_of, told};
use super::page::TextInput;
use super::registration_texts::RegistrationPageTexts;
use super::web_form_texts::WebFormTexts;
use crate::extract::SentForm;

/// The line without which nothing is taken.
const REQUIRED: &str = "message";
/// The longest message.
const LONGEST_MESSAGE: usize = 2_000;

/// What was entered, as it was.
#[derive(Default)]
pub struct WebFormAnswers {
    first_name: String,
    last_name: String,
    email: String,
    phone: String,
    message: String,
    trap: String,
    /// The campaign that has led the person to the form.
    pub campaign: CampaignLink,
    /// The fingerprint of the texts that the page showed; nothing, where another page has sent the form.
    pub texts: String,
    /// Whether the page of the form has sent it, and no other one.
    pub is_of_own_page: bool,
    /// Whether the person agrees to the processing of their data.
    pub agrees: bool,
    /// Whether news may come.
    pub wants_news: bool,
}

impl WebFormAnswers {
    /// Nothing yet, of somebody who has opened the page so.
    pub fn led_by(request: &HttpRequest) -> Self {
        Self { campaign: CampaignLink::of_address(request), ..Self::default() }
    }

    /// The answers in a form.
    pub fn of(sent: &SentForm) -> Self {
        let text = |name: &str| line_of(sent, name);
        Self {
            first_name: text("first_name"),
            last_name: text("last_name"),
            email: text("email"),
            phone: text("phone"),
            message: sent.get("message").trim().chars().take(LONGEST_MESSAGE + 1).collect(),
            trap: text("website"),
            campaign: CampaignLink::of_form(sent),
            texts: text("texts"),
            is_of_own_page: sent.has("contact", "page"),
            agrees: sent.has("processing", "yes"),
            wants_news: sent.has("news", "yes"),
        }
    }

    /// Whether what nobody sees was filled in.
    pub fn is_of_a_machine(&self) -> bool {
        !self.trap.is_empty()
    }

    /// The message, or what is wrong. One of e-mail and phone is needed: without them nobody could be answered.
    pub fn check(
        &self,
        country: Option<&str>,
        language: Language,
    ) -> Result<WebFormMessage, Vec<AnswerFault>> {
        let mut faults = Vec::new();
        let first_name =
            checked(&mut faults, "first_name", &self.first_name, |text| text.parse::<Label>().ok());
        let last_name = checked(&mut faults, "last_name", &self.last_name, |text| text.parse::<Label>().ok());
        let email = checked(&mut faults, "email", &self.email, |text| text.parse::<Email>().ok());
        let phone = checked(&mut faults, "phone", &self.phone, |text| Phone::parse(text, country).ok());
        let text = checked(&mut faults, "message", &self.message.replace("\r\n", "\n"), |text| {
            text.parse::<LetterText>().ok().filter(|text| text.as_str().chars().count() <= LONGEST_MESSAGE)
        });
        for (name, is_there) in [(REQUIRED, !self.message.is_empty()), ("processing", self.agrees)] {
            if !is_there {
                faults.push(AnswerFault::Missing(name));
            }
        }
        if self.email.is_empty() && (self.phone.is_empty() || self.wants_news) {
            faults.push(AnswerFault::Missing("email"));
        }
        match text {
            Some(text) if faults.is_empty() => Ok(WebFormMessage {
                first_name: first_name.map(Personal::new),
                last_name: last_name.map(Personal::new),
                email,
                phone,
                text: Personal::new(text),
                language,
                utm: self.campaign.utm(),
                wants_news: self.wants_news,
                has_seen_text: !self.texts.is_empty(),
                evidence: None,
            }),
            _ => Err(faults),
        }
    }

    /// The inputs of the form with the answers, and what is wrong with each.
    pub fn inputs(
        &self,
        (words, own): (&RegistrationPageTexts, &WebFormTexts),
        faults: &[AnswerFault],
    ) -> Vec<TextInput> {
        let input = |name, label, kind, purpose, value: &str| TextInput {
            name,
            label,
            kind,
            purpose,
            required: name == REQUIRED,
            value: value.to_owned(),
            fault: told(faults, name, words),
        };
        vec![
            input("first_name", words.first_name, "text", "given-name", &self.first_name),
            input("last_name", words.last_name, "text", "family-name", &self.last_name),
            input("email", words.email, "email", "email", &self.email),
            input("phone", words.phone, "tel", "tel", &self.phone),
            input("message", own.message, "textarea", "off", &self.message),
        ]
    }
}
