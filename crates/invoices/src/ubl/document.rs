//! What an invoice or a credit note must say to be one of EN 16931.

use regulars_kernel::{Currency, Date, Label, Personal, PostalAddress};

use crate::{InvoiceNumber, LineTax, TaxCategory};

/// Who sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UblSeller {
    /// The legal name (BT-27).
    pub name: String,
    /// Street (BT-35).
    pub street: Option<String>,
    /// City (BT-37).
    pub city: Option<String>,
    /// Postcode (BT-38).
    pub postcode: Option<String>,
    /// Country code (BT-40).
    pub country: Option<String>,
    /// The number under which it pays value added tax, with the country in front (BT-31).
    pub tax_id: Option<String>,
    /// The number under which it is registered (BT-30).
    pub registration_id: Option<String>,
    /// The account to which is paid (BT-84).
    pub payment_account: Option<String>,
}

/// Who buys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UblBuyer {
    /// The name of the company or of the person (BT-44).
    pub name: Option<Personal<String>>,
    /// Where (BG-8). Where no country is known it is the seller's.
    pub address: PostalAddress,
    /// The number under which it pays taxes (BT-48).
    pub tax_id: Option<Personal<Label>>,
    /// What it wants to find on the invoice (BT-10).
    pub reference: Option<Personal<Label>>,
}

/// One line. Amounts are minor units, tax included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UblLine {
    /// Its number.
    pub number: u32,
    /// The seller's number of the goods (BT-155).
    pub sku: Option<String>,
    /// What the goods are called (BT-153).
    pub name: String,
    /// How much of them, in thousandths.
    pub thousandths: i64,
    /// What the quantity counts.
    pub unit: Option<String>,
    /// The price of one.
    pub unit_price: i64,
    /// What was taken off.
    pub discount: i64,
    /// What the line costs.
    pub total: i64,
    /// How it is taxed.
    pub tax: LineTax,
}

/// What a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UblKind {
    /// A commercial invoice (UNCL 1001, 380).
    Invoice {
        /// The day by which it is to be paid (BT-9).
        due_on: Date,
    },
    /// A credit note (381).
    CreditNote {
        /// The number of the invoice that it credits (BT-25).
        invoice: InvoiceNumber,
        /// The day of issue of that invoice (BT-26).
        invoice_issued_on: Date,
    },
}

/// An invoice or a credit note as it was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UblDocument {
    /// What it is.
    pub kind: UblKind,
    /// Its number (BT-1).
    pub number: String,
    /// The day of issue (BT-2).
    pub issued_on: Date,
    /// The day on which the goods were delivered (BT-72).
    pub delivered_on: Date,
    /// The currency (BT-5).
    pub currency: Currency,
    /// Who sells.
    pub seller: UblSeller,
    /// Who buys.
    pub buyer: UblBuyer,
    /// What was bought or credited, without the line that rounds the sum.
    pub lines: Vec<UblLine>,
    /// What was billed or credited, tax included.
    pub total: i64,
    /// Why lines bear no tax that are exempt (BT-120).
    pub exemption_reason: Option<String>,
}

/// What a document lacks to be one of EN 16931.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UblLack {
    /// Amounts have two decimals at most (BR-DEC).
    #[error("a currency of at most two decimals")]
    TwoDecimals,
    /// The country of the seller is stated (BR-9).
    #[error("the country of the merchant's address")]
    SellerCountry,
    /// The seller is identified (BR-CO-26).
    #[error("`tax_id` or `registration_id` in the invoice settings")]
    SellerId,
    /// Who charges tax says under which number (BR-S-2, BR-Z-2, BR-E-2).
    #[error("`tax_id` in the invoice settings, because lines are under value added tax")]
    SellerTaxId,
    /// A number of value added tax has the country in front (BR-CO-9).
    #[error("the country's two letters in front of `tax_id` in the invoice settings")]
    SellerTaxCountry,
    /// Who pays the tax in the seller's place says under which number (BR-AE-2, BR-IC-2).
    #[error(
        "`buyer_tax_id` with the country's two letters in front, because lines are under a tax that the buyer owes"
    )]
    BuyerTaxId,
    /// It is said to which country goods go (BR-IC-12).
    #[error("the country of the customer's address, because goods go to another country of the Union")]
    BuyerCountry,
    /// The buyer has a name (BR-7).
    #[error("the name of the customer")]
    BuyerName,
    /// Of each line it is said how it is taxed (BR-CO-4).
    #[error("how line {0} is taxed")]
    Tax(u32),
}

impl UblDocument {
    /// Whether what is sold is not under the tax at all.
    pub(super) fn is_outside(&self) -> bool {
        self.has(|category| category == TaxCategory::OutsideScope)
    }

    /// Whether a line is of such a category.
    pub(super) fn has(&self, is_so: impl Fn(TaxCategory) -> bool) -> bool {
        self.lines.iter().any(|line| is_so(line.tax.category()))
    }

    /// What it lacks.
    pub fn lacks(&self) -> Vec<UblLack> {
        let is_out = self.is_outside();
        let seller = &self.seller;
        let tax_id = seller.tax_id.as_deref().filter(|_| !is_out);
        let mut lacks = Vec::new();
        let mut demand = |is_met: bool, lack: UblLack| {
            if !is_met {
                lacks.push(lack);
            }
        };
        demand(self.currency.decimals() <= 2, UblLack::TwoDecimals);
        demand(seller.country.is_some(), UblLack::SellerCountry);
        demand(tax_id.is_some() || seller.registration_id.is_some(), UblLack::SellerId);
        demand(is_out || tax_id.is_some(), UblLack::SellerTaxId);
        demand(tax_id.is_none_or(has_country), UblLack::SellerTaxCountry);
        demand(self.buyer.name.is_some(), UblLack::BuyerName);
        let buyer_tax_id = self.buyer.tax_id.as_ref().map(|number| number.expose().as_str());
        let is_numbered = buyer_tax_id.is_some_and(has_country);
        demand(is_numbered || !self.has(TaxCategory::needs_buyer_number), UblLack::BuyerTaxId);
        let is_abroad = self.has(|category| category == TaxCategory::IntraCommunity);
        demand(self.buyer.address.country.is_some() || !is_abroad, UblLack::BuyerCountry);
        lacks
    }
}

/// Whether a number of value added tax has two letters in front.
pub(super) fn has_country(tax_id: &str) -> bool {
    let letters: Vec<char> = tax_id.chars().take(3).collect();
    matches!(letters[..], [one, other, _] if one.is_ascii_uppercase() && other.is_ascii_uppercase())
}
