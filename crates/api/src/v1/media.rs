//! Uploaded images.

mod body;
mod download;
mod get;
mod list;
mod upload;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_media)
        .service(upload::upload_media)
        .service(get::get_media)
        .service(download::download_media);
}
