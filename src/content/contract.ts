/** Wire schemas of the content context; browser-safe. Ids are shown with their kind, such as `vid_01h…`. */
import { z } from 'zod';
import { productCard } from '#shop/contract';

const instant = z.iso.datetime();
/** PostgreSQL cannot store U+0000, and what hides control characters misleads. */
const line = (lengthMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must not contain control characters' });

/** Largest video file, in bytes. */
export const videoBytesMax = 500 * 1024 * 1024;
export const commentLengthMax = 500;
export const productsPerVideoMax = 20;

/** 种草, 带货, 引流: each is measured by what it is for. */
export const videoKind = z.enum(['seeding', 'selling', 'traffic']);
export const videoState = z.enum(['draft', 'reviewing', 'published', 'removed']);
/** The axes of the content matrix 内容矩阵, each with the words a video is tagged with. */
export const elementAxes = ['person', 'product', 'scene', 'need'] as const;
const words = z.array(line(30)).max(10);
export const videoElements = z.strictObject({
  person: words.optional(),
  product: words.optional(),
  scene: words.optional(),
  need: words.optional(),
});

// What shoppers see.

export const accountCard = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string().nullable(),
  accountType: z.string(),
  shopId: z.string(),
  /** Whether the shopper who asks follows it. */
  followed: z.boolean(),
});

export const videoCounts = z.object({
  likes: z.int(),
  comments: z.int(),
  favorites: z.int(),
  shares: z.int(),
});

/** A published video as feed and account home show it. */
export const videoCard = z.object({
  id: z.string(),
  title: z.string(),
  kind: videoKind,
  /** Address of the file: mp4, answers byte ranges, never changes. */
  src: z.string(),
  /** Null where there is none: the player then shows the first frame. */
  poster: z.string().nullable(),
  durationMs: z.int(),
  width: z.int(),
  height: z.int(),
  account: accountCard,
  counts: videoCounts,
  /** What the shopper who asks did. */
  mine: z.object({ liked: z.boolean(), favorited: z.boolean() }),
  /** Of the linked products, those that are on the shelf now, in the order of the video. */
  products: z.array(productCard),
  publishedAt: instant,
  simulated: z.boolean(),
});

export const reactionKind = z.enum(['like', 'favorite', 'dislike']);
/** A touch token of whoever showed the video. */
const touch = z.string().max(1000).nullable().optional();
export const reactionChange = z.strictObject({ kind: reactionKind, on: z.boolean(), touch });
export const reactionAnswer = z.object({
  kind: reactionKind,
  on: z.boolean(),
  counts: videoCounts,
});
export const shareSent = z.strictObject({ touch });
export const shareAnswer = z.object({ counts: videoCounts });
export const followChange = z.strictObject({ on: z.boolean(), touch });
export const followAnswer = z.object({ followed: z.boolean(), followers: z.int() });

export const commentSent = z.strictObject({ text: line(commentLengthMax), touch });
export const commentView = z.object({
  id: z.string(),
  text: z.string(),
  /** Null for a guest. */
  nickname: z.string().nullable(),
  mine: z.boolean(),
  createdAt: instant,
});

export const accountHome = accountCard.extend({
  intro: z.string(),
  shop: z.object({ id: z.string(), name: z.string() }),
  followers: z.int(),
  /** Likes of all its published videos. */
  likes: z.int(),
  videoCount: z.int(),
  /** The newest; the rest through `/videos`. */
  videos: z.array(videoCard),
  nextCursor: z.string().nullable(),
  /** Products that its videos show and that are on the shelf, most shown first. */
  products: z.array(productCard),
});
export const followingView = z.object({
  accounts: z.array(accountCard),
  /** The newest of the accounts followed. */
  videos: z.array(videoCard),
  nextCursor: z.string().nullable(),
});

// What members see.

export const reviewReason = z.object({
  code: z.enum(['no_file', 'no_title', 'no_product', 'forbidden_word']),
  field: z.string(),
  /** The forbidden word as it stands in the text. */
  word: z.string().nullable(),
});

export const videoView = z.object({
  id: z.string(),
  accountId: z.string(),
  title: z.string(),
  kind: videoKind,
  state: videoState,
  /** Why the last review did not let it pass; empty where it did or was not asked. */
  reviewReasons: z.array(reviewReason),
  elements: videoElements,
  category: z.string().nullable(),
  productIds: z.array(z.string()),
  src: z.string().nullable(),
  poster: z.string().nullable(),
  bytes: z.int().nullable(),
  durationMs: z.int().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  counts: videoCounts,
  simulated: z.boolean(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
  publishedAt: instant.nullable(),
});

const productIds = z.array(z.string().max(36)).max(productsPerVideoMax);
const uploadId = z.string().max(36);
export const videoCreate = z.strictObject({
  accountId: z.string().max(36),
  title: line(300),
  kind: videoKind.default('seeding'),
  elements: videoElements.default({}),
  category: line(200).nullable().default(null),
  productIds: productIds.default([]),
  /** A finished upload, see `POST /api/uploads`. */
  uploadId: uploadId.optional(),
});
export const videoPatch = z.strictObject({
  /** The version that was seen; another one is refused. */
  version: z.int().min(1),
  accountId: z.string().max(36).optional(),
  title: line(300).optional(),
  kind: videoKind.optional(),
  elements: videoElements.optional(),
  category: line(200).nullable().optional(),
  productIds: productIds.optional(),
  uploadId: uploadId.optional(),
});
export const versionSeen = z.strictObject({ version: z.int().min(1) });

export const uploadView = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['receiving', 'ready', 'refused', 'used']),
  /** Why the file is not taken, once it is whole. */
  refusal: z.string().nullable(),
  bytes: z.int(),
  bytesReceived: z.int(),
  durationMs: z.int().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  createdAt: instant,
  expiresAt: instant,
});

export const memberComment = z.object({
  id: z.string(),
  videoId: z.string(),
  videoTitle: z.string(),
  text: z.string(),
  nickname: z.string().nullable(),
  state: z.enum(['shown', 'hidden']),
  simulated: z.boolean(),
  createdAt: instant,
});
export const blockedWords = z.strictObject({ words: z.array(line(60)).max(500) });

export const accountHomeView = z.object({
  accountId: z.string(),
  intro: z.string(),
  avatar: z.string().nullable(),
  followers: z.int(),
});
export const accountHomePatch = z.strictObject({ intro: z.string().trim().max(200) });

export type VideoKind = z.infer<typeof videoKind>;
export type VideoState = z.infer<typeof videoState>;
export type VideoElements = z.infer<typeof videoElements>;
export type AccountCard = z.infer<typeof accountCard>;
export type VideoCounts = z.infer<typeof videoCounts>;
export type VideoCard = z.infer<typeof videoCard>;
export type ReactionKind = z.infer<typeof reactionKind>;
export type CommentView = z.infer<typeof commentView>;
export type AccountHome = z.infer<typeof accountHome>;
export type FollowingView = z.infer<typeof followingView>;
export type ReviewReason = z.infer<typeof reviewReason>;
export type VideoView = z.infer<typeof videoView>;
export type UploadView = z.infer<typeof uploadView>;
export type MemberComment = z.infer<typeof memberComment>;
export type AccountHomeView = z.infer<typeof accountHomeView>;
