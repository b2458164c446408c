//! The names of members of carts and of how a customer buys, as words in the languages that the program speaks.

use super::page_words::Words;

pub(super) const OF_BUYING: &[(&str, Words)] = &[
    (
        "buying_rhythm",
        ["Ritam kupovine", "Ритам куповине", "Rytm zakupów", "Ритм покупок", "Kaufrhythmus", "Buying rhythm"],
    ),
    ("gaps", ["Razmaci", "Размаци", "Odstępy", "Промежутки", "Abstände", "Gaps"]),
    (
        "median_gap_days",
        [
            "Uobičajen razmak u danima",
            "Уобичајен размак у данима",
            "Typowy odstęp w dniach",
            "Обычный промежуток в днях",
            "Üblicher Abstand in Tagen",
            "Usual gap in days",
        ],
    ),
    (
        "next_purchase_expected_at",
        [
            "Sledeća kupovina se očekuje",
            "Следећа куповина се очекује",
            "Następny zakup oczekiwany",
            "Следующая покупка ожидается",
            "Nächster Einkauf erwartet am",
            "Next purchase expected",
        ],
    ),
    ("cart_id", ["Korpa", "Корпа", "Koszyk", "Корзина", "Warenkorb", "Cart"]),
    ("stage", ["Faza", "Фаза", "Etap", "Этап", "Schritt", "Stage"]),
    ("url", ["Adresa", "Адреса", "Adres", "Адрес", "Adresse", "Address"]),
    (
        "abandons_at",
        ["Napuštena od", "Напуштена од", "Porzucony od", "Брошена с", "Abgebrochen ab", "Abandoned from"],
    ),
    (
        "recoverable_until",
        ["Očekuje se do", "Очекује се до", "Oczekiwany do", "Ожидается до", "Erwartet bis", "Expected until"],
    ),
    (
        "event_id",
        [
            "Oznaka događaja",
            "Ознака догађаја",
            "Identyfikator zdarzenia",
            "Идентификатор события",
            "Kennung des Ereignisses",
            "Event identifier",
        ],
    ),
    ("properties", ["Svojstva", "Својства", "Właściwości", "Свойства", "Eigenschaften", "Properties"]),
    ("purchased_at", ["Kupljeno", "Купљено", "Kupiono", "Куплено", "Gekauft am", "Bought"]),
];
