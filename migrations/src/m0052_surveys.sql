CREATE TABLE surveys (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CONSTRAINT surveys_kind CHECK (kind IN ('csat', 'nps')),
    texts {json} NOT NULL,
    state TEXT NOT NULL CONSTRAINT surveys_state CHECK (state IN ('draft', 'active', 'closed')),
    closes_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CONSTRAINT surveys_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT surveys_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id)
{end};
CREATE TABLE newsletter_surveys (
    merchant_id {uuid} NOT NULL,
    newsletter_id {uuid} NOT NULL,
    survey_id {uuid} NOT NULL,
    CONSTRAINT newsletter_surveys_pkey PRIMARY KEY (merchant_id, newsletter_id, survey_id),
    CONSTRAINT newsletter_surveys_newsletter FOREIGN KEY (merchant_id, newsletter_id)
        REFERENCES newsletters (merchant_id, id) ON DELETE CASCADE,
    CONSTRAINT newsletter_surveys_survey FOREIGN KEY (merchant_id, survey_id) REFERENCES surveys (merchant_id, id)
{end};
CREATE INDEX newsletter_surveys_of_survey ON newsletter_surveys (merchant_id, survey_id);
CREATE TABLE survey_invitations (
    merchant_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    survey_id {uuid} NOT NULL,
    kind TEXT NOT NULL CONSTRAINT survey_invitations_kind CHECK (kind IN ('csat', 'nps')),
    customer_id {uuid},
    purchase_id {uuid},
    newsletter_id {uuid},
    invited_at {instant} NOT NULL,
    score {integer} CONSTRAINT survey_invitations_score CHECK (score >= 0 AND score <= 10),
    comment TEXT,
    answered_at {instant},
    CONSTRAINT survey_invitations_answer CHECK ((score IS NULL) = (answered_at IS NULL)),
    CONSTRAINT survey_invitations_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT survey_invitations_survey FOREIGN KEY (merchant_id, survey_id) REFERENCES surveys (merchant_id, id),
    CONSTRAINT survey_invitations_customer FOREIGN KEY (merchant_id, customer_id) REFERENCES customers (merchant_id, id),
    CONSTRAINT survey_invitations_purchase FOREIGN KEY (merchant_id, purchase_id) REFERENCES purchases (merchant_id, id),
    CONSTRAINT survey_invitations_newsletter FOREIGN KEY (merchant_id, newsletter_id)
        REFERENCES newsletters (merchant_id, id)
{end};
CREATE UNIQUE INDEX survey_invitations_about ON survey_invitations (merchant_id, survey_id, purchase_id)
    WHERE purchase_id IS NOT NULL;
CREATE INDEX survey_invitations_invited ON survey_invitations (merchant_id, survey_id, invited_at, score, newsletter_id);
CREATE INDEX survey_invitations_answered ON survey_invitations (merchant_id, survey_id, answered_at, id, customer_id)
    WHERE answered_at IS NOT NULL;
CREATE INDEX survey_invitations_of_customer ON survey_invitations (merchant_id, customer_id, answered_at, id);
CREATE INDEX survey_invitations_latest ON survey_invitations (merchant_id, kind, customer_id, answered_at, id, score)
    WHERE answered_at IS NOT NULL
