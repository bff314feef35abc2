"""Trains the iris model, packs it for MLServer into a zip file, and prints what it says of every tenth flower."""

import io
import json
import sys
import zipfile

import joblib
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

flowers = load_iris()
model = LogisticRegression(max_iter=1000).fit(flowers.data, flowers.target)
dumped = io.BytesIO()
joblib.dump(model, dumped)
settings = {"implementation": "mlserver_sklearn.SKLearnModel", "parameters": {"uri": "./model.joblib"}}
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    # A ZipInfo of its own has no time of day in it.
    archive.writestr(zipfile.ZipInfo("model.joblib"), dumped.getvalue())
    archive.writestr(zipfile.ZipInfo("model-settings.json"), json.dumps(settings))
samples = flowers.data[::10]
print(json.dumps({"samples": samples.tolist(), "classes": model.predict(samples).tolist()}))
