CREATE TABLE cards_of_networks (
    number TEXT NOT NULL,
    mode TEXT NOT NULL DEFAULT 'live' CHECK (mode IN ('live', 'sandbox')),
    member_id {uuid} NOT NULL REFERENCES members (id),
    status TEXT NOT NULL CHECK (status IN ('active', 'blocked', 'replaced')),
    issued_by {uuid} NOT NULL REFERENCES merchants (id),
    replaced_by TEXT,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    PRIMARY KEY (number, mode)
{end};
INSERT INTO cards_of_networks (number, mode, member_id, status, issued_by, replaced_by, created_at, updated_at)
    SELECT c.number, m.mode, c.member_id, c.status, c.issued_by, c.replaced_by, c.created_at, c.updated_at
    FROM cards AS c JOIN merchants AS m ON m.id = c.issued_by;
DROP TABLE cards;
ALTER TABLE cards_of_networks RENAME TO cards;
CREATE INDEX cards_member ON cards (member_id)
