//! Uploaded images.

mod body;
mod download;
mod get;
mod list;
mod upload;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_media)
        .service(upload::upload_media)
        .service(get::get_media)
        .service(download::download_media);
}
