/**
 * What an order file can say, one line of the file being one line of an order. `words` are the names other
 * systems give a column, compared without case, spaces and punctuation; they let an unknown file be mapped.
 */
export type FieldKind = 'text' | 'whole' | 'money' | 'time' | 'choice' | 'yes_no';
export type OrderField = {
  readonly kind: FieldKind;
  readonly required?: boolean;
  readonly words: readonly string[];
};

export const orderFields = {
  order_id: {
    kind: 'text',
    required: true,
    words: [
      'order id',
      'order number',
      'order no',
      'order',
      'invoice',
      'invoice no',
      'invoice number',
      '订单编号',
      '订单号',
      '主订单编号',
      '订单id',
    ],
  },
  line_id: { kind: 'text', words: ['line id', 'order line id', 'sub order id', '子订单编号', '子订单号'] },
  sku: {
    kind: 'text',
    words: [
      'sku',
      'sku id',
      'seller sku',
      'stock code',
      'item code',
      'lineitem sku',
      'variant sku',
      '商家编码',
      '规格编码',
      'sku编码',
      '货号',
    ],
  },
  product_id: { kind: 'text', words: ['product id', 'item id', 'spu', '商品id', '商品编号', '商品编码'] },
  product_name: {
    kind: 'text',
    words: [
      'product name',
      'product',
      'title',
      'description',
      'item name',
      'item',
      'lineitem name',
      '商品',
      '商品名称',
      '商品标题',
      '选购商品',
      '品名',
    ],
  },
  category: { kind: 'text', words: ['category', 'product category', '类目', '品类', '商品类目'] },
  quantity: {
    kind: 'whole',
    required: true,
    words: ['quantity', 'qty', 'units', 'lineitem quantity', '数量', '商品数量', '购买数量', '件数'],
  },
  unit_price: {
    kind: 'money',
    words: [
      'unit price',
      'price',
      'item price',
      'lineitem price',
      'sku unit original price',
      '单价',
      '商品单价',
      '价格',
    ],
  },
  line_amount: {
    kind: 'money',
    words: [
      'line amount',
      'amount',
      'line total',
      'sales',
      'revenue',
      'total price',
      'user paid',
      '金额',
      '订单应付金额',
      '实付金额',
      '用户实付',
      '商品金额',
      '应付金额',
    ],
  },
  platform_discount: {
    kind: 'money',
    words: ['platform discount', 'sku platform discount', '平台优惠', '平台实际承担优惠金额'],
  },
  creator_discount: { kind: 'money', words: ['creator discount', '达人优惠', '达人实际承担优惠金额'] },
  payment_discount: { kind: 'money', words: ['payment discount', '支付优惠'] },
  ordered_at: {
    kind: 'time',
    words: [
      'ordered at',
      'order date',
      'order time',
      'created at',
      'created time',
      'invoice date',
      'date',
      '下单时间',
      '订单提交时间',
      '订单创建时间',
    ],
  },
  paid_at: {
    kind: 'time',
    words: ['paid at', 'paid time', 'payment time', 'payment date', '支付时间', '支付完成时间', '付款时间'],
  },
  shipped_at: {
    kind: 'time',
    words: ['shipped at', 'shipped time', 'fulfilled at', 'ship date', '发货时间'],
  },
  completed_at: {
    kind: 'time',
    words: ['completed at', 'delivered time', 'completed time', '订单完成时间', '完成时间', '确认收货时间'],
  },
  customer_id: {
    kind: 'text',
    words: [
      'customer id',
      'customer',
      'customer no',
      'buyer id',
      'buyer username',
      'user id',
      'email',
      '买家id',
      '用户id',
      '客户编号',
      '会员id',
    ],
  },
  shop: {
    kind: 'text',
    words: ['shop', 'shop id', 'shop name', 'store', 'store name', '店铺', '店铺名称', '店铺id'],
  },
  status: {
    kind: 'choice',
    words: ['status', 'state', 'order status', 'financial status', '订单状态', '状态'],
  },
  currency: { kind: 'text', words: ['currency', 'currency code', '币种', '货币'] },
  refund_amount: {
    kind: 'money',
    words: ['refund amount', 'refunded amount', 'order refund amount', '退款金额', '已退款金额'],
  },
  refund_quantity: {
    kind: 'whole',
    words: ['refund quantity', 'sku quantity of return', '退款数量', '退货数量'],
  },
  refunded_at: {
    kind: 'time',
    words: ['refunded at', 'refund time', 'cancelled time', '退款时间', '退款成功时间'],
  },
  carrier: { kind: 'choice', words: ['carrier', '载体', '流量体裁'] },
  source: { kind: 'choice', words: ['source', 'traffic source', '流量来源', '流量渠道'] },
  account_type: { kind: 'choice', words: ['account type', '账号类型', '自营合作'] },
  plan_id: { kind: 'text', words: ['plan id', 'ad plan id', 'campaign id', '计划id', '广告计划id'] },
  account: { kind: 'text', words: ['account', 'account id', 'account name', '账号', '账号id', '抖音号'] },
  content_id: { kind: 'text', words: ['content id', 'video id', '视频id', '内容id'] },
  room_id: { kind: 'text', words: ['room id', 'live room id', '直播间id'] },
  creator_id: { kind: 'text', words: ['creator id', 'creator', '达人id'] },
  request_id: { kind: 'text', words: ['request id'] },
  touch_second: { kind: 'whole', words: ['touch second'] },
  presale: { kind: 'yes_no', words: ['presale', 'normal or preorder', 'pre order', '预售', '是否预售'] },
} as const satisfies Readonly<Record<string, OrderField>>;

export type OrderFieldName = keyof typeof orderFields;
export const orderFieldNames = Object.keys(orderFields) as OrderFieldName[];

/** Column names by field; a field that is absent is not in the file. */
export type OrderMapping = { readonly [Field in OrderFieldName]?: string };

/** A column name without case, spaces and punctuation, so that `Invoice No.` is `InvoiceNo`. */
export function normalName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
