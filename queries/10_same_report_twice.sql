-- Which reports are there several times: as files with the same bytes, or as the same figures in several files?
-- 哪些报告重复出现：文件完全相同，或多个文件数值相同？
SELECT r.agency_name, r.year, 'same figures' AS what, count(*) AS files, count(DISTINCT r.format) AS formats
FROM 'out/reports/**/*.parquet' r JOIN (
  SELECT report_id, md5(string_agg(concat_ws('/', table_key, row_key, column_key, value), ' ' ORDER BY table_key, row_key, column_key)) AS figures
  FROM 'out/facts/**/*.parquet' WHERE table_key <> 'narrative' AND value IS NOT NULL GROUP BY report_id
) USING (report_id) GROUP BY r.agency_name, r.year, figures HAVING count(*) > 1
UNION ALL
SELECT NULL, NULL, 'same bytes as ' || parse_filename(duplicate_of), count(*), count(DISTINCT format)
FROM 'out/reports/**/*.parquet' WHERE duplicate_of IS NOT NULL GROUP BY duplicate_of
ORDER BY what, agency_name, year;
