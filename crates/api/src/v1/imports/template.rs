//! `GET /v1/customers/imports/template`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use regulars_customers::{AttributeDefinition, AttributeReads, AttributeRule, TagReads};
use regulars_interchange::{ColumnTarget, Field, heading_of};
use regulars_kernel::{Language, PageRequest, PageSize, StoreError};
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
/// An XLSX with headings in the language of the merchant, an example row to write over, and lists to choose from. The custom
/// attributes have columns of their own. Every
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
    let read = application.database.read(caller.scope(), async move |tx| {
        Ok::<_, StoreError>((tx.list_tags(page).await?, tx.list_attributes().await?))
    });
    let (tags, attributes) = read.await?;
    let names: Vec<String> = tags.items.into_iter().map(|tag| tag.name.into_string()).collect();
    let fields = COLUMNS.iter().map(|(field, example)| column(*field, example, language, &names));
    let columns: Vec<TemplateColumn> = fields.chain(attributes.iter().map(attribute_column)).collect();
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
        Field::Tags => tags.to_vec(),
        _ => Vec::new(),
    };
    TemplateColumn { heading: heading_of(field, language).to_owned(), example: example.to_owned(), choices }
}

/// The column of a custom attribute. Of one that takes several options a list offers each alone; more are written by hand,
/// with commas between them.
fn attribute_column(definition: &AttributeDefinition) -> TemplateColumn {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let choices = match &definition.rule {
        AttributeRule::Boolean => words(&["yes", "no"]),
        rule => rule.options().iter().map(|option| option.as_str().to_owned()).collect(),
    };
    let heading = ColumnTarget::Attribute(definition.key.as_str().to_owned()).to_string();
    TemplateColumn { heading, example: String::new(), choices }
}
