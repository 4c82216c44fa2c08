#!/usr/bin/env python3
"""Writes www/public/shapes/<service>.json: what the APIs of AWS services return, for checking mocked results.

Run by hand when a service is added or its API has changed, then read the difference and commit it:

    python3 tools/shapes.py              # the services below, from the version below
    python3 tools/shapes.py 1.44.8       # from another version of botocore

The models come from botocore (Apache License 2.0, see NOTICE), which pip downloads into a temporary folder; nothing is
installed. A file is named as `aws-sdk:` resources name the service and holds

    {"source": "botocore VERSION", "service": NAME, "operations": {OPERATION: number of a shape}, "shapes": [...]}

with one array per shape, numbers inside naming other shapes:

    ["o", {MEMBER: number}, [required MEMBER...]]   object      ["l", number]  list       ["m", number]  map of such values
    ["s", min, max, [allowed TEXT...]]              text        ["n", min, max]  number   ["f"]  true or false
    ["b", min, max]  blob, which is a text in JSON  ["t"]  time, a text too               ["d"]  any JSON

Missing entries at the end of an array and nulls mean no limit. Members are in PascalCase, as Step Functions writes them.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "www" / "public" / "shapes"

# The last one before the answers of TestState that the tests compare with were recorded: the service then refused what
# later models allow (more memory for a function, for example).
VERSION = "1.41.5"

# Folders of botocore's data: the optimized integrations, and APIs that workflows often call through `aws-sdk:`.
SERVICES = [
    "athena", "batch", "bedrock", "bedrock-runtime", "cloudformation", "codebuild", "cognito-idp", "databrew",
    "dynamodb", "ecs", "eks", "emr", "emr-containers", "emr-serverless", "events", "glue", "kms", "lambda",
    "mediaconvert", "s3", "sagemaker", "secretsmanager", "sns", "sqs", "ssm", "stepfunctions",
]


def download(version, folder):
    wanted = f"botocore=={version}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "-d", folder, wanted]
    subprocess.run(command, check=True)
    return next(Path(folder).glob("botocore-*.whl"))


def model(wheel, service):
    """The newest model of a service."""
    names = [n for n in wheel.namelist() if n.startswith(f"botocore/data/{service}/") and "/service-2.json" in n]
    data = wheel.read(max(names))
    return json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)


def pascal(name):
    return name[:1].upper() + name[1:]


def trimmed(shape):
    """Without the limits that are not there."""
    while len(shape) > 1 and shape[-1] in (None, [], {}):
        shape.pop()
    return shape


class Shapes:
    """The shapes that results are made of, equal ones once."""

    def __init__(self, shapes):
        self.shapes, self.list, self.numbers, self.equal = shapes, [], {}, {}

    def number(self, name):
        if name in self.numbers:
            return self.numbers[name]
        shape = self.shapes[name]
        kind = shape["type"]
        if kind in ("structure", "list", "map") and not shape.get("document"):
            # Known before its members, which may hold it again.
            self.numbers[name] = len(self.list)
            self.list.append(None)
            self.list[self.numbers[name]] = self.compound(shape, kind)
            return self.numbers[name]
        made = trimmed(self.scalar(shape, kind))
        key = json.dumps(made)
        if key not in self.equal:
            self.equal[key] = len(self.list)
            self.list.append(made)
        self.numbers[name] = self.equal[key]
        return self.equal[key]

    def compound(self, shape, kind):
        if kind == "list":
            return ["l", self.number(shape["member"]["shape"])]
        if kind == "map":
            return ["m", self.number(shape["value"]["shape"])]
        members = {pascal(name): self.number(member["shape"]) for name, member in shape.get("members", {}).items()}
        return trimmed(["o", members, [pascal(name) for name in shape.get("required", [])]])

    def scalar(self, shape, kind):
        limits = [shape.get("min"), shape.get("max")]
        match kind:
            case "string":
                return ["s", *limits, shape.get("enum")]
            case "integer" | "long" | "float" | "double" | "bigdecimal":
                return ["n", *limits]
            case "boolean":
                return ["f"]
            case "blob":
                return ["b", *limits]
            case "timestamp":
                return ["t"]
        return ["d"]


def compact(service, version):
    shapes = Shapes(service["shapes"])
    operations = {}
    for name, operation in sorted(service["operations"].items()):
        if "output" in operation:
            operations[name] = shapes.number(operation["output"]["shape"])
    name = service["metadata"]["serviceId"].lower().replace(" ", "")
    return {"source": f"botocore {version}", "service": name, "operations": operations, "shapes": shapes.list}


def main():
    with tempfile.TemporaryDirectory() as folder:
        wheel = download(sys.argv[1] if len(sys.argv) > 1 else VERSION, folder)
        version = wheel.name.split("-")[1]
        OUT.mkdir(parents=True, exist_ok=True)
        for old in OUT.glob("*.json"):
            old.unlink()
        total = 0
        with zipfile.ZipFile(wheel) as archive:
            for service in SERVICES:
                made = compact(model(archive, service), version)
                text = json.dumps(made, separators=(",", ":"), ensure_ascii=False) + "\n"
                (OUT / f"{made['service']}.json").write_text(text)
                total += len(text.encode())
                print(f"{made['service']:18} {len(made['operations']):4} operations {len(text.encode()):8} bytes"
                      f" {len(gzip.compress(text.encode(), mtime=0)):7} gzip")
    print(f"{len(SERVICES)} services, {total} bytes, botocore {version}")


if __name__ == "__main__":
    main()
