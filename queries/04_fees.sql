-- How much did agencies charge for processing information, and how many charged nothing or do not say (0 and null apart)?
-- 各年收取的信息处理费是多少？多少机构未收取（0），多少未说明（空）？
WITH one AS ( -- one report an agency and year: of several files the one that was read best
  FROM 'out/panel/**/*.parquet'
  QUALIFY row_number() OVER (PARTITION BY coalesce(agency_id, agency_name, report_id), year, scope
    ORDER BY status = 'ok' DESC, error_count, doubtful_count, number_count DESC, path) = 1
)
SELECT year, count(*) FILTER (txt_info_processing_fee_yuan > 0) AS charged, count(*) FILTER (txt_info_processing_fee_yuan = 0) AS charged_nothing,
  count(*) FILTER (txt_info_processing_fee_yuan IS NULL) AS not_said, sum(txt_info_processing_fee_yuan) AS yuan, max(c_admin_fees_yuan) AS largest_admin_fees_yuan
FROM one WHERE form IN ('cn_goi_2019', 'cn_goi_2021') GROUP BY year ORDER BY year;
