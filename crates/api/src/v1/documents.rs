//! The register of documents of companies.

pub mod body;
mod content;
mod create;
mod create_version;
mod delete;
mod get;
mod list;
mod list_of_company;
mod list_versions;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list_of_company::list_company_documents)
        .service(create::create_company_document)
        .service(list::list_documents)
        .service(get::get_document)
        .service(update::update_document)
        .service(delete::delete_document)
        .service(list_versions::list_document_versions)
        .service(create_version::create_document_version)
        .service(content::get_document_version_content);
}
