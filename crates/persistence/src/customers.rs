//! Customers, their tags, and how they are found.

mod attribute_definitions;
mod attributes;
mod brief;
mod card_links;
mod details;
mod names_row;
mod order;
mod read;
mod row;
mod same_person;
mod search;
mod store;
mod tags;
mod touch_row;
pub(crate) mod who_is_meant;
mod whole_row;
mod write;

pub(crate) use attribute_definitions::list as attribute_definitions;
pub(crate) use attributes::{
    TABLE as ATTRIBUTE_VALUES, ValueRow as AttributeValueRow, by_customer as attributes_by_customer,
    order_of_values, select_values, value_rows,
};
pub(crate) use brief::by_cards as holders_of_cards;
pub(crate) use names_row::NamesRow;
pub(crate) use order::rows_of_page;
pub(crate) use read::{find as find_customer, records_after};
pub(crate) use row::{WrittenRow as WrittenCustomerRow, month_day};
pub(crate) use search::pattern as pattern_of_part;
pub(crate) use touch_row::TouchRow;
pub(crate) use whole_row::{WholeRow, insert_whole, read_whole, set_service_fields, update_whole};
pub(crate) use write::{update_following_texts, update_plainly};

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::has_bought;
