//! What a file tells of a customer beside what an import takes back, and the headings of it.

use regulars_kernel::{Language, named};

named! {
    /// What is told of a customer and no import changes.
    ToldColumn {
        /// How the customer stands to the network and the merchant.
        Type = "type",
        /// Where the customer stands in the life of a customer.
        Lifecycle = "lifecycle",
        /// Whether the e-mail address was proven.
        EmailVerified = "email_verified",
        /// The numbers of all active cards.
        Cards = "cards",
        /// The member of the network.
        MemberId = "member_id",
        /// Since when the customer is a regular.
        RegularSince = "regular_since",
        /// `utm_source` of the campaign that led to the customer last.
        LastUtmSource = "last_utm_source",
        /// `utm_medium` of the campaign that led to the customer last.
        LastUtmMedium = "last_utm_medium",
        /// `utm_campaign` of the campaign that led to the customer last.
        LastUtmCampaign = "last_utm_campaign",
        /// `utm_term` of the campaign that led to the customer last.
        LastUtmTerm = "last_utm_term",
        /// `utm_content` of the campaign that led to the customer last.
        LastUtmContent = "last_utm_content",
        /// When that was noted.
        LastUtmAt = "last_utm_at",
        /// What made the record.
        CreatedBy = "created_by",
        /// How many purchases there were.
        PurchaseCount = "purchase_count",
        /// Their sum.
        PurchaseTotal = "purchase_total",
        /// When the first one was.
        FirstPurchaseAt = "first_purchase_at",
        /// When the last one was.
        LastPurchaseAt = "last_purchase_at",
        /// How many gaps there are between the days of purchases.
        PurchaseGaps = "purchase_gaps",
        /// The median of these gaps in days.
        MedianGapDays = "median_gap_days",
        /// The day on which the next purchase is expected.
        NextPurchaseExpectedAt = "next_purchase_expected_at",
        /// By how many days it is overdue.
        PurchaseOverdueDays = "purchase_overdue_days",
        /// How recently the customer has bought, from 1 to 5.
        RfmRecency = "rfm_recency",
        /// How often, from 1 to 5.
        RfmFrequency = "rfm_frequency",
        /// For how much, from 1 to 5.
        RfmMonetary = "rfm_monetary",
        /// The class that these make.
        RfmClass = "rfm_class",
        /// What the customer said about advertising by push messages.
        AdvertisingPush = "advertising_push",
        /// What the customer said about advertising by Telegram.
        AdvertisingTelegram = "advertising_telegram",
        /// What the customer said about profiling.
        Profiling = "profiling",
        /// What the customer said about data being passed on.
        ThirdParties = "third_parties",
        /// When the record was made.
        CreatedAt = "created_at",
        /// When it was last changed.
        UpdatedAt = "updated_at",
    }
}

impl ToldColumn {
    /// Whether its cells are numbers.
    pub const fn is_number(self) -> bool {
        matches!(
            self,
            Self::PurchaseCount
                | Self::PurchaseTotal
                | Self::PurchaseGaps
                | Self::MedianGapDays
                | Self::PurchaseOverdueDays
                | Self::RfmRecency
                | Self::RfmFrequency
                | Self::RfmMonetary
        )
    }

