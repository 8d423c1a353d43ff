/**
 * The demo group: three invented brands with their shops, content accounts and creators. Names are in both
 * languages because a record has one name and the console two readers.
 */
export type BrandKey = 'lanjing' | 'suting' | 'hejian';
export type Platform = 'douyin' | 'meadow' | 'taobao';

export type DemoBrand = { readonly key: BrandKey; readonly name: string; readonly share: number };
export type DemoShop = {
  readonly key: string;
  readonly brand: BrandKey;
  readonly name: string;
  readonly platform: Platform;
  /** Its part of the brand's traffic. */
  readonly share: number;
  /** How much of that traffic comes by content (live and short video) rather than by product card. */
  readonly content: number;
};
export type DemoAccount = {
  readonly key: string;
  readonly shop: string;
  readonly name: string;
  readonly role: 'official' | 'channel';
  readonly type: 'self' | 'partner';
};
/** An alliance creator 达人: sells for a brand without being one of its accounts. */
export type DemoCreator = {
  readonly key: string;
  readonly brand: BrandKey;
  readonly name: string;
  readonly reach: number;
};

export const brands: readonly DemoBrand[] = [
  { key: 'lanjing', name: '岚径 Lanjing', share: 0.3 },
  { key: 'suting', name: '素汀 Suting', share: 0.38 },
  { key: 'hejian', name: '禾间 Hejian', share: 0.32 },
];

export const shops: readonly DemoShop[] = [
  {
    key: 'lj-flagship',
    brand: 'lanjing',
    name: '岚径户外旗舰店 Lanjing Flagship',
    platform: 'douyin',
    share: 0.58,
    content: 0.88,
  },
  {
    key: 'lj-gear',
    brand: 'lanjing',
    name: '岚径露营装备店 Lanjing Camp Gear',
    platform: 'douyin',
    share: 0.27,
    content: 0.76,
  },
  {
    key: 'lj-club',
    brand: 'lanjing',
    name: '岚径会员商城 Lanjing Club',
    platform: 'meadow',
    share: 0.15,
    content: 0.3,
  },
  {
    key: 'st-flagship',
    brand: 'suting',
    name: '素汀护肤旗舰店 Suting Flagship',
    platform: 'douyin',
    share: 0.62,
    content: 0.9,
  },
  {
    key: 'st-lab',
    brand: 'suting',
    name: '素汀成分研究所 Suting Lab',
    platform: 'douyin',
    share: 0.24,
    content: 0.82,
  },
  {
    key: 'st-care',
    brand: 'suting',
    name: '素汀会员小程序 Suting Care',
    platform: 'meadow',
    share: 0.14,
    content: 0.25,
  },
  {
    key: 'hj-flagship',
    brand: 'hejian',
    name: '禾间食品旗舰店 Hejian Flagship',
    platform: 'douyin',
    share: 0.66,
    content: 0.85,
  },
  {
    key: 'hj-tea',
    brand: 'hejian',
    name: '禾间茶铺 Hejian Tea House',
    platform: 'meadow',
    share: 0.34,
    content: 0.52,
  },
];

export const accounts: readonly DemoAccount[] = [
  {
    key: 'a-lj-official',
    shop: 'lj-flagship',
    name: '岚径户外官方 Lanjing Outdoor',
    role: 'official',
    type: 'self',
  },
  {
    key: 'a-lj-run',
    shop: 'lj-flagship',
    name: '岚径跑山队 Lanjing Trail Team',
    role: 'channel',
    type: 'self',
  },
  {
    key: 'a-lj-camp',
    shop: 'lj-gear',
    name: '岚径露营日记 Lanjing Camp Diary',
    role: 'official',
    type: 'self',
  },
  {
    key: 'a-lj-laozhou',
    shop: 'lj-gear',
    name: '老周走川西 Zhou Walks West',
    role: 'channel',
    type: 'partner',
  },
  { key: 'a-lj-club', shop: 'lj-club', name: '岚径会员俱乐部 Lanjing Club', role: 'official', type: 'self' },
  {
    key: 'a-st-official',
    shop: 'st-flagship',
    name: '素汀官方 Suting Official',
    role: 'official',
    type: 'self',
  },
  { key: 'a-st-care', shop: 'st-care', name: '素汀会员说 Suting Care', role: 'official', type: 'self' },
  { key: 'a-st-lab', shop: 'st-lab', name: '素汀成分研究所 Suting Lab', role: 'official', type: 'self' },
  {
    key: 'a-st-xiaoman',
    shop: 'st-lab',
    name: '小满认真护肤 Xiaoman on Skin',
    role: 'channel',
    type: 'partner',
  },
  {
    key: 'a-hj-official',
    shop: 'hj-flagship',
    name: '禾间零食铺 Hejian Snacks',
    role: 'official',
    type: 'self',
  },
  {
    key: 'a-hj-amei',
    shop: 'hj-flagship',
    name: '阿梅家的厨房 Amei Kitchen',
    role: 'channel',
    type: 'partner',
  },
  { key: 'a-hj-tea', shop: 'hj-tea', name: '禾间茶时间 Hejian Tea Time', role: 'official', type: 'self' },
];

export const creators: readonly DemoCreator[] = [
  { key: 'c-linshan', brand: 'lanjing', name: '林杉的背包 Lin Shan', reach: 10 },
  { key: 'c-dapeng', brand: 'lanjing', name: '大鹏徒步 Dapeng Hikes', reach: 6 },
  { key: 'c-xuexian', brand: 'lanjing', name: '雪线以上 Above Snowline', reach: 3.5 },
  { key: 'c-ache', brand: 'lanjing', name: '阿澈露营 A Che Camps', reach: 2.2 },
  { key: 'c-mumu', brand: 'lanjing', name: '木木带娃去户外 Mumu & Kids', reach: 1.4 },
  { key: 'c-yiran', brand: 'suting', name: '依然护肤日记 Yiran', reach: 12 },
  { key: 'c-drqin', brand: 'suting', name: '秦医生说皮肤 Dr Qin', reach: 7 },
  { key: 'c-kiki', brand: 'suting', name: 'Kiki 早八妆 Kiki at Eight', reach: 4 },
  { key: 'c-anning', brand: 'suting', name: '安宁敏感肌 Anning', reach: 2.5 },
  { key: 'c-nanfeng', brand: 'suting', name: '南风空瓶记 Nanfeng', reach: 1.6 },
  { key: 'c-shitang', brand: 'hejian', name: '食堂小分队 Canteen Squad', reach: 9 },
  { key: 'c-lvpi', brand: 'hejian', name: '绿皮火车吃货 Slow Train Eats', reach: 5 },
  { key: 'c-zhaocha', brand: 'hejian', name: '昭茶 Zhao Tea', reach: 3 },
  { key: 'c-tuantuan', brand: 'hejian', name: '团团办公室 Tuantuan Office', reach: 2.1 },
  { key: 'c-nainai', brand: 'hejian', name: '奶奶的味道 Granny Taste', reach: 1.3 },
];
