-- What everybody says of a core question: the eight that were drawn, or all of them from detailed senders.
CREATE OR REPLACE TEMPORARY VIEW spoken AS
SELECT group_no, question, below, n FROM mark_count
UNION ALL
SELECT level_count.group_no, level_count.question, CASE WHEN level < target THEN 1 ELSE 0 END AS below, n
FROM level_count JOIN question ON question.question = level_count.question
