mod assign;
mod create;
mod delete;
mod get;
mod in_use;
mod list;
mod update;
