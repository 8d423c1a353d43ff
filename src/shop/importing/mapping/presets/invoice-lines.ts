import type { OrderPreset } from '../preset.ts';

/** Invoice lines of a retailer's back office, as in the UCI Online Retail data; cancellations have negative quantities. */
export const invoiceLines: OrderPreset = {
  id: 'invoice_lines',
  name: { zh: '发票明细', en: 'Invoice lines' },
  signature: ['Quantity', 'InvoiceDate', 'StockCode'],
  columns: {
    order_id: ['InvoiceNo', 'Invoice', 'Invoice Number'],
    sku: ['StockCode'],
    product_name: ['Description'],
    quantity: ['Quantity'],
    unit_price: ['UnitPrice', 'Price'],
    ordered_at: ['InvoiceDate'],
    customer_id: ['CustomerID', 'Customer ID'],
  },
  states: {},
  carriers: {},
  sources: {},
  accountTypes: {},
};
