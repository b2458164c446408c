//! The names of members, and the codes that stand in them, as words in the languages that the program speaks.

use regulars_kernel::Language;

use super::buying_words::OF_BUYING;
use super::code_words::CODES;
use super::invoice_words::OF_INVOICES;
use super::loyalty_words::{CODES_OF_LOYALTY, OF_LOYALTY};
use super::offer_words::OF_OFFERS;
use super::page_words::{Words, of};
use super::survey_words::OF_SURVEYS;

fn words_of(name: &str) -> Option<Words> {
    [MEMBERS, OF_BUYING, OF_INVOICES, OF_LOYALTY, OF_OFFERS, OF_SURVEYS]
        .into_iter()
        .find_map(|words| known(words, name))
        .copied()
}

/// The name of a member in words. What the merchant named itself is shown as it is.
pub(super) fn word(name: &str, language: Language) -> String {
    match words_of(name) {
        Some(words) => of(&words, language).to_owned(),
        None => name.replace('_', " "),
    }
}

/// Whether the name of a member has words.
pub fn has_words(name: &str) -> bool {
    words_of(name).is_some()
}

/// The words for a code in a member that holds one. What has none is shown as it is.
pub(super) fn shown_code(name: &str, code: &str, language: Language) -> Option<&'static str> {
    const WITH_CODES: &[&str] = &[
        "action",
        "cause",
        "channel",
        "direction",
        "gender",
        "identified_by",
        "kind",
        "lifecycle",
        "lock_reason",
        "purpose",
        "reason",
        "stage",
        "state",
        "status",
        "type",
        "verdict",
    ];
    if !WITH_CODES.contains(&name) {
        return None;
    }
    known(CODES, code).or_else(|| known(CODES_OF_LOYALTY, code)).map(|words| of(words, language))
}

fn known(words: &'static [(&'static str, Words)], name: &str) -> Option<&'static Words> {
    words.iter().find(|(known, _)| *known == name).map(|(_, words)| words)
}

