//! Files are bytes, not lists of numbers.

use serde_json::{Value, json};

/// Says of every image, every sheet and every other file that it is binary.
pub fn make_files_binary(document: &mut Value) {
    let operations = document["paths"].as_object_mut().into_iter().flatten();
    for operation in operations.flat_map(|(_, item)| item.as_object_mut().into_iter().flatten()) {
        make_binary(operation.1.get_mut("requestBody"));
        for (_, response) in
            operation.1.get_mut("responses").and_then(Value::as_object_mut).into_iter().flatten()
        {
            make_binary(Some(response));
        }
    }
}

fn make_binary(part: Option<&mut Value>) {
    let content = part.and_then(|part| part.get_mut("content")).and_then(Value::as_object_mut);
    for (media_type, content) in content.into_iter().flatten() {
        let is_file = media_type.starts_with("image/")
            || media_type.starts_with("application/vnd.openxmlformats")
            || media_type.starts_with("application/vnd.oasis")
            || matches!(
                media_type.as_str(),
                "application/pdf" | "application/xml" | "message/rfc822" | "text/csv" | "text/plain"
            );
        if is_file {
            content["schema"] = json!({"type": "string", "format": "binary", "contentMediaType": media_type});
        }
    }
}
