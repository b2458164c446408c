//! The page of an offer as HTML: for a screen of any width and for paper, without scripts.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use minijinja::Environment;
use minijinja::value::Serde;
use regulars_companies::{Offer, OfferLine, OfferTerms};
use regulars_identity::Merchant;
use regulars_kernel::{Currency, Date, Language, Money, Quantity};
use serde::{Serialize, Serializer};

use super::offer_texts::OfferPageTexts;
use super::page::answer_with;
use crate::error::ApiError;

const TEMPLATE: &str = include_str!("offer_page.html");
const STYLE: &str = include_str!("offer_page.css");

/// What the page shows. Everything but the style is escaped.
#[derive(Serialize)]
pub struct OfferPage {
    #[serde(serialize_with = "tag")]
    language: Language,
    heading: String,
    merchant: String,
    logo: Option<String>,
    imprint: Option<String>,
    notice: Option<String>,
    facts: Vec<Fact>,
    message: Option<String>,
    words: &'static OfferPageTexts,
    lines: Vec<ShownLine>,
    total: String,
    form: Option<DecisionForm>,
    style: &'static str,
}

/// What somebody entered, and what is wrong with it.
#[derive(Default, Serialize)]
pub struct DecisionForm {
    /// The name.
    pub name: String,
    /// The remark.
    pub remark: String,
    /// What is wrong with the name.
    pub name_fault: Option<&'static str>,
    /// What is wrong with the remark.
    pub remark_fault: Option<&'static str>,
}

#[derive(Serialize)]
struct Fact {
    label: &'static str,
    value: String,
}

#[derive(Serialize)]
struct ShownLine {
    sku: Option<String>,
    description: String,
    quantity: String,
    tax: Option<String>,
    unit_price: String,
    discount: Option<String>,
    total: String,
}

impl OfferPage {
    /// The page of an offer to the company of that name, in the merchant's name and language.
    pub fn new(merchant: &Merchant, company: &str, offer: &Offer) -> Self {
        let language = merchant.locale.language();
        let words = OfferPageTexts::of(language);
        let OfferTerms { title, message, currency, valid_until, lines, total } = &offer.terms;
        let number = offer.printed_number().unwrap_or_default();
        let fact = |label, value| Fact { label, value };
        Self {
            language,
            heading: format!("{} {number}: {}", words.offer, title.expose().as_str()),
            merchant: merchant.name.as_str().to_owned(),
            logo: merchant.logo_media_id.map(|media| format!("/media/{}/{media}", merchant.id)),
            imprint: merchant.imprint.as_ref().map(|imprint| imprint.as_str().to_owned()),
            notice: None,
            facts: vec![
                fact(words.company, company.to_owned()),
                fact(words.valid_until, language.day(*valid_until)),
            ],
            message: message.as_ref().map(|message| message.expose().as_str().to_owned()),
            words,
            lines: lines.iter().map(|line| shown_line(line, *currency, language)).collect(),
            total: language.amount(Money::new(*total, *currency)),
            form: None,
            style: STYLE,
        }
    }

    /// The same page with what came of the offer.
    #[must_use]
    pub fn with_notice(self, notice: &str, day: Date) -> Self {
        let notice = notice.replace("{day}", &self.language.day(day)).replace("{merchant}", &self.merchant);
        Self { notice: Some(notice), ..self }
    }

    /// The same page with the form.
    #[must_use]
    pub fn with_form(self, form: DecisionForm) -> Self {
        Self { form: Some(form), ..self }
    }

    /// The page as an answer.
    pub fn respond(&self, status: StatusCode) -> Result<HttpResponse, ApiError> {
        let html = self.render().map_err(ApiError::defect)?;
        Ok(answer_with(html, status, (self.language.tag(), STYLE), " img-src 'self';"))
    }

    fn render(&self) -> Result<String, minijinja::Error> {
        let mut engine = Environment::new();
        // The ending of the name turns escaping on.
        engine.add_template("offer_page.html", TEMPLATE)?;
        engine.get_template("offer_page.html")?.render(Serde(self))
    }
}

fn tag<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(language.tag())
}

fn shown_line(line: &OfferLine, currency: Currency, language: Language) -> ShownLine {
    let money = |amount| language.amount(Money::new(amount, currency));
    ShownLine {
        sku: line.sku.as_ref().map(|sku| sku.as_str().to_owned()),
        description: line.description.expose().as_str().to_owned(),
        quantity: match &line.unit {
            Some(unit) => format!("{} {}", quantity(line.quantity, language), unit.as_str()),
            None => quantity(line.quantity, language),
        },
        tax: line.tax.map(|tax| language.decimal(&format!("{}%", without_zeros(&tax.percent().to_string())))),
        unit_price: money(line.unit_price),
        discount: line.discount.map(|percent| language.decimal(&format!("{percent}%"))),
        total: money(line.total().unwrap_or(Money::MAX_AMOUNT)),
    }
}

fn quantity(quantity: Quantity, language: Language) -> String {
    language.decimal(without_zeros(&quantity.to_string()))
}

/// Without decimals that say nothing, of a number that has some.
fn without_zeros(text: &str) -> &str {
    text.trim_end_matches('0').trim_end_matches('.')
}
