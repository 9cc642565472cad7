-- What share of the requests that were processed was granted, in full or in part, year by year?
-- 每年办结的政府信息公开申请中，予以公开和部分公开的比例是多少？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
)
SELECT year, count(*) AS reports, sum(c_requests_processed) AS processed,
  round(sum(c_granted) / nullif(sum(c_requests_processed), 0), 3) AS granted_in_full,
  round(sum(c_granted_partial) / nullif(sum(c_requests_processed), 0), 3) AS granted_in_part
FROM one WHERE c_requests_processed IS NOT NULL AND c_granted IS NOT NULL AND c_granted_partial IS NOT NULL
GROUP BY year ORDER BY year;