const MEMBERS: &[(&str, Words)] = &[
    ("origin", ["Put", "Пут", "Droga", "Способ", "Weg", "Way"]),
    (
        "automatic",
        ["Automatski", "Аутоматски", "Automatycznie", "Автоматически", "Automatisch", "By a machine"],
    ),
    ("sent_at", ["Poslato", "Послато", "Wysłano", "Отправлено", "Gesendet am", "Sent"]),
    ("cc", ["Kopija", "Копија", "Kopia", "Копия", "Kopie", "Copy"]),
    ("received_at", ["Primljeno", "Примљено", "Otrzymano", "Получено", "Eingegangen am", "Received"]),
    ("attachments", ["Prilozi", "Прилози", "Załączniki", "Вложения", "Anhänge", "Attachments"]),
    ("file_id", ["Datoteka", "Датотека", "Plik", "Файл", "Datei", "File"]),
    (
        "left_out",
        [
            "Zašto nije sačuvano",
            "Зашто није сачувано",
            "Dlaczego pominięto",
            "Почему не сохранено",
            "Warum nicht aufbewahrt",
            "Why it is not kept",
        ],
    ),
    (
        "more_attachments",
        [
            "Još priloga",
            "Још прилога",
            "Dalsze załączniki",
            "Ещё вложений",
            "Weitere Anhänge",
            "More attachments",
        ],
    ),
    (
        "text_cut",
        [
            "Tekst je skraćen",
            "Текст је скраћен",
            "Tekst skrócony",
            "Текст сокращён",
            "Text gekürzt",
            "Text was cut",
        ],
    ),
    ("form", ["Oblik", "Облик", "Rodzaj", "Форма", "Form", "Form"]),
    (
        "reference",
        [
            "Oznaka uplate",
            "Ознака уплате",
            "Oznaczenie wpłaty",
            "Обозначение платежа",
            "Zahlungsreferenz",
            "Reference",
        ],
    ),
    ("company_id", ["Firma (ID)", "Фирма (ID)", "Firma (ID)", "Компания (ID)", "Firma (ID)", "Company (ID)"]),
    ("company_name", ["Firma", "Фирма", "Firma", "Компания", "Firma", "Company"]),
    ("role", ["Uloga", "Улога", "Rola", "Роль", "Rolle", "Role"]),
    ("job_title", ["Radno mesto", "Радно место", "Stanowisko", "Должность", "Position", "Job title"]),
    ("until", ["Do", "До", "Do", "По", "Bis", "Until"]),
    (
        "main_at",
        [
            "Glavna firma od",
            "Главна фирма од",
            "Główna firma od",
            "Основная компания с",
            "Hauptfirma seit",
            "Main company since",
        ],
    ),
    ("birthday", ["Rođendan", "Рођендан", "Urodziny", "День рождения", "Geburtstag", "Birthday"]),
    ("language", ["Jezik", "Језик", "Język", "Язык", "Sprache", "Language"]),
    ("tags", ["Oznake", "Ознаке", "Etykiety", "Метки", "Schlagwörter", "Tags"]),
    ("cards", ["Kartice", "Картице", "Karty", "Карты", "Karten", "Cards"]),
    ("source", ["Izvor", "Извор", "Źródło", "Источник", "Quelle", "Source"]),
    ("referral_id", ["Preporuka", "Препорука", "Polecenie", "Рекомендация", "Empfehlung", "Referral"]),
    (
        "utm",
        [
            "Kampanja (UTM)",
            "Кампања (UTM)",
            "Kampania (UTM)",
            "Кампания (UTM)",
            "Kampagne (UTM)",
            "Campaign (UTM)",
        ],
    ),
    (
        "last_utm",
        [
            "Poslednja kampanja (UTM)",
            "Последња кампања (UTM)",
            "Ostatnia kampania (UTM)",
            "Последняя кампания (UTM)",
            "Letzte Kampagne (UTM)",
            "Last campaign (UTM)",
        ],
    ),
    (
        "last_utm_at",
        [
            "Poslednji dolazak preko kampanje",
            "Последњи долазак преко кампање",
            "Ostatnie wejście z kampanii",
            "Последний переход по кампании",
            "Letzter Kontakt über eine Kampagne",
            "Last contact by a campaign",
        ],
    ),
    (
        "recorded_for",
        [
            "Zapisano za (ID)",
            "Записано за (ID)",
            "Zapisano dla (ID)",
            "Записано за (ID)",
            "Erfasst für (ID)",
            "Recorded for (ID)",
        ],
    ),
    ("medium", ["Medij", "Медиј", "Medium", "Канал", "Medium", "Medium"]),
    ("campaign", ["Kampanja", "Кампања", "Kampania", "Кампания", "Kampagne", "Campaign"]),
    ("term", ["Pojam", "Појам", "Hasło", "Ключевое слово", "Begriff", "Term"]),
    ("content", ["Sadržaj", "Садржај", "Treść", "Содержание", "Inhalt", "Content"]),
    ("created_by", ["Uneo", "Унео", "Utworzono przez", "Создано", "Angelegt durch", "Created by"]),
    (
        "attributes",
        [
            "Dodatni podaci",
            "Додатни подаци",
            "Dane dodatkowe",
            "Дополнительные данные",
            "Weitere Angaben",
            "Further data",
        ],
    ),
    (
        "lifecycle",
        [
            "Status kupca",
            "Статус купца",
            "Status klienta",
            "Статус клиента",
            "Kundenstatus",
            "Status as a customer",
        ],
    ),
    (
        "restricted_at",
        [
            "Obrada ograničena od",
            "Обрада ограничена од",
            "Przetwarzanie ograniczone od",
            "Обработка ограничена с",
            "Verarbeitung eingeschränkt seit",
            "Processing restricted since",
        ],
    ),
    (
        "data_consent",
        [
            "Saglasnost za čuvanje podataka",
            "Сагласност за чување података",
            "Zgoda na przechowywanie danych",
            "Согласие на хранение данных",
            "Einwilligung in die Speicherung",
            "Consent to store data",
        ],
    ),
    (
        "text_version",
        [
            "Verzija teksta",
            "Верзија текста",
            "Wersja tekstu",
            "Версия текста",
            "Fassung des Textes",
            "Version of the text",
        ],
    ),
    ("purchases", ["Kupovine", "Куповине", "Zakupy", "Покупки", "Einkäufe", "Purchases"]),
    ("count", ["Broj", "Број", "Liczba", "Количество", "Anzahl", "Count"]),
    ("total", ["Iznos", "Износ", "Kwota", "Сумма", "Betrag", "Total"]),
    ("first_at", ["Prva", "Прва", "Pierwszy", "Первая", "Erster", "First"]),
    ("last_at", ["Poslednja", "Последња", "Ostatni", "Последняя", "Letzter", "Last"]),
    ("created_at", ["Nastalo", "Настало", "Utworzono", "Создано", "Angelegt am", "Created"]),
    ("revoked_at", ["Opozvano", "Опозвано", "Unieważniono", "Отозвано", "Widerrufen am", "Revoked"]),
    ("updated_at", ["Izmenjeno", "Измењено", "Zmieniono", "Изменено", "Geändert am", "Last changed"]),
    ("number", ["Broj", "Број", "Numer", "Номер", "Nummer", "Number"]),
    ("status", ["Stanje", "Стање", "Stan", "Состояние", "Stand", "Status"]),
    ("purpose", ["Svrha", "Сврха", "Cel", "Цель", "Zweck", "Purpose"]),
    ("channel", ["Kanal", "Канал", "Kanał", "Канал", "Kanal", "Channel"]),
    ("state", ["Stanje", "Стање", "Stan", "Состояние", "Stand", "State"]),
    ("since", ["Od", "Од", "Od", "С", "Seit", "Since"]),
    (
        "sequence",
        [
            "Redni broj",
            "Редни број",
            "Numer kolejny",
            "Порядковый номер",
            "Laufende Nummer",
            "Number in sequence",
        ],
    ),
    ("text", ["Tekst", "Текст", "Tekst", "Текст", "Text", "Text"]),
    (
        "text_sha256",
        [
            "Otisak teksta (SHA-256)",
            "Отисак текста (SHA-256)",
            "Skrót tekstu (SHA-256)",
            "Отпечаток текста (SHA-256)",
            "Prüfsumme des Textes (SHA-256)",
            "Digest of the text (SHA-256)",
        ],
    ),
    ("evidence", ["Dokaz", "Доказ", "Dowód", "Доказательство", "Nachweis", "Evidence"]),
    ("actor", ["Ko", "Ко", "Kto", "Кто", "Wer", "Who"]),
    ("kind", ["Vrsta", "Врста", "Rodzaj", "Вид", "Art", "Kind"]),
    ("occurred_at", ["Vreme", "Време", "Czas", "Время", "Zeitpunkt", "Time"]),
    ("recorded_at", ["Zabeleženo", "Забележено", "Zapisano", "Записано", "Aufgezeichnet am", "Recorded"]),
    (
        "previous_hash",
        [
            "Otisak prethodnog unosa",
            "Отисак претходног уноса",
            "Skrót poprzedniego wpisu",
            "Отпечаток предыдущей записи",
            "Prüfsumme des vorigen Eintrags",
            "Hash of the entry before",
        ],
    ),
    (
        "hash",
        [
            "Otisak unosa",
            "Отисак уноса",
            "Skrót wpisu",
            "Отпечаток записи",
            "Prüfsumme des Eintrags",
            "Hash of the entry",
        ],
    ),
    ("expires_at", ["Važi do", "Важи до", "Ważne do", "Действует до", "Gilt bis", "Expires"]),
    ("used_at", ["Potvrđeno", "Потврђено", "Potwierdzono", "Подтверждено", "Bestätigt am", "Confirmed"]),
    ("reason", ["Razlog", "Разлог", "Powód", "Причина", "Grund", "Reason"]),
    (
        "business_date",
        ["Poslovni dan", "Пословни дан", "Dzień sprzedaży", "Торговый день", "Geschäftstag", "Business day"],
    ),
    (
        "receipt_number",
        ["Broj računa", "Број рачуна", "Numer paragonu", "Номер чека", "Bonnummer", "Number of the receipt"],
    ),
    (
        "identified_by",
        ["Prepoznato po", "Препознато по", "Rozpoznano po", "Опознано по", "Erkannt an", "Identified by"],
    ),
    (
        "card_number",
        ["Broj kartice", "Број картице", "Numer karty", "Номер карты", "Kartennummer", "Number of the card"],
    ),
    ("store_id", ["Prodavnica", "Продавница", "Sklep", "Магазин", "Filiale", "Store"]),
    ("terminal_id", ["Kasa", "Каса", "Kasa", "Касса", "Kasse", "Till"]),
    (
        "counted_at",
        ["Računa se od", "Рачуна се од", "Liczy się od", "Учитывается с", "Zählt ab", "Counts as of"],
    ),
    (
        "clock_skewed",
        [
            "Časovnik kase netačan",
            "Часовник касе нетачан",
            "Zegar kasy niedokładny",
            "Часы кассы неточны",
            "Kassenuhr ging falsch",
            "Clock of the till was off",
        ],
    ),
    ("currency", ["Valuta", "Валута", "Waluta", "Валюта", "Währung", "Currency"]),
    ("lines", ["Stavke", "Ставке", "Pozycje", "Позиции", "Positionen", "Lines"]),
    ("line", ["Stavka", "Ставка", "Pozycja", "Позиция", "Position", "Line"]),
    ("sku", ["Šifra", "Шифра", "Kod towaru", "Артикул", "Artikelnummer", "Article number"]),
    ("category", ["Kategorija", "Категорија", "Kategoria", "Категория", "Kategorie", "Category"]),
    ("quantity", ["Količina", "Количина", "Ilość", "Количество", "Menge", "Quantity"]),
    ("unit", ["Jedinica", "Јединица", "Jednostka", "Единица", "Einheit", "Unit"]),
    ("unit_price", ["Cena", "Цена", "Cena", "Цена", "Einzelpreis", "Price of one"]),
    ("discount", ["Popust", "Попуст", "Rabat", "Скидка", "Rabatt", "Discount"]),
    (
        "refunded_quantity",
        [
            "Vraćena količina",
            "Враћена количина",
            "Zwrócona ilość",
            "Возвращённое количество",
            "Zurückgegebene Menge",
            "Quantity given back",
        ],
    ),
    (
        "refunded_total",
        [
            "Vraćen iznos",
            "Враћен износ",
            "Zwrócona kwota",
            "Возвращённая сумма",
            "Erstatteter Betrag",
            "Total given back",
        ],
    ),
    (
        "fully_refunded",
        [
            "Sve vraćeno",
            "Све враћено",
            "Zwrócono w całości",
            "Возвращено полностью",
            "Ganz erstattet",
            "Given back whole",
        ],
    ),
    ("tenders", ["Plaćanje", "Плаћање", "Płatność", "Оплата", "Zahlung", "Payment"]),
    ("amount", ["Iznos", "Износ", "Kwota", "Сумма", "Betrag", "Amount"]),
    ("method", ["Način", "Начин", "Sposób", "Способ", "Zahlungsart", "Method"]),
    ("points", ["Bodovi", "Бодови", "Punkty", "Баллы", "Punkte", "Points"]),
    ("code", ["Kod", "Код", "Kod", "Код", "Code", "Code"]),
    ("coupons", ["Kuponi", "Купони", "Kupony", "Купоны", "Gutscheine", "Coupons"]),
    ("warnings", ["Napomene", "Напомене", "Uwagi", "Замечания", "Auffälligkeiten", "Oddities"]),
    ("purchase_id", ["Kupovina", "Куповина", "Zakup", "Покупка", "Einkauf", "Purchase"]),
    (
        "refund_number",
        [
            "Broj povraćaja",
            "Број повраћаја",
            "Numer zwrotu",
            "Номер возврата",
            "Nummer der Rückgabe",
            "Number of the refund",
        ],
    ),
    ("newsletter_id", ["Bilten", "Билтен", "Newsletter", "Рассылка", "Newsletter", "Newsletter"]),
    ("subject", ["Predmet", "Предмет", "Temat", "Тема", "Betreff", "Subject"]),
    ("attempts", ["Pokušaji", "Покушаји", "Próby", "Попытки", "Versuche", "Attempts"]),
    (
        "frozen_at",
        ["Pripremljeno", "Припремљено", "Przygotowano", "Подготовлено", "Vorbereitet am", "Prepared"],
    ),
    ("settled_at", ["Završeno", "Завршено", "Zakończono", "Завершено", "Abgeschlossen am", "Settled"]),
    ("unsubscribed_at", ["Odjavljeno", "Одјављено", "Wypisano", "Отписка", "Abgemeldet am", "Unsubscribed"]),
    (
        "position",
        [
            "Mesto veze",
            "Место везе",
            "Miejsce łącza",
            "Место ссылки",
            "Stelle des Links",
            "Place of the link",
        ],
    ),
    ("verdict", ["Ko je otvorio", "Ко је отворио", "Kto otworzył", "Кто открыл", "Wer es war", "Who it was"]),
    ("direction", ["Smer", "Смер", "Kierunek", "Направление", "Richtung", "Direction"]),
    (
        "recorded_by",
        ["Zabeležio", "Забележио", "Zapisano przez", "Записано кем", "Aufgezeichnet durch", "Recorded by"],
    ),
    ("due_on", ["Rok", "Рок", "Termin", "Срок", "Frist", "Due on"]),
    ("opened_by", ["Otvorio", "Отворио", "Otwarto przez", "Открыто кем", "Eröffnet durch", "Opened by"]),
    ("resolved_at", ["Rešeno", "Решено", "Rozwiązano", "Решено", "Erledigt am", "Resolved"]),
    ("closed_at", ["Zatvoreno", "Затворено", "Zamknięto", "Закрыто", "Geschlossen am", "Closed"]),
    ("case_id", ["Zahtev", "Захтев", "Sprawa", "Обращение", "Anliegen", "Case"]),
    ("recency", ["Skorašnjost", "Скорашњост", "Aktualność", "Давность", "Aktualität", "Recency"]),
    ("frequency", ["Učestalost", "Учесталост", "Częstość", "Частота", "Häufigkeit", "Frequency"]),
    ("monetary", ["Vrednost", "Вредност", "Wartość", "Сумма покупок", "Wert", "Value"]),
    ("class", ["Razred", "Разред", "Klasa", "Класс", "Klasse", "Class"]),
    ("on", ["Dana", "Дана", "Dnia", "Дата", "Am", "On"]),
    ("from", ["Iz", "Из", "Z", "Из", "Von", "From"]),
    ("to", ["U", "У", "Do", "В", "Nach", "To"]),
    ("standing", ["Ocena", "Оцена", "Ocena", "Оценка", "Bewertung", "Scores"]),
    ("import_id", ["Uvoz", "Увоз", "Import", "Импорт", "Import", "Import"]),
    ("file_name", ["Datoteka", "Датотека", "Plik", "Файл", "Datei", "File"]),
    ("row", ["Red", "Ред", "Wiersz", "Строка", "Zeile", "Row"]),
    (
        "cells",
        [
            "Sadržaj reda",
            "Садржај реда",
            "Zawartość wiersza",
            "Содержимое строки",
            "Inhalt der Zeile",
            "Content of the row",
        ],
    ),
    (
        "disposition",
        ["Šta je učinjeno", "Шта је учињено", "Co zrobiono", "Что сделано", "Was geschah", "What was done"],
    ),
    ("remarks", ["Primedbe", "Примедбе", "Uwagi", "Примечания", "Anmerkungen", "Remarks"]),
    ("column", ["Kolona", "Колона", "Kolumna", "Столбец", "Spalte", "Column"]),
    ("value", ["Vrednost", "Вредност", "Wartość", "Значение", "Wert", "Value"]),
    ("detail", ["Opis", "Опис", "Opis", "Описание", "Beschreibung", "Detail"]),
    (
        "bulk_edit_id",
        [
            "Zajednička izmena",
            "Заједничка измена",
            "Zmiana zbiorcza",
            "Массовое изменение",
            "Sammeländerung",
            "Change of many",
        ],
    ),
    ("outcome", ["Ishod", "Исход", "Wynik", "Результат", "Ergebnis", "Outcome"]),
    ("fields", ["Polja", "Поља", "Pola", "Поля", "Felder", "Fields"]),
    ("action", ["Radnja", "Радња", "Działanie", "Действие", "Vorgang", "Action"]),
    ("changes", ["Izmene", "Измене", "Zmiany", "Изменения", "Änderungen", "Changes"]),
    ("field", ["Polje", "Поље", "Pole", "Поле", "Feld", "Field"]),
    ("before", ["Ranije", "Раније", "Przedtem", "Было", "Vorher", "Before"]),
    ("after", ["Kasnije", "Касније", "Potem", "Стало", "Nachher", "After"]),
    (
        "size",
        [
            "Veličina (bajtova)",
            "Величина (бајтова)",
            "Rozmiar (bajty)",
            "Размер (байт)",
            "Größe (Bytes)",
            "Size (bytes)",
        ],
    ),
    ("added_by", ["Priložio", "Приложио", "Dodano przez", "Добавлено кем", "Angehängt durch", "Attached by"]),
    (
        "content_type",
        [
            "Vrsta sadržaja",
            "Врста садржаја",
            "Typ zawartości",
            "Тип содержимого",
            "Inhaltstyp",
            "Type of content",
        ],
    ),
    ("ready_at", ["Spremno", "Спремно", "Gotowe", "Готово", "Fertig am", "Ready"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nothing_is_named_twice_and_every_language_has_its_word() {
        for words in [MEMBERS, OF_BUYING, OF_INVOICES, OF_LOYALTY, OF_SURVEYS, CODES, CODES_OF_LOYALTY] {
            let names: BTreeSet<&str> = words.iter().map(|(name, _)| *name).collect();
            assert_eq!(names.len(), words.len());
            for (name, words) in words {
                assert!(words.iter().all(|word| !word.trim().is_empty()), "{name}");
                let russian_and_cyrillic = [words[1], words[3]];
                for word in russian_and_cyrillic {
                    let is_cyrillic = word.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter));
                    assert!(is_cyrillic, "{name}: {word}");
                }
            }
        }
    }

    #[test]
    fn only_codes_are_put_in_words() {
        assert_eq!(shown_code("state", "granted", Language::German), Some("erteilt"));
        assert_eq!(shown_code("state", "levitating", Language::German), None);
        assert_eq!(shown_code("first_name", "open", Language::German), None);
        assert_eq!(word("favourite_colour", Language::Polish), "favourite colour");
    }
}
