-- As in events: rows lie in the order of their ids, not of time, so plain bits are smaller and quicker to read.
ALTER TABLE order_lines MODIFY COLUMN paid_at DateTime64(3, 'UTC') CODEC(T64, LZ4), MODIFY COLUMN ordered_at DateTime64(3, 'UTC') CODEC(T64, LZ4);
ALTER TABLE refund_lines MODIFY COLUMN refunded_at DateTime64(3, 'UTC') CODEC(T64, LZ4);
