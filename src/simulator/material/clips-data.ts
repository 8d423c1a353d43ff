import { goods } from './goods-data.ts';

/** A short video of the demo: which account shows it, what it says, which goods are on its card. */
export type Clip = {
  readonly key: string;
  /** The account's key in `brands-data.ts`. */
  readonly account: string;
  readonly kind: 'seeding' | 'selling' | 'traffic';
  readonly title: string;
  readonly goods: readonly string[];
  readonly category: string;
  readonly hook: readonly [zh: string, en: string];
  readonly reasons: readonly (readonly [zh: string, en: string])[];
  readonly elements: Readonly<Record<'person' | 'scene' | 'need', readonly string[]>>;
};

const accountOf = { 'lj-club': 'a-lj-club', 'st-care': 'a-st-care', 'hj-tea': 'a-hj-tea' } as const;
const sceneOf = { 'lj-club': '山野 Outdoors', 'st-care': '浴室 Bathroom', 'hj-tea': '餐桌 Table' } as const;

const selling: readonly Clip[] = goods.map((one) => ({
  key: one.key,
  account: accountOf[one.shop],
  kind: 'selling',
  title: `${one.hook[0]} ${one.hook[1]}`,
  goods: [one.key],
  category: one.category,
  hook: one.hook,
  reasons: one.reasons,
  elements: { person: ['店员 Staff'], scene: [sceneOf[one.shop]], need: [one.point[0]] },
}));

/** Seeding 种草: a way of life, with a few things beside it. */
const seeding: readonly Clip[] = [
  {
    key: 'seed-camp',
    account: 'a-lj-club',
    kind: 'seeding',
    title: '新手露营只带这三样 First camp: three things',
    goods: ['lj-tent', 'lj-chair', 'lj-lantern'],
    category: '露营装备 Camping',
    hook: ['新手露营，只带三样', 'First camp: three things'],
    reasons: [
      ['一顶会自己站的帐篷', 'A tent that stands by itself'],
      ['一把坐得住的椅子', 'A chair worth sitting in'],
      ['一盏不吵的灯', 'A quiet light'],
    ],
    elements: { person: ['新手 Beginner'], scene: ['营地 Campsite'], need: ['入门 Starting'] },
  },
  {
    key: 'seed-layers',
    account: 'a-lj-club',
    kind: 'seeding',
    title: '山上穿衣三层法 Three layers for hills',
    goods: ['lj-cloudgap', 'lj-mistwalk', 'lj-scarf'],
    category: '冲锋衣 Shell Jackets',
    hook: ['山上穿衣，三层就够', 'Hills want three layers'],
    reasons: [
      ['里层排汗', 'Inner: moves sweat'],
      ['中层保暖', 'Middle: keeps warm'],
      ['外层挡风雨', 'Outer: stops weather'],
    ],
    elements: { person: ['徒步者 Hiker'], scene: ['山脊 Ridge'], need: ['保暖 Warmth'] },
  },
  {
    key: 'seed-routine',
    account: 'a-st-care',
    kind: 'seeding',
    title: '敏感肌的极简三步 Three steps for sensitive skin',
    goods: ['st-amino', 'st-moss', 'st-barrier'],
    category: '精华 Serums',
    hook: ['敏感肌，三步就好', 'Sensitive skin: three steps'],
    reasons: [
      ['洗得轻', 'Wash gently'],
      ['稳住红', 'Calm the red'],
      ['锁住水', 'Lock water in'],
    ],
    elements: { person: ['敏感肌 Sensitive'], scene: ['浴室 Bathroom'], need: ['舒缓 Calming'] },
  },
  {
    key: 'seed-night',
    account: 'a-st-care',
    kind: 'seeding',
    title: '晚上十点的仪式感 A ritual at ten',
    goods: ['st-balm', 'st-duala', 'st-lip'],
    category: '洁面卸妆 Cleansing',
    hook: ['晚上十点，慢下来', 'Ten at night: slow down'],
    reasons: [
      ['先卸干净', 'Take it all off'],
      ['再上精华', 'Then the serum'],
      ['嘴唇别忘了', 'Lips too'],
    ],
    elements: { person: ['上班族 Worker'], scene: ['卧室 Bedroom'], need: ['抗老 Ageing'] },
  },
  {
    key: 'seed-tea',
    account: 'a-hj-tea',
    kind: 'seeding',
    title: '办公室泡茶不麻烦 Tea at the desk',
    goods: ['hj-jasmine', 'hj-cup', 'hj-teapot'],
    category: '茶叶 Tea',
    hook: ['办公室泡茶，不麻烦', 'Tea at the desk, no fuss'],
    reasons: [
      ['三克茶叶', 'Three grams'],
      ['九十度的水', 'Water at 90 °C'],
      ['数到二十', 'Count to twenty'],
    ],
    elements: { person: ['上班族 Worker'], scene: ['办公室 Office'], need: ['提神 Awake'] },
  },
  {
    key: 'seed-snacks',
    account: 'a-hj-tea',
    kind: 'seeding',
    title: '追剧零食怎么配 Snacks for a series night',
    goods: ['hj-nuts', 'hj-jerky', 'hj-chestnut'],
    category: '坚果炒货 Nuts',
    hook: ['追剧零食，这样配', 'Snacks for a series night'],
    reasons: [
      ['一把脆的', 'Something crisp'],
      ['一袋韧的', 'Something chewy'],
      ['一块软的', 'Something soft'],
    ],
    elements: { person: ['家人 Family'], scene: ['客厅 Living room'], need: ['解馋 Craving'] },
  },
];

export const clips: readonly Clip[] = [...selling, ...seeding];
