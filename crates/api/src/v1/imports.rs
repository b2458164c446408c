//! Files of customers that are taken in.

mod body;
mod column_body;
mod commit;
mod create;
mod errors;
mod get;
mod list;
mod mappings;
mod options_body;
mod patch_body;
mod receive;
mod row_body;
mod rows;
mod template;
mod undo;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    mappings::routes(routes);
    routes
        .service(list::list_customer_imports)
        .service(create::create_customer_import)
        .service(template::get_customer_import_template)
        .service(get::get_customer_import)
        .service(update::update_customer_import)
        .service(rows::list_customer_import_rows)
        .service(errors::get_customer_import_errors)
        .service(commit::commit_customer_import)
        .service(undo::undo_customer_import);
}
