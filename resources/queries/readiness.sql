-- How ready is everybody? Quartiles of readiness in tens.
WITH counted AS (
  SELECT readiness AS band, count(*) AS n FROM submission GROUP BY readiness
), reached AS (
  SELECT band, sum(n) OVER (ORDER BY band) AS up_to, sum(n) OVER () AS total FROM counted
)
SELECT
  min(CASE WHEN 4 * up_to >= total THEN band END) AS p25,
  min(CASE WHEN 2 * up_to >= total THEN band END) AS p50,
  min(CASE WHEN 4 * up_to >= 3 * total THEN band END) AS p75
FROM reached
