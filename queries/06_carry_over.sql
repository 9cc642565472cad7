-- Which agencies carried most requests over to the next year, and does the next report begin with the same number?
-- 哪些机构结转下年度的申请占比最高？下一年报告的上年结转数是否一致？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
)
SELECT p.agency_name, p.year, p.c_pending_end AS carried_over, round(p.c_pending_end / nullif(p.c_pending_start + p.c_requests_received, 0), 3) AS share,
  n.c_pending_start AS next_report_begins_with, n.c_pending_start <> p.c_pending_end AS differs
FROM one p LEFT JOIN one n ON n.agency_name = p.agency_name AND n.scope = p.scope AND n.year = p.year + 1
WHERE p.c_pending_end IS NOT NULL
ORDER BY differs DESC NULLS LAST, share DESC NULLS LAST, p.agency_name, p.year LIMIT 10;
