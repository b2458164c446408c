mod demo;
mod load;
