-- Who asks: natural persons, or which kinds of organisations?
-- 申请人是谁：自然人还是哪类组织？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
),
cells AS (UNPIVOT one ON req_received_nat, req_received_biz, req_received_rsch, req_received_pub, req_received_law, req_received_oth
  INTO NAME variable VALUE number)
SELECT form, regexp_extract(variable, '_([a-z]+)$', 1) AS applicant, sum(number) AS requests,
  round(sum(number) / nullif(sum(sum(number)) OVER (PARTITION BY form), 0), 3) AS share
FROM cells GROUP BY form, applicant ORDER BY form, requests DESC, applicant;
