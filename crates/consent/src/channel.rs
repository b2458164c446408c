//! The ways to reach a customer.

use crate::named::named;

named! {
    /// A way to reach a customer.
    Channel ("email, sms, push, telegram") {
        /// E-mail.
        Email = "email",
        /// Text messages.
        Sms = "sms",
        /// Push messages of an application.
        Push = "push",
        /// Telegram messages.
        Telegram = "telegram",
    }
}
