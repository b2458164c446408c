//! Two files of customers: one to be downloaded, and one to be deleted.

use regulars_interchange::{
    Export, ExportContent, ExportFormat, ExportHeading, ExportState, ExportStore, OutCell, SheetPlace,
};
use regulars_kernel::{ExportId, JobId, StoreError};
use regulars_sheets::{FilePiece, lay_out, text_style, write_parts};
use serde_json::json;
use uuid::{Uuid, uuid};

use super::fixed_id::instant_of;
use super::invalid;
use super::merchant::scope;
use super::past::Ground;
use crate::SeedError;

const EXPORTS: [Uuid; 2] =
    [uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fea"), uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0feb")];
const HEADINGS: [&str; 3] = ["Ime", "Prezime", "E-mail"];
const ROWS: [[&str; 3]; 2] =
    [["Milica", "Petrović", "milica.petrovic@example.com"], ["Nikola", "Tadić", "nikola.tadic@example.com"]];
/// The examples are tried for longer than a file is kept.
const KEPT_FOR: chrono::Duration = chrono::Duration::days(3_650);

/// Makes the exports, as a worker leaves them.
pub async fn make_exports(ground: &Ground<'_>) -> Result<(), SeedError> {
    for id in EXPORTS {
        let headings: Vec<ExportHeading> =
            HEADINGS.map(|text| ExportHeading { text: text.to_owned(), is_number: false }).to_vec();
        let rows: Vec<Vec<OutCell>> =
            ROWS.map(|row| row.map(|text| OutCell::Text(text.to_owned())).to_vec()).to_vec();
        let failed = |_| invalid("a file could not be written");
        let style = text_style(&headings).map_err(failed)?;
        let (parts, place) =
            write_parts(ExportFormat::Xlsx, style, SheetPlace::default(), 0, &rows).map_err(failed)?;
        let outlines: Vec<_> = parts.iter().map(|part| part.outline).collect();
        let pieces = lay_out(ExportFormat::Xlsx, &headings, &outlines).map_err(failed)?;
        let asked_at = instant_of(id)?;
        let export = Export {
            id: ExportId::new(id),
            content: ExportContent::Customers,
            format: ExportFormat::Xlsx,
            state: ExportState::Ready,
            request: json!({}),
            headings,
            run: 0,
            parts: 1,
            rows: 2,
            place,
            reached: None,
            size: Some(pieces.iter().map(FilePiece::size).sum()),
            job: JobId::new(id),
            created_at: asked_at,
            updated_at: asked_at,
            expires_at: ground.now + KEPT_FOR,
        };
        ground
            .database
            .write(scope(), move |tx| {
                Box::pin(async move {
                    tx.insert_export(&export).await?;
                    for part in parts {
                        tx.insert_export_part(export.id, 0, part).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}
