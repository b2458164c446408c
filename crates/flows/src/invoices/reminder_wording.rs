//! What reminders say, in every language. `{number}` stands for the number of the invoice, `{merchant}` for the merchant's name.

use regulars_kernel::Language;

/// What a reminder says.
pub(super) struct Wording {
    /// The subject as long as it is not overdue.
    pub(super) subject: &'static str,
    /// The subject once it is.
    pub(super) subject_overdue: &'static str,
    /// What is said as long as it is not overdue.
    pub(super) says: &'static str,
    /// What is said once it is.
    pub(super) says_overdue: &'static str,
    pub(super) number: &'static str,
    pub(super) issued_on: &'static str,
    pub(super) due_on: &'static str,
    pub(super) open: &'static str,
    pub(super) account: &'static str,
    pub(super) ignore: &'static str,
}

impl Wording {
    /// What is said in that language.
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::SerbianLatin => &SERBIAN_LATIN,
            Language::SerbianCyrillic => &SERBIAN_CYRILLIC,
            Language::Polish => &POLISH,
            Language::Russian => &RUSSIAN,
            Language::German => &GERMAN,
            Language::English => &ENGLISH,
        }
    }
}

const SERBIAN_LATIN: Wording = Wording {
    subject: "{merchant}: račun {number} uskoro dospeva",
    subject_overdue: "{merchant}: podsetnik za račun {number}",
    says: "Podsećamo vas da račun {number} još nije plaćen u celosti.",
    says_overdue: "Rok za plaćanje računa {number} je istekao, a račun još nije plaćen u celosti.",
    number: "Račun",
    issued_on: "Izdat",
    due_on: "Rok plaćanja",
    open: "Preostalo za uplatu",
    account: "Broj računa za uplatu",
    ignore: "Ako ste u međuvremenu platili, ne morate ništa da uradite.",
};

const SERBIAN_CYRILLIC: Wording = Wording {
    subject: "{merchant}: рачун {number} ускоро доспева",
    subject_overdue: "{merchant}: подсетник за рачун {number}",
    says: "Подсећамо вас да рачун {number} још није плаћен у целости.",
    says_overdue: "Рок за плаћање рачуна {number} је истекао, а рачун још није плаћен у целости.",
    number: "Рачун",
    issued_on: "Издат",
    due_on: "Рок плаћања",
    open: "Преостало за уплату",
    account: "Број рачуна за уплату",
    ignore: "Ако сте у међувремену платили, не морате ништа да урадите.",
};

const POLISH: Wording = Wording {
    subject: "{merchant}: zbliża się termin płatności faktury {number}",
    subject_overdue: "{merchant}: przypomnienie o fakturze {number}",
    says: "Przypominamy, że faktura {number} nie została jeszcze opłacona w całości.",
    says_overdue: "Termin płatności faktury {number} minął, a faktura nie została jeszcze opłacona w całości.",
    number: "Faktura",
    issued_on: "Data wystawienia",
    due_on: "Termin płatności",
    open: "Pozostało do zapłaty",
    account: "Numer rachunku",
    ignore: "Jeśli płatność została już wykonana, nie trzeba nic robić.",
};

const RUSSIAN: Wording = Wording {
    subject: "{merchant}: скоро срок оплаты счёта {number}",
    subject_overdue: "{merchant}: напоминание о счёте {number}",
    says: "Напоминаем, что счёт {number} ещё не оплачен полностью.",
    says_overdue: "Срок оплаты счёта {number} прошёл, но счёт ещё не оплачен полностью.",
    number: "Счёт",
    issued_on: "Дата выставления",
    due_on: "Оплатить до",
    open: "Осталось оплатить",
    account: "Счёт для оплаты",
    ignore: "Если вы уже оплатили, ничего делать не нужно.",
};

const GERMAN: Wording = Wording {
    subject: "{merchant}: Rechnung {number} ist bald fällig",
    subject_overdue: "{merchant}: Zahlungserinnerung zu Rechnung {number}",
    says: "wir möchten Sie daran erinnern, dass die Rechnung {number} noch nicht vollständig bezahlt ist.",
    says_overdue: "die Frist der Rechnung {number} ist verstrichen, und sie ist noch nicht vollständig bezahlt.",
    number: "Rechnung",
    issued_on: "Ausgestellt am",
    due_on: "Zahlbar bis",
    open: "Noch zu zahlen",
    account: "Konto",
    ignore: "Wenn Sie inzwischen bezahlt haben, brauchen Sie nichts zu tun.",
};

const ENGLISH: Wording = Wording {
    subject: "{merchant}: invoice {number} is due soon",
    subject_overdue: "{merchant}: a reminder of invoice {number}",
    says: "This is to remind you that invoice {number} is not paid in full yet.",
    says_overdue: "Invoice {number} is past its due date and is not paid in full yet.",
    number: "Invoice",
    issued_on: "Issued on",
    due_on: "Due on",
    open: "Still to be paid",
    account: "Account",
    ignore: "If you have paid in the meantime, there is nothing to do.",
};
