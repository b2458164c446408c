//! The demo's newsletters, with an image and a template of their own.

use chrono::{Duration, NaiveTime};
use regulars_filters::{BuiltIn, SegmentReference};
use regulars_flows::{ScheduledFor, SendingTerms, queue_test_messages, schedule_newsletter, send_newsletter};
use regulars_kernel::{Instant, MediaId, NewsletterId, TemplateId};
use regulars_newsletters::{
    Audience, Block, CheckedDraft, Content, ImageBytes, ImageFormat, ImageSource, Layout, Media, MediaStore,
    NewNewsletter, OwnTemplate, Template, TemplateStore, Theme, built_in_template_id, create_newsletter,
    pause_newsletter,
};
use regulars_persistence::WriteTx;
use uuid::{Uuid, uuid};

use super::accounts::OWNER_EMAIL;
use super::fixed_id::{environment_of, instant_of};
use super::merchant::{MERCHANT, scope};
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

const IMAGE: MediaId = MediaId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60"));
const TEMPLATE: TemplateId = TemplateId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f61"));
/// The template that the examples delete: nothing refers to it.
const UNUSED_TEMPLATE: TemplateId = TemplateId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f62"));

/// Complete, and waiting to be sent.
const READY: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0");
/// Without an audience.
const DRAFT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd1");
/// To be sent by itself, ten years from now.
const SCHEDULED: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd2");
/// Was sent five weeks ago.
pub const SENT: NewsletterId = NewsletterId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd3"));

/// Begun and paused, so that the examples can let it go on.
const PAUSED: NewsletterId = NewsletterId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd4"));
/// Ready as well: one example schedules a newsletter, and another one sends it.
const TO_SCHEDULE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd5");
/// The job that sent a test of one to the owner.
const TEST_JOB: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe1");

/// A small picture of a loaf of bread.
const PICTURE: &[u8] = include_bytes!("bread.png");

/// Mail of a sandbox needs no relay.
pub const TERMS: SendingTerms = SendingTerms { has_relay: false };

/// Makes the image, the template and the newsletters. None of them is sent.
pub async fn make_newsletters(ground: &Ground<'_>) -> Result<(), SeedError> {
    let image = ImageBytes::new(PICTURE.to_vec(), ImageFormat::Png).map_err(invalid)?;
    let media: Media = image.describe(IMAGE, label("hleb.png")?, instant_of(IMAGE.value())?);
    let templates = [own_template(TEMPLATE, "Pekara")?, own_template(UNUSED_TEMPLATE, "Praznici")?];
    let environment = ground.environment.clone();
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.insert_media(&media, image.bytes()).await?;
                for template in &templates {
                    tx.insert_template(template).await?;
                }
                make(tx, READY, "Vikend ponuda", "vikend je pun ukusa", Some(everybody())).await?;
                make(tx, DRAFT, "Zahvalnica", "hvala na poverenju", None).await?;
                make(tx, SCHEDULED, "Godišnjica", "slavimo zajedno", Some(everybody())).await?;
                make(tx, SENT.value(), "Novi hleb", "stigao je novi hleb", Some(everybody())).await?;
                make(tx, PAUSED.value(), "Rođendani", "srećan rođendan", Some(birthdays())).await?;
                make(tx, TO_SCHEDULE, "Jesenja ponuda", "stigla je jesen", Some(everybody())).await?;
                let at = ScheduledFor::Instant(environment.now() + Duration::days(3650));
                let scheduled = NewsletterId::new(SCHEDULED);
                schedule_newsletter(tx, &environment, TERMS, scheduled, at).await.map(drop).map_err(invalid)
            })
        })
        .await
}

/// When the newsletter was sent: at ten in the morning five weeks ago, which is always in an earlier month.
pub fn sent_at(ground: &Ground<'_>) -> Instant {
    let day = ground.calendar.date_of(ground.now - Duration::weeks(5));
    ground.calendar.instant_of(day.and_time(NaiveTime::from_hms_opt(10, 0, 0).unwrap_or(NaiveTime::MIN)))
}

