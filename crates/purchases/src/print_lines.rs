//! What a till prints at the foot of a receipt.

use regulars_kernel::Language;

use crate::Buyer;

/// Short texts in the merchant's language. An anonymous receipt gets none, and nothing personal is printed: a receipt
/// lies about in the shop.
pub fn print_lines(customer: Option<&Buyer>, language: Language) -> Vec<String> {
    let Some(customer) = customer else {
        return Vec::new();
    };
    let purchases_so_far = match language {
        Language::SerbianLatin => "Kupovina do sada",
        Language::SerbianCyrillic => "Куповина до сада",
        Language::Polish => "Dotychczasowe zakupy",
        Language::Russian => "Всего покупок",
        Language::German => "Bisherige Einkäufe",
        Language::English => "Purchases so far",
    };
    vec![format!("{purchases_so_far}: {}", customer.totals.count)]
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{CustomerId, CustomerType, Personal, PurchaseTotals};

    use super::*;

    #[test]
    fn a_known_buyer_gets_a_line_without_a_name_and_an_anonymous_one_gets_none() {
        let customer = Buyer {
            id: CustomerId::new("01930000-0000-7000-8000-000000000001".parse().unwrap()),
            customer_type: CustomerType::Regular,
            first_name: Some(Personal::new("Ana".to_owned())),
            last_name: None,
            totals: PurchaseTotals { count: 3, ..PurchaseTotals::default() },
        };
        assert_eq!(print_lines(Some(&customer), Language::English), ["Purchases so far: 3"]);
        assert_eq!(print_lines(Some(&customer), Language::SerbianCyrillic), ["Куповина до сада: 3"]);
        assert_eq!(print_lines(None, Language::English), Vec::<String>::new());
    }
}
