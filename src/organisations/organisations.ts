import { createHmac } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { OrganizationId } from '#kernel/ids';
import { type MeadowEnv, newRouter } from '#platform/http';
import { mailServerOf } from '#platform/mail';
import { BriefMemory } from '#platform/memory';
import type { Records } from '#platform/records';
import { accountRoutes } from './accounts/account-routes.ts';
import type { ApiKeyActor } from './actors/actor.ts';
import { defaultLimits, type Limits, openLimiters } from './actors/gate-limits.ts';
import { handOutGate } from './actors/require-actor.ts';
import { actorResolver, type ResolveActor } from './actors/resolve-actor.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { brandRoutes } from './brands/brand-routes.ts';
import { isSetUpOpen, setUpToken } from './founding/set-up.ts';
import { setUpRoutes } from './founding/set-up-routes.ts';
import { answerOnce } from './idempotency/answer-once.ts';
import { answerSeal } from './idempotency/remembered-answer.ts';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { apiKeyRoutes } from './keys/api-key-routes.ts';
import { findApiKeyByHash } from './keys/api-key-store.ts';
import { markKeysUsed } from './keys/key-store.ts';
import { hashToken, isToken } from './keys/secret-token.ts';
import { UsedKeys } from './keys/used-keys.ts';
import { writeKeyRoutes } from './keys/write-key-routes.ts';
import { findWriteKeyByHash, type WriteKey } from './keys/write-key-store.ts';
import { deliverMails, type Mail, type PostMail, senderOf, tellMails } from './mail/mail.ts';
import { memberRoutes } from './members/member-routes.ts';
import { organizationRoutes } from './organizations/organization-routes.ts';
import { shopRoutes } from './shops/shop-routes.ts';
import { authRoutes } from './sign-in/auth-routes.ts';
import { openAuth } from './sign-in/auth-store.ts';
import { sessionReader } from './sign-in/session.ts';
import { sessionRoutes } from './sign-in/session-routes.ts';
import { type Structure, zoneOfBrands } from './structure/structure.ts';
import { structureRoutes } from './structure/structure-routes.ts';
import { loadStructure } from './structure/structure-store.ts';

export type OrganisationsOptions = {
  readonly records: Records;
  readonly secret: string;
  /** Where people reach the instance. */
  readonly baseUrl: string;
  /** smtp:// or smtps://, with the account in it. */
  readonly mailUrl?: string | null;
  /** Told of every mail that no server delivers, so that an operator can read a reset link. */
  readonly tellMail?: (mail: Mail, error?: unknown) => void;
  readonly limits?: Partial<Limits>;
  /** Milliseconds that only grow, by which keys are remembered. */
  readonly steadyNow?: () => number;
};

/** Keys and structure are remembered this long, so a revoked key stops everywhere well within five seconds. */
const memoryMs = 3_000;

export function openOrganisations(options: OrganisationsOptions) {
  const { records, baseUrl } = options;
  const secret = createHmac('sha256', options.secret).update('sign-in').digest('base64url');
  const postMail = openMail(options);
  const auth = openAuth({ records, secret, baseUrl, postMail });
  const setUp = setUpToken(options.secret);
  const readSession = sessionReader(records, auth);

  const memory = { lifeMs: memoryMs, ...(options.steadyNow ? { now: options.steadyNow } : {}) };
  const apiKeys = new BriefMemory<ApiKeyActor | null>(memory);
  const writeKeys = new BriefMemory<WriteKey | null>(memory);
  const structures = new BriefMemory<Structure | null>(memory);
  const usedApiKeys = new UsedKeys((used) => markKeysUsed(records, 'api_keys', used));
  const usedWriteKeys = new UsedKeys((used) => markKeysUsed(records, 'write_keys', used));

  const findApiKey = async (text: string): Promise<ApiKeyActor | null> => {
    if (!isToken('apiKey', text)) return null;
    const hash = hashToken(text);
    const actor = await apiKeys.get(hash.toString('base64'), async () => {
      const key = await findApiKeyByHash(records, hash);
      return key && { kind: 'api_key', keyId: key.id, ...key };
    });
    if (actor) usedApiKeys.mark(actor.keyId);
    return actor;
  };

  const findWriteKey = async (text: string): Promise<WriteKey | null> => {
    if (!isToken('serverWriteKey', text) && !isToken('browserWriteKey', text)) return null;
    const hash = hashToken(text);
    const key = await writeKeys.get(hash.toString('base64'), () => findWriteKeyByHash(records, hash));
    if (key) usedWriteKeys.mark(key.id);
    return key;
  };

  const structureOf = async (organizationId: OrganizationId): Promise<Structure> => {
    const structure = await structures.get(organizationId, () => loadStructure(records, organizationId));
    if (!structure) throw new Error(`There is no organisation ${organizationId}.`);
    return structure;
  };
  const zoneOf = async (organizationId: OrganizationId, brandIds: readonly string[] = []) =>
    zoneOfBrands(await structureOf(organizationId), brandIds);

  const resolveActor: ResolveActor = actorResolver({ findApiKey, readSession });
  const limiters = openLimiters({ ...defaultLimits, ...options.limits });
  const once = answerOnce(records, answerSeal(options.secret));
  const identify: MiddlewareHandler<MeadowEnv> = handOutGate({
    resolveActor,
    limiters,
    answerOnce: once,
  });

  const structureParts = {
    records,
    forgetStructure: (organizationId: OrganizationId) => structures.forget(organizationId),
  };
  const routes = newRouter();
  routes.use(identify);
  routes.route('/', sessionRoutes({ records, auth, readSession }));
  routes.route('/', structureRoutes(structureOf));
  routes.route('/', organizationRoutes({ ...structureParts, readSession }));
  routes.route('/', brandRoutes(structureParts, structureOf));
  routes.route('/', shopRoutes(structureParts, structureOf));
  routes.route('/', accountRoutes(structureParts));
  routes.route('/', setUpRoutes({ records, auth, limiters, token: setUp }));
  routes.route('/', memberRoutes(records));
  routes.route('/', invitationRoutes({ records, baseUrl, postMail, auth, readSession, limiters }));
  routes.route(
    '/',
    apiKeyRoutes(records, () => apiKeys.clear()),
  );
  routes.route(
    '/',
    writeKeyRoutes(records, () => writeKeys.clear()),
  );
  routes.route('/', auditRoutes(records));
  routes.route('/', authRoutes({ records, auth, baseUrl, limiters }));

  return {
    /** Use it on the app before any router: it hands every request what `requireActor` needs. */
    identify,
    routes,
    auth,
    resolveActor,
    /** `Idempotency-Key` for askers who are no actors, such as shoppers. */
    answerOnce: once,
    findWriteKey,
    structureOf,
    zoneOf,
    /** Where the first person sets up an instance without people; null once there is somebody. */
    setUpLink: async () => ((await isSetUpOpen(records)) ? `${baseUrl}/console/set-up?token=${setUp}` : null),
    close: async () => {
      await Promise.all([usedApiKeys.close(), usedWriteKeys.close()]);
    },
  };
}

function openMail({ mailUrl, baseUrl, tellMail = printMail }: OrganisationsOptions): PostMail {
  if (!mailUrl) return tellMails(tellMail);
  const server = mailServerOf(mailUrl);
  return deliverMails({ server, from: senderOf(server, baseUrl), tell: tellMail });
}

function printMail(mail: Mail): void {
  process.stdout.write(`Mail to ${mail.recipient}: ${mail.subject}\n${mail.body}\n`);
}

export type Organisations = ReturnType<typeof openOrganisations>;
