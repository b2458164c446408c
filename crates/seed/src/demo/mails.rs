//! Mails between the demo merchant and a customer, the merchant's drop address, and its mailbox, which is not read.

use regulars_kernel::{CustomerId, CustomerMailId, Instant, Personal, StoreError};
use regulars_service::{
    CustomerMail, Direction, DropToken, HoldsCustomers, MailAddress, MailDigest, MailDrop, MailHead,
    MailOrigin, MailStore, MailboxHost, MailboxSecurity, MailboxStore, MerchantMailbox,
};
use uuid::{Uuid, uuid};

use super::fixed_id::{environment_of, instant_of};
use super::known_customers::MILICA;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The one that the examples show, and the one that they delete.
const MAILS: [(Uuid, Direction, &str, &str); 2] = [
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e70"),
        Direction::Inbound,
        "Torta za subotu",
        "Dobar dan,\nda li radite tortu za subotu?\n\nMilica",
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e71"),
        Direction::Outbound,
        "Re: Torta za subotu",
        "Draga Milice,\nradimo. U subotu od osam je spremna.\n\nPekara",
    ),
];

/// Puts them on record.
pub async fn make_mails(ground: &Ground<'_>) -> Result<(), SeedError> {
    let customer = CustomerId::new(MILICA);
    let hers =
        MailAddress { name: Some("Milica".to_owned()), address: "milica.petrovic@example.com".to_owned() };
    let ours = MailAddress { name: Some("Pekara".to_owned()), address: "pekara@example.com".to_owned() };
    let mut made = Vec::new();
    for (id, direction, subject, text) in MAILS {
        let at = instant_of(id)?;
        let (from, to) = match direction {
            Direction::Inbound => (hers.clone(), ours.clone()),
            Direction::Outbound => (ours.clone(), hers.clone()),
        };
        let mail = CustomerMail {
            id: CustomerMailId::new(id),
            customer,
            direction,
            origin: MailOrigin::Drop,
            automatic: false,
            head: Personal::new(MailHead {
                subject: Some(label(subject)?),
                from: Some(from),
                to: vec![to],
                cc: Vec::new(),
                attachments: Vec::new(),
                more_attachments: 0,
                text_cut: false,
            }),
            size: text.len() as u64 + 200,
            sent_at: at,
            received_at: at,
        };
        let mut digest = [0; 32];
        digest[..16].copy_from_slice(id.as_bytes());
        made.push((mail, MailDigest(digest), text));
    }
    let environment = ground.environment.clone();
    let fixed = environment_of(MAILS[0].0)?;
    let mailbox = mailbox(instant_of(MAILS[0].0)?)?;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.hold_customer(customer).await?;
                for (mail, digest, text) in &made {
                    tx.insert_mail(&environment, mail, digest, text).await?;
                }
                let drop = MailDrop { token: DropToken::new(&fixed), created_at: fixed.now() };
                tx.write_mail_drop(&fixed, &drop).await?;
                tx.put_mailbox(&environment, &mailbox, &"a long password".to_owned().into()).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}

fn mailbox(at: Instant) -> Result<MerchantMailbox, SeedError> {
    Ok(MerchantMailbox {
        host: "imap.example.com".parse::<MailboxHost>().map_err(invalid)?,
        port: 993,
        security: MailboxSecurity::Tls,
        username: label("pekara@example.com")?,
        folders: vec![label("INBOX")?],
        enabled: false,
        since: at,
        revision: 1,
        last_fetched_at: None,
        fault: None,
        failures: 0,
        due_at: None,
        created_at: at,
        updated_at: at,
    })
}
