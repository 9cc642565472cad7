-- What stands in the cells of a table: numbers, zeros, blanks, dashes? A blank is no 0.
-- 各表单元格中数值、零、空白、横线各有多少？空白不等于零。
SELECT f.table_key, f.status, count(*) AS cells, count(*) FILTER (f.value = 0) AS zeros, count(*) FILTER (f.value IS NULL) AS without_a_value
FROM 'out/facts/**/*.parquet' f WHERE f.table_key <> 'narrative'
GROUP BY ALL ORDER BY f.table_key, cells DESC, f.status;