/// Sends a newsletter as it would have been sent then: with the audience of that time, the quota of that month and the
/// worker that sends every newsletter.
pub async fn send_finished_newsletter(ground: &Ground<'_>) -> Result<(), SeedError> {
    let past = ground.past();
    past.go_to(sent_at(ground));
    let environment = past.environment.clone();
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move { send_newsletter(tx, &environment, TERMS, SENT).await.map_err(invalid) })
        })
        .await?;
    Ok(ground.worker(&past).work_for(MERCHANT).await?)
}

/// Sends a test of a newsletter to the owner. That was long ago, and takes no test of this month.
pub async fn send_test(ground: &Ground<'_>) -> Result<(), SeedError> {
    let environment = environment_of(TEST_JOB)?;
    let owner = OWNER_EMAIL.parse().map_err(invalid)?;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let newsletter = NewsletterId::new(READY);
                queue_test_messages(tx, &environment, TERMS, newsletter, &[owner])
                    .await
                    .map(drop)
                    .map_err(invalid)
            })
        })
        .await?;
    let past = ground.past();
    past.go_to(instant_of(TEST_JOB)?);
    Ok(ground.worker(&past).work_for(MERCHANT).await?)
}

/// Begins to send a newsletter and pauses it before anything has left.
pub async fn pause_begun_newsletter(ground: &Ground<'_>) -> Result<(), SeedError> {
    let environment = ground.environment.clone();
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                send_newsletter(tx, &environment, TERMS, PAUSED).await.map_err(invalid)?;
                pause_newsletter(tx, &environment, PAUSED).await.map(drop).map_err(invalid)
            })
        })
        .await
}

fn birthdays() -> Audience {
    Audience::Segment(SegmentReference::BuiltIn(BuiltIn::BirthdayNextFourWeeks))
}

fn everybody() -> Audience {
    Audience::Segment(SegmentReference::BuiltIn(BuiltIn::AllVerified))
}

async fn make(
    tx: &mut WriteTx,
    id: Uuid,
    name: &str,
    news: &str,
    audience: Option<Audience>,
) -> Result<(), SeedError> {
    let blocks = vec![
        Block::Text(
            "Pečemo ga **svakog jutra**.\n\n- sa bundevom\n- sa orasima\n\nSve o njemu je [na našem \
             sajtu](https://demo.test/hleb)."
                .parse()
                .map_err(invalid)?,
        ),
        Block::Text(
            "Novi katalog {% if attributes.wants_catalogue %}stiže Vam poštom{% else %}čeka Vas u radnji{% endif %}."
                .parse()
                .map_err(invalid)?,
        ),
        Block::Image { source: ImageSource::Media(IMAGE), alt: "Hleb sa bundevom".to_owned(), link: None },
        Block::Button {
            label: "Pogledajte ponudu".parse().map_err(invalid)?,
            url: "https://demo.test/ponuda".parse().map_err(invalid)?,
        },
    ];
    let new = NewNewsletter {
        name: label(name)?,
        subject: format!("{{{{ salutation }}}} {{{{ last_name | vocative }}}}, {news}")
            .parse()
            .map_err(invalid)?,
        intro: "Novi ukusi od ponedeljka.".parse().map_err(invalid)?,
        audience,
        template: Some(built_in_template_id(Layout::Classic)),
        content: Content::new(blocks).map_err(invalid)?,
        coupon_campaign: None,
        locale: "sr-RS".parse().map_err(invalid)?,
    };
    let checked = CheckedDraft::of_new(&new);
    create_newsletter(tx, &environment_of(id)?, new, &checked).await.map(drop).map_err(invalid)
}

fn own_template(id: TemplateId, name: &str) -> Result<OwnTemplate, SeedError> {
    let made = instant_of(id.value())?;
    let theme = Theme::new(
        "#8a3b12".parse().map_err(invalid)?,
        "#f7efe6".parse().map_err(invalid)?,
        "serif".parse().map_err(invalid)?,
    );
    Ok(OwnTemplate {
        id,
        name: label(name)?,
        template: Template { layout: Layout::Letter, theme },
        created_at: made,
        updated_at: made,
    })
}
