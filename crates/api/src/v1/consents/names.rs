//! Purposes, channels and states on the wire.

use regulars_kernel::{Channel, ConsentState, Purpose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! on_the_wire {
    ($(#[$documentation:meta])* $body:ident = $domain:ident { $($(#[$value_documentation:meta])* $value:ident),+ $(,)? }) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $body {
            $($(#[$value_documentation])* $value),+
        }

        impl From<$domain> for $body {
            fn from(value: $domain) -> Self {
                match value { $($domain::$value => Self::$value),+ }
            }
        }

        impl From<$body> for $domain {
            fn from(body: $body) -> Self {
                match body { $($body::$value => Self::$value),+ }
            }
        }
    };
}

on_the_wire! {
    /// What a customer can consent to.
    PurposeBody = Purpose {
        /// Advertising messages over one channel.
        Advertising,
        /// Processing of personal data.
        DataProcessing,
        /// Passing personal data to third parties.
        ThirdParties,
        /// Profiling.
        Profiling,
    }
}

on_the_wire! {
    /// A way to reach a customer.
    ChannelBody = Channel {
        /// E-mail.
        Email,
        /// Text messages.
        Sms,
        /// Push messages of an application.
        Push,
        /// Telegram messages.
        Telegram,
    }
}

on_the_wire! {
    /// What a customer said.
    ConsentStateBody = ConsentState {
        /// Yes.
        Granted,
        /// No.
        Refused,
        /// Yes once, and no now.
        Withdrawn,
    }
}
