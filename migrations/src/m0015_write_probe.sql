CREATE TABLE write_probe (
    id {integer} NOT NULL PRIMARY KEY,
    filler {bytes} NOT NULL
{end};
