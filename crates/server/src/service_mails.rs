//! Writes service mails.

use async_trait::async_trait;
use regulars_channels::Mailbox;
use regulars_flows::{NewsletterTest, PreviewFor, PreviewNewsletterError, preview_newsletter};
use regulars_identity::{IdentityStore, UserStatus, UserStore};
use regulars_jobs::ServiceMail;
use regulars_kernel::{Environment, Scope};
use regulars_persistence::Database;
use regulars_worker::{ServiceMailWriter, ServiceMessage, WriteError, WrittenMail, sender_of};

/// Writes the service mails of the program, each by its template.
pub struct ServiceMails {
    /// Where everything is.
    pub database: Database,
    /// Scheme and host of images where a merchant has no host of its own, without a slash at the end.
    pub public_url: String,
}

#[async_trait]
impl ServiceMailWriter for ServiceMails {
    async fn write(
        &self,
        scope: Scope,
        _: &Environment,
        mail: &ServiceMail,
    ) -> Result<WrittenMail, WriteError> {
        match mail.template.as_str() {
            NewsletterTest::TEMPLATE => {
                let test = serde_json::from_value(mail.ids.clone())
                    .map_err(|error| WriteError::Impossible(error.to_string()))?;
                self.newsletter_test(scope, test).await
            }
            other => Err(WriteError::Impossible(format!("there is no service mail {other}"))),
        }
    }
}

impl ServiceMails {
    /// A newsletter for somebody of the staff, who may have left since.
    async fn newsletter_test(&self, scope: Scope, test: NewsletterTest) -> Result<WrittenMail, WriteError> {
        let reader = self
            .database
            .read_platform(move |system| {
                Box::pin(async move { system.find_staff(scope.merchant(), test.user()).await })
            })
            .await?;
        let Some(reader) = reader.filter(|reader| reader.status == UserStatus::Active) else {
            return Ok(WrittenMail::NotNeeded);
        };
        let (whom, public_url) = (PreviewFor::Reader(reader.email.clone()), self.public_url.clone());
        let written = self.database.read(scope, move |tx| {
            Box::pin(async move {
                let address = move |merchant: &regulars_identity::Merchant, media| {
                    let host = merchant.link_host.as_ref();
                    let origin = host.map_or(public_url.clone(), |host| format!("https://{}", host.as_str()));
                    format!("{origin}/media/{}/{media}", merchant.id)
                };
                let preview = preview_newsletter(tx, test.newsletter(), whom, &address).await?;
                Ok((preview.message, tx.own_merchant().await?))
            })
        });
        let (message, merchant) = match written.await {
            Ok(written) => written,
            Err(PreviewNewsletterError::Store(error)) => return Err(error.into()),
            Err(PreviewNewsletterError::UnknownNewsletter) => return Ok(WrittenMail::NotNeeded),
            Err(error) => return Err(WriteError::Impossible(error.to_string())),
        };
        let Some((from, reply_to)) = sender_of(&merchant) else {
            return Err(WriteError::Impossible("the merchant has no address to send from".to_owned()));
        };
        Ok(WrittenMail::Mail(Box::new(ServiceMessage {
            from,
            to: Mailbox { name: Some(reader.name.into_string()), address: reader.email },
            reply_to,
            subject: message.subject,
            text: message.text,
            html: Some(message.html),
        })))
    }
}
