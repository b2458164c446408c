//! Uploaded images.

use async_trait::async_trait;
use regulars_kernel::{Instant, MediaId, Page, PageRequest, StoreError};
use regulars_newsletters::{ImageFormat, Media, MediaReads, MediaStore};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct MediaRow {
    id: Uuid,
    file_name: String,
    content_type: String,
    width: i64,
    height: i64,
    size: i64,
    created_at: Instant,
}

#[derive(FromRow)]
struct BytesRow {
    content_type: String,
    bytes: Vec<u8>,
}

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("media", what)
}

impl TryFrom<MediaRow> for Media {
    type Error = StoreError;

    fn try_from(row: MediaRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: MediaId::new(row.id),
            file_name: row.file_name.parse().map_err(wrong)?,
            format: row.content_type.parse().map_err(wrong)?,
            width: row.width.try_into().map_err(wrong)?,
            height: row.height.try_into().map_err(wrong)?,
            size: row.size.try_into().map_err(wrong)?,
            created_at: row.created_at,
        })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl MediaReads for ReadTx {
    async fn find_media(&mut self, id: MediaId) -> Result<Option<Media>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id, file_name, content_type, width, height, size, created_at FROM media
             WHERE merchant_id = $1 AND id = $2",
        );
        self.optional::<MediaRow>(FIND, values![id.value()]).await?.map(Media::try_from).transpose()
    }

    async fn read_media(&mut self, id: MediaId) -> Result<Option<(ImageFormat, Vec<u8>)>, StoreError> {
        const READ: ScopedSql =
            ScopedSql::new("SELECT content_type, bytes FROM media WHERE merchant_id = $1 AND id = $2");
        let row: Option<BytesRow> = self.optional(READ, values![id.value()]).await?;
        row.map(|row| Ok((row.content_type.parse().map_err(wrong)?, row.bytes))).transpose()
    }

    async fn list_media(&mut self, page: PageRequest<MediaId>) -> Result<Page<Media, MediaId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, file_name, content_type, width, height, size, created_at FROM media WHERE merchant_id = $1",
        );
        let mut query = ScopedQuery::new(LIST, self.backend(), Vec::new());
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<MediaRow> = self.query(query).await?;
        let media = rows.into_iter().map(Media::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(media, page.size, |media| media.id))
    }

    async fn known_media(&mut self, ids: &[MediaId]) -> Result<Vec<MediaId>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new("SELECT id FROM media WHERE merchant_id = $1 AND id IN (");
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ScopedQuery::new(FIND, self.backend(), Vec::new());
        for (index, id) in ids.iter().enumerate() {
            query.push(if index == 0 { "?" } else { ", ?" }, values![id.value()]);
        }
        query.push(")", []);
        let rows: Vec<IdRow> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| MediaId::new(row.id)).collect())
    }
}

#[async_trait]
impl MediaStore for WriteTx {
    async fn insert_media(&mut self, media: &Media, bytes: &[u8]) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO media (merchant_id, id, file_name, content_type, width, height, size, bytes, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        let Media { id, file_name, format, width, height, size, created_at } = media;
        let new = values![
            id.value(),
            file_name.as_str(),
            format.content_type(),
            i64::from(*width),
            i64::from(*height),
            i64::from(*size),
            bytes.to_vec(),
            *created_at,
        ];
        self.execute(INSERT, new).await.map(drop)
    }
}
