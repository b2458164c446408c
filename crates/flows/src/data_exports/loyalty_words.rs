//! The names of members of programmes and of points, and their codes, as words in the languages that the program speaks.

use super::page_words::Words;

pub(super) const OF_LOYALTY: &[(&str, Words)] = &[
    (
        "programme_id",
        [
            "Oznaka programa",
            "Ознака програма",
            "Identyfikator programu",
            "Идентификатор программы",
            "Kennung des Programms",
            "Programme identifier",
        ],
    ),
    (
        "programme_version",
        [
            "Verzija programa",
            "Верзија програма",
            "Wersja programu",
            "Версия программы",
            "Fassung des Programms",
            "Version of the programme",
        ],
    ),
    ("joined_at", ["Učlanjeno", "Учлањено", "Przystąpiono", "Вступление", "Beigetreten am", "Joined"]),
    ("left_at", ["Istupljeno", "Иступљено", "Wystąpiono", "Выход", "Ausgetreten am", "Left"]),
    (
        "point_type",
        ["Vrsta bodova", "Врста бодова", "Rodzaj punktów", "Вид баллов", "Art der Punkte", "Kind of points"],
    ),
    ("balance", ["Stanje bodova", "Стање бодова", "Saldo", "Баланс", "Stand", "Balance"]),
    ("available", ["Raspoloživo", "Расположиво", "Dostępne", "Доступно", "Verfügbar", "Available"]),
    ("pending", ["Još ne važi", "Још не важи", "Oczekujące", "Ещё недоступно", "Noch nicht frei", "Pending"]),
    (
        "reserved",
        ["Rezervisano", "Резервисано", "Zarezerwowane", "Зарезервировано", "Reserviert", "Reserved"],
    ),
    ("deficit", ["Dug", "Дуг", "Dług", "Задолженность", "Geschuldet", "Owed"]),
    ("lots", ["Delovi", "Делови", "Części", "Части", "Teile", "Parts"]),
    ("original", ["Prvobitno", "Првобитно", "Pierwotnie", "Первоначально", "Ursprünglich", "Originally"]),
    (
        "available_from",
        ["Raspoloživo od", "Расположиво од", "Dostępne od", "Доступно с", "Verfügbar ab", "Available from"],
    ),
    ("opened_at", ["Otvoreno", "Отворено", "Otwarto", "Открыто", "Eröffnet am", "Opened"]),
    (
        "merged_into",
        [
            "Spojeno sa (ID)",
            "Спојено са (ID)",
            "Połączono z (ID)",
            "Объединено с (ID)",
            "Vereint mit (ID)",
            "Merged into (ID)",
        ],
    ),
    (
        "account_id",
        ["Račun bodova", "Рачун бодова", "Konto punktów", "Счёт баллов", "Punktekonto", "Account of points"],
    ),
    ("refund_id", ["Povraćaj", "Повраћај", "Zwrot", "Возврат", "Rückgabe", "Refund"]),
];

/// What was done with points, and why staff did it.
pub(super) const CODES_OF_LOYALTY: &[(&str, Words)] = &[
    ("earn", ["stečeno", "стечено", "zdobyte", "начислено", "gesammelt", "earned"]),
    (
        "earn_pending",
        [
            "stečeno, važi kasnije",
            "стечено, важи касније",
            "zdobyte, dostępne później",
            "начислено, доступно позже",
            "gesammelt, später frei",
            "earned, available later",
        ],
    ),
    (
        "activate",
        ["važi od sada", "важи од сада", "udostępnione", "стало доступно", "freigegeben", "available now"],
    ),
    ("spend", ["potrošeno", "потрошено", "wykorzystane", "потрачено", "eingelöst", "spent"]),
    ("expire", ["isteklo", "истекло", "wygasłe", "сгорело", "verfallen", "expired"]),
    (
        "clawback",
        [
            "oduzeto zbog povraćaja",
            "одузето због повраћаја",
            "odebrane przy zwrocie",
            "списано при возврате",
            "bei Rückgabe abgezogen",
            "taken back by a refund",
        ],
    ),
    (
        "refund_spend",
        [
            "vraćeno zbog povraćaja",
            "враћено због повраћаја",
            "zwrócone przy zwrocie",
            "возвращено при возврате",
            "bei Rückgabe erstattet",
            "given back by a refund",
        ],
    ),
    ("adjust", ["ispravljeno", "исправљено", "skorygowane", "исправлено", "berichtigt", "adjusted"]),
    ("transfer", ["prenos", "пренос", "przeniesienie", "перевод", "Übertragung", "transfer"]),
    ("merge", ["spojeno", "спојено", "połączone", "объединено", "zusammengelegt", "merged"]),
    (
        "goodwill",
        [
            "iz dobre volje",
            "из добре воље",
            "w ramach rekompensaty",
            "в качестве компенсации",
            "Kulanz",
            "goodwill",
        ],
    ),
    ("correction", ["ispravka", "исправка", "korekta", "исправление", "Berichtigung", "correction"]),
    (
        "missing_receipt",
        [
            "račun nije zabeležen",
            "рачун није забележен",
            "brak paragonu",
            "чек не был учтён",
            "fehlender Bon",
            "missing receipt",
        ],
    ),
    (
        "opening_balance",
        [
            "preneto stanje",
            "пренето стање",
            "saldo początkowe",
            "начальный баланс",
            "Anfangsbestand",
            "opening balance",
        ],
    ),
    ("fraud", ["zloupotreba", "злоупотреба", "nadużycie", "злоупотребление", "Missbrauch", "fraud"]),
];
