import type { BrandKey } from './brands-data.ts';

/**
 * What the three brands sell. One line per article: name in Chinese | name in English | list price in yuan |
 * the two editions it is sold in, with the second's price factor. A hundred articles in two editions are two
 * hundred products.
 */
export type CatalogueCategory = {
  readonly brand: BrandKey;
  readonly name: string;
  /** Share of its sales that come back, before channel and shopper are known. */
  readonly refundRate: number;
  /** Weight among the brand's categories. */
  readonly demand: number;
  readonly editions: readonly [EditionName, EditionName];
  readonly secondPrice: number;
  readonly articles: readonly string[];
};
type EditionName = readonly [zh: string, en: string];

const womenMen: readonly [EditionName, EditionName] = [
  ['女款', "Women's"],
  ['男款', "Men's"],
];
const oneTwo: readonly [EditionName, EditionName] = [
  ['单人款', 'Solo'],
  ['家庭款', 'Family'],
];
const fullTravel: readonly [EditionName, EditionName] = [
  ['正装', 'Full Size'],
  ['旅行装', 'Travel'],
];
const bagBox: readonly [EditionName, EditionName] = [
  ['尝鲜装', 'Trial Pack'],
  ['分享装', 'Share Box'],
];
const looseBags: readonly [EditionName, EditionName] = [
  ['罐装散茶', 'Loose Tin'],
  ['三角茶包', 'Tea Bags'],
];

