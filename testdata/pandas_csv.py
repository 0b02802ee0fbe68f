"""Runs a script of pandas where no reader of Parquet can be had: each table is read from the CSV file beside it instead.

python3 pandas_csv.py SCRIPT FOLDER
"""
import runpy
import sys

import pandas as pd

pd.read_parquet = lambda name, columns=None: pd.read_csv(name.replace(".parquet", ".csv"), usecols=columns)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
