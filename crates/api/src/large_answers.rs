//! Large answers leave in slices, and those that nobody reads do not take the memory of all.

mod slices;
mod under_way;

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, web};

pub use self::slices::Slices;
pub use self::under_way::AnswersUnderWay;
use crate::application::Application;
use crate::connection::ConnectionActivity;
use crate::peers::peer_of;

/// From so many bytes on an answer is a large one.
const LARGE: usize = 32 * 1024;

/// Has large answers leave in slices, and counts them until they have left or been given up.
pub async fn slice_large_answers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?;
    let request = response.request().clone();
    Ok(response.map_body(|_, body| match body.try_into_bytes() {
        Ok(bytes) if bytes.len() >= LARGE => {
            let connection = request.conn_data::<ConnectionActivity>().map(ConnectionActivity::giving_way);
            let application = request.app_data::<web::Data<Application>>();
            let under_way = application.zip(connection).map(|(application, connection)| {
                Arc::clone(&application.answers_under_way).begin(peer_of(&request), bytes.len(), connection)
            });
            Slices::new(bytes, under_way).boxed()
        }
        Ok(bytes) => bytes.boxed(),
        Err(body) => body.boxed(),
    }))
}
