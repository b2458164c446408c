//! Renders a newsletter as a test send shows it: every link works, and none changes or counts anything.

use regulars_consent::{Link, LinkKeys, LinkToken};
use regulars_identity::Merchant;
use regulars_kernel::{Email, MediaId, NewsletterId, SurveyId};
use regulars_newsletters::{CompileError, LinkSigner, Links, Recipient, Rendered};

use super::link_terms::link_origin;
use super::prepare::Prepared;
use super::preview_newsletter::{PreviewNewsletterError, PreviewReads};
use super::recipient::sample_recipient;
use super::sample_attributes::sample_attributes;
use super::signed_links::SignedLinks;

/// The links of a test. Those in the content lead where the merchant wrote.
struct TestLinks {
    origin: String,
    token: String,
}

impl TestLinks {
    fn page(&self, folder: &str) -> String {
        format!("{}/{folder}/{}", self.origin, self.token)
    }
}

impl Links for TestLinks {
    fn unsubscribe(&self) -> String {
        self.page("u")
    }

    fn preferences(&self) -> String {
        self.page("p")
    }

    fn view_in_browser(&self) -> String {
        self.page("w")
    }

    fn survey(&self, _survey: SurveyId) -> String {
        self.page("f")
    }
}

/// A test that has been read and is still to be rendered, which takes long for a large newsletter.
pub struct PreparedTest {
    prepared: Prepared,
    recipient: Recipient,
    links: TestLinks,
    merchant: Merchant,
}

impl PreparedTest {
    /// Renders the test, and tells whose it is.
    pub fn render(self) -> Result<(Rendered, Merchant), PreviewNewsletterError> {
        let compiled = self.prepared.compile()?;
        let message = compiled.render(&self.recipient, &self.links).map_err(CompileError::from)?;
        Ok((message, self.merchant))
    }
}

/// Reads what it takes to render a newsletter for somebody invented, at the address of the reader where there is one.
/// `public_url` is where merchants without a host of their own are reached.
pub async fn prepare_test_message(
    store: &mut dyn PreviewReads,
    keys: &LinkKeys,
    public_url: &str,
    id: NewsletterId,
    reader: Option<Email>,
) -> Result<PreparedTest, PreviewNewsletterError> {
    let newsletter = store.find_newsletter(id).await?.ok_or(PreviewNewsletterError::UnknownNewsletter)?;
    let merchant = store.own_merchant().await?;
    let origin = link_origin(&merchant, public_url);
    let signer = SignedLinks::new(keys.clone());
    let media = |_: &Merchant, media: MediaId| signer.media(merchant.id, &origin, media);
    let prepared = Prepared::read(store, &merchant, &newsletter, &media).await?;
    let token = LinkToken { merchant: merchant.id, link: Link::Test { newsletter: id } }.sign(keys);
    let attributes = sample_attributes(store, &newsletter).await?;
    let recipient = sample_recipient(newsletter.locale.language(), reader, attributes);
    Ok(PreparedTest { prepared, recipient, links: TestLinks { origin, token }, merchant })
}
