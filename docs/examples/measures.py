"""Two questions to a run's folder, in Python:  python3 measures.py FOLDER

It needs pandas, and pyarrow to read Parquet. Every citizen is synthetic. No verdict on a real person can be read out of
these tables.
"""
import sys

import pandas as pd

folder = sys.argv[1]

# Of a thousand citizens of each group, how many were ever accused of something they did not do, in either world?
citizens = pd.read_parquet(f"{folder}/citizens.parquet", columns=["group", "with_false_entry", "without_false_entry"])
accused = 1000 * citizens.groupby("group").mean()
accused.columns = ["with_per_1000", "without_per_1000"]
print(accused.to_csv(), end="")

# How many misdeeds and how much lawful speech in each step, in either world?
steps = pd.read_parquet(f"{folder}/steps.parquet", columns=["world", "day", "misdeeds_count", "lawful_speech_count"])
wide = steps.pivot(index="day", columns="world")
series = pd.DataFrame({
    f"{short}_{world}": wide[column, world]
    for short, column in [("misdeeds", "misdeeds_count"), ("speech", "lawful_speech_count")]
    for world in ["with", "without"]
})
print(series.to_csv(), end="")
