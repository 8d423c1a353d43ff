-- An instance is one market; brands, shops and content accounts belong to its organisations.

CREATE TABLE market (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Fewer organisations than this behind a market number and it is not shown.
  peers_min smallint NOT NULL DEFAULT 5 CHECK (peers_min >= 3)
);
INSERT INTO market (name) VALUES ('Meadow');

CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  zone text NOT NULL,
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- Made by the simulator; every page says so.
  simulated boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL meadow_secure('organizations', 'id');

CREATE TABLE brands (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  zone text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, name)
);
CALL meadow_secure('brands');

CREATE TABLE shops (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  brand_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  -- Where the shop lives: here, or elsewhere with its orders imported or streamed.
  platform text NOT NULL DEFAULT 'meadow'
    CHECK (platform IN ('meadow', 'douyin', 'tiktok', 'shopify', 'taobao', 'jd', 'other')),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  external_id text CHECK (length(external_id) <= 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  FOREIGN KEY (organization_id, brand_id) REFERENCES brands (organization_id, id),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, name)
);
CALL meadow_secure('shops');

-- A content account publishes; binding it to a shop is 号店一体 (account and shop managed as one).
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  shop_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  role text NOT NULL DEFAULT 'channel' CHECK (role IN ('official', 'channel')),
  account_type text NOT NULL DEFAULT 'self' CHECK (account_type IN ('self', 'partner')),
  external_id text CHECK (length(external_id) <= 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id),
  UNIQUE (organization_id, id),
  UNIQUE (organization_id, name)
);
CREATE UNIQUE INDEX accounts_official ON accounts (shop_id) WHERE role = 'official' AND archived_at IS NULL;
CALL meadow_secure('accounts');
