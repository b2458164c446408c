//! A row of `exports`, and the export that it means.

use regulars_interchange::{Export, ExportHeading, SheetPlace};
use regulars_kernel::{ExportId, Instant, JobId, StoreError};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

/// An export as it is kept.
#[derive(FromRow, RowColumns)]
pub(super) struct ExportRow {
    id: Uuid,
    content: String,
    format: String,
    state: String,
    request: Json,
    headings: Json,
    run: i64,
    parts: i64,
    rows_written: i64,
    sheet: i64,
    sheet_rows: i64,
    sheet_length: i64,
    reached: Option<Json>,
    size: Option<i64>,
    job_id: Uuid,
    created_at: Instant,
    updated_at: Instant,
    expires_at: Instant,
}

/// The table does not say what was written there.
pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("exports", what)
}

/// A count as the store keeps it.
pub(super) fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl ExportRow {
    pub(super) fn of(export: &Export) -> Self {
        let Export {
            id,
            content,
            format,
            state,
            request,
            headings,
            run,
            parts,
            rows,
            place,
            reached,
            size,
            job,
            created_at,
            updated_at,
            expires_at,
        } = export;
        let headings = headings.iter().map(|heading| json!([heading.text, heading.is_number]));
        Self {
            id: id.value(),
            content: content.name().to_owned(),
            format: format.name().to_owned(),
            state: state.name().to_owned(),
            // Beside JSON a column can hold nothing, which is not the same.
            request: if request.is_null() { json!({}) } else { request.clone() },
            headings: headings.collect(),
            run: *run,
            parts: i64::from(*parts),
            rows_written: count(*rows),
            sheet: i64::from(place.sheet),
            sheet_rows: count(place.rows),
            sheet_length: count(place.length),
            reached: reached.clone(),
            size: size.map(count),
            job_id: job.value(),
            created_at: *created_at,
            updated_at: *updated_at,
            expires_at: *expires_at,
        }
    }

    pub(super) fn convert(self) -> Result<Export, StoreError> {
        let heading = |json: &Json| {
            let text = json[0].as_str().map(str::to_owned);
            let text = text.ok_or_else(|| wrong("a heading cannot be read"))?;
            Ok::<_, StoreError>(ExportHeading { text, is_number: json[1].as_bool().unwrap_or_default() })
        };
        let headings = self.headings.as_array().ok_or_else(|| wrong("there are no headings"))?;
        Ok(Export {
            id: ExportId::new(self.id),
            content: self.content.parse().map_err(wrong)?,
            format: self.format.parse().map_err(wrong)?,
            state: self.state.parse().map_err(wrong)?,
            request: self.request,
            headings: headings.iter().map(heading).collect::<Result<_, _>>()?,
            run: self.run,
            parts: self.parts.try_into().map_err(wrong)?,
            rows: self.rows_written.try_into().map_err(wrong)?,
            place: SheetPlace {
                sheet: self.sheet.try_into().map_err(wrong)?,
                rows: self.sheet_rows.try_into().map_err(wrong)?,
                length: self.sheet_length.try_into().map_err(wrong)?,
            },
            reached: self.reached,
            size: self.size.map(|size| size.try_into().map_err(wrong)).transpose()?,
            job: JobId::new(self.job_id),
            created_at: self.created_at,
            updated_at: self.updated_at,
            expires_at: self.expires_at,
        })
    }
}
