//! Companies that the merchant sells to, and the customers who work for them.

pub mod body;
mod create;
mod create_employee;
mod delete;
mod delete_employee;
pub mod employee_body;
mod get;
mod get_employee;
mod list;
mod list_employees;
mod new_body;
mod patch_body;
mod timeline;
mod timeline_body;
mod update;
mod update_employee;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_companies)
        .service(create::create_company)
        .service(get::get_company)
        .service(update::update_company)
        .service(delete::delete_company)
        .service(timeline::list_company_timeline_entries)
        .service(list_employees::list_company_employees)
        .service(create_employee::create_company_employee)
        .service(get_employee::get_company_employee)
        .service(update_employee::update_company_employee)
        .service(delete_employee::delete_company_employee);
}
