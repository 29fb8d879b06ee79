# SPDX-License-Identifier: Apache-2.0
# The weeks of a year in which a surveillance algorithm raises an alarm, by unit-year.
#
#   Rscript surveillance.R SERIES.csv ANSWERS.csv
#
# SERIES: case,tested,weeks; weeks are counts separated by spaces, of which the last `tested` are
# tested. ANSWERS: case,method,alarms,seconds; alarms are positions among the tested, from 1.

suppressPackageStartupMessages(library(surveillance))
arguments <- commandArgs(trailingOnly = TRUE)
series <- read.csv(arguments[1], stringsAsFactors = FALSE)

methods <- list(
    earsC = function(weeks, range) {
        earsC(weeks, control = list(range = range, method = "C1"))
    },
    farringtonFlexible = function(weeks, range) {
        farringtonFlexible(weeks, control = list(
            range = range, b = 4, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26,
            thresholdMethod = "nbPlugin"))
    })

test <- function(i, name) {
    weeks <- sts(as.numeric(strsplit(series$weeks[i], " ")[[1]]), frequency = 52)
    range <- seq(nrow(weeks) - series$tested[i] + 1, nrow(weeks))
    start <- proc.time()
    found <- suppressWarnings(methods[[name]](weeks, range))
    spent <- proc.time() - start
    data.frame(case = series$case[i], method = name,
               alarms = paste(which(as.vector(alarms(found)) > 0), collapse = " "),
               seconds = spent[["user.self"]] + spent[["sys.self"]])
}

invisible(test(1, "earsC")) # what is compiled on first use is not measured
invisible(test(1, "farringtonFlexible"))
rows <- lapply(names(methods), function(name) {
    do.call(rbind, lapply(seq_len(nrow(series)), test, name = name))
})
write.csv(do.call(rbind, rows), arguments[2], row.names = FALSE)
