"""A predictor on KServe's SDK that answers the V1 protocol with a scikit-learn model out of a directory."""

import argparse
import os
from pathlib import Path

import joblib
import numpy
from kserve import Model, ModelServer, model_server


class Predictor(Model):
    """Loads the one joblib file of its directory."""

    def __init__(self, name: str, directory: Path) -> None:
        super().__init__(name)
        self.directory = directory
        self.model = None

    def load(self) -> bool:
        (file,) = self.directory.glob("*.joblib")
        self.model = joblib.load(file)
        self.ready = True
        return self.ready

    def predict(self, payload: dict, headers: dict | None = None) -> dict:
        predictions = self.model.predict(numpy.array(payload["instances"])).tolist()
        # Which revision of a model it is that answers.
        return {"predictions": predictions, "version": os.environ.get("VERSION")}


parser = argparse.ArgumentParser(parents=[model_server.parser])
parser.add_argument("--model_dir", type=Path, default=Path("/mnt/models"))

if __name__ == "__main__":
    arguments = parser.parse_args()
    predictor = Predictor(arguments.model_name, arguments.model_dir)
    predictor.load()
    ModelServer().start([predictor])
