import type { EventType, PropertyColumn } from './event-type.ts';

const uint16Max = 65_535;
const uint32Max = 4_294_967_295;

const text = (property: string, max: number): PropertyColumn => ({
  property,
  column: property,
  kind: 'text',
  max,
});
const count = (property: string, max: number): PropertyColumn => ({
  property,
  column: property,
  kind: 'count',
  max,
});

/** Properties that metrics read; all others are kept as JSON. In the order of the row. */
export const propertyColumns: readonly PropertyColumn[] = [
  text('session_id', 200),
  text('product_id', 200),
  text('sku', 200),
  text('category', 200),
  text('content_id', 200),
  text('room_id', 200),
  text('creator_id', 200),
  text('request_id', 200),
  { property: 'carrier', column: 'carrier', kind: 'carrier', max: 40 },
  { property: 'source', column: 'source', kind: 'source', max: 40 },
  { property: 'account_type', column: 'account_type', kind: 'account_type', max: 40 },
  text('plan_id', 200),
  count('touch_second', uint32Max),
  count('position', uint16Max),
  count('watch_ms', uint32Max),
  count('duration_ms', uint32Max),
  text('query', 500),
  text('platform', 40),
  text('city_tier', 40),
];

const touch = ['carrier', 'source', 'account_type', 'plan_id', 'request_id', 'shop_id', 'account_id'];
const product = ['product_id', 'sku', 'category', 'position', ...touch];
const content = ['content_id', 'creator_id', 'position', ...touch];
const live = ['room_id', 'creator_id', ...touch];
/** Beside them `coupon_id`, `coupon_name`, of an applied one `order_id`, of a denied one `reason`. */
const coupon = ['content_id', 'room_id', 'creator_id', 'touch_second', ...touch];

const type = (
  name: string,
  zh: string,
  properties: readonly string[],
  more: Partial<Pick<EventType, 'required' | 'isMoney' | 'version'>> = {},
): EventType => ({ name, zh, en: name, version: 1, properties, required: [], isMoney: false, ...more });

/** Every event type with its name in both languages. Unknown names are custom events and are kept as well. */
export const eventTypes: readonly EventType[] = [
  type('Page Viewed', '浏览页面', ['session_id', ...touch]),
  type('Screen Viewed', '浏览屏幕', ['session_id', ...touch]),
  type('User Identified', '识别用户', []),
  type('User Aliased', '合并身份', []),
  type('Group Joined', '加入群组', []),

  type('Products Searched', '搜索商品', ['query', ...touch]),
  type('Search Result Clicked', '点击搜索结果', ['query', ...product]),
  type('Product List Viewed', '浏览商品列表', ['category', ...touch]),
  type('Product List Filtered', '筛选商品列表', ['category', ...touch]),
  type('Product Impression', '商品曝光', product),
  type('Product Clicked', '点击商品', product),
  type('Product Viewed', '浏览商品详情', product),
  type('Product Added', '加入购物车', product),
  type('Product Removed', '移出购物车', product),
  type('Cart Viewed', '浏览购物车', touch),
  type('Product Added to Wishlist', '收藏商品', product),
  type('Product Removed from Wishlist', '取消收藏商品', product),
  type('Product Shared', '分享商品', product),
  type('Product Reviewed', '评价商品', product),
  type('Promotion Viewed', '活动曝光', ['position', ...touch]),
  type('Promotion Clicked', '点击活动', ['position', ...touch]),

  type('Checkout Started', '进入结算', touch),
  type('Checkout Step Viewed', '浏览结算步骤', touch),
  type('Checkout Step Completed', '完成结算步骤', touch),
  type('Payment Info Entered', '填写支付信息', touch),
  type('Order Updated', '订单变更', touch),
  type('Order Cancelled', '取消订单', touch),
  // Segment's word: it means paid.
  type('Order Completed', '支付订单', touch, { required: ['order_id'], isMoney: true }),
  type('Order Refunded', '订单退款', touch, { required: ['order_id'], isMoney: true }),

  type('Coupon Claimed', '领取优惠券', touch),
  type('Coupon Entered', '输入优惠券', coupon),
  type('Coupon Applied', '使用优惠券', coupon),
  type('Coupon Denied', '优惠券不可用', touch),
  type('Coupon Removed', '取消优惠券', coupon),

  type('Content Impression', '内容曝光', content),
  type('Content Played', '播放内容', ['watch_ms', 'duration_ms', ...content]),
  type('Content Liked', '点赞内容', content),
  type('Content Commented', '评论内容', content),
  type('Content Shared', '分享内容', content),
  type('Content Favorited', '收藏内容', content),
  type('Content Disliked', '不感兴趣', content),
  // What is taken back is an event of its own, so that what stands now is the difference of the two.
  type('Content Unliked', '取消点赞', content),
  type('Content Unfavorited', '取消收藏', content),
  type('Content Undisliked', '撤回不感兴趣', content),
  type('Account Followed', '关注账号', ['creator_id', ...touch]),
  type('Account Unfollowed', '取消关注', ['creator_id', ...touch]),

  type('Live Entered', '进入直播间', live),
  type('Live Left', '离开直播间', ['watch_ms', ...live]),
  type('Live Commented', '直播间评论', live),

  type('Ad Impression', '广告曝光', [...content, 'room_id', 'product_id']),
  type('Ad Clicked', '点击广告', [...content, 'room_id', 'product_id']),
];

export const eventTypeByName: ReadonlyMap<string, EventType> = new Map(
  eventTypes.map((eventType) => [eventType.name, eventType]),
);
