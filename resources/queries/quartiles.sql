-- Where do the groups stand? Quartile bands of each compared domain, by part and over all.
WITH counted AS (
  SELECT part.part, domain, band, sum(n) AS n
  FROM band_count JOIN part ON part.group_no = band_count.group_no
  GROUP BY part.part, domain, band
), reached AS (
  SELECT part, domain, band,
    sum(n) OVER (PARTITION BY part, domain ORDER BY band) AS up_to,
    sum(n) OVER (PARTITION BY part, domain) AS total
  FROM counted
)
SELECT part, domain,
  min(CASE WHEN 4 * up_to >= total THEN band END) AS p25,
  min(CASE WHEN 2 * up_to >= total THEN band END) AS p50,
  min(CASE WHEN 4 * up_to >= 3 * total THEN band END) AS p75
FROM reached
GROUP BY part, domain
ORDER BY part, domain
