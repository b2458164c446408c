//! The headings of the page in the languages that the program speaks.

use regulars_kernel::Language;

use super::section::Section;

/// Serbian (Latin), Serbian (Cyrillic), Polish, Russian, German, English.
pub(super) type Words = [&'static str; 6];

/// The word in a language.
pub(super) fn of(words: &Words, language: Language) -> &'static str {
    let [latin, cyrillic, polish, russian, german, english] = *words;
    match language {
        Language::SerbianLatin => latin,
        Language::SerbianCyrillic => cyrillic,
        Language::Polish => polish,
        Language::Russian => russian,
        Language::German => german,
        Language::English => english,
    }
}

/// The title of the page.
pub(super) fn title(language: Language) -> &'static str {
    of(&["Vaši podaci", "Ваши подаци", "Twoje dane", "Ваши данные", "Ihre Daten", "Your data"], language)
}

/// What the page is.
pub(super) fn introduction(language: Language) -> &'static str {
    const INTRODUCTION: Words = [
        "Ovo je sve što o vama čuvamo (članovi 15 i 20 Opšte uredbe o zaštiti podataka). Vremena su po časovniku vremenske zone:",
        "Ово је све што о вама чувамо (чланови 15 и 20 Опште уредбе о заштити података). Времена су по часовнику временске зоне:",
        "To wszystko, co o Tobie przechowujemy (art. 15 i 20 RODO). Godziny podano w strefie czasowej:",
        "Это всё, что мы о вас храним (статьи 15 и 20 Общего регламента по защите данных). Время указано по часовому поясу:",
        "Das ist alles, was wir über Sie gespeichert haben (Art. 15 und 20 DSGVO). Zeiten gelten in der Zeitzone:",
        "This is everything that we keep about you (GDPR, articles 15 and 20). Times are those of the time zone:",
    ];
    of(&INTRODUCTION, language)
}

