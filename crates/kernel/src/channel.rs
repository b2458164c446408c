//! The ways to reach a customer.

crate::named! {
    /// A way to reach a customer.
    Channel {
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
