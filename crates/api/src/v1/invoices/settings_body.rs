//! What a merchant sets about its invoices, on the wire.

use regulars_invoices::{InvalidReminderDays, InvoiceSettings, NumberPrefix, PaymentDays, ReminderDays};
use regulars_kernel::Label;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tax_body::TaxBody;
use crate::error::{ApiError, Invalid};

/// What holds for invoices that say nothing else, and what they say about their seller.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InvoiceSettings, example = json!({"number_prefix": "F-", "payment_days": 15,
    "tax": {"category": "standard", "percent": "20"}, "exemption_reason": null, "tax_id": "RS123456789",
    "registration_id": "12345678", "payment_account": "RS35260005601001611379",
    "reminder_days": [-3, 1, 14]}))]
pub struct InvoiceSettingsBody {
    /// What stands before the year in numbers of your own series (`F-2026-000001`): letters, digits and `-`, `/`, `.`, `_`.
    #[schema(max_length = 12)]
    #[serde(default)]
    number_prefix: String,
    /// How many days after its issue an invoice is due.
    #[schema(minimum = 0, maximum = 365)]
    payment_days: u16,
    /// How lines are taxed; `null` where each line says so itself.
    tax: Option<TaxBody>,
    /// Why lines bear no tax that are exempt from it.
    #[schema(min_length = 1, max_length = 200)]
    exemption_reason: Option<String>,
    /// The number under which you pay value added tax, with the country in front.
    #[schema(min_length = 1, max_length = 200)]
    tax_id: Option<String>,
    /// The number under which you are registered as a business.
    #[schema(min_length = 1, max_length = 200)]
    registration_id: Option<String>,
    /// The account to which invoices are paid, such as an IBAN.
    #[schema(min_length = 1, max_length = 200)]
    payment_account: Option<String>,
    /// On which days a customer is reminded by e-mail of an invoice of which something is open, counted from the day on which
    /// it is due: `-3` is three days before, `0` the day itself. Without any nobody is reminded.
    #[schema(max_items = 6, minimum = -30, maximum = 180, example = json!([-3, 1, 14]))]
    #[serde(default)]
    reminder_days: Vec<i16>,
}

impl InvoiceSettingsBody {
    /// The checked settings.
    pub fn check(self) -> Result<InvoiceSettings, ApiError> {
        let mut invalid = Invalid::default();
        let number_prefix = invalid.check("/number_prefix", self.number_prefix.parse::<NumberPrefix>());
        let days = PaymentDays::new(self.payment_days);
        let days = invalid.check("/payment_days", days.ok_or("must be from 0 to 365"));
        let tax = self.tax.and_then(|tax| tax.check(&mut invalid, "/tax"));
        let mut label = |pointer: &str, text: Option<String>| invalid.parse_option::<Label>(pointer, text);
        let exemption_reason = label("/exemption_reason", self.exemption_reason);
        let tax_id = label("/tax_id", self.tax_id);
        let registration_id = label("/registration_id", self.registration_id);
        let payment_account = label("/payment_account", self.payment_account);
        let reminders = reminder_days(self.reminder_days, &mut invalid);
        let checked = number_prefix.zip(days).zip(reminders);
        let checked = checked.map(|((number_prefix, payment_days), reminder_days)| InvoiceSettings {
            number_prefix,
            payment_days,
            tax,
            exemption_reason,
            tax_id,
            registration_id,
            payment_account,
            reminder_days,
        });
        invalid.finish_with(checked)
    }
}

fn reminder_days(days: Vec<i16>, invalid: &mut Invalid) -> Option<ReminderDays> {
    let checked = ReminderDays::new(days);
    let pointer = match checked {
        Ok(_) | Err(InvalidReminderDays::TooMany) => "/reminder_days".to_owned(),
        Err(InvalidReminderDays::TooFar(place) | InvalidReminderDays::Twice(place)) => {
            format!("/reminder_days/{place}")
        }
    };
    invalid.check(&pointer, checked)
}

impl From<InvoiceSettings> for InvoiceSettingsBody {
    fn from(settings: InvoiceSettings) -> Self {
        let text = |label: Option<Label>| label.map(Label::into_string);
        Self {
            number_prefix: settings.number_prefix.as_str().to_owned(),
            payment_days: settings.payment_days.get(),
            tax: settings.tax.map(TaxBody::from),
            exemption_reason: text(settings.exemption_reason),
            tax_id: text(settings.tax_id),
            registration_id: text(settings.registration_id),
            payment_account: text(settings.payment_account),
            reminder_days: settings.reminder_days.as_slice().to_vec(),
        }
    }
}
