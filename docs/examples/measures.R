# Two questions to a run's folder, in R:  Rscript measures.R FOLDER
# It needs the package arrow, to read Parquet. Every citizen is synthetic. No verdict on a real person can be read out of
# these tables.
library(arrow)

folder <- commandArgs(trailingOnly = TRUE)[1]
show <- function(table) write.csv(table, row.names = FALSE, quote = FALSE)

# Of a thousand citizens of each group, how many were ever accused of something they did not do, in either world?
citizens <- as.data.frame(read_parquet(file.path(folder, "citizens.parquet"),
                                       col_select = c("group", "with_false_entry", "without_false_entry")))
accused <- aggregate(cbind(with_per_1000 = 1000 * with_false_entry, without_per_1000 = 1000 * without_false_entry) ~ group,
                     data = citizens, FUN = mean)
show(accused)

# How many misdeeds and how much lawful speech in each step, in either world?
steps <- as.data.frame(read_parquet(file.path(folder, "steps.parquet"),
                                    col_select = c("world", "day", "misdeeds_count", "lawful_speech_count")))
series <- merge(steps[steps$world == "with", ], steps[steps$world == "without", ], by = "day", suffixes = c("_with", "_without"))
series <- series[order(series$day), ]
show(data.frame(day = series$day,
                misdeeds_with = as.numeric(series$misdeeds_count_with), misdeeds_without = as.numeric(series$misdeeds_count_without),
                speech_with = as.numeric(series$lawful_speech_count_with), speech_without = as.numeric(series$lawful_speech_count_without)))
