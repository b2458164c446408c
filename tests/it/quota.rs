mod orders;
mod packs;
mod plan;
mod show;