    /// What stands above it.
    pub fn heading(self, language: Language) -> &'static str {
        let place = Language::ALL.iter().position(|known| *known == language).unwrap_or_default();
        self.headings().get(place).copied().unwrap_or_else(|| self.name())
    }

    /// Serbian in both scripts, Polish, Russian, German and English.
    const fn headings(self) -> [&'static str; 6] {
        match self {
            Self::Type => {
                ["Vrsta kupca", "Врста купца", "Rodzaj klienta", "Тип клиента", "Kundentyp", "Customer type"]
            }
            Self::Lifecycle => ["Faza", "Фаза", "Etap", "Этап", "Lebensphase", "Lifecycle"],
            Self::EmailVerified => [
                "E-mail potvrđen",
                "Имејл потврђен",
                "E-mail potwierdzony",
                "Почта подтверждена",
                "E-Mail bestätigt",
                "E-mail verified",
            ],
            Self::Cards => {
                ["Sve kartice", "Све картице", "Wszystkie karty", "Все карты", "Alle Karten", "All cards"]
            }
            Self::MemberId => {
                ["ID člana", "ИД члана", "ID członka", "ИД участника", "Mitglieds-ID", "Member ID"]
            }
            Self::RegularSince => [
                "Stalni kupac od",
                "Стални купац од",
                "Stały klient od",
                "Постоянный клиент с",
                "Stammkunde seit",
                "Regular since",
            ],
            Self::LastUtmSource => ["last_utm_source"; 6],
            Self::LastUtmMedium => ["last_utm_medium"; 6],
            Self::LastUtmCampaign => ["last_utm_campaign"; 6],
            Self::LastUtmTerm => ["last_utm_term"; 6],
            Self::LastUtmContent => ["last_utm_content"; 6],
            Self::LastUtmAt => ["last_utm_at"; 6],
            Self::CreatedBy => {
                ["Uneo", "Унео", "Utworzono przez", "Кем создан", "Angelegt von", "Created by"]
            }
            Self::PurchaseCount => [
                "Broj kupovina",
                "Број куповина",
                "Liczba zakupów",
                "Число покупок",
                "Anzahl der Käufe",
                "Number of purchases",
            ],
            Self::PurchaseTotal => [
                "Ukupan promet",
                "Укупан промет",
                "Suma zakupów",
                "Сумма покупок",
                "Umsatz gesamt",
                "Total spent",
            ],
            Self::FirstPurchaseAt => [
                "Prva kupovina",
                "Прва куповина",
                "Pierwszy zakup",
                "Первая покупка",
                "Erster Kauf",
                "First purchase",
            ],
            Self::LastPurchaseAt => [
                "Poslednja kupovina",
                "Последња куповина",
                "Ostatni zakup",
                "Последняя покупка",
                "Letzter Kauf",
                "Last purchase",
            ],
            Self::PurchaseGaps => [
                "Razmaci između kupovina",
                "Размаци између куповина",
                "Przerwy między zakupami",
                "Перерывы между покупками",
                "Abstände zwischen Käufen",
                "Gaps between purchases",
            ],
            Self::MedianGapDays => [
                "Uobičajen razmak u danima",
                "Уобичајен размак у данима",
                "Zwykła przerwa w dniach",
                "Обычный перерыв в днях",
                "Üblicher Abstand in Tagen",
                "Usual gap in days",
            ],
            Self::NextPurchaseExpectedAt => [
                "Sledeća kupovina se očekuje",
                "Следећа куповина се очекује",
                "Oczekiwany następny zakup",
                "Следующая покупка ожидается",
                "Nächster Kauf erwartet am",
                "Next purchase expected",
            ],
            Self::PurchaseOverdueDays => [
                "Kasni dana",
                "Касни дана",
                "Spóźnienie w dniach",
                "Опоздание в днях",
                "Tage überfällig",
                "Days overdue",
            ],
            Self::RfmRecency => [
                "RFM: skorašnjost",
                "RFM: скорашњост",
                "RFM: świeżość",
                "RFM: давность",
                "RFM: Aktualität",
                "RFM: recency",
            ],
            Self::RfmFrequency => [
                "RFM: učestalost",
                "RFM: учесталост",
                "RFM: częstość",
                "RFM: частота",
                "RFM: Häufigkeit",
                "RFM: frequency",
            ],
            Self::RfmMonetary => [
                "RFM: vrednost",
                "RFM: вредност",
                "RFM: wartość",
                "RFM: сумма",
                "RFM: Umsatz",
                "RFM: monetary value",
            ],
            Self::RfmClass => {
                ["RFM: klasa", "RFM: класа", "RFM: klasa", "RFM: класс", "RFM: Klasse", "RFM: class"]
            }
            Self::AdvertisingPush => [
                "Reklama push porukama",
                "Реклама пуш порукама",
                "Reklama push",
                "Реклама push-сообщениями",
                "Werbung per Push",
                "Advertising by push",
            ],
            Self::AdvertisingTelegram => [
                "Reklama Telegramom",
                "Реклама Телеграмом",
                "Reklama przez Telegram",
                "Реклама в Telegram",
                "Werbung per Telegram",
                "Advertising by Telegram",
            ],
            Self::Profiling => {
                ["Profilisanje", "Профилисање", "Profilowanie", "Профилирование", "Profiling", "Profiling"]
            }
            Self::ThirdParties => [
                "Ustupanje trećim licima",
                "Уступање трећим лицима",
                "Przekazanie osobom trzecim",
                "Передача третьим лицам",
                "Weitergabe an Dritte",
                "Passing on to third parties",
            ],
            Self::CreatedAt => ["Uneto", "Унето", "Utworzono", "Создан", "Angelegt am", "Created at"],
            Self::UpdatedAt => ["Izmenjeno", "Измењено", "Zmieniono", "Изменён", "Geändert am", "Updated at"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::headings::field_of;

    #[test]
    fn no_import_takes_what_is_only_told_for_anything() {
        for column in ToldColumn::ALL {
            for language in Language::ALL {
                let heading = column.heading(language);
                assert_eq!(field_of(heading), None, "{heading}");
            }
            assert_eq!(field_of(column.name()), None, "{column}");
        }
    }
}
