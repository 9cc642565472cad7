-- For which reasons were requests denied, and how often (forms of 2019 and 2021)?
-- 各项不予公开理由各有多少件（2019、2021 年格式）？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
),
cells AS (UNPIVOT one ON COLUMNS('^req_denied_.*_total$') INTO NAME variable VALUE number)
SELECT regexp_extract(variable, '^req_denied_(.*)_total$', 1) AS reason, count(*) AS reports, sum(number) AS requests,
  round(sum(number) / nullif(sum(sum(number)) OVER (), 0), 3) AS share
FROM cells GROUP BY reason ORDER BY requests DESC, reason;
