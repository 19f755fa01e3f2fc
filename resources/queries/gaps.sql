-- Which gaps are commonest? The share below base target of each core question that at least k speak of.
WITH counted AS (
  SELECT question, sum(n) AS total, sum(below * n) AS below FROM spoken GROUP BY question
), shares AS (
  SELECT question,
    CAST(least(greatest(5 * floor((floor(CAST(200 * below AS DOUBLE) / total) + 5) / 10), 5), 95) AS INTEGER)
      AS per_cent
  FROM counted CROSS JOIN about
  WHERE total >= k
)
SELECT question.question, question.domain, per_cent, round(worth * per_cent, 9) AS weight
FROM shares JOIN question ON question.question = shares.question
ORDER BY per_cent DESC, worth DESC, question.question
