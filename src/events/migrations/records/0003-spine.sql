-- Which messages about money were taken over already, so that an order is told to the shop once however often
-- its message arrives.
CREATE TABLE money_messages (
  organization_id uuid NOT NULL,
  message_id text COLLATE "C" NOT NULL CHECK (length(message_id) BETWEEN 1 AND 255),
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, message_id)
);
CALL meadow_secure('money_messages');

-- What group calls said: a company, a club, a household. Sets of people for marketing are audiences, not these.
CREATE TABLE event_groups (
  organization_id uuid NOT NULL,
  group_id text COLLATE "C" NOT NULL CHECK (length(group_id) BETWEEN 1 AND 255),
  traits jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, group_id)
);
CALL meadow_secure('event_groups');

CREATE TABLE event_group_members (
  organization_id uuid NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  person integer NOT NULL,
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, group_id, person)
);
CALL meadow_secure('event_group_members');