/// The heading of a section.
pub(super) fn heading(section: Section, language: Language) -> &'static str {
    let words: Words = match section {
        Section::About => [
            "O ovom dokumentu",
            "О овом документу",
            "O tym dokumencie",
            "Об этом документе",
            "Über dieses Dokument",
            "About this document",
        ],
        Section::Profile => ["Profil", "Профил", "Profil", "Профиль", "Profil", "Profile"],
        Section::Cards => ["Kartice", "Картице", "Karty", "Карты", "Karten", "Cards"],
        Section::CardLinks => [
            "Veze ka kartici",
            "Везе ка картици",
            "Linki do karty",
            "Ссылки на карту",
            "Links zur Karte",
            "Links to the card",
        ],
        Section::Consents => {
            ["Saglasnosti", "Сагласности", "Zgody", "Согласия", "Einwilligungen", "Consents"]
        }
        Section::ConsentHistory => [
            "Istorija saglasnosti",
            "Историја сагласности",
            "Historia zgód",
            "История согласий",
            "Verlauf der Einwilligungen",
            "History of consents",
        ],
        Section::Confirmations => [
            "Zahtevi za potvrdu",
            "Захтеви за потврду",
            "Prośby o potwierdzenie",
            "Запросы на подтверждение",
            "Bitten um Bestätigung",
            "Requests for confirmation",
        ],
        Section::Suppressions => [
            "Adrese na koje se ne šalje",
            "Адресе на које се не шаље",
            "Adresy, na które nie wysyłamy",
            "Адреса, на которые не отправляем",
            "Gesperrte Adressen",
            "Addresses that nothing is sent to",
        ],
        Section::Purchases => ["Kupovine", "Куповине", "Zakupy", "Покупки", "Einkäufe", "Purchases"],
        Section::Refunds => ["Povraćaji", "Повраћаји", "Zwroty", "Возвраты", "Rückgaben", "Refunds"],
        Section::Carts => ["Korpe", "Корпе", "Koszyki", "Корзины", "Warenkörbe", "Carts"],
        Section::Events => [
            "Događaji iz drugih alata",
            "Догађаји из других алата",
            "Zdarzenia z innych narzędzi",
            "События из других инструментов",
            "Ereignisse aus anderen Werkzeugen",
            "Events of other tools",
        ],
        Section::Programmes => [
            "Programi lojalnosti",
            "Програми лојалности",
            "Programy lojalnościowe",
            "Программы лояльности",
            "Treueprogramme",
            "Loyalty programmes",
        ],
        Section::PointAccounts => [
            "Bodovi na računima",
            "Бодови на рачунима",
            "Konta punktów",
            "Счета баллов",
            "Punktekonten",
            "Accounts of points",
        ],
        Section::PointOperations => [
            "Promene bodova",
            "Промене бодова",
            "Operacje na punktach",
            "Операции с баллами",
            "Bewegungen von Punkten",
            "Operations on points",
        ],
        Section::RewardOrders => [
            "Naručene nagrade",
            "Наручене награде",
            "Zamówione nagrody",
            "Заказанные награды",
            "Bestellte Prämien",
            "Ordered rewards",
        ],
        Section::Coupons => ["Kuponi", "Купони", "Kupony", "Купоны", "Gutscheine", "Coupons"],
        Section::HeldCoupons => [
            "Lični kuponi",
            "Лични купони",
            "Własne kupony",
            "Личные купоны",
            "Eigene Gutscheine",
            "Coupons of your own",
        ],
        Section::Invoices => ["Fakture", "Фактуре", "Faktury", "Счета", "Rechnungen", "Invoices"],
        Section::Messages => ["Poruke", "Поруке", "Wiadomości", "Сообщения", "Nachrichten", "Messages"],
        Section::Reactions => [
            "Otvaranja i klikovi",
            "Отварања и кликови",
            "Otwarcia i kliknięcia",
            "Открытия и переходы",
            "Öffnungen und Klicks",
            "Opens and clicks",
        ],
        Section::Interactions => ["Kontakti", "Контакти", "Kontakty", "Контакты", "Kontakte", "Contacts"],
        Section::Surveys => ["Ankete", "Анкете", "Ankiety", "Опросы", "Umfragen", "Surveys"],
        Section::Cases => [
            "Reklamacije i zahtevi",
            "Рекламације и захтеви",
            "Reklamacje i prośby",
            "Жалобы и обращения",
            "Beschwerden und Anliegen",
            "Complaints and requests",
        ],
        Section::CaseMessages => [
            "Prepiska o zahtevima",
            "Преписка о захтевима",
            "Korespondencja w sprawach",
            "Переписка по обращениям",
            "Schriftwechsel zu den Anliegen",
            "What was said about them",
        ],
        Section::Mails => [
            "Prepiska e-poštom",
            "Преписка е-поштом",
            "Korespondencja e-mail",
            "Переписка по почте",
            "E-Mails",
            "Mails",
        ],
        Section::Files => ["Datoteke", "Датотеке", "Pliki", "Файлы", "Dateien", "Files"],
        Section::Employments => {
            ["Zaposlenja", "Запослења", "Zatrudnienie", "Места работы", "Beschäftigungen", "Employments"]
        }
        Section::Offers => ["Ponude", "Понуде", "Oferty", "Предложения", "Angebote", "Offers"],
        Section::OfferMails => [
            "Poruke sa ponudama",
            "Поруке са понудама",
            "Wiadomości z ofertami",
            "Письма с предложениями",
            "E-Mails mit Angeboten",
            "Mails with offers",
        ],
        Section::Rfm => [
            "Ocena kupovine (RFM)",
            "Оцена куповине (RFM)",
            "Ocena zakupów (RFM)",
            "Оценка покупок (RFM)",
            "Bewertung der Einkäufe (RFM)",
            "Score of purchases (RFM)",
        ],
        Section::RfmMoves => [
            "Promene ocene",
            "Промене оцене",
            "Zmiany oceny",
            "Изменения оценки",
            "Änderungen der Bewertung",
            "Changes of the score",
        ],
        Section::Imports => [
            "Redovi iz datoteka",
            "Редови из датотека",
            "Wiersze z plików",
            "Строки из файлов",
            "Zeilen aus Dateien",
            "Rows of files",
        ],
        Section::BulkEdits => [
            "Zajedničke izmene",
            "Заједничке измене",
            "Zmiany zbiorcze",
            "Массовые изменения",
            "Sammeländerungen",
            "Changes of many at once",
        ],
        Section::AuditEvents => [
            "Zabeležene izmene",
            "Забележене измене",
            "Odnotowane zmiany",
            "Записанные изменения",
            "Aufgezeichnete Änderungen",
            "Changes on record",
        ],
        Section::DataExports => [
            "Ranija preuzimanja ovih podataka",
            "Ранија преузимања ових података",
            "Wcześniejsze kopie tych danych",
            "Прежние выгрузки этих данных",
            "Frühere Auskünfte",
            "Earlier copies of these data",
        ],
    };
    of(&words, language)
}
