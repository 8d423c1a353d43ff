-- A placement 资源位 is something an organisation has shown where it chose to be seen: a video of its own in the feed, or
-- a banner above a page of the shop. In a market of several it is applied for 提报 and decided on by the operator.
CREATE TABLE placements (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  shop_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('feed', 'banner')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  -- Of the feed what is shown, of a banner what it leads to: a video, a product, or with neither the shop itself.
  video_id uuid,
  product_id uuid,
  -- Of a banner.
  title text CHECK (length(title) BETWEEN 1 AND 60),
  tone text CHECK (tone IN ('red', 'gold', 'green', 'blue')),
  audience text NOT NULL CHECK (audience IN ('all', 'group')),
  groups uuid[] NOT NULL CHECK (cardinality(groups) <= 20),
  groups_excluded uuid[] NOT NULL CHECK (cardinality(groups_excluded) <= 20),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Showings to one person within a local day of the brand.
  per_day smallint NOT NULL CHECK (per_day BETWEEN 1 AND 20),
  -- 1 comes first.
  priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 9),
  state text NOT NULL CHECK (state IN ('draft', 'waiting', 'approved', 'refused', 'stopped')),
  -- Why the operator refused it.
  refusal text CHECK (length(refusal) BETWEEN 1 AND 500),
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  made_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id),
  FOREIGN KEY (organization_id, video_id) REFERENCES videos (organization_id, id),
  FOREIGN KEY (organization_id, product_id) REFERENCES products (organization_id, id),
  CHECK (ends_at > starts_at),
  CHECK ((audience = 'group') = (cardinality(groups) > 0)),
  CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CHECK (num_nonnulls(video_id, product_id) <= 1),
  CHECK (kind <> 'feed' OR (video_id IS NOT NULL AND title IS NULL AND tone IS NULL)),
  CHECK (kind <> 'banner' OR (title IS NOT NULL AND tone IS NOT NULL))
);
CREATE INDEX placements_order ON placements (organization_id, id DESC);
CREATE INDEX placements_waiting ON placements (id) WHERE state = 'waiting';
-- What servers hold: those that run or will, and what changed a moment ago.
CREATE INDEX placements_approved ON placements (ends_at) WHERE state = 'approved';
CREATE INDEX placements_changed ON placements (updated_at);
CALL meadow_secure('placements');

-- Which placements a shopper was shown lately, so that no one of them is shown too often. Belongs to the shopper, so to
-- the market; numbers are made of events and not of this. A showing bears the request that made it, so that telling it
-- again changes nothing.
CREATE TABLE slot_showings (
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  placement_id uuid NOT NULL REFERENCES placements ON DELETE CASCADE,
  request_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (shopper_id, placement_id, request_id)
);
REVOKE ALL ON slot_showings FROM meadow_member;
