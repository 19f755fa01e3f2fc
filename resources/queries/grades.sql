-- Which grades, as claimed and as substantiated? Shares of everybody, in steps of 5 %.
WITH counted AS (
  SELECT 'claimed' AS said, grade, count(*) AS n FROM submission GROUP BY grade
  UNION ALL
  SELECT 'substantiated' AS said, substantiated AS grade, count(*) AS n FROM submission GROUP BY substantiated
), everybody AS (
  SELECT count(*) AS total FROM submission
), asked AS (
  SELECT said, grade.grade, place FROM grade CROSS JOIN (SELECT DISTINCT said FROM counted) AS kinds
)
SELECT asked.said, asked.grade,
  CAST(least(greatest(5 * floor((floor(CAST(200 * coalesce(n, 0) AS DOUBLE) / total) + 5) / 10), 5), 95) AS INTEGER)
    AS per_cent
FROM asked LEFT JOIN counted ON counted.said = asked.said AND counted.grade = asked.grade CROSS JOIN everybody
ORDER BY asked.said, place
