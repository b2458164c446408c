//! The demo's newsletters, one in nearly every state, with an image and a template of its own.

use regulars_filters::{BuiltIn, SegmentReference};
use regulars_kernel::{Environment, Instant, MediaId, NewsletterId, TemplateId};
use regulars_newsletters::{
    Audience, Block, Content, ImageBytes, ImageFormat, ImageSource, Layout, Media, MediaStore, Newsletter,
    NewsletterState, NewsletterStore, OwnTemplate, Template, TemplateStore, Theme, built_in_template_id,
};
use regulars_persistence::Database;
use uuid::{Uuid, uuid};

use super::fixed_id::instant_of;
use super::{invalid, label, scope};
use crate::seed::SeedError;

const IMAGE: MediaId = MediaId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60"));
const TEMPLATE: TemplateId = TemplateId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f61"));

/// A small picture in the colour of bread.
const PICTURE: &[u8] = include_bytes!("bread.png");

/// Each newsletter's id, name and state.
const NEWSLETTERS: [(Uuid, &str, NewsletterState); 5] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50"), "Jesen", NewsletterState::Ready),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f51"), "Zima", NewsletterState::Draft),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f52"), "Nova godina", NewsletterState::Scheduled),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f53"), "Leto", NewsletterState::Sending),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f54"), "Proleće", NewsletterState::Paused),
];

/// Makes them.
pub(super) async fn make_newsletters(
    database: &Database,
    environment: &Environment,
) -> Result<(), SeedError> {
    let image = ImageBytes::new(PICTURE.to_vec(), ImageFormat::Png).map_err(invalid)?;
    let media: Media = image.describe(IMAGE, label("hleb.png")?, instant_of(IMAGE.value())?);
    let template = own_template()?;
    let newsletters = NEWSLETTERS
        .into_iter()
        .map(|(id, name, state)| newsletter(id, name, state, environment.now()))
        .collect::<Result<Vec<_>, _>>()?;
    database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.insert_media(&media, image.bytes()).await?;
                tx.insert_template(&template).await?;
                for newsletter in &newsletters {
                    tx.insert_newsletter(newsletter).await?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}

fn own_template() -> Result<OwnTemplate, SeedError> {
    let made = instant_of(TEMPLATE.value())?;
    let theme = Theme::new(
        "#8a3b12".parse().map_err(invalid)?,
        "#f7efe6".parse().map_err(invalid)?,
        "serif".parse().map_err(invalid)?,
    );
    Ok(OwnTemplate {
        id: TEMPLATE,
        name: label("Pekara")?,
        template: Template { layout: Layout::Letter, theme },
        created_at: made,
        updated_at: made,
    })
}

fn newsletter(id: Uuid, name: &str, state: NewsletterState, now: Instant) -> Result<Newsletter, SeedError> {
    let made = instant_of(id)?;
    let blocks = vec![
        Block::Text(
            "Stigao je novi **jesenji** hleb.\n\n- sa bundevom\n- sa orasima".parse().map_err(invalid)?,
        ),
        Block::Image { source: ImageSource::Media(IMAGE), alt: "Hleb sa bundevom".to_owned(), link: None },
        Block::Button {
            label: "Pogledajte".parse().map_err(invalid)?,
            url: "https://demo.test/jesen".parse().map_err(invalid)?,
        },
    ];
    let draft = state == NewsletterState::Draft;
    let content = if draft { Vec::new() } else { blocks };
    let audience = Audience::Segment(SegmentReference::BuiltIn(BuiltIn::AllVerified));
    let subject = "{{ salutation }} {{ last_name | vocative }}, stigla je jesen";
    let begun = matches!(state, NewsletterState::Sending | NewsletterState::Paused);
    let scheduled_at = now + chrono::Duration::days(3650);
    Ok(Newsletter {
        id: NewsletterId::new(id),
        name: label(name)?,
        subject: subject.parse().map_err(invalid)?,
        intro: if draft { "" } else { "Novi ukusi od ponedeljka." }.parse().map_err(invalid)?,
        state,
        audience: (!draft).then_some(audience),
        template: built_in_template_id(Layout::Classic),
        content: Content::new(content).map_err(invalid)?,
        locale: "sr-RS".parse().map_err(invalid)?,
        scheduled_at: (state == NewsletterState::Scheduled).then_some(scheduled_at),
        not_started: None,
        frozen_at: begun.then_some(now),
        finished_at: None,
        excluded: Vec::new(),
        counters: regulars_newsletters::DeliveryCounters::default(),
        created_at: made,
        updated_at: made,
    })
}
