-- Two questions to a run's folder, in DuckDB:  cd FOLDER && duckdb -csv < measures.sql
-- Every citizen is synthetic. No verdict on a real person can be read out of these tables.

-- Of a thousand citizens of each group, how many were ever accused of something they did not do, in either world?
SELECT "group",
       1000 * avg(with_false_entry::INT) AS with_per_1000,
       1000 * avg(without_false_entry::INT) AS without_per_1000
FROM 'citizens.parquet'
GROUP BY "group"
ORDER BY "group";

-- How many misdeeds and how much lawful speech in each step, in either world?
SELECT day,
       sum(misdeeds_count) FILTER (world = 'with') AS misdeeds_with,
       sum(misdeeds_count) FILTER (world = 'without') AS misdeeds_without,
       sum(lawful_speech_count) FILTER (world = 'with') AS speech_with,
       sum(lawful_speech_count) FILTER (world = 'without') AS speech_without
FROM 'steps.parquet'
GROUP BY day
ORDER BY day;
