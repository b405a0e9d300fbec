-- What the known figures give away by themselves: gaps, late months, jumps, and shares that do not fit their persons.
--
-- Parameters: expected (the latest month that should have come), median_months, least_months, least_municipalities,
-- share_pp, moved_persons, persons_percent, persons_least, rounding_pp. municipalities/quality/rules.py says what each means.
-- In braces: the shares of the months before that the median is of, written out for as many as the rule says.
-- A row: kind, municipality_id (null: all of them), indicator_id, month, until (the last month it is about, or null),
-- delivery_id, and the figures that show it.
WITH followed AS (
    SELECT i.id, date_trunc('month', i.valid_from)::date AS first,
           date_trunc('month', coalesce(i.valid_to, 'infinity'))::date AS last,
           EXISTS (SELECT FROM municipalities_source s WHERE s.indicator_id = i.id AND s.is_active) AS has_source
    FROM municipalities_indicator i
),
known AS MATERIALIZED (
    SELECT o.indicator_id, o.month
    FROM municipalities_observation o
    JOIN followed f ON f.id = o.indicator_id AND o.month BETWEEN f.first AND f.last
    WHERE o.known_to IS NULL
    GROUP BY o.indicator_id, o.month
),
span AS MATERIALIZED (
    SELECT indicator_id, min(month) AS first, max(month) AS last FROM known GROUP BY indicator_id
),
no_municipality AS MATERIALIZED (
    SELECT s.indicator_id, m.month::date
    FROM span s, generate_series(s.first::timestamp, s.last::timestamp, interval '1 month') AS m (month)
    EXCEPT SELECT indicator_id, month FROM known
),
-- How the country as a whole moved: the median of the municipalities' shares, and how far it is from its own median of the
-- months before.
country AS MATERIALIZED (
    SELECT o.indicator_id, o.month, percentile_disc(0.5) WITHIN GROUP (ORDER BY o.share) AS share
    FROM municipalities_observation o
    WHERE o.known_to IS NULL AND o.share IS NOT NULL
    GROUP BY o.indicator_id, o.month
    HAVING count(*) >= %(least_municipalities)s
),
move AS MATERIALIZED (
    SELECT c.indicator_id, c.month, c.share - percentile_disc(0.5) WITHIN GROUP (ORDER BY e.share) AS pp
    FROM country c
    JOIN country e ON e.indicator_id = c.indicator_id AND e.month < c.month
        AND e.month >= (c.month - %(median_months)s * interval '1 month')::date
    GROUP BY c.indicator_id, c.month, c.share
),
-- The few cells that may give something away, found in one pass over all.
odd AS MATERIALIZED (
    SELECT *
    FROM (
        SELECT o.municipality_id, o.indicator_id, o.month, o.persons, o.share, o.meeting, o.delivery_id,
               s.last AS last_month, o.share - coalesce(v.pp, 0) AS share_alone,
               (lag(o.month) OVER so_far + interval '1 month')::date AS after_the_one_before,
               lag(o.persons) OVER so_far AS persons_before,
               lead(o.month) OVER so_far IS NULL AS is_last,
               {shares_before}
        FROM municipalities_observation o
        JOIN followed f ON f.id = o.indicator_id AND o.month BETWEEN f.first AND f.last
        JOIN span s ON s.indicator_id = o.indicator_id
        LEFT JOIN move v ON v.indicator_id = o.indicator_id AND v.month = o.month
        WHERE o.known_to IS NULL
        WINDOW so_far AS (PARTITION BY o.indicator_id, o.municipality_id ORDER BY o.month)
    ) cell
    WHERE after_the_one_before < month
       OR is_last AND month < last_month
       -- The median is far away only where half of the shares are.
       OR 2 * num_nonnulls({far_away}) >= greatest(1, num_nonnulls({before}))
       OR abs(persons - persons_before) >= %(persons_least)s
       OR abs(100 * meeting::numeric / nullif(persons, 0) - share) > %(rounding_pp)s
)
SELECT 'gap' AS kind, NULL::bigint AS municipality_id, indicator_id, month, NULL::date AS until,
       NULL::bigint AS delivery_id, NULL::int AS persons, NULL::int AS persons_before, NULL::numeric AS share,
       NULL::numeric AS usual, NULL::numeric AS country_moved,
       NULL::int AS meeting
FROM no_municipality
UNION ALL
SELECT 'gap', o.municipality_id, o.indicator_id, m.month::date, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM odd o, generate_series(o.after_the_one_before::timestamp, o.month - interval '1 month', interval '1 month') AS m (month)
WHERE o.after_the_one_before < o.month
  AND NOT EXISTS (SELECT FROM no_municipality n WHERE n.indicator_id = o.indicator_id AND n.month = m.month::date)
UNION ALL
SELECT 'late', municipality_id, indicator_id, (month + interval '1 month')::date, last_month,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM odd
WHERE is_last AND month < last_month
UNION ALL
SELECT 'late', NULL, late.id, late.month, late.until, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM (
    SELECT f.id, least(%(expected)s::date, f.last) AS until,
           coalesce((s.last + interval '1 month')::date, greatest(f.first, (SELECT min(first) FROM span))) AS month
    FROM followed f LEFT JOIN span s ON s.indicator_id = f.id
    WHERE s.last IS NOT NULL OR f.has_source AND EXISTS (SELECT FROM span)
) late
WHERE late.month <= late.until
UNION ALL
SELECT 'share', o.municipality_id, o.indicator_id, o.month, NULL, o.delivery_id, o.persons, NULL, o.share, m.usual,
       o.share - o.share_alone, NULL
FROM odd o
CROSS JOIN LATERAL (
    SELECT (percentile_disc(0.5) WITHIN GROUP (ORDER BY share)
            + percentile_disc(0.5) WITHIN GROUP (ORDER BY share DESC)) / 2 AS usual
    FROM unnest(ARRAY[{before}]) AS b (share)
) m
WHERE num_nonnulls({before}) >= %(least_months)s
  AND abs(o.share_alone - m.usual) >= %(share_pp)s
  AND o.persons * abs(o.share_alone - m.usual) >= 100 * %(moved_persons)s
UNION ALL
SELECT 'persons', municipality_id, indicator_id, month, NULL, delivery_id, persons, persons_before, NULL, NULL, NULL, NULL
FROM odd
WHERE after_the_one_before = month
  AND abs(persons - persons_before) >= %(persons_least)s
  AND 100 * abs(persons - persons_before) >= %(persons_percent)s * persons_before
UNION ALL
SELECT 'sum', municipality_id, indicator_id, month, NULL, delivery_id, persons, NULL, share, NULL, NULL, meeting
FROM odd
WHERE abs(100 * meeting::numeric / nullif(persons, 0) - share) > %(rounding_pp)s
