mod packs;
mod show;
