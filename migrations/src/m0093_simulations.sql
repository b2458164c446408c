ALTER TABLE member_tiers ADD COLUMN counted_since {instant}
