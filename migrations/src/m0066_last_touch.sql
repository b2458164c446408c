ALTER TABLE customers ADD COLUMN last_utm_source TEXT;
ALTER TABLE customers ADD COLUMN last_utm_medium TEXT;
ALTER TABLE customers ADD COLUMN last_utm_campaign TEXT;
ALTER TABLE customers ADD COLUMN last_utm_term TEXT;
ALTER TABLE customers ADD COLUMN last_utm_content TEXT;
ALTER TABLE customers ADD COLUMN last_utm_source_folded TEXT
    CONSTRAINT customers_last_utm_source_folded CHECK ((last_utm_source_folded IS NULL) = (last_utm_source IS NULL));
ALTER TABLE customers ADD COLUMN last_utm_medium_folded TEXT
    CONSTRAINT customers_last_utm_medium_folded CHECK ((last_utm_medium_folded IS NULL) = (last_utm_medium IS NULL));
ALTER TABLE customers ADD COLUMN last_utm_campaign_folded TEXT
    CONSTRAINT customers_last_utm_campaign_folded CHECK ((last_utm_campaign_folded IS NULL) = (last_utm_campaign IS NULL));
ALTER TABLE customers ADD COLUMN last_utm_term_folded TEXT
    CONSTRAINT customers_last_utm_term_folded CHECK ((last_utm_term_folded IS NULL) = (last_utm_term IS NULL));
ALTER TABLE customers ADD COLUMN last_utm_content_folded TEXT
    CONSTRAINT customers_last_utm_content_folded CHECK ((last_utm_content_folded IS NULL) = (last_utm_content IS NULL));
ALTER TABLE customers ADD COLUMN last_utm_at {instant}
    CONSTRAINT customers_last_utm_at CHECK ((last_utm_at IS NULL) = (last_utm_source IS NULL AND last_utm_medium IS NULL
        AND last_utm_campaign IS NULL AND last_utm_term IS NULL AND last_utm_content IS NULL))
