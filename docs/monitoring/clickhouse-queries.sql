-- The same figures as `npm run logs -- --count --by KEY --utc` and the dashboard's counts give, from mtx_failures (clickhouse.sql).
--
--   clickhouse-client --param_from='2026-01-01 00:00:00' --param_until='2026-02-01 00:00:00' --multiquery < clickhouse-queries.sql
--
-- Another time zone than UTC: toTimeZone(timestamp, 'Asia/Seoul').

-- name: type
SELECT errorType, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY errorType ORDER BY n DESC, errorType;

-- name: reason
SELECT reason, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY reason ORDER BY n DESC, reason;

-- name: stream
SELECT streamId, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY streamId ORDER BY n DESC, streamId;

-- name: server
SELECT server, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY server ORDER BY n DESC, server;

-- name: status
SELECT statusCode, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY statusCode ORDER BY n DESC, statusCode;

-- name: day
SELECT formatDateTime(timestamp, '%Y-%m-%d') AS day, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY day ORDER BY n DESC, day;

-- name: hour
SELECT formatDateTime(timestamp, '%Y-%m-%dT%H') AS hour, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY hour ORDER BY n DESC, hour;

-- name: hour_of_week
-- When in the week streams fail: 1 is Monday.
SELECT toDayOfWeek(timestamp) AS weekday, toHour(timestamp) AS hour, count() AS n FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
GROUP BY weekday, hour ORDER BY weekday, hour;

-- name: incidents
-- Of each stream: incidents that failed in this time, and their records. Several PCs that watch a stream have an incident each.
SELECT streamId, uniqExact(incidentId) AS incidents, count() AS records, uniqExact(clientId) AS pcs FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')} AND incidentId != ''
GROUP BY streamId ORDER BY incidents DESC, streamId;

-- name: longest
-- From an incident's first failure to its last: when its picture returned stands in the state journal.
SELECT incidentId, any(streamId) AS stream, dateDiff('millisecond', min(timestamp), max(timestamp)) AS milliseconds, sum(attempts) AS tried
FROM mtx_failures FINAL
WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')} AND incidentId != ''
GROUP BY incidentId ORDER BY milliseconds DESC, incidentId LIMIT 20;

-- name: seen_by
-- How many PCs saw a server fail, of how many that had failures at all within the same five minutes: one PC alone has a trouble of its own.
SELECT slot, server, seenBy, ofPcs FROM
(
    SELECT formatDateTime(toStartOfInterval(timestamp, INTERVAL 5 MINUTE), '%Y-%m-%d %H:%i') AS slot, server, uniqExact(clientId) AS seenBy
    FROM mtx_failures FINAL
    WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
    GROUP BY slot, server
) AS each
INNER JOIN
(
    SELECT formatDateTime(toStartOfInterval(timestamp, INTERVAL 5 MINUTE), '%Y-%m-%d %H:%i') AS slot, uniqExact(clientId) AS ofPcs
    FROM mtx_failures FINAL
    WHERE timestamp >= {from:DateTime64(3, 'UTC')} AND timestamp < {until:DateTime64(3, 'UTC')}
    GROUP BY slot
) AS together USING (slot)
ORDER BY slot, server;
