//! The columns of a list of purchases in a file.

use regulars_kernel::{Language, named};

use crate::exports::export::ExportHeading;

named! {
    /// A column of a list of purchases.
    PurchaseColumn {
        /// The id.
        Id = "id",
        /// The day that it is booked on.
        BusinessDate = "business_date",
        /// The till's own number.
        ReceiptNumber = "receipt_number",
        /// Who numbers the receipts.
        Source = "source",
        /// When the sale happened.
        OccurredAt = "occurred_at",
        /// As of when it counts.
        CountedAt = "counted_at",
        /// The store.
        StoreId = "store_id",
        /// The customer.
        CustomerId = "customer_id",
        /// What the customer is called.
        Customer = "customer",
        /// The receipt's total.
        Total = "total",
        /// What was given back.
        RefundedTotal = "refunded_total",
        /// The currency of the amounts.
        Currency = "currency",
        /// How it was paid.
        Tenders = "tenders",
        /// Codes of coupons.
        Coupons = "coupons",
        /// The number of the line.
        Line = "line",
        /// The merchant's own number of the goods.
        Sku = "sku",
        /// What the receipt calls the goods.
        Name = "name",
        /// Their category.
        Category = "category",
        /// How much.
        Quantity = "quantity",
        /// What the quantity counts.
        Unit = "unit",
        /// The price of one unit.
        UnitPrice = "unit_price",
        /// What was taken off.
        Discount = "discount",
        /// What the line cost.
        LineTotal = "line_total",
        /// How much was given back.
        RefundedQuantity = "refunded_quantity",
        /// What was paid back for the line.
        LineRefundedTotal = "line_refunded_total",
    }
}

/// What each row has.
const OF_RECEIPT: &[PurchaseColumn] = &[
    PurchaseColumn::Id,
    PurchaseColumn::BusinessDate,
    PurchaseColumn::ReceiptNumber,
    PurchaseColumn::Source,
    PurchaseColumn::OccurredAt,
    PurchaseColumn::CountedAt,
    PurchaseColumn::StoreId,
    PurchaseColumn::CustomerId,
    PurchaseColumn::Customer,
];
/// What a row of a receipt has behind that.
const OF_WHOLE: &[PurchaseColumn] = &[
    PurchaseColumn::Total,
    PurchaseColumn::RefundedTotal,
    PurchaseColumn::Currency,
    PurchaseColumn::Tenders,
    PurchaseColumn::Coupons,
];
/// What a row of a line has instead.
const OF_LINE: &[PurchaseColumn] = &[
    PurchaseColumn::Line,
    PurchaseColumn::Sku,
    PurchaseColumn::Name,
    PurchaseColumn::Category,
    PurchaseColumn::Quantity,
    PurchaseColumn::Unit,
    PurchaseColumn::UnitPrice,
    PurchaseColumn::Discount,
    PurchaseColumn::LineTotal,
    PurchaseColumn::RefundedQuantity,
    PurchaseColumn::LineRefundedTotal,
    PurchaseColumn::Currency,
];

impl PurchaseColumn {
    /// The columns of a file with a row for each receipt, or for each line.
    pub fn of_rows(by_line: bool) -> impl Iterator<Item = Self> {
        OF_RECEIPT.iter().chain(if by_line { OF_LINE } else { OF_WHOLE }).copied()
    }

    /// What stands above it.
    pub fn heading(self, language: Language) -> ExportHeading {
        let place = Language::ALL.iter().position(|known| *known == language).unwrap_or_default();
        let text = self.headings().get(place).copied().unwrap_or_else(|| self.name()).to_owned();
        ExportHeading { text, is_number: self.is_number() }
    }

    const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Total
                | Self::RefundedTotal
                | Self::Line
                | Self::Quantity
                | Self::UnitPrice
                | Self::Discount
                | Self::LineTotal
                | Self::RefundedQuantity
                | Self::LineRefundedTotal
        )
    }

    /// Serbian in both scripts, Polish, Russian, German and English.
    const fn headings(self) -> [&'static str; 6] {
        match self {
            Self::Id => ["ID kupovine", "ИД куповине", "ID zakupu", "ИД покупки", "Kauf-ID", "Purchase ID"],
            Self::BusinessDate => ["Dan", "Дан", "Dzień", "День", "Tag", "Day"],
            Self::ReceiptNumber => {
                ["Broj računa", "Број рачуна", "Numer paragonu", "Номер чека", "Bonnummer", "Receipt number"]
            }
            Self::Source => ["Izvor", "Извор", "Źródło", "Источник", "Quelle", "Source"],
            Self::OccurredAt => ["Vreme", "Време", "Czas", "Время", "Zeitpunkt", "Time"],
            Self::CountedAt => {
                ["Računa se od", "Рачуна се од", "Liczy się od", "Учтено", "Gezählt am", "Counted at"]
            }
            Self::StoreId => {
                ["ID prodavnice", "ИД продавнице", "ID sklepu", "ИД магазина", "Filial-ID", "Store ID"]
            }
            Self::CustomerId => {
                ["ID kupca", "ИД купца", "ID klienta", "ИД клиента", "Kunden-ID", "Customer ID"]
            }
            Self::Customer => ["Kupac", "Купац", "Klient", "Клиент", "Kunde", "Customer"],
            Self::Total => ["Iznos", "Износ", "Kwota", "Сумма", "Betrag", "Total"],
            Self::RefundedTotal => ["Vraćeno", "Враћено", "Zwrócono", "Возвращено", "Erstattet", "Refunded"],
            Self::Currency => ["Valuta", "Валута", "Waluta", "Валюта", "Währung", "Currency"],
            Self::Tenders => ["Plaćanje", "Плаћање", "Płatność", "Оплата", "Zahlung", "Payment"],
            Self::Coupons => ["Kuponi", "Купони", "Kupony", "Купоны", "Gutscheine", "Coupons"],
            Self::Line => ["Stavka", "Ставка", "Pozycja", "Позиция", "Position", "Line"],
            Self::Sku => ["Šifra artikla", "Шифра артикла", "Kod towaru", "Артикул", "Artikelnummer", "SKU"],
            Self::Name => ["Artikal", "Артикал", "Towar", "Товар", "Artikel", "Item"],
            Self::Category => ["Kategorija", "Категорија", "Kategoria", "Категория", "Kategorie", "Category"],
            Self::Quantity => ["Količina", "Количина", "Ilość", "Количество", "Menge", "Quantity"],
            Self::Unit => ["Jedinica", "Јединица", "Jednostka", "Единица", "Einheit", "Unit"],
            Self::UnitPrice => ["Cena", "Цена", "Cena", "Цена", "Preis", "Unit price"],
            Self::Discount => ["Popust", "Попуст", "Rabat", "Скидка", "Rabatt", "Discount"],
            Self::LineTotal => [
                "Iznos stavke",
                "Износ ставке",
                "Kwota pozycji",
                "Сумма позиции",
                "Positionsbetrag",
                "Line total",
            ],
            Self::RefundedQuantity => [
                "Vraćena količina",
                "Враћена количина",
                "Zwrócona ilość",
                "Возвращённое количество",
                "Erstattete Menge",
                "Refunded quantity",
            ],
            Self::LineRefundedTotal => [
                "Vraćeno za stavku",
                "Враћено за ставку",
                "Zwrócono za pozycję",
                "Возвращено за позицию",
                "Erstattet je Position",
                "Line refunded",
            ],
        }
    }
}
