-- Which public measures matter most? Each question's share below target times its worth and the strength of the link;
-- a measure takes for each question its strongest instrument. It orders, it promises nothing.
WITH counted AS (
  SELECT question, sum(n) AS total, sum(below * n) AS below FROM spoken GROUP BY question
), shares AS (
  SELECT counted.question,
    CAST(least(greatest(5 * floor((floor(CAST(200 * below AS DOUBLE) / total) + 5) / 10), 5), 95) AS INTEGER)
      AS per_cent
  FROM counted CROSS JOIN about
  WHERE total >= k
), strongest AS (
  SELECT measure, question, max(strength) AS strength FROM link GROUP BY measure, question
)
SELECT measure, round(sum(per_cent * worth * strength), 9) AS relevance, count(*) AS questions
FROM strongest
  JOIN shares ON shares.question = strongest.question
  JOIN question ON question.question = strongest.question
GROUP BY measure
ORDER BY relevance DESC, measure
