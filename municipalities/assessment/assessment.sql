-- The rules of DOMAIN.md section 6, whole: every municipality, indicator and month of a scheme, and each municipality
-- overall (indicator_id null), from the scheme's parameters and what was known at a moment.
--
-- Parameters: scheme (id); parameters (JSON rows of thresholds with the months they hold for); as_known (a moment, or
-- infinity); overlay (id of a staged delivery to count as if it were loaded, or null); figures (JSON rows of cells to count
-- instead of what is known of them, or null); exemptions (JSON rows to count instead of those known, or null); since and
-- until (months, or null:
-- look no further back than `since`, and no further forward than `until`; levels, shares and ranks are the same, but runs
-- and changes then count from `since`).
-- Nothing is rounded: thresholds compare products, not quotients. 0.01 * x is exact where x / 100 need not be.
WITH thresholds AS (
    SELECT valid_from, coalesce(valid_to, 'infinity') AS valid_to, target, marked, min_persons, intensity_ratio
    FROM jsonb_to_recordset(%(parameters)s::jsonb) AS t (
        valid_from date, valid_to date, target numeric, marked numeric, min_persons int, intensity_ratio numeric
    )
),
followed AS (
    SELECT i.id, i.slug, i.target_group_id, i.valid_from, coalesce(i.valid_to, 'infinity') AS valid_to
    FROM municipalities_indicator i
    JOIN municipalities_scheme_indicators si ON si.indicator_id = i.id
    WHERE si.scheme_id = %(scheme)s
),
asked AS (
    SELECT municipality_id, indicator_id, month, persons, average, share, meeting
    FROM jsonb_to_recordset(%(figures)s::jsonb) AS f (
        municipality_id bigint, indicator_id bigint, month date, persons int, average numeric, share numeric, meeting int
    )
),
known AS (
    SELECT municipality_id, indicator_id, month, persons, average, share, meeting
    FROM municipalities_observation o
    WHERE known_from <= %(as_known)s::timestamptz
      AND (known_to IS NULL OR known_to > %(as_known)s::timestamptz)
      AND indicator_id IN (SELECT id FROM followed)
      AND (%(since)s::date IS NULL OR month >= %(since)s::date)
      AND (%(until)s::date IS NULL OR month <= %(until)s::date)
      AND (%(figures)s::jsonb IS NULL OR NOT EXISTS (
            SELECT FROM asked
            WHERE asked.indicator_id = o.indicator_id AND asked.month = o.month
              AND asked.municipality_id = o.municipality_id))
      -- A correction holds over deliveries.
      AND (%(overlay)s::bigint IS NULL OR o.correction_id IS NOT NULL OR NOT EXISTS (
            SELECT FROM municipalities_deliveredfigure d
            WHERE d.delivery_id = %(overlay)s::bigint AND d.indicator_id = o.indicator_id
              AND d.month = o.month AND d.municipality_id = o.municipality_id))
    UNION ALL
    SELECT municipality_id, indicator_id, month, persons, average, share, meeting
    FROM municipalities_deliveredfigure d
    WHERE delivery_id = %(overlay)s::bigint AND indicator_id IN (SELECT id FROM followed)
      AND (%(since)s::date IS NULL OR month >= %(since)s::date)
      AND (%(until)s::date IS NULL OR month <= %(until)s::date)
      AND NOT EXISTS (
            SELECT FROM municipalities_observation o
            WHERE o.correction_id IS NOT NULL AND o.known_to IS NULL AND o.indicator_id = d.indicator_id
              AND o.month = d.month AND o.municipality_id = d.municipality_id)
    UNION ALL
    SELECT municipality_id, indicator_id, month, persons, average, share, meeting
    FROM asked
    WHERE indicator_id IN (SELECT id FROM followed)
      AND (%(since)s::date IS NULL OR month >= %(since)s::date)
      AND (%(until)s::date IS NULL OR month <= %(until)s::date)
),
calendar AS (
    SELECT m.month::date, (m.month + interval '1 month')::date AS next_month,
           (m.month - interval '11 months')::date AS year_start,
           t.target, t.marked, t.min_persons, t.intensity_ratio
    FROM (SELECT min(month) AS first, max(month) AS last FROM known) span,
         generate_series(span.first::timestamp, span.last::timestamp, interval '1 month') AS m (month)
    JOIN thresholds t ON m.month::date BETWEEN t.valid_from AND t.valid_to
),
exemption AS (
    SELECT municipality_id, target_group_id, valid_from, coalesce(valid_to, 'infinity') AS valid_to
    FROM municipalities_exemption
    WHERE %(exemptions)s::jsonb IS NULL
      AND known_from <= %(as_known)s::timestamptz AND (known_to IS NULL OR known_to > %(as_known)s::timestamptz)
    UNION ALL
    SELECT municipality_id, target_group_id, valid_from, coalesce(valid_to, 'infinity')
    FROM jsonb_to_recordset(%(exemptions)s::jsonb) AS e (
        municipality_id bigint, target_group_id bigint, valid_from date, valid_to date
    )
),
exempted AS (
    SELECT DISTINCT e.municipality_id, f.id AS indicator_id, c.month
    FROM exemption e
    JOIN followed f ON e.target_group_id IS NULL OR e.target_group_id = f.target_group_id
    JOIN calendar c ON e.valid_from < c.next_month AND e.valid_to >= c.month
),
starred AS (
    SELECT DISTINCT e.municipality_id, c.month
    FROM exemption e
    JOIN calendar c ON e.valid_from < c.next_month AND e.valid_to >= c.year_start
),
cell AS (
    SELECT m.id AS municipality_id, f.id AS indicator_id, f.slug, c.month, c.target, c.marked, c.intensity_ratio,
           o.persons, o.average, o.share, coalesce(o.meeting, o.persons * o.share * 0.01) AS meeting,
           x.month IS NOT NULL AS is_exempt,
           CASE
               WHEN x.month IS NOT NULL THEN 'exempt'
               WHEN o.share IS NULL OR o.persons IS NULL THEN 'no_data'
               WHEN o.persons < c.min_persons THEN 'too_few'
               WHEN o.share >= c.target THEN 'compliant'
               WHEN o.share >= c.marked THEN 'below'
               ELSE 'markedly_below'
           END AS level
    FROM municipalities_municipality m
    CROSS JOIN calendar c
    JOIN followed f ON f.valid_from < c.next_month AND f.valid_to >= c.month
    LEFT JOIN known o ON o.municipality_id = m.id AND o.indicator_id = f.id AND o.month = c.month
    LEFT JOIN exempted x ON x.municipality_id = m.id AND x.indicator_id = f.id AND x.month = c.month
),
rated AS (
    SELECT cell.*, level IN ('compliant', 'below', 'markedly_below') AS is_assessed FROM cell
),
group_rated AS (
    SELECT rated.*,
           -- average < intensity_ratio × the others' interviews / their persons
           is_exempt AND coalesce(average * sum(persons) FILTER (WHERE NOT is_exempt AND average IS NOT NULL) OVER country
               < intensity_ratio * sum(average * persons) FILTER (WHERE NOT is_exempt) OVER country, false)
               AS low_intensity
    FROM rated
    WINDOW country AS (PARTITION BY indicator_id, month)
),
overall AS (
    SELECT municipality_id, month, target, marked,
           sum(persons) FILTER (WHERE is_assessed) AS persons,
           sum(meeting) FILTER (WHERE is_assessed) AS meeting,
           bool_or(is_assessed) AS is_assessed,
           bool_or(level = 'exempt') AS any_exempt,
           bool_or(level = 'too_few') AS any_too_few,
           bool_or(low_intensity) AS low_intensity,
           (array_agg(indicator_id ORDER BY share, slug COLLATE "C") FILTER (WHERE is_assessed))[1] AS worst_indicator_id,
           (array_agg(level ORDER BY share, slug COLLATE "C") FILTER (WHERE is_assessed))[1] AS worst_level,
           min(share) FILTER (WHERE is_assessed) AS worst_share
    FROM group_rated
    GROUP BY municipality_id, month, target, marked
),
everything AS (
    SELECT municipality_id, indicator_id, month, level, is_assessed, persons, share, meeting, average, low_intensity,
           NULL::bigint AS worst_indicator_id, NULL::text AS worst_level, NULL::numeric AS worst_share
    FROM group_rated
    UNION ALL
    SELECT municipality_id, NULL, month,
           CASE
               WHEN is_assessed THEN CASE
                   WHEN 100 * meeting >= target * persons THEN 'compliant'
                   WHEN 100 * meeting >= marked * persons THEN 'below'
                   ELSE 'markedly_below'
               END
               WHEN any_exempt THEN 'exempt'
               WHEN any_too_few THEN 'too_few'
               ELSE 'no_data'
           END,
           is_assessed, persons, 100 * meeting / persons, meeting, NULL, low_intensity,
           worst_indicator_id, worst_level, worst_share
    FROM overall
),
runs AS (
    SELECT everything.*,
           count(*) FILTER (WHERE level IN ('compliant', 'exempt')) OVER months_so_far AS runs_ended,
           first_value(CASE WHEN is_assessed THEN share END) OVER (
               PARTITION BY municipality_id, indicator_id ORDER BY month
               RANGE BETWEEN interval '3 months' PRECEDING AND interval '3 months' PRECEDING
           ) AS share_before
    FROM everything
    WINDOW months_so_far AS (PARTITION BY municipality_id, indicator_id ORDER BY month)
)
SELECT %(scheme)s::bigint AS scheme_id, r.municipality_id, r.indicator_id, r.month, r.level,
       r.persons::int AS persons, r.share, r.meeting, r.average,
       -- Rounded far below any possible difference, so that equal shares of different size share a rank.
       CASE WHEN is_assessed THEN
           rank() OVER (PARTITION BY r.month, r.indicator_id, is_assessed ORDER BY round(r.share, 12) DESC)
       END::smallint AS rank,
       count(*) FILTER (WHERE level IN ('below', 'markedly_below')) OVER (
           PARTITION BY r.municipality_id, r.indicator_id, r.runs_ended ORDER BY r.month
       )::smallint AS months_below,
       CASE WHEN is_assessed THEN r.share - r.share_before END AS change_pp,
       s.month IS NOT NULL AS starred, r.low_intensity, r.worst_indicator_id, r.worst_level, r.worst_share
FROM runs r
LEFT JOIN starred s ON s.municipality_id = r.municipality_id AND s.month = r.month
