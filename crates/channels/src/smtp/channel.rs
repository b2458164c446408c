//! E-mail as a channel.

use async_trait::async_trait;

use crate::{
    ChannelFailure, Destination, OutsideChannel, OutsideLine, PooledConnection, SendOutcome, SmtpPool,
};

#[async_trait]
impl OutsideChannel for SmtpPool {
    async fn line(&self) -> Result<Box<dyn OutsideLine>, ChannelFailure> {
        Ok(Box::new(self.acquire().await?))
    }
}

#[async_trait]
impl OutsideLine for PooledConnection {
    async fn send(&mut self, to: &Destination, message: &[u8], next: Option<&Destination>) -> SendOutcome {
        let Destination::Email(envelope) = to;
        let next = next.map(|Destination::Email(envelope)| envelope);
        self.send_ahead(envelope, message, next).await.into()
    }
}
