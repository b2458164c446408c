//! The columns of a list of operations on points in a file.

use regulars_kernel::{Language, named};

use crate::exports::export::ExportHeading;

named! {
    /// A column of a list of operations on points.
    PointColumn {
        /// The number of the operation in its account.
        Number = "number",
        /// When it was written.
        RecordedAt = "recorded_at",
        /// When it was, by the clock of whoever brought it about.
        OccurredAt = "occurred_at",
        /// What it does.
        Kind = "kind",
        /// By how much the account has more or less after it.
        Points = "points",
        /// What it adds to what can be spent.
        Available = "available",
        /// What it adds to what can be spent later.
        Pending = "pending",
        /// What it adds to what is held.
        Reserved = "reserved",
        /// What it adds to what is owed.
        Deficit = "deficit",
        /// Why staff credited or debited.
        Reason = "reason",
        /// The purchase that earned or was paid.
        PurchaseId = "purchase_id",
        /// The refund that took or gave back.
        RefundId = "refund_id",
        /// The version of the programme that explains it.
        ProgrammeVersion = "programme_version",
    }
}

impl PointColumn {
    /// What stands above it.
    pub fn heading(self, language: Language) -> ExportHeading {
        let place = Language::ALL.iter().position(|known| *known == language).unwrap_or_default();
        let text = self.headings().get(place).copied().unwrap_or_else(|| self.name()).to_owned();
        ExportHeading { text, is_number: self.is_number() }
    }

    const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Points
                | Self::Available
                | Self::Pending
                | Self::Reserved
                | Self::Deficit
                | Self::ProgrammeVersion
        )
    }

    /// Serbian in both scripts, Polish, Russian, German and English.
    const fn headings(self) -> [&'static str; 6] {
        match self {
            Self::Number => ["Broj", "Број", "Numer", "Номер", "Nummer", "Number"],
            Self::RecordedAt => ["Upisano", "Уписано", "Zapisano", "Записано", "Gebucht am", "Recorded at"],
            Self::OccurredAt => ["Vreme", "Време", "Czas", "Время", "Zeitpunkt", "Time"],
            Self::Kind => ["Vrsta", "Врста", "Rodzaj", "Вид", "Art", "Kind"],
            Self::Points => ["Bodovi", "Бодови", "Punkty", "Баллы", "Punkte", "Points"],
            Self::Available => {
                ["Raspoloživo", "Расположиво", "Dostępne", "Доступно", "Verfügbar", "Available"]
            }
            Self::Pending => {
                ["Još ne važi", "Још не важи", "Oczekujące", "Ещё недоступно", "Noch nicht frei", "Pending"]
            }
            Self::Reserved => {
                ["Rezervisano", "Резервисано", "Zarezerwowane", "Зарезервировано", "Reserviert", "Reserved"]
            }
            Self::Deficit => ["Dug", "Дуг", "Dług", "Задолженность", "Geschuldet", "Owed"],
            Self::Reason => ["Razlog", "Разлог", "Powód", "Причина", "Grund", "Reason"],
            Self::PurchaseId => {
                ["ID kupovine", "ИД куповине", "ID zakupu", "ИД покупки", "Kauf-ID", "Purchase ID"]
            }
            Self::RefundId => {
                ["ID povraćaja", "ИД повраћаја", "ID zwrotu", "ИД возврата", "Erstattungs-ID", "Refund ID"]
            }
            Self::ProgrammeVersion => [
                "Verzija programa",
                "Верзија програма",
                "Wersja programu",
                "Версия программы",
                "Fassung des Programms",
                "Version of the programme",
            ],
        }
    }
}
