-- The warnings of loaded deliveries that still stand: one row each, and what of it stands.
--
-- Missing municipalities stand while figures that were missing are not known. A national total stands until it fits the
-- known figures, within `tolerance` (a part of it), or a later delivery has said as much of the month. Others stand while
-- any figure of the delivery is in force.
WITH warning AS MATERIALIZED (
    SELECT f.id, f.delivery_id, f.code, f.params, d.loaded_at, i.id AS indicator_id,
           concat_ws(', ', nullif(f.file_name, ''), nullif(f.sheet, ''), nullif(f."column", '')) AS place
    FROM municipalities_deliveryfinding f
    JOIN municipalities_delivery d ON d.id = f.delivery_id AND d.status = 'loaded'
    LEFT JOIN municipalities_indicator i ON i.slug = f.params ->> 'indicator'
    WHERE f.severity = 'warning'
),
lacking AS (
    SELECT w.id, array_agg(DISTINCT m.id) AS municipalities,
           array_agg(DISTINCT asked.month::text ORDER BY asked.month::text) AS months
    FROM warning w
    CROSS JOIN LATERAL (SELECT value AS month FROM jsonb_array_elements_text(w.params -> 'months')) asked
    CROSS JOIN LATERAL (SELECT value AS name FROM jsonb_array_elements_text(w.params -> 'names')) missing
    JOIN municipalities_municipality m ON m.name = missing.name
    WHERE w.code = 'missing_municipalities'
      AND NOT EXISTS (
        SELECT FROM municipalities_observation o
        WHERE o.known_to IS NULL AND o.indicator_id = w.indicator_id
          AND o.month = (asked.month || '-01')::date AND o.municipality_id = m.id)
    GROUP BY w.id
),
total AS (
    SELECT w.id, w.delivery_id, w.indicator_id, w.loaded_at, (w.params ->> 'month' || '-01')::date AS month,
           (w.params ->> 'total')::bigint AS said
    FROM warning w
    WHERE w.code = 'total_differs'
),
off AS (
    SELECT t.id, known.persons
    FROM total t
    CROSS JOIN LATERAL (
        SELECT sum(o.persons) AS persons FROM municipalities_observation o
        WHERE o.known_to IS NULL AND o.indicator_id = t.indicator_id AND o.month = t.month
    ) known
    WHERE abs(known.persons - t.said) > %(tolerance)s * t.said
      AND NOT EXISTS (
        SELECT FROM municipalities_delivery later
        WHERE later.status = 'loaded' AND later.loaded_at > t.loaded_at
          AND (SELECT count(*) FROM municipalities_deliveredfigure f
               WHERE f.delivery_id = later.id AND f.indicator_id = t.indicator_id AND f.month = t.month)
              >= (SELECT count(*) FROM municipalities_deliveredfigure f
                  WHERE f.delivery_id = t.delivery_id AND f.indicator_id = t.indicator_id AND f.month = t.month))
)
SELECT w.delivery_id, w.code, w.params, w.place, w.indicator_id, lacking.municipalities, lacking.months, off.persons
FROM warning w
LEFT JOIN lacking ON lacking.id = w.id
LEFT JOIN off ON off.id = w.id
WHERE CASE w.code
          WHEN 'missing_municipalities' THEN lacking.id IS NOT NULL
          WHEN 'total_differs' THEN off.id IS NOT NULL
          ELSE EXISTS (SELECT FROM municipalities_observation o WHERE o.delivery_id = w.delivery_id AND o.known_to IS NULL)
      END
ORDER BY w.id
