-- Failures of MTX Watch in ClickHouse (docs/scale.md). The OpenTelemetry Collector's ClickHouse exporter has made otel_logs and writes
-- into it; what of it is ours goes on into mtx_failures, with columns of its own and each record once.
--
--   clickhouse-client --multiquery < clickhouse.sql

-- A record may come twice: it goes out at least once, and its id tells. Rows with the same key become one in the background; a query that
-- says FINAL sees them as one at once. The day of a repetition is the same: its time is the record's.
CREATE TABLE IF NOT EXISTS mtx_failures
(
    timestamp    DateTime64(3, 'UTC') CODEC(Delta, ZSTD),
    id           UUID,
    streamId     LowCardinality(String),
    streamName   LowCardinality(String),
    errorType    LowCardinality(String),
    reason       LowCardinality(String),
    statusCode   LowCardinality(String),
    server       LowCardinality(String),
    message      String CODEC(ZSTD),
    incidentId   String,
    attempts     UInt32,
    clientId     LowCardinality(String),
    clientName   LowCardinality(String),
    clientSite   LowCardinality(String),
    hostName     LowCardinality(String),
    version      LowCardinality(String),
    attributes   Map(LowCardinality(String), String) CODEC(ZSTD)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(timestamp)
ORDER BY (streamId, timestamp, id)
TTL toDateTime(timestamp) + INTERVAL 2 YEAR;

-- host:port of the WHEP address, with the scheme's port where it names none: as the viewer and the dashboard count it.
CREATE MATERIALIZED VIEW IF NOT EXISTS mtx_failures_from_otel TO mtx_failures AS
WITH
    LogAttributes['url.full'] AS url,
    lower(extract(url, '^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#@]+)')) AS host
SELECT
    Timestamp AS timestamp,
    toUUIDOrZero(LogAttributes['log.record.uid']) AS id,
    LogAttributes['mtx.streamId'] AS streamId,
    LogAttributes['mtx.detail.streamName'] AS streamName,
    LogAttributes['error.type'] AS errorType,
    LogAttributes['mtx.detail.reason'] AS reason,
    LogAttributes['http.response.status_code'] AS statusCode,
    multiIf(host = '', '', match(host, ':[0-9]+$'), host, concat(host, if(startsWith(lower(url), 'https:'), ':443', ':80'))) AS server,
    Body AS message,
    LogAttributes['mtx.detail.incidentId'] AS incidentId,
    greatest(1, toUInt32OrZero(LogAttributes['mtx.detail.attempts'])) AS attempts,
    ResourceAttributes['service.instance.id'] AS clientId,
    ResourceAttributes['mtx.client.name'] AS clientName,
    ResourceAttributes['mtx.client.site'] AS clientSite,
    ResourceAttributes['host.name'] AS hostName,
    ResourceAttributes['service.version'] AS version,
    LogAttributes AS attributes
FROM otel_logs
WHERE ServiceName = 'mtx-watch';
