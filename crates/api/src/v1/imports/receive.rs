//! Takes a form with a file: its pieces go to the database as they come.

use actix_web::web;
use regulars_flows::open_import;
use regulars_interchange::{ImportOptions, ImportStore};
use regulars_kernel::{Environment, ImportId, Label, Scope};

use super::options_body::ImportOptionsBody;
use crate::application::Application;
use crate::error::{ApiError, Code, Invalid};
use crate::extract::{Upload, UploadPart, parse_json};

/// How many bytes of a file are kept in one row.
const PART: usize = 256 << 10;
/// The most bytes of the options.
const OPTIONS: usize = 16 << 10;

/// A file that has arrived.
pub struct Received {
    /// The import that it is for.
    pub id: ImportId,
    /// What it is called.
    pub file_name: Label,
    /// How many bytes it has.
    pub size: u64,
    /// What holds for every row.
    pub options: ImportOptions,
    /// The same for the same form only.
    pub fingerprint: Vec<u8>,
}

/// Takes the form: `file`, and `options` before or after it.
pub async fn receive(
    application: &web::Data<Application>,
    scope: Scope,
    environment: &Environment,
    mut upload: Upload,
) -> Result<Received, ApiError> {
    let (mut file, mut options) = (None, None);
    while let Some(mut part) = upload.next().await? {
        match part.name.as_str() {
            "file" if file.is_none() => {
                let name = name_of(&part)?;
                file =
                    Some((name, keep_file(application, scope, environment, &mut upload, &mut part).await?));
            }
            "options" if options.is_none() => options = Some(read_options(&mut upload, &mut part).await?),
            "file" | "options" => {
                let pointer = format!("/{}", part.name);
                return Err(ApiError::invalid_field(&pointer, "invalid", "is given twice"));
            }
            _ => {
                let detail = "the form has the fields `file` and `options`";
                return Err(ApiError::invalid_field("", "unknown", detail));
            }
        }
    }
    let Some((file_name, (id, size))) = file else {
        return Err(ApiError::invalid_field("/file", "required", "is required"));
    };
    if size == 0 {
        return Err(ApiError::invalid_field("/file", "invalid", "is empty"));
    }
    let options = options.unwrap_or_default();
    Ok(Received { id, file_name, size, options, fingerprint: upload.fingerprint() })
}

/// Browsers of long ago send the whole path.
fn name_of(part: &UploadPart) -> Result<Label, ApiError> {
    let name = part.file_name.as_deref().unwrap_or("file");
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut invalid = Invalid::default();
    let name = invalid.check("/file", name.parse::<Label>());
    invalid.finish_with(name)
}

async fn keep_file(
    application: &web::Data<Application>,
    scope: Scope,
    environment: &Environment,
    upload: &mut Upload,
    part: &mut UploadPart,
) -> Result<(ImportId, u64), ApiError> {
    let opening = environment.clone();
    let database = &application.database;
    let id: ImportId = database
        .write(scope, move |tx| {
            Box::pin(async move { open_import(tx, &opening).await.map_err(ApiError::from) })
        })
        .await?;
    let mut size = 0;
    for number in 0.. {
        let bytes = upload.read(part, PART).await?;
        if bytes.is_empty() {
            break;
        }
        size += bytes.len() as u64;
        database
            .write(scope, move |tx| {
                Box::pin(async move { tx.insert_part(id, number, bytes).await.map_err(ApiError::from) })
            })
            .await?;
    }
    Ok((id, size))
}

async fn read_options(upload: &mut Upload, part: &mut UploadPart) -> Result<ImportOptions, ApiError> {
    let bytes = upload.read(part, OPTIONS + 1).await?;
    if bytes.len() > OPTIONS {
        return Err(ApiError::invalid_field("/options", "too_long", "is too long"));
    }
    let value = serde_json::from_slice(&bytes)
        .map_err(|_| ApiError::new(Code::MalformedBody, "the options are not well-formed JSON"))?;
    let body: ImportOptionsBody = parse_json(&value)?;
    let mut invalid = Invalid::default();
    let options = body.check(&mut invalid);
    invalid.finish()?;
    Ok(options)
}
