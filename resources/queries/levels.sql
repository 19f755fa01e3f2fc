-- Which levels do detailed senders have? Shares in steps of 5 %, where at least k speak of a core question.
WITH counted AS (
  SELECT question, level, sum(n) AS n FROM level_count GROUP BY question, level
), summed AS (
  SELECT question, level, n, sum(n) OVER (PARTITION BY question) AS total FROM counted
)
SELECT question, level,
  CAST(least(greatest(5 * floor((floor(CAST(200 * n AS DOUBLE) / total) + 5) / 10), 5), 95) AS INTEGER) AS per_cent
FROM summed CROSS JOIN about
WHERE total >= k
ORDER BY question, level
