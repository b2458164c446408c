mod complete;
mod list;
