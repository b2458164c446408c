//! `GET /v1/customers/imports/template`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use regulars_customers::TagReads;
use regulars_interchange::{Field, heading_of};
use regulars_kernel::{Language, PageRequest, PageSize};
use regulars_sheets::{TemplateColumn, write_template};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;

/// What a template has columns for, with an example of each.
const COLUMNS: &[(Field, &str)] = &[
    (Field::ExternalId, "K-001"),
    (Field::Gender, "female"),
    (Field::Title, "dr"),
    (Field::FirstName, "Ana"),
    (Field::LastName, "Petrović"),
    (Field::Company, ""),
    (Field::Email, "ana@example.com"),
    (Field::Phone, "+381641234567"),
    (Field::BirthDate, "1990-05-17"),
    (Field::Language, "sr"),
    (Field::Street, "Bulevar oslobođenja 1"),
    (Field::Postcode, "21000"),
    (Field::City, "Novi Sad"),
    (Field::Country, "RS"),
    (Field::Tags, ""),
    (Field::DataConsentSource, "form in the shop"),
    (Field::DataConsentText, "2026-01"),
    (Field::AdvertisingEmail, "yes"),
    (Field::AdvertisingSms, "no"),
    (Field::AdvertisingSource, "form in the shop"),
    (Field::AdvertisingText, "2026-01"),
    (Field::AdvertisingDate, "2026-01-31"),
];

/// Download a workbook to fill in.
///
/// An XLSX with headings in the language of the merchant, an example row to write over, and lists to choose from. Every
/// column is a text, so that zeros in front and long numbers stay.
#[utoipa::path(tag = "Imports", responses((status = 200, description = "The workbook", content(
    (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
))))]
#[get("/v1/customers/imports/template")]
pub async fn get_customer_import_template(
    caller: Caller<access::get_customer_import_template>,
    application: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let language = caller.facts().locale.language();
    let page = PageRequest { size: PageSize::LARGEST, after: None };
    let tags = application.database.read(caller.scope(), async move |tx| tx.list_tags(page).await).await?;
    let names: Vec<String> = tags.items.into_iter().map(|tag| tag.name.into_string()).collect();
    let columns: Vec<TemplateColumn> =
        COLUMNS.iter().map(|(field, example)| column(*field, example, language, &names)).collect();
    let bytes = write_template("Customers", &columns)?;
    Ok(HttpResponse::Ok()
        .content_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"customers.xlsx\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(bytes))
}

fn column(field: Field, example: &str, language: Language, tags: &[String]) -> TemplateColumn {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let choices = match field {
        Field::Gender => words(&["male", "female", "other"]),
        Field::AdvertisingEmail | Field::AdvertisingSms => words(&["yes", "no"]),
        Field::Tags => within_limit(tags),
        _ => Vec::new(),
    };
    TemplateColumn { heading: heading_of(field, language).to_owned(), example: example.to_owned(), choices }
}

/// As many of the names as a list in a workbook holds: 255 characters with the commas between them.
fn within_limit(names: &[String]) -> Vec<String> {
    let mut length = 0;
    let fits = |name: &&String| {
        length += name.encode_utf16().count() + 1;
        length <= 255 && !name.contains(',')
    };
    names.iter().take_while(fits).cloned().collect()
}
