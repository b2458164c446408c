//! What the page of an offer says, in every language. `{merchant}` stands for the merchant's name, `{day}` for a day.

use regulars_kernel::{Date, Language, Money};
use serde::Serialize;

/// What the page of an offer says in one language.
#[derive(Serialize)]
pub struct OfferPageTexts {
    /// How a day is written, as `chrono` has it.
    #[serde(skip)]
    day: &'static str,
    /// What stands before decimals.
    #[serde(skip)]
    decimal_mark: &'static str,
    pub offer: &'static str,
    pub company: &'static str,
    pub valid_until: &'static str,
    pub description: &'static str,
    pub quantity: &'static str,
    pub unit_price: &'static str,
    pub discount: &'static str,
    pub line_total: &'static str,
    pub total: &'static str,
    pub question: &'static str,
    pub name: &'static str,
    pub remark: &'static str,
    pub accept: &'static str,
    pub decline: &'static str,
    pub required: &'static str,
    pub invalid: &'static str,
    pub too_long: &'static str,
    pub accepted: &'static str,
    pub declined: &'static str,
    pub superseded_heading: &'static str,
    pub superseded: &'static str,
    pub withdrawn_heading: &'static str,
    pub withdrawn: &'static str,
}

impl OfferPageTexts {
    /// What the page says in that language.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::SerbianLatin => &SERBIAN_LATIN,
            Language::SerbianCyrillic => &SERBIAN_CYRILLIC,
            Language::Polish => &POLISH,
            Language::Russian => &RUSSIAN,
            Language::German => &GERMAN,
            Language::English => &ENGLISH,
        }
    }

    /// A day as it is written.
    pub fn day(&self, day: Date) -> String {
        day.format(self.day).to_string()
    }

    /// A decimal as it is written.
    pub fn decimal(&self, decimal: &str) -> String {
        decimal.replace('.', self.decimal_mark)
    }

    /// An amount of money as it is written.
    pub fn amount(&self, money: Money) -> String {
        format!("{} {}", self.decimal(&money.decimal()), money.currency.code())
    }
}

const SERBIAN_LATIN: OfferPageTexts = OfferPageTexts {
    day: "%d. %m. %Y.",
    decimal_mark: ",",
    offer: "Ponuda",
    company: "Za",
    valid_until: "Važi do",
    description: "Opis",
    quantity: "Količina",
    unit_price: "Cena",
    discount: "Popust",
    line_total: "Iznos",
    total: "Ukupno",
    question: "Ponudu možete prihvatiti ili odbiti ovde.",
    name: "Vaše ime i prezime",
    remark: "Napomena (nije obavezna)",
    accept: "Prihvatam",
    decline: "Odbijam",
    required: "Ovo je potrebno.",
    invalid: "Ovo nije ispravno.",
    too_long: "Ovo je predugačko.",
    accepted: "Ponuda je prihvaćena {day} Hvala!",
    declined: "Ponuda je odbijena {day}",
    superseded_heading: "Postoji novija ponuda",
    superseded: "Ovu ponudu je zamenila novija. Novu vezu ćete dobiti od: {merchant}.",
    withdrawn_heading: "Ponuda je povučena",
    withdrawn: "Ova ponuda više ne važi. Za pitanja se obratite: {merchant}.",
};

const SERBIAN_CYRILLIC: OfferPageTexts = OfferPageTexts {
    day: "%d. %m. %Y.",
    decimal_mark: ",",
    offer: "Понуда",
    company: "За",
    valid_until: "Важи до",
    description: "Опис",
    quantity: "Количина",
    unit_price: "Цена",
    discount: "Попуст",
    line_total: "Износ",
    total: "Укупно",
    question: "Понуду можете прихватити или одбити овде.",
    name: "Ваше име и презиме",
    remark: "Напомена (није обавезна)",
    accept: "Прихватам",
    decline: "Одбијам",
    required: "Ово је потребно.",
    invalid: "Ово није исправно.",
    too_long: "Ово је предугачко.",
    accepted: "Понуда је прихваћена {day} Хвала!",
    declined: "Понуда је одбијена {day}",
    superseded_heading: "Постоји новија понуда",
    superseded: "Ову понуду је заменила новија. Нову везу ћете добити од: {merchant}.",
    withdrawn_heading: "Понуда је повучена",
    withdrawn: "Ова понуда више не важи. За питања се обратите: {merchant}.",
};

