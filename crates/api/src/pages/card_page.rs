//! The page with a card as HTML: for a phone, in the light and in the dark, without scripts.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use minijinja::Environment;
use minijinja::value::Serde;
use regulars_flows::{CardPageView, ShownPoints, ShownProgramme};
use regulars_identity::Merchant;
use regulars_kernel::Language;
use regulars_loyalty::PersonalCampaign;
use serde::Serialize;

use super::card_code::{DrawnCode, drawn};
use super::card_texts::CardPageTexts;
use super::page::answer_with;
use super::place::Place;
use crate::error::ApiError;

const TEMPLATE: &str = include_str!("card_page.html");
const STYLE: &str = include_str!("card_page.css");

/// What the page shows. Everything but the style is escaped.
#[derive(Serialize)]
pub struct CardHtml {
    #[serde(skip)]
    tag: &'static str,
    language: &'static str,
    merchant: String,
    logo: Option<String>,
    imprint: Option<String>,
    holder: Option<String>,
    notice: Option<String>,
    code: Option<LabelledCode>,
    programmes: Vec<HtmlProgramme>,
    offers: Vec<HtmlOffer>,
    words: &'static CardPageTexts,
    style: &'static str,
}

/// The picture of a number, and the number for who does not see it.
#[derive(Serialize)]
struct LabelledCode {
    number: String,
    drawn: DrawnCode,
}

#[derive(Serialize)]
struct HtmlProgramme {
    name: String,
    tiers: Vec<String>,
    points: Vec<HtmlPoints>,
}

#[derive(Serialize)]
struct HtmlPoints {
    name: String,
    balance: String,
    /// What can be spent later and what expires when, a line each.
    lines: Vec<String>,
}

#[derive(Serialize)]
struct HtmlOffer {
    name: String,
    code: String,
    until: Option<String>,
}

impl CardHtml {
    /// The page of what is shown, in the merchant's name.
    pub fn new(place: &Place, merchant: &Merchant, view: CardPageView) -> Result<Self, ApiError> {
        let CardPageView { language, holder, code, card, programmes, offers } = view;
        let words = CardPageTexts::of(language);
        let notice = match &card {
            Some(card) if card.status.identifies() => None,
            Some(_) => Some(words.blocked),
            None => Some(words.no_card),
        };
        let shown = card.filter(|card| card.status.identifies());
        let code = match shown {
            Some(card) => {
                let undrawn = || ApiError::defect("the number of a card cannot be drawn");
                let drawn = drawn(&card.number, code).ok_or_else(undrawn)?;
                Some(LabelledCode { number: card.number.expose().to_owned(), drawn })
            }
            None => None,
        };
        Ok(Self {
            tag: language.tag(),
            language: language.tag_with_script(),
            merchant: merchant.name.as_str().to_owned(),
            logo: merchant.logo_media_id.map(|media| format!("/media/{}/{media}", merchant.id)),
            imprint: merchant.imprint.as_ref().map(|imprint| imprint.as_str().to_owned()),
            holder,
            notice: notice.map(|notice| place.fill(notice)),
            code,
            programmes: programmes
                .into_iter()
                .map(|programme| programme_of(programme, words, language))
                .collect(),
            offers: offers.into_iter().map(|offer| offer_of(&offer, words, language)).collect(),
            words,
            style: STYLE,
        })
    }

    /// The page as an answer.
    pub fn respond(&self) -> Result<HttpResponse, ApiError> {
        let html = self.render().map_err(ApiError::defect)?;
        Ok(answer_with(html, StatusCode::OK, (self.tag, STYLE), " img-src 'self';"))
    }

    fn render(&self) -> Result<String, minijinja::Error> {
        let mut engine = Environment::new();
        // The ending of the name turns escaping on.
        engine.add_template("card_page.html", TEMPLATE)?;
        engine.get_template("card_page.html")?.render(Serde(self))
    }
}

fn programme_of(programme: ShownProgramme, words: &CardPageTexts, language: Language) -> HtmlProgramme {
    let ShownProgramme { name, tiers, points } = programme;
    let points = points.into_iter().map(|points| points_of(points, words, language)).collect();
    HtmlProgramme { name, tiers, points }
}

fn points_of(points: ShownPoints, words: &CardPageTexts, language: Language) -> HtmlPoints {
    let ShownPoints { name, balance, pending, expiring } = points;
    let pending = pending.map(|points| words.pending.replace("{points}", &points));
    let expiring = expiring.into_iter().map(|until| {
        let day = language.day(until.last_day);
        words.expiring.replace("{points}", &until.points).replace("{day}", &day)
    });
    HtmlPoints { name, balance, lines: pending.into_iter().chain(expiring).collect() }
}

fn offer_of(offer: &PersonalCampaign, words: &CardPageTexts, language: Language) -> HtmlOffer {
    let until = offer.campaign.terms.validity.to;
    HtmlOffer {
        name: offer.campaign.name.as_str().to_owned(),
        code: offer.code.as_str().to_owned(),
        until: until.map(|day| words.until.replace("{day}", &language.day(day))),
    }
}
