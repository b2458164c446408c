//! Takes a form with one file, which is looked at before anything is kept.

use regulars_consent::seal_content;
use regulars_kernel::{Environment, FileContent, Label, SealedContent};

use crate::error::{ApiError, Invalid};
use crate::extract::{Upload, UploadPart};

/// A file that has arrived, and the fingerprint of the request that carried it.
pub struct ReceivedFile {
    /// What it is called.
    pub name: Label,
    /// Its content, sealed.
    pub content: SealedContent,
    /// The same for the same form only.
    pub fingerprint: Vec<u8>,
}

/// Takes the form, which has the field `file`. The content is sealed here, before anybody waits for the write.
pub async fn receive(mut upload: Upload, environment: &Environment) -> Result<ReceivedFile, ApiError> {
    let mut file = None;
    while let Some(mut part) = upload.next().await? {
        match part.name.as_str() {
            "file" if file.is_none() => {
                let name = name_of(&part)?;
                let bytes = upload.read(&mut part, FileContent::MOST_BYTES + 1).await?;
                let mut invalid = Invalid::default();
                let content = invalid.check("/file", FileContent::new(&name, bytes));
                file = Some((name, invalid.finish_with(content)?));
            }
            "file" => return Err(ApiError::invalid_field("/file", "invalid", "is given twice")),
            _ => return Err(ApiError::invalid_field("", "unknown", "the form has the field `file`")),
        }
    }
    let (name, content) = file.ok_or_else(|| ApiError::invalid_field("/file", "required", "is required"))?;
    let content = seal_content(environment, &content)?;
    Ok(ReceivedFile { name, content, fingerprint: upload.fingerprint() })
}

/// Browsers of long ago send the whole path.
fn name_of(part: &UploadPart) -> Result<Label, ApiError> {
    let name = part.file_name.as_deref().unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut invalid = Invalid::default();
    let name = invalid.check("/file", name.parse::<Label>());
    invalid.finish_with(name)
}
