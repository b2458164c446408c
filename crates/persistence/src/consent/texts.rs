//! Consent texts.

use async_trait::async_trait;
use regulars_consent::{ConsentText, ConsentTextReads, ConsentTextStore};
use regulars_kernel::{Channel, ConsentTextId, Instant, Label, Page, PageRequest, Purpose, StoreError};
use uuid::Uuid;

use super::named_column::{bytes, channel, channel_text, named};
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

const TABLE: &str = "consent_texts";

#[derive(FromRow)]
struct TextRow {
    id: Uuid,
    purpose: String,
    channel: String,
    locale: String,
    version: String,
    text: String,
    sha256: Vec<u8>,
    standard: bool,
    published_at: Instant,
}

impl TryFrom<TextRow> for ConsentText {
    type Error = StoreError;

    fn try_from(row: TextRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ConsentTextId::new(row.id),
            purpose: named(TABLE, &row.purpose)?,
            channel: channel(TABLE, &row.channel)?,
            locale: named(TABLE, &row.locale)?,
            version: named(TABLE, &row.version)?,
            text: named(TABLE, &row.text)?,
            sha256: bytes(TABLE, row.sha256)?,
            standard: row.standard,
            published_at: row.published_at,
        })
    }
}

macro_rules! select_texts {
    ($condition:literal) => {
        concat!(
            "SELECT id, purpose, channel, locale, version, text, sha256, standard, published_at \
             FROM consent_texts WHERE merchant_id = $1 AND ",
            $condition
        )
    };
}

#[in_reads_and_writes]
#[async_trait]
impl ConsentTextReads for ReadTx {
    async fn find_text(&mut self, id: ConsentTextId) -> Result<Option<ConsentText>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_texts!("id = $2"));
        self.optional::<TextRow>(FIND, values![id.value()]).await?.map(ConsentText::try_from).transpose()
    }

    async fn find_text_version(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
        version: &Label,
    ) -> Result<Vec<ConsentText>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_texts!("purpose = $2 AND channel = $3 AND version = $4 ORDER BY locale"));
        let sought = values![purpose.name(), channel_text(channel), version.as_str()];
        let rows: Vec<TextRow> = self.all(FIND, sought).await?;
        rows.into_iter().map(ConsentText::try_from).collect()
    }

    async fn find_current_texts(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
    ) -> Result<Vec<ConsentText>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_texts!(
            "purpose = $2 AND channel IN ('', $3) AND standard = FALSE \
             AND NOT EXISTS (SELECT 1 FROM consent_texts AS newer \
                 WHERE newer.merchant_id = $1 AND newer.purpose = consent_texts.purpose \
                 AND newer.channel = consent_texts.channel AND newer.locale = consent_texts.locale \
                 AND newer.standard = FALSE AND (newer.published_at > consent_texts.published_at \
                     OR newer.published_at = consent_texts.published_at AND newer.id > consent_texts.id))"
        ));
        let rows: Vec<TextRow> = self.all(FIND, values![purpose.name(), channel_text(channel)]).await?;
        rows.into_iter().map(ConsentText::try_from).collect()
    }

    async fn list_texts(
        &mut self,
        page: PageRequest<ConsentTextId>,
    ) -> Result<Page<ConsentText, ConsentTextId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_texts!("id > $2 ORDER BY id LIMIT $3"));
        let after = page.after.map_or(Uuid::nil(), ConsentTextId::value);
        let rows: Vec<TextRow> = self.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
        let texts = rows.into_iter().map(ConsentText::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(texts, page.size, |text| text.id))
    }
}

#[async_trait]
impl ConsentTextStore for WriteTx {
    async fn insert_text(&mut self, text: &ConsentText) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct Inserted {
            id: Uuid,
        }
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO consent_texts (merchant_id, id, purpose, channel, locale, version, text, sha256,
                 standard, published_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (merchant_id, purpose, channel, locale, version) DO NOTHING RETURNING id",
        );
        let ConsentText { sha256, standard, published_at, .. } = text;
        let ConsentText { id, purpose, channel, locale, version, text, .. } = text;
        let new = values![
            id.value(),
            purpose.name(),
            channel_text(*channel),
            locale.tag(),
            version.as_str(),
            text.as_str(),
            sha256.to_vec(),
            *standard,
            *published_at,
        ];
        let inserted: Option<Inserted> = self.optional(INSERT, new).await?;
        Ok(inserted.is_some_and(|inserted| inserted.id == id.value()))
    }
}
