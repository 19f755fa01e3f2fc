-- How many are in each part? As a class that doubles, from k on; never the number itself.
WITH counted AS (
  SELECT part.part, count(*) AS n
  FROM submission JOIN part ON part.group_no = submission.group_no
  GROUP BY part.part
), doubled AS (
  SELECT part, k * power(2, floor(log2(CAST(n AS DOUBLE) / k) + 1e-9)) AS low FROM counted CROSS JOIN about
)
SELECT part, CAST(low AS BIGINT) AS low, CAST(2 * low - 1 AS BIGINT) AS high
FROM doubled
ORDER BY part
