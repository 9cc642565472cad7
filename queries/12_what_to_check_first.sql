-- Which rules fail most often, and in how many reports?
-- 哪些规则最常不成立，涉及多少报告？
SELECT code, severity, coalesce(rule, '') AS rule, count(*) AS findings, count(DISTINCT report_id) AS reports
FROM 'out/findings/**/*.parquet' WHERE status = 'fail' GROUP BY ALL ORDER BY findings DESC, code, rule LIMIT 12;
