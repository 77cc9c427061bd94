"""Out-of-fold log-odds of a loan book by an open scorecard tool, over folds that are given.

Usage: python open_tools.py TOOL JOB.json [odds|seconds] > answer.json, TOOL being optbinning or scorecardpy. The job holds the columns as texts ("" is
blank), which of them are numbers, the outcome, and for every round the fold of each loan. Each tool is used as its own tutorial does:
bin all features with its defaults on the training part, turn them into weights of evidence, fit scikit-learn's logistic regression.
"""

import json
import sys
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")


def frame(job):
    columns = {}
    for name, values in job["columns"].items():
        if name in job["numeric"]:
            columns[name] = [float(value) if value != "" else np.nan for value in values]
        else:
            columns[name] = pd.Series([value if value != "" else np.nan for value in values], dtype=object)
    return pd.DataFrame(columns)


def by_optbinning(data, outcome, train, job):
    from optbinning import BinningProcess

    texts = [name for name in data if name not in job["numeric"]]
    process = BinningProcess(list(data.columns), categorical_variables=texts)
    process.fit(data[train], outcome[train])
    return process.transform(data[train]), process.transform(data[~train])


def by_scorecardpy(data, outcome, train, _job):
    import scorecardpy as sc

    whole = data.assign(bad=outcome)
    bins = sc.woebin(whole[train], y="bad", check_cate_num=False, no_cores=1, print_info=False)
    parts = [sc.woebin_ply(whole[rows], bins, no_cores=1, print_info=False).drop(columns="bad").fillna(0) for rows in (train, ~train)]
    common = [name for name in parts[0] if name in parts[1]]
    return parts[0][common], parts[1][common]


def seconds_of_one_fit(transform, data, outcome, job):
    every = np.ones(len(outcome), dtype=bool)
    every[-1] = False
    begun = time.perf_counter()
    fitted, _ = transform(data, outcome, every, job)
    LogisticRegression(max_iter=2000).fit(fitted, outcome[every])
    return time.perf_counter() - begun


def main(tool, path, what):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    transform = {"optbinning": by_optbinning, "scorecardpy": by_scorecardpy}[tool]
    data, outcome = frame(job), np.array(job["overdue"])
    if what == "seconds":
        json.dump([[seconds_of_one_fit(transform, data, outcome, job)]], sys.stdout)
        return
    answer = []
    for folds in job["rounds"]:
        fold_of = np.array(folds)
        odds = np.zeros(len(outcome))
        for fold in range(fold_of.max() + 1):
            train = fold_of != fold
            fitted, held = transform(data, outcome, train, job)
            model = LogisticRegression(max_iter=2000).fit(fitted, outcome[train])
            odds[~train] = model.decision_function(held)
        answer.append(odds.tolist())
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    # scorecardpy prints; the answer must stay alone on standard output.
    answer_to, sys.stdout = sys.stdout, sys.stderr
    import io

    buffer = io.StringIO()
    sys.stdout = buffer
    main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "odds")
    text = buffer.getvalue()
    answer_to.write(text[text.rindex("[[") :])
