-- Short videos 短视频 of content accounts, and what shoppers did with them.
CREATE TABLE videos (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  account_id uuid NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- 种草, 带货, 引流: each is measured by what it is for.
  kind text NOT NULL CHECK (kind IN ('seeding', 'selling', 'traffic')),
  -- Elements of the content matrix 内容矩阵: person, product, scene, need → words.
  elements jsonb NOT NULL DEFAULT '{}',
  category text CHECK (length(category) <= 200),
  state text NOT NULL CHECK (state IN ('draft', 'reviewing', 'published', 'removed')),
  review_note text CHECK (length(review_note) <= 500),
  file_key text CHECK (length(file_key) <= 300),
  poster_key text CHECK (length(poster_key) <= 300),
  bytes bigint CHECK (bytes > 0),
  duration_ms integer CHECK (duration_ms > 0),
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  simulated boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
  UNIQUE (organization_id, id),
  CHECK (state <> 'published' OR (file_key IS NOT NULL AND published_at IS NOT NULL))
);
CREATE INDEX videos_order ON videos (organization_id, id DESC);
CREATE INDEX videos_published ON videos (published_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX videos_account ON videos (account_id, published_at DESC) WHERE state = 'published';
CALL meadow_secure('videos');

-- The product cards of a video, in their order.
CREATE TABLE video_products (
  organization_id uuid NOT NULL,
  video_id uuid NOT NULL,
  product_id uuid NOT NULL,
  position smallint NOT NULL,
  PRIMARY KEY (video_id, product_id),
  FOREIGN KEY (organization_id, video_id) REFERENCES videos (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, product_id) REFERENCES products (organization_id, id)
);
CREATE INDEX video_products_product ON video_products (product_id);
CALL meadow_secure('video_products');

-- Kept beside the single reactions, because every card shows them.
CREATE TABLE video_counts (
  organization_id uuid NOT NULL,
  video_id uuid PRIMARY KEY,
  likes bigint NOT NULL DEFAULT 0 CHECK (likes >= 0),
  favorites bigint NOT NULL DEFAULT 0 CHECK (favorites >= 0),
  comments bigint NOT NULL DEFAULT 0 CHECK (comments >= 0),
  shares bigint NOT NULL DEFAULT 0 CHECK (shares >= 0),
  FOREIGN KEY (organization_id, video_id) REFERENCES videos (organization_id, id) ON DELETE CASCADE
);
CALL meadow_secure('video_counts');

-- What one shopper did: belongs to the shopper, so to the market.
CREATE TABLE video_reactions (
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  video_id uuid NOT NULL REFERENCES videos ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('like', 'favorite', 'dislike')),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (shopper_id, video_id, kind)
);
CREATE INDEX video_reactions_video ON video_reactions (video_id, kind);

CREATE TABLE account_follows (
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES accounts,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (shopper_id, account_id)
);
CREATE INDEX account_follows_account ON account_follows (account_id);

CREATE TABLE video_comments (
  id uuid PRIMARY KEY,
  video_id uuid NOT NULL REFERENCES videos ON DELETE CASCADE,
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  state text NOT NULL DEFAULT 'shown' CHECK (state IN ('shown', 'hidden')),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX video_comments_order ON video_comments (video_id, id DESC);
REVOKE ALL ON video_reactions, account_follows, video_comments FROM meadow_member;
