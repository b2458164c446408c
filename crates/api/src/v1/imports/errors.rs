//! `GET /v1/customers/imports/{id}/errors`.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use regulars_interchange::{Cell, Disposition, FileKind, Import, ImportReads, StagedRow};
use regulars_kernel::{ImportId, PageRequest, PageSize};
use regulars_persistence::ReadTx;
use regulars_sheets::{WrittenTable, write_table};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;

/// The most rows of such a file.
const MOST_ROWS: usize = 20_000;
/// The heading above the reasons. Nothing is done with such a column when the file is uploaded again.
const REASONS: &str = "Regulars: errors";

/// Download the rows that were left out.
///
/// Those in error and those that may be about somebody who is there, with their headings and the reason at the end of each,
/// as a file of the kind that was uploaded (XLS and ODS come back as XLSX): correct it and upload it again. At most the
/// first 20,000 of each.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The import's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb0")),
    responses((status = 200, description = "The file", content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ))))]
#[get("/v1/customers/imports/{id}/errors")]
pub async fn get_customer_import_errors(
    caller: Caller<access::get_customer_import_errors>,
    application: web::Data<Application>,
    id: Id,
) -> Result<HttpResponse, ApiError> {
    let id = ImportId::new(id.0);
    let (import, rows) = application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let import = tx.find_import(id).await?.ok_or_else(|| ApiError::not_found("import"))?;
            let rows = left_out(tx, &import).await?;
            Ok::<_, ApiError>((import, rows))
        })
        .await?;
    let written = write(&import, rows)?;
    let (content_type, ending) = match written.kind {
        FileKind::Csv => ("text/csv", "csv"),
        FileKind::Xlsx | FileKind::Xls | FileKind::Ods => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    Ok(HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"errors.{ending}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(written.bytes))
}

/// The rows by their numbers, each with its reasons.
async fn left_out(tx: &mut ReadTx, import: &Import) -> Result<BTreeMap<u64, (StagedRow, String)>, ApiError> {
    let mut rows = BTreeMap::new();
    for disposition in [Disposition::Error, Disposition::MayBeDuplicate] {
        let (mut after, mut found) = (0, 0);
        while found < MOST_ROWS {
            let page = PageRequest { size: PageSize::LARGEST, after: Some(after) };
            let results = tx.list_row_results(import.id, Some(disposition), None, page).await?.items;
            let at_most = u32::from(PageSize::LARGEST.get());
            let staged = tx.staged_rows(import.id, Some(disposition), after, at_most).await?;
            let Some(last) = results.last() else { break };
            after = last.number;
            found += results.len();
            for (row, result) in staged.into_iter().zip(results) {
                let reasons: Vec<&str> = result.remarks.iter().map(|remark| remark.detail.as_str()).collect();
                rows.insert(row.number, (row, reasons.join("; ")));
            }
        }
    }
    Ok(rows)
}

fn write(import: &Import, rows: BTreeMap<u64, (StagedRow, String)>) -> Result<WrittenTable, ApiError> {
    let width = import.columns.len();
    let heading = |heading: &Option<String>| heading.clone().map_or(Cell::Empty, Cell::Text);
    let headings = import.columns.iter().map(|column| heading(&column.heading));
    let headings: Vec<Cell> = headings.chain([Cell::Text(REASONS.to_owned())]).collect();
    let below = rows.into_values().map(|(row, reasons)| {
        let cells = row.cells.into_iter().chain(std::iter::repeat(Cell::Empty)).take(width);
        cells.chain([Cell::Text(reasons)]).collect()
    });
    let dialect = import.dialect.as_ref().map(|(separator, encoding)| (*separator, encoding.as_str()));
    Ok(write_table(dialect, std::iter::once(headings).chain(below))?)
}
