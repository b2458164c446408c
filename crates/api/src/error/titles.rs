//! The titles of problems in the languages of the product.

use regulars_kernel::Language;

use super::Code;

impl Code {
    /// The kind in words of that language.
    pub const fn title_in(self, language: Language) -> &'static str {
        match language {
            Language::SerbianLatin => self.title_in_serbian_latin(),
            Language::SerbianCyrillic => self.title_in_serbian_cyrillic(),
            Language::Polish => self.title_in_polish(),
            Language::Russian => self.title_in_russian(),
            Language::German => self.title_in_german(),
            Language::English => self.title(),
        }
    }

    const fn title_in_serbian_latin(self) -> &'static str {
        match self {
            Self::MalformedBody => "Telo zahteva ne može da se pročita",
            Self::MalformedRequest => "Ovo nije zahtev",
            Self::Unauthorized => "Pristupni podaci ne važe",
            Self::Forbidden => "Nije dozvoljeno",
            Self::NotFound => "Nije pronađeno",
            Self::MethodNotAllowed => "Metoda nije dozvoljena",
            Self::BodyTimeout => "Telo zahteva je stizalo presporo",
            Self::HeadTimeout => "Zaglavlje je stizalo presporo",
            Self::Conflict => "Sukob",
            Self::ReceiptConflict => "Račun je zabeležen drugačije",
            Self::ProbablyRegistered => "Osoba je verovatno već prijavljena",
            Self::QuotaExhausted => "Kontingent nije dovoljan",
            Self::NoMailRelay => "Nema servera za slanje pošte",
            Self::NoSender => "Nema adrese pošiljaoca",
            Self::EmptyAudience => "Niko je ne bi dobio",
            Self::InUse => "U upotrebi je",
            Self::Merged => "Kupac je spojen sa drugim",
            Self::Contended => "Drugi zahtev je u toku",
            Self::AnswerNotKept => "Odgovor nije sačuvan",
            Self::PreconditionFailed => "U međuvremenu je izmenjeno",
            Self::BodyTooLarge => "Telo zahteva je preveliko",
            Self::UnsupportedMediaType => "Vrsta sadržaja nije podržana",
            Self::ValidationFailed => "Zahtev nije ispravan",
            Self::IdempotencyMismatch => "Ključ je već upotrebljen za drugi zahtev",
            Self::InsufficientPoints => "Nema dovoljno poena",
            Self::TooExpensive => "Zahtev je preobiman",
            Self::HeadTooLarge => "Zaglavlje je preveliko",
            Self::RateLimited => "Previše zahteva",
            Self::Internal => "Greška na serveru",
            Self::TooManyConnections => "Previše veza",
            Self::Unavailable => "Trenutno nije dostupno",
        }
    }

    const fn title_in_serbian_cyrillic(self) -> &'static str {
        match self {
            Self::MalformedBody => "Тело захтева не може да се прочита",
            Self::MalformedRequest => "Ово није захтев",
            Self::Unauthorized => "Приступни подаци не важе",
            Self::Forbidden => "Није дозвољено",
            Self::NotFound => "Није пронађено",
            Self::MethodNotAllowed => "Метода није дозвољена",
            Self::BodyTimeout => "Тело захтева је стизало преспоро",
            Self::HeadTimeout => "Заглавље је стизало преспоро",
            Self::Conflict => "Сукоб",
            Self::ReceiptConflict => "Рачун је забележен другачије",
            Self::ProbablyRegistered => "Особа је вероватно већ пријављена",
            Self::QuotaExhausted => "Контингент није довољан",
            Self::NoMailRelay => "Нема сервера за слање поште",
            Self::NoSender => "Нема адресе пошиљаоца",
            Self::EmptyAudience => "Нико је не би добио",
            Self::InUse => "У употреби је",
            Self::Merged => "Купац је спојен са другим",
            Self::Contended => "Други захтев је у току",
            Self::AnswerNotKept => "Одговор није сачуван",
            Self::PreconditionFailed => "У међувремену је измењено",
            Self::BodyTooLarge => "Тело захтева је превелико",
            Self::UnsupportedMediaType => "Врста садржаја није подржана",
            Self::ValidationFailed => "Захтев није исправан",
            Self::IdempotencyMismatch => "Кључ је већ употребљен за други захтев",
            Self::InsufficientPoints => "Нема довољно поена",
            Self::TooExpensive => "Захтев је преобиман",
            Self::HeadTooLarge => "Заглавље је превелико",
            Self::RateLimited => "Превише захтева",
            Self::Internal => "Грешка на серверу",
            Self::TooManyConnections => "Превише веза",
            Self::Unavailable => "Тренутно није доступно",
        }
    }

    const fn title_in_polish(self) -> &'static str {
        match self {
            Self::MalformedBody => "Nie można odczytać treści żądania",
            Self::MalformedRequest => "To nie jest żądanie",
            Self::Unauthorized => "Dane dostępu są nieważne",
            Self::Forbidden => "Brak uprawnień",
            Self::NotFound => "Nie znaleziono",
            Self::MethodNotAllowed => "Niedozwolona metoda",
            Self::BodyTimeout => "Treść żądania nadchodziła zbyt wolno",
            Self::HeadTimeout => "Nagłówek nadchodził zbyt wolno",
            Self::Conflict => "Konflikt",
            Self::ReceiptConflict => "Paragon zapisano inaczej",
            Self::ProbablyRegistered => "Ta osoba jest prawdopodobnie już zarejestrowana",
            Self::QuotaExhausted => "Limit jest za mały",
            Self::NoMailRelay => "Brak serwera poczty wychodzącej",
            Self::NoSender => "Brak adresu nadawcy",
            Self::EmptyAudience => "Nikt by tego nie otrzymał",
            Self::InUse => "Jest używane",
            Self::Merged => "Klienta połączono z innym",
            Self::Contended => "Trwa inne żądanie",
            Self::AnswerNotKept => "Odpowiedź nie została zachowana",
            Self::PreconditionFailed => "Zasób został zmieniony",
            Self::BodyTooLarge => "Treść żądania jest za duża",
            Self::UnsupportedMediaType => "Nieobsługiwany typ treści",
            Self::ValidationFailed => "Żądanie jest nieprawidłowe",
            Self::IdempotencyMismatch => "Klucza użyto już w innym żądaniu",
            Self::InsufficientPoints => "Za mało punktów",
            Self::TooExpensive => "Żądanie jest zbyt kosztowne",
            Self::HeadTooLarge => "Nagłówek jest za duży",
            Self::RateLimited => "Zbyt wiele żądań",
            Self::Internal => "Błąd serwera",
            Self::TooManyConnections => "Zbyt wiele połączeń",
            Self::Unavailable => "Chwilowo niedostępne",
        }
    }

    const fn title_in_russian(self) -> &'static str {
        match self {
            Self::MalformedBody => "Тело запроса не читается",
            Self::MalformedRequest => "Это не запрос",
            Self::Unauthorized => "Данные доступа недействительны",
            Self::Forbidden => "Не разрешено",
            Self::NotFound => "Не найдено",
            Self::MethodNotAllowed => "Метод не разрешён",
            Self::BodyTimeout => "Тело запроса поступало слишком медленно",
            Self::HeadTimeout => "Заголовок поступал слишком медленно",
            Self::Conflict => "Конфликт",
            Self::ReceiptConflict => "Чек записан иначе",
            Self::ProbablyRegistered => "Этот человек, вероятно, уже зарегистрирован",
            Self::QuotaExhausted => "Квоты недостаточно",
            Self::NoMailRelay => "Нет почтового сервера",
            Self::NoSender => "Нет адреса отправителя",
            Self::EmptyAudience => "Никто бы её не получил",
            Self::InUse => "Используется",
            Self::Merged => "Клиент объединён с другим",
            Self::Contended => "Выполняется другой запрос",
            Self::AnswerNotKept => "Ответ не сохранён",
            Self::PreconditionFailed => "Ресурс изменился",
            Self::BodyTooLarge => "Тело запроса слишком велико",
            Self::UnsupportedMediaType => "Неподдерживаемый тип содержимого",
            Self::ValidationFailed => "Запрос неверен",
            Self::IdempotencyMismatch => "Ключ уже использован для другого запроса",
            Self::InsufficientPoints => "Недостаточно баллов",
            Self::TooExpensive => "Запрос слишком тяжёлый",
            Self::HeadTooLarge => "Заголовок слишком велик",
            Self::RateLimited => "Слишком много запросов",
            Self::Internal => "Сбой сервера",
            Self::TooManyConnections => "Слишком много соединений",
            Self::Unavailable => "Временно недоступно",
        }
    }

    const fn title_in_german(self) -> &'static str {
        match self {
            Self::MalformedBody => "Der Inhalt der Anfrage ist nicht lesbar",
            Self::MalformedRequest => "Das ist keine Anfrage",
            Self::Unauthorized => "Die Zugangsdaten gelten nicht",
            Self::Forbidden => "Nicht erlaubt",
            Self::NotFound => "Nicht gefunden",
            Self::MethodNotAllowed => "Methode nicht erlaubt",
            Self::BodyTimeout => "Der Inhalt kam zu langsam",
            Self::HeadTimeout => "Der Kopf kam zu langsam",
            Self::Conflict => "Konflikt",
            Self::ReceiptConflict => "Der Beleg wurde anders erfasst",
            Self::ProbablyRegistered => "Die Person ist vermutlich schon registriert",
            Self::QuotaExhausted => "Das Kontingent reicht nicht",
            Self::NoMailRelay => "Es gibt keinen Mailserver",
            Self::NoSender => "Es gibt keine Absenderadresse",
            Self::EmptyAudience => "Niemand bekäme ihn",
            Self::InUse => "Wird verwendet",
            Self::Merged => "Der Kunde wurde zusammengeführt",
            Self::Contended => "Eine andere Anfrage ist dabei",
            Self::AnswerNotKept => "Die Antwort wurde nicht aufbewahrt",
            Self::PreconditionFailed => "Die Ressource hat sich geändert",
            Self::BodyTooLarge => "Der Inhalt ist zu groß",
            Self::UnsupportedMediaType => "Inhaltstyp nicht unterstützt",
            Self::ValidationFailed => "Die Anfrage ist ungültig",
            Self::IdempotencyMismatch => "Der Schlüssel wurde für eine andere Anfrage benutzt",
            Self::InsufficientPoints => "Zu wenige Punkte",
            Self::TooExpensive => "Die Anfrage ist zu aufwendig",
            Self::HeadTooLarge => "Der Kopf ist zu groß",
            Self::RateLimited => "Zu viele Anfragen",
            Self::Internal => "Der Server ist gescheitert",
            Self::TooManyConnections => "Zu viele Verbindungen",
            Self::Unavailable => "Zurzeit nicht verfügbar",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_title_of_its_own_in_every_language() {
        for language in Language::ALL {
            let titles: BTreeSet<_> = Code::ALL.iter().map(|code| code.title_in(language)).collect();
            assert_eq!(titles.len(), Code::ALL.len(), "{language}");
        }
    }
}
