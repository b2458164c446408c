//! The file of an export as it is sent: part by part, so that none is held in memory as a whole.

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::stream;
use regulars_interchange::{Export, ExportContent, ExportFormat, ExportReads, PartOutline};
use regulars_kernel::{Instant, Scope, StoreError};
use regulars_persistence::{Database, ReadTx};
use regulars_sheets::{FilePiece, inflate_part, lay_out};

use crate::error::ApiError;

/// A file that is there, and what it is made of.
pub struct ExportFile {
    export: Export,
    outlines: Vec<PartOutline>,
}

/// The file of an export, if it can be read at `now`.
pub async fn file_of(
    tx: &mut ReadTx,
    export: Export,
    now: Instant,
) -> Result<Option<ExportFile>, StoreError> {
    if !export.has_file(now) {
        return Ok(None);
    }
    let outlines = tx.outline_export(export.id, export.run).await?;
    Ok(Some(ExportFile { export, outlines }))
}

/// The answer that sends a file.
pub fn file_answer(database: &Database, scope: Scope, file: ExportFile) -> Result<HttpResponse, ApiError> {
    let ExportFile { export, outlines } = file;
    let pieces = lay_out(export.format, &export.headings, &outlines)?;
    let size = pieces.iter().map(FilePiece::size).sum();
    let (content_type, ending) = match export.format {
        ExportFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        ExportFormat::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let name = match export.content {
        ExportContent::Customers => "customers",
        ExportContent::Purchases | ExportContent::PurchaseLines => "purchases",
        ExportContent::PointOperations => "points",
    };
    let name = format!("{name}-{}.{ending}", export.created_at.format("%Y-%m-%d-%H%M"));
    let sending = Sending { database: database.clone(), scope, export, pieces: pieces.into_iter() };
    let bytes = stream::unfold(sending, |mut sending| async move {
        let piece = sending.pieces.next()?;
        let read = sending.read(piece).await;
        Some((read, sending))
    });
    Ok(HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(SizedStream::new(size, Box::pin(bytes))))
}

struct Sending {
    database: Database,
    scope: Scope,
    export: Export,
    pieces: std::vec::IntoIter<FilePiece>,
}

impl Sending {
    async fn read(&self, piece: FilePiece) -> Result<Bytes, ApiError> {
        match piece {
            FilePiece::Bytes(bytes) => Ok(bytes.into()),
            FilePiece::KeptPart(part) => self.part(part).await,
            FilePiece::PlainPart(part) => {
                let kept = self.part(part).await?;
                Ok(inflate_part(&kept, part.length)?.into())
            }
        }
    }

    /// Whoever withdraws a file that is being sent breaks the answer off.
    async fn part(&self, part: PartOutline) -> Result<Bytes, ApiError> {
        let (id, run) = (self.export.id, self.export.run);
        let read =
            self.database.read(self.scope, async move |tx| tx.read_export_part(id, run, part.number).await);
        let bytes: Option<Vec<u8>> = read.await?;
        bytes.map(Bytes::from).ok_or_else(|| ApiError::not_found("export"))
    }
}
