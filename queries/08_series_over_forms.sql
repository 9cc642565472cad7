-- How many requests does an agency receive a year, over all forms since 2014 (a concept whose comparability is "yes")?
-- 2014 年以来各机构每年收到多少申请（可比程度为 yes 的指标，跨格式）？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
)
SELECT year, form, count(c_requests_received) AS reports, median(c_requests_received) AS median, max(c_requests_received) AS most,
  count(*) FILTER (c_requests_received = 0) AS received_none
FROM one WHERE form <> 'cn_goi_2008' GROUP BY year, form ORDER BY year, form;
