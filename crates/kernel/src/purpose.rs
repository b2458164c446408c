//! What a customer can consent to.

use crate::Channel;

crate::named! {
    /// What a customer can consent to.
    Purpose {
        /// Advertising messages over one channel.
        Advertising = "advertising",
        /// Processing of personal data.
        DataProcessing = "data_processing",
        /// Passing personal data to third parties.
        ThirdParties = "third_parties",
        /// Profiling.
        Profiling = "profiling",
    }
}

/// The channel of a statement does not fit its purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChannelDoesNotFit {
    /// Advertising goes out on a channel, so the statement must name one.
    #[error("a consent to advertising names a channel")]
    Required,
    /// Processing of personal data has no channel.
    #[error("a consent to data_processing names no channel")]
    Refused,
}

impl Purpose {
    /// Whether a statement about this purpose may name that channel, or none.
    pub const fn check_channel(self, channel: Option<Channel>) -> Result<(), ChannelDoesNotFit> {
        match (self, channel) {
            (Self::Advertising, None) => Err(ChannelDoesNotFit::Required),
            (Self::DataProcessing, Some(_)) => Err(ChannelDoesNotFit::Refused),
            _ => Ok(()),
        }
    }

    /// Whether a consent to this purpose ends when the consent to processing of personal data is withdrawn in whole.
    /// Nothing can be passed on or profiled that may not be processed.
    pub const fn rests_on_data_processing(self) -> bool {
        !matches!(self, Self::DataProcessing)
    }
}
