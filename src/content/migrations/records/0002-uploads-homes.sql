-- A file on its way in, by tus. How much of it is here is the size of the stored file itself.
CREATE TABLE uploads (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
  file_key text NOT NULL CHECK (length(file_key) <= 300),
  bytes bigint NOT NULL CHECK (bytes > 0),
  state text NOT NULL DEFAULT 'receiving' CHECK (state IN ('receiving', 'ready', 'refused', 'used')),
  -- Why the file was refused once it was whole.
  refusal text CHECK (length(refusal) <= 500),
  duration_ms integer CHECK (duration_ms > 0),
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Whatever no video has taken by then is swept.
  expires_at timestamptz NOT NULL,
  CHECK (state NOT IN ('ready', 'used') OR (duration_ms IS NOT NULL AND width IS NOT NULL AND height IS NOT NULL)),
  CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
CREATE INDEX uploads_expiry ON uploads (expires_at) WHERE state <> 'used';
CREATE INDEX uploads_order ON uploads (organization_id, id DESC);
CALL meadow_secure('uploads');

-- What an account's home 账号主页 says beside what the structure knows of it.
CREATE TABLE account_homes (
  organization_id uuid NOT NULL,
  account_id uuid PRIMARY KEY,
  intro text NOT NULL DEFAULT '' CHECK (length(intro) <= 200),
  avatar_key text CHECK (length(avatar_key) <= 300),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id)
);
CALL meadow_secure('account_homes');

-- Words that an organisation does not want under its videos.
CREATE TABLE blocked_words (
  organization_id uuid NOT NULL REFERENCES organizations,
  word text NOT NULL CHECK (length(word) BETWEEN 1 AND 60),
  PRIMARY KEY (organization_id, word)
);
CALL meadow_secure('blocked_words');

-- A share counts once a day: whoever taps the button ten times told one friend ten times at most.
CREATE TABLE video_shares (
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  video_id uuid NOT NULL REFERENCES videos ON DELETE CASCADE,
  day date NOT NULL DEFAULT current_date,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (shopper_id, video_id, day)
);
CREATE INDEX video_shares_video ON video_shares (video_id);
CREATE INDEX account_follows_shopper ON account_follows (shopper_id, at DESC);
REVOKE ALL ON video_shares FROM meadow_member;

-- Every copy of the server keeps all published videos in memory. It is told at the commit itself, so it hears of
-- every change while it listens, and reads everything again when it was away.
CREATE FUNCTION meadow_tell_video() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('meadow_videos', CASE WHEN TG_TABLE_NAME = 'videos'
    THEN coalesce(to_jsonb(NEW) ->> 'id', to_jsonb(OLD) ->> 'id')
    ELSE coalesce(to_jsonb(NEW) ->> 'video_id', to_jsonb(OLD) ->> 'video_id') END);
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON videos FOR EACH ROW EXECUTE FUNCTION meadow_tell_video();
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON video_products FOR EACH ROW EXECUTE FUNCTION meadow_tell_video();
