DROP INDEX customers_name_born
;
CREATE INDEX customers_name_birthday
    ON customers (merchant_id, last_name_folded, first_name_folded, birth_month_day, id, birth_date)
    WHERE birth_month_day IS NOT NULL
;
DROP INDEX customers_birthday
;
CREATE INDEX customers_birthday ON customers (merchant_id, birth_month_day, id)
;
ALTER TABLE members ADD COLUMN birth_month_day {integer}
