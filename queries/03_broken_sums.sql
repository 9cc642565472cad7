-- In what share of the reports does a sum that the form states not hold, and how many of the sums hold?
-- 有多少报告存在勾稽关系不成立？勾稽关系的成立比例是多少？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
)
SELECT form, count(*) AS reports, count(*) FILTER (checks_failed > 0) AS with_a_broken_sum,
  round(count(*) FILTER (checks_failed > 0) / count(*), 3) AS share_of_reports,
  round(sum(checks_held + checks_held_if_blank_is_zero) / sum(checks_held + checks_held_if_blank_is_zero + checks_failed), 4) AS sums_that_hold
FROM one WHERE checks_share IS NOT NULL GROUP BY form ORDER BY form;
