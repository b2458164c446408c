//! The names of members of invoices as words in the languages that the program speaks.

use super::page_words::Words;

pub(super) const OF_INVOICES: &[(&str, Words)] = &[
    (
        "issued_on",
        [
            "Dan izdavanja",
            "Дан издавања",
            "Data wystawienia",
            "Дата выставления",
            "Ausgestellt am",
            "Issued on",
        ],
    ),
    ("paid_total", ["Plaćeno", "Плаћено", "Zapłacono", "Оплачено", "Bezahlt", "Paid"]),
    (
        "last_paid_on",
        [
            "Poslednja uplata",
            "Последња уплата",
            "Ostatnia wpłata",
            "Последняя оплата",
            "Letzte Zahlung",
            "Last paid on",
        ],
    ),
    (
        "buyer_reference",
        [
            "Oznaka kupca",
            "Ознака купца",
            "Oznaczenie nabywcy",
            "Обозначение покупателя",
            "Zeichen des Käufers",
            "Reference of the buyer",
        ],
    ),
    (
        "buyer_tax_id",
        [
            "PIB kupca",
            "ПИБ купца",
            "NIP nabywcy",
            "ИНН покупателя",
            "Steuernummer des Käufers",
            "Tax number of the buyer",
        ],
    ),
    (
        "exemption_reason",
        [
            "Osnov oslobođenja",
            "Основ ослобођења",
            "Podstawa zwolnienia",
            "Основание освобождения",
            "Grund der Befreiung",
            "Reason of exemption",
        ],
    ),
    ("taxes", ["Porezi", "Порези", "Podatki", "Налоги", "Steuern", "Taxes"]),
    (
        "tax_category",
        ["Vrsta poreza", "Врста пореза", "Rodzaj podatku", "Вид налога", "Steuerart", "Kind of tax"],
    ),
    (
        "tax_percent",
        ["Stopa poreza", "Стопа пореза", "Stawka podatku", "Ставка налога", "Steuersatz", "Rate of tax"],
    ),
    ("payments", ["Uplate", "Уплате", "Wpłaty", "Оплаты", "Zahlungen", "Payments"]),
    ("reminders", ["Opomene", "Опомене", "Przypomnienia", "Напоминания", "Erinnerungen", "Reminders"]),
    (
        "days_after_due",
        [
            "Dana posle roka",
            "Дана после рока",
            "Dni po terminie",
            "Дней после срока",
            "Tage nach der Frist",
            "Days after it was due",
        ],
    ),
    (
        "paid_on",
        ["Plaćeno dana", "Плаћено дана", "Zapłacono dnia", "Оплачено когда", "Bezahlt am", "Paid on"],
    ),
];