export const catalogue: readonly CatalogueCategory[] = [
  {
    brand: 'lanjing',
    name: '冲锋衣 Shell Jackets',
    refundRate: 0.2,
    demand: 1.6,
    editions: womenMen,
    secondPrice: 1,
    articles: [
      '云隙三合一冲锋衣|Cloudgap 3-in-1 Jacket|899',
      '山脊硬壳冲锋衣|Ridge Hardshell|1299',
      '雾行轻量防风衣|Mistwalk Windbreaker|359',
      '夜渡反光雨衣|Nightford Rain Shell|269',
      '岩羊软壳夹克|Goral Softshell|599',
      '通勤薄款冲锋衣|City Shell Light|459',
    ],
  },
  {
    brand: 'lanjing',
    name: '抓绒与羽绒 Fleece & Down',
    refundRate: 0.17,
    demand: 1.5,
    editions: womenMen,
    secondPrice: 1,
    articles: [
      '暖原抓绒外套|Warmfield Fleece|299',
      '雪松立领羽绒服|Cedar Down Jacket|799',
      '轻羽可收纳羽绒马甲|Packable Down Vest|339',
      '羊羔绒拼接外套|Sherpa Patch Jacket|389',
      '蜂巢保暖内胆|Honeycomb Liner|259',
      '极光长款羽绒服|Aurora Long Parka|1099',
    ],
  },
  {
    brand: 'lanjing',
    name: '徒步鞋 Hiking Shoes',
    refundRate: 0.22,
    demand: 1.2,
    editions: womenMen,
    secondPrice: 1,
    articles: [
      '砾石低帮徒步鞋|Gravel Low Hiker|469',
      '高原中帮登山靴|Plateau Mid Boot|729',
      '溪谷两栖溯溪鞋|Creek Amphibian|329',
      '越岭越野跑鞋|Crossridge Trail Runner|559',
      '营地保暖拖鞋|Camp Warm Slippers|129',
    ],
  },
  {
    brand: 'lanjing',
    name: '背包配件 Packs & Accessories',
    refundRate: 0.09,
    demand: 1,
    editions: [
      ['标准版', 'Standard'],
      ['升级版', 'Plus'],
    ],
    secondPrice: 1.35,
    articles: [
      '轻途 22 升日用背包|Daypack 22L|229',
      '远行 45 升登山包|Expedition Pack 45L|599',
      '碳素折叠登山杖|Carbon Trekking Pole|199',
      '羊毛徒步袜三双装|Merino Socks 3-Pack|99',
      '磁吸保温水壶|Magnetic Flask|139',
      '防水收纳袋套装|Dry Bag Set|89',
      '防晒渔夫帽|Sun Bucket Hat|79',
      '速干头巾|Quick-dry Buff|49',
    ],
  },
  {
    brand: 'lanjing',
    name: '露营装备 Camping',
    refundRate: 0.1,
    demand: 0.9,
    editions: oneTwo,
    secondPrice: 1.6,
    articles: [
      '星野自动速开帐篷|Starfield Pop-up Tent|569',
      '云朵充气睡垫|Cloud Sleeping Pad|219',
      '旷野羽绒睡袋|Openfield Sleeping Bag|489',
      '折叠蛋卷桌|Roll-top Table|259',
      '月光露营灯|Moonlight Lantern|119',
      '户外卡式炉套装|Camp Stove Set|239',
      '可拼接天幕|Modular Tarp|319',
      '露营折叠椅|Folding Camp Chair|149',
      '折叠营地推车|Folding Camp Wagon|359',
    ],
  },
  {
    brand: 'suting',
    name: '精华 Serums',
    refundRate: 0.11,
    demand: 1.7,
    editions: fullTravel,
    secondPrice: 0.42,
    articles: [
      '白苔舒缓修护精华|White Moss Calming Serum|299',
      '双 A 夜间抗老精华|Dual-A Night Serum|459',
      '烟酰胺透亮精华|Niacinamide Glow Serum|239',
      '玻尿酸水光次抛|Hyaluron Ampoules|199',
      '多肽紧致精华油|Peptide Firming Oil|389',
      '积雪草祛痘精华|Cica Blemish Serum|189',
      '根源头皮精华|Scalp Root Serum|169',
    ],
  },
  {
    brand: 'suting',
    name: '面霜乳液 Creams & Lotions',
    refundRate: 0.1,
    demand: 1.3,
    editions: fullTravel,
    secondPrice: 0.45,
    articles: [
      '神经酰胺屏障霜|Ceramide Barrier Cream|269',
      '云感保湿乳|Cloud Moisture Lotion|179',
      '冬日滋养面霜|Winter Rich Cream|329',
      '修红舒缓啫喱霜|Redness Relief Gel|219',
      '淡纹眼霜|Line-smoothing Eye Cream|289',
      '轻盈控油乳|Oil-control Lotion|159',
      '身体果酸乳|AHA Body Lotion|139',
    ],
  },
  {
    brand: 'suting',
    name: '面膜 Masks',
    refundRate: 0.07,
    demand: 1.5,
    editions: [
      ['5 片装', '5 Sheets'],
      ['20 片装', '20 Sheets'],
    ],
    secondPrice: 3.2,
    articles: [
      '白苔补水面膜|White Moss Hydra Mask|69',
      '蓝铜胜肽修护面膜|Copper Peptide Mask|99',
      '米糠提亮面膜|Rice Bran Glow Mask|59',
      '夜安舒缓冻膜|Night Calm Jelly Mask|79',
      '竹炭净肤面膜|Charcoal Purifying Mask|65',
    ],
  },
  {
    brand: 'suting',
    name: '洁面卸妆 Cleansing',
    refundRate: 0.06,
    demand: 1.1,
    editions: fullTravel,
    secondPrice: 0.5,
    articles: [
      '氨基酸绵密洁面|Amino Foam Cleanser|89',
      '植萃卸妆油|Botanical Cleansing Oil|129',
      '卸妆膏|Cleansing Balm|139',
      '洁颜慕斯|Mousse Cleanser|99',
      '温和去角质啫喱|Gentle Peeling Gel|109',
      '便携卸妆巾|Cleansing Wipes|39',
    ],
  },
  {
    brand: 'suting',
    name: '防晒与彩妆 Sun & Makeup',
    refundRate: 0.13,
    demand: 0.8,
    editions: [
      ['自然色', 'Natural'],
      ['亮肤色', 'Fair'],
    ],
    secondPrice: 1,
    articles: [
      '清透水感防晒乳|Aqua Sunscreen SPF50|129',
      '柔雾气垫|Soft Matte Cushion|199',
      '素颜隔离霜|Bare Skin Primer|149',
      '水光唇膜|Glossy Lip Mask|69',
      '养肤粉底液|Skin-care Foundation|239',
      '控油定妆散粉|Setting Powder|119',
      '润色防晒霜|Tinted Sunscreen|139',
      '润泽遮瑕膏|Creamy Concealer|119',
    ],
  },
  {
    brand: 'hejian',
    name: '坚果炒货 Nuts',
    refundRate: 0.05,
    demand: 1.5,
    editions: bagBox,
    secondPrice: 2.4,
    articles: [
      '每日坚果七日装|Daily Nuts 7-Day|59',
      '奶香夏威夷果|Creamy Macadamia|49',
      '琥珀核桃仁|Amber Walnuts|42',
      '手剥松子|Hand-peel Pine Nuts|69',
      '盐焗腰果|Salted Cashews|46',
      '话梅西瓜子|Plum Melon Seeds|22',
    ],
  },
  {
    brand: 'hejian',
    name: '糕点烘焙 Bakery',
    refundRate: 0.08,
    demand: 1.2,
    editions: bagBox,
    secondPrice: 2.1,
    articles: [
      '板栗仁软糕|Chestnut Soft Cake|36',
      '海盐芝士脆|Sea Salt Cheese Crisps|29',
      '桂花米糕|Osmanthus Rice Cake|32',
      '全麦贝果|Wholewheat Bagels|45',
      '老式鸡蛋糕|Old-style Egg Cake|27',
      '红枣核桃糕|Date Walnut Bar|39',
      '芋泥麻薯|Taro Mochi|34',
    ],
  },
  {
    brand: 'hejian',
    name: '肉脯卤味 Savoury Snacks',
    refundRate: 0.07,
    demand: 1.1,
    editions: bagBox,
    secondPrice: 2.3,
    articles: [
      '炭烤手撕牛肉干|Charcoal Beef Jerky|68',
      '蜜汁猪肉脯|Honey Pork Jerky|39',
      '柠檬无骨凤爪|Lemon Chicken Feet|35',
      '香卤鹌鹑蛋|Braised Quail Eggs|26',
      '藤椒鸭脖|Green Pepper Duck Neck|33',
      '海味鱿鱼丝|Shredded Squid|44',
    ],
  },
  {
    brand: 'hejian',
    name: '茶叶 Tea',
    refundRate: 0.05,
    demand: 1,
    editions: looseBags,
    secondPrice: 0.7,
    articles: [
      '武夷肉桂岩茶|Wuyi Rougui Oolong|168',
      '明前龙井|Early Spring Longjing|258',
      '茉莉雪芽|Jasmine Snow Buds|98',
      '陈年白茶饼|Aged White Tea Cake|219',
      '滇红金针|Golden Needle Black Tea|128',
      '桂花乌龙|Osmanthus Oolong|79',
      '熟普洱小沱|Ripe Pu-erh Minis|109',
    ],
  },
  {
    brand: 'hejian',
    name: '冲饮轻食 Drinks & Light Meals',
    refundRate: 0.06,
    demand: 1,
    editions: bagBox,
    secondPrice: 2,
    articles: [
      '黑芝麻核桃粉|Black Sesame Powder|49',
      '冻干咖啡十二杯|Freeze-dried Coffee 12|69',
      '红豆薏米粉|Red Bean Barley Powder|39',
      '生椰燕麦拿铁|Coconut Oat Latte|59',
      '即食藜麦饭|Ready Quinoa Rice|45',
      '低糖果干混合|Low-sugar Dried Fruit|42',
      '无糖气泡茶|Sugar-free Sparkling Tea|54',
    ],
  },
];
