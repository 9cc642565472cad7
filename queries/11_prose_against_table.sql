-- Where does the prose state another number of requests than the table?
-- 哪些报告正文所述收到申请数与表格不一致？
SELECT agency_name, year, parse_filename(path) AS file, txt_received AS prose, req_received_total AS in_table
FROM 'out/panel/**/*.parquet' WHERE txt_received <> req_received_total ORDER BY agency_name, year, file;
