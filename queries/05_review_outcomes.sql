-- How did administrative reviews of disclosure end: how often was the agency upheld or corrected?
-- 因信息公开提起的行政复议结果如何？维持、纠正各占多少？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
)
SELECT form, sum(c_review_total) AS reviews, round(sum(c_review_upheld) / nullif(sum(c_review_total), 0), 3) AS upheld,
  round(sum(c_review_corrected) / nullif(sum(c_review_total), 0), 3) AS corrected, round(sum(c_review_other) / nullif(sum(c_review_total), 0), 3) AS other,
  sum(c_suit_total) AS suits
FROM one WHERE c_review_total IS NOT NULL AND c_review_upheld IS NOT NULL AND c_review_corrected IS NOT NULL AND c_review_other IS NOT NULL
GROUP BY form ORDER BY form;