const POLISH: OfferPageTexts = OfferPageTexts {
    day: "%d.%m.%Y",
    decimal_mark: ",",
    offer: "Oferta",
    company: "Dla",
    valid_until: "Ważna do",
    description: "Opis",
    quantity: "Ilość",
    unit_price: "Cena",
    discount: "Rabat",
    line_total: "Kwota",
    total: "Razem",
    question: "Tutaj można przyjąć lub odrzucić ofertę.",
    name: "Imię i nazwisko",
    remark: "Uwagi (nieobowiązkowe)",
    accept: "Przyjmuję",
    decline: "Odrzucam",
    required: "To pole jest wymagane.",
    invalid: "To nie jest poprawne.",
    too_long: "Tekst jest za długi.",
    accepted: "Oferta została przyjęta {day}. Dziękujemy!",
    declined: "Oferta została odrzucona {day}.",
    superseded_heading: "Jest nowsza oferta",
    superseded: "Tę ofertę zastąpiła nowsza. Nowy link prześle {merchant}.",
    withdrawn_heading: "Oferta została wycofana",
    withdrawn: "Ta oferta już nie obowiązuje. Na pytania odpowie {merchant}.",
};

const RUSSIAN: OfferPageTexts = OfferPageTexts {
    day: "%d.%m.%Y",
    decimal_mark: ",",
    offer: "Предложение",
    company: "Для",
    valid_until: "Действует до",
    description: "Описание",
    quantity: "Количество",
    unit_price: "Цена",
    discount: "Скидка",
    line_total: "Сумма",
    total: "Итого",
    question: "Здесь можно принять или отклонить предложение.",
    name: "Ваши имя и фамилия",
    remark: "Примечание (необязательно)",
    accept: "Принимаю",
    decline: "Отклоняю",
    required: "Это поле нужно заполнить.",
    invalid: "Это неверно.",
    too_long: "Текст слишком длинный.",
    accepted: "Предложение принято {day}. Спасибо!",
    declined: "Предложение отклонено {day}.",
    superseded_heading: "Есть более новое предложение",
    superseded: "Это предложение заменено новым. Новую ссылку пришлёт {merchant}.",
    withdrawn_heading: "Предложение отозвано",
    withdrawn: "Это предложение больше не действует. На вопросы ответит {merchant}.",
};

const GERMAN: OfferPageTexts = OfferPageTexts {
    day: "%d.%m.%Y",
    decimal_mark: ",",
    offer: "Angebot",
    company: "Für",
    valid_until: "Gültig bis",
    description: "Beschreibung",
    quantity: "Menge",
    unit_price: "Preis",
    discount: "Rabatt",
    line_total: "Betrag",
    total: "Summe",
    question: "Hier können Sie das Angebot annehmen oder ablehnen.",
    name: "Ihr Vor- und Nachname",
    remark: "Anmerkung (freiwillig)",
    accept: "Annehmen",
    decline: "Ablehnen",
    required: "Diese Angabe ist nötig.",
    invalid: "Diese Angabe ist nicht gültig.",
    too_long: "Das ist zu lang.",
    accepted: "Das Angebot wurde am {day} angenommen. Vielen Dank!",
    declined: "Das Angebot wurde am {day} abgelehnt.",
    superseded_heading: "Es gibt ein neueres Angebot",
    superseded: "Dieses Angebot wurde durch ein neueres ersetzt. Den neuen Link erhalten Sie von: {merchant}.",
    withdrawn_heading: "Das Angebot wurde zurückgezogen",
    withdrawn: "Dieses Angebot gilt nicht mehr. Bei Fragen wenden Sie sich an: {merchant}.",
};

const ENGLISH: OfferPageTexts = OfferPageTexts {
    day: "%-d %B %Y",
    decimal_mark: ".",
    offer: "Offer",
    company: "For",
    valid_until: "Valid until",
    description: "Description",
    quantity: "Quantity",
    unit_price: "Price",
    discount: "Discount",
    line_total: "Amount",
    total: "Total",
    question: "You can accept or decline the offer here.",
    name: "Your full name",
    remark: "Remark (optional)",
    accept: "Accept",
    decline: "Decline",
    required: "This is needed.",
    invalid: "This is not valid.",
    too_long: "This is too long.",
    accepted: "The offer was accepted on {day}. Thank you!",
    declined: "The offer was declined on {day}.",
    superseded_heading: "There is a newer offer",
    superseded: "This offer was replaced by a newer one. You get the new link from: {merchant}.",
    withdrawn_heading: "The offer was withdrawn",
    withdrawn: "This offer holds no longer. For questions turn to: {merchant}.",
};
